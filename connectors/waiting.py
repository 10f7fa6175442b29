"""Work that may hang for ever, such as looking up a name or reading from a lost network drive, given up in time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What the work returns or raises; TimeoutError where it takes longer. It is then left to itself and never keeps
    the program from ending."""
    told: list[tuple[bool, object]] = []
    thread = threading.Thread(target=_tell, args=(work, told), daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if not told:
        raise TimeoutError(f"took longer than {seconds:.0f} s")
    good, result = told[0]
    if not good:
        raise result
    return result


def _tell(work: Callable[[], Result], told: list[tuple[bool, object]]) -> None:
    try:
        told.append((True, work()))
    except BaseException as error:  # raised again where the result is asked for
        told.append((False, error))
