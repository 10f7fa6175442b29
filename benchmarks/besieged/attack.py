"""What an attack is: a kind of it, tried again and again from a seed, and whether each was held."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Tried:
    """One attack: what was done, and what did not hold; "" where all did."""

    what: str
    broke: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of attack: its name, what is held when it holds, how it is tried in an empty folder, and how often."""

    name: str
    held: str
    tried: Callable[[random.Random, Path, int], Iterator[Tried]]
    times: int = 0  # 0: there is a list of them, and each is tried once


@contextmanager
def data_folder_of(home: Path) -> Iterator[Path]:
    """Within it that folder is the data folder of this process."""
    before = os.environ.get("LOTWISE_HOME")
    os.environ["LOTWISE_HOME"] = str(home)
    try:
        yield home
    finally:
        os.environ.pop("LOTWISE_HOME")
        if before is not None:
            os.environ["LOTWISE_HOME"] = before


@contextmanager
def empty_folder() -> Iterator[Path]:
    """A folder that goes at the end."""
    with tempfile.TemporaryDirectory(prefix="siege-", ignore_cleanup_errors=True) as place:
        yield Path(place)


def outcome(what: str, check: Callable[..., str], *given: Any) -> Tried:
    """The attack with what the check of `given` says did not hold; whatever it raises did not hold either."""
    try:
        return Tried(what, check(*given))
    except Exception as fault:
        return Tried(what, f"{type(fault).__name__}: {str(fault)[:160]}")
