"""Two locks of this computer: one refresh at a time, and one process at a time that changes the small files it shares.

DuckDB's own lock on a file is used, because the system lets it go when a process dies, on every system.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from connectors.trouble import CannotGoOn
from history.data_folder import cannot_keep, home

REFRESH, POINTER = "lock.duckdb", "turn.duckdb"
PATIENCE_SECONDS, PAUSE_SECONDS = 20.0, 0.02
# what DuckDB says of a lock somebody holds, here and on Windows
HELD = ("set lock on file", "used by another process")
HALF = ("not a valid DuckDB database file", "Could not read enough bytes", "Corrupt database file")


class Busy(CannotGoOn):
    """Another refresh is under way."""


class _Lock:
    """One lock of this computer; who holds it may take it again in the same thread."""

    def __init__(self, name: str):
        self.name = name
        self._here = threading.RLock()
        self._mine = threading.local()

    @contextmanager
    def taken(self, patience_seconds: float) -> Iterator[None]:
        if getattr(self._mine, "yes", False):
            yield
            return
        until = time.monotonic() + patience_seconds
        if not self._here.acquire(timeout=patience_seconds):
            raise Busy("The sheets are being read just now.", "Wait until it is done.")
        try:
            lock = self._file(until)
            self._mine.yes = True
            try:
                yield
            finally:
                self._mine.yes = False
                lock.close()
        finally:
            self._here.release()

    def _file(self, until: float) -> duckdb.DuckDBPyConnection:
        path = snapshots() / self.name
        while True:
            try:
                return duckdb.connect(path, config={"enable_external_access": "false"})
            except duckdb.IOException as error:
                # who made it died, or the disk was full; the lock is the system's, so its content may go
                if any(words in str(error) for words in HALF):
                    with suppress(OSError):
                        path.unlink()
                        continue
                elif not any(words in str(error) for words in HELD):
                    raise cannot_keep(error) from error
                if time.monotonic() >= until:
                    raise Busy(
                        "Another window of this program is reading the sheets just now.",
                        "Wait until it is done.",
                        str(error),
                    ) from error
            time.sleep(PAUSE_SECONDS)


_refresh, _pointer = _Lock(REFRESH), _Lock(POINTER)


@contextmanager
def refresh_lock() -> Iterator[None]:
    """Held by one refresh at a time, whatever the number of windows and schedulers; raises Busy at once where another
    is under way."""
    with _refresh.taken(0.0):
        yield


@contextmanager
def pointer_lock() -> Iterator[None]:
    """Held for the moment in which a shared small file is read, changed and put back; waits until it is free."""
    with _pointer.taken(PATIENCE_SECONDS):
        yield


def snapshots() -> Path:
    """The folder of the snapshots; made where it is missing."""
    folder = home() / "snapshots"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_keep(error) from error
    return folder
