"""Where what was read is kept: snapshots that are never changed, and a small pointer to the one everybody sees.

A snapshot is a new file with a name of its own. It is written, closed, verified against its manifest, and only then the
pointer is switched; whoever reads opens it read-only and locked down. A refresh that dies half-way leaves the pointer
where it was, and what it left behind is removed when the next one starts.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from connectors.files import Pending, start_all
from connectors.trouble import CannotGoOn, NothingToRead
from logbooks import intake, manifest
from logbooks.home import home, pointer, replace
from logbooks.warehouse import Warehouse

if TYPE_CHECKING:
    from logbooks.mapping import Mapping

# What no query may do: reach files, the network, Python's variables or its own limits.
LOCKED = {"enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
          "allow_community_extensions": "false", "python_enable_replacements": "false", "memory_limit": "1GB",
          "max_temp_directory_size": "1GB"}


class Busy(CannotGoOn):
    """Another refresh is under way."""


class NoGoodSnapshot(CannotGoOn):
    """None of the snapshots kept can be opened."""


def temporary(paths: Sequence[Path] | Sequence[Pending], mapping: Mapping | None = None, as_of: date | None = None) -> Warehouse:
    """The workbooks read into memory alone, checked and locked down; nothing is kept and no pointer moves.

    Their reading may have been begun before, so that the caller could do something else meanwhile.
    """
    begun = _begun(paths)
    connection = duckdb.connect(config=LOCKED)
    intake.load(connection, (one.result() for one in begun), mapping)
    connection.execute("SET GLOBAL lock_configuration = true")
    return Warehouse(connection, f"own-{secrets.token_hex(8)}", as_of or day_of(connection))


def refresh(paths: Sequence[Path], mapping: Mapping | None = None) -> str:
    """Reads the workbooks into a new snapshot, verifies it and makes it the one everybody sees; returns its id."""
    with _alone():
        remove_orphans()
        snapshot = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        path = _path(snapshot)
        workbooks = [one.result() for one in _begun(paths)]
        connection = duckdb.connect(path, config=LOCKED)
        try:
            intake.load(connection, workbooks, mapping)
            said = manifest.write(connection)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        _open(snapshot, said).close()
        _point_to(snapshot, said)
    return snapshot


def current_id() -> str | None:
    """The id of the snapshot everybody sees; None before the first refresh."""
    kept = _kept()
    return kept[0]["snapshot"] if kept else None


def current(as_of: date | None = None) -> Warehouse:
    """The snapshot everybody sees, read-only; where it is damaged the newest good one before it, named by its own id."""
    kept = _kept()
    if not kept:
        raise NothingToRead("No logs have been read on this computer yet.", "Read a workbook first: in Connect, or with refresh.")
    for one in kept:
        with suppress(manifest.Damaged, duckdb.Error, OSError):
            connection = _open(one["snapshot"], one["tables"])
            broken = None if one is kept[0] else kept[0]["snapshot"]
            return Warehouse(connection, one["snapshot"], as_of or day_of(connection), instead_of=broken)
    raise NoGoodSnapshot("None of the readings kept on this computer can be opened.", "Read the workbooks again.")


def history() -> list[str]:
    """The ids of all snapshots kept, newest first."""
    return [one["snapshot"] for one in _kept()]


def day_of(connection: duckdb.DuckDBPyConnection) -> date:
    """The day as of which the logs are seen unless asked otherwise: the setting as_of, else the day they were read."""
    said = connection.execute("SELECT any_value(value) FROM clean.settings WHERE setting = 'as_of' HAVING count(DISTINCT value) = 1").fetchall()
    read = connection.execute("SELECT max(read_at) FROM sources").fetchall()[0][0]
    return date.fromisoformat(said[0][0] if said else read[:10]) if said or read else datetime.now(UTC).date()


def remove_orphans() -> list[str]:
    """Removes what a refresh that died left behind, unless one is under way; returns the names removed."""
    try:
        with _alone():
            kept = {_path(one["snapshot"]).name for one in _kept()}
            removed = []
            for file in sorted(_folder().iterdir()):
                if file.name not in kept and file.name != LOCK:
                    with suppress(OSError):
                        file.unlink()
                        removed.append(file.name)
            return removed
    except Busy:
        return []


def _begun(paths: Sequence[Path] | Sequence[Pending]) -> Sequence[Pending]:
    return paths if any(isinstance(one, Pending) for one in paths) else start_all(paths)


LOCK = "lock.duckdb"
_here = threading.RLock()
_held = threading.local()


@contextmanager
def _alone() -> Iterator[None]:
    """Held by one refresh at a time; DuckDB's own lock on a file, which the system lets go when a process dies."""
    if getattr(_held, "yes", False):
        yield
        return
    if not _here.acquire(blocking=False):
        raise Busy("The logs are being read just now.", "Wait until it is done.")
    try:
        try:
            lock = duckdb.connect(_folder() / LOCK, config={"enable_external_access": "false"})
        except duckdb.IOException as error:
            raise Busy("The logs are being read just now by another window of this program.", "Wait until it is done.", str(error)) from error
        _held.yes = True
        try:
            yield
        finally:
            _held.yes = False
            lock.close()
    finally:
        _here.release()


def _folder() -> Path:
    folder = home() / "snapshots"
    folder.mkdir(exist_ok=True)
    return folder


def _path(snapshot: str) -> Path:
    return _folder() / f"{snapshot}.duckdb"


def _kept() -> list[dict]:
    """Every snapshot ever pointed to, newest first, with its manifest."""
    for file in (pointer(), pointer().with_suffix(".before.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(file.read_text("utf-8"))["snapshots"]
            return [one for one in kept if set(one) >= {"snapshot", "tables"}]
    return []


def _point_to(snapshot: str, tables: dict) -> None:
    """Switches the pointer: a new file, on the disk for certain, takes the place of the old one at once."""
    text = json.dumps({"snapshots": [{"snapshot": snapshot, "tables": tables}, *_kept()]}, indent=1)
    before = pointer().with_suffix(".before.json")
    if pointer().exists():
        replace(before, pointer().read_text("utf-8"))
    replace(pointer(), text)


def _open(snapshot: str, said: dict) -> duckdb.DuckDBPyConnection:
    """The snapshot read-only, locked down and verified; views of another version of the program are made anew in memory."""
    path = _path(snapshot)
    if not path.exists():
        raise manifest.Damaged(f"{path.name} is gone")
    connection = duckdb.connect(path, read_only=True, config=LOCKED | {"lock_configuration": "true"})
    try:
        manifest.verify(connection, said)
        if manifest.is_of_this_version(connection):
            return connection
        return manifest.rebuilt(connection, duckdb.connect(config=LOCKED))
    except BaseException:
        connection.close()
        raise
