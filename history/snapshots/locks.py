"""Two locks of this computer: one refresh at a time, and one process at a time that changes the small files it shares.

The system's lock on a file is used, because it is let go when a process dies.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from connectors.trouble import CannotGoOn
from history.data_folder import cannot_keep, home, refusal

REFRESH, POINTER = "refresh.lock", "pointer.lock"
PATIENCE_SECONDS, PAUSE_SECONDS = 20.0, 0.02


class Busy(CannotGoOn):
    """Another refresh is under way."""


@contextmanager
def _taken(name: str, patience_seconds: float) -> Iterator[None]:
    """Held by one thread of one process; who holds it may take it again in the same thread."""
    lock = FileLock(snapshots() / name, is_singleton=True, poll_interval=PAUSE_SECONDS)
    try:
        try:
            lock.acquire(timeout=patience_seconds)
        except Timeout:  # it is held, which is an OSError too
            raise
        except OSError as error:
            _make_way(snapshots() / name, error)
            lock.acquire(timeout=patience_seconds)
    except Timeout as error:
        if refused := refusal(size=0):  # Windows does not tell a lock that is held from a folder that is closed to us
            raise refused from error
        raise Busy(
            "Another window of this program is reading the sheets just now.", "Wait until it is done.", str(error)
        ) from error
    except (OSError, NotImplementedError) as error:  # the latter on a share that knows no locks
        raise cannot_keep(error) from error
    try:
        yield
    finally:
        lock.release()


def _make_way(place: Path, error: OSError) -> None:
    """Takes away what stands in the place of a lock and can't be locked, such as a folder, a link that leads nowhere or
    a file that may not be opened; raises the error where it can't be taken away either."""
    try:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink()
    except OSError:
        raise error from None


@contextmanager
def refresh_lock() -> Iterator[None]:
    """Held by one refresh at a time, whatever the number of windows and schedulers; raises Busy at once where another
    is under way."""
    with _taken(REFRESH, 0.0):
        yield


@contextmanager
def pointer_lock() -> Iterator[None]:
    """Held for the moment in which a shared small file is read, changed and put back; waits until it is free."""
    with _taken(POINTER, PATIENCE_SECONDS):
        yield


def snapshots() -> Path:
    """The folder of the snapshots; made where it is missing."""
    folder = home() / "snapshots"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_keep(error) from error
    return folder
