"""Readers of workbooks without their processes: what a test reads is read in the test's own, and what was read once is
not read again.

A process of a reader takes longer to start than to read a small workbook, and a workbook has two. Tests of the readers
(tests/connectors) and those marked `own_processes` have the processes, as every child that a test starts has.
"""

from __future__ import annotations

import importlib
import traceback
from hashlib import sha256
from pathlib import Path

from connectors import reading_limits

in_processes = reading_limits.start
_answers: dict[tuple[str, str], dict[str, bytes]] = {}


class Ended:
    """A process that is over, as far as connectors.reading.files asks."""

    def __init__(self, returncode: int):
        self.returncode = returncode
        self.stdin = None

    def poll(self) -> int:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        return self.returncode


def here(arguments: list[str], folder: Path, log: Path) -> Ended:
    """What `reading_limits.start` gives, once the reader has answered; its answer depends on what it is given alone."""
    module, place = arguments[0], Path(arguments[1])
    given = [(place / name).read_bytes() for name in ("workbook", "request.json")]
    key = (module, sha256(b"\0".join(sha256(one).digest() for one in given)).hexdigest())
    if key in _answers:
        for name, content in _answers[key].items():
            (place / name).write_bytes(content)
        log.write_bytes(b"")
        return Ended(0)
    before = set(place.iterdir())
    try:
        importlib.import_module(module).answer(place)
    except Exception:
        log.write_text(traceback.format_exc(), "utf-8")
        return Ended(1)
    log.write_bytes(b"")
    _answers[key] = {file.name: file.read_bytes() for file in set(place.iterdir()) - before - {log}}
    return Ended(0)
