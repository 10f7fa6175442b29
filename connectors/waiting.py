"""Work that may hang for ever, such as looking up a name or reading from a lost network drive, given up in time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What the work returns or raises; TimeoutError where it takes longer. It is then left to itself and never keeps
    the program from ending."""
    returned: list[Result] = []
    raised: list[BaseException] = []
    thread = threading.Thread(target=_tell, args=(work, returned, raised), daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if raised:
        raise raised[0]
    if not returned:
        raise TimeoutError(f"took longer than {seconds:.0f} s")
    return returned[0]


def _tell(work: Callable[[], Result], returned: list[Result], raised: list[BaseException]) -> None:
    try:
        returned.append(work())
    except BaseException as error:  # raised again where the result is asked for
        raised.append(error)
