"""How far a long piece of work is, on standard error: one line that grows on a terminal, a few lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from union.federation.gathered import Teller

MOST_LINES = 10  # where standard error is a file or a scheduler's log


@contextmanager
def progress_line() -> Iterator[Teller]:
    """What is told after every member: how many are done, of how many, how many of them in vain."""
    on_terminal = sys.stderr.isatty()
    told = 0

    def tell(done: int, of: int, in_vain: int) -> None:
        nonlocal told
        line = f"{done} of {of} members worked on" + (f", {in_vain} of them in vain" if in_vain else "")
        if on_terminal:
            sys.stderr.write(f"\r{line}  ")
        elif done == of or done * MOST_LINES // of > told:
            told = done * MOST_LINES // of
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        if on_terminal:
            sys.stderr.write("\r" + " " * 60 + "\r")
