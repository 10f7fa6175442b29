"""Opens the snapshots that are kept, read-only and locked down: the one everybody sees, or that of a moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import duckdb

from connectors.trouble import CannotGoOn, NothingToRead
from connectors.utc_time import utc_seconds
from history.snapshots import manifest, moments
from history.snapshots.locks import snapshots
from history.snapshots.snapshot import Snapshot
from history.snapshots.snapshot_file import LOCKED, opened_file
from history.snapshots.snapshot_list import history, history_in
from logbooks.warehouse.warehouse import Warehouse


class NoGoodSnapshot(CannotGoOn):
    """None of the snapshots kept can be opened."""


def current(as_of: date | None = None) -> Warehouse:
    """The snapshot everybody sees, read-only; where it is damaged the newest good one before it, named by its own
    id."""
    return _first_good(history, lambda w, one: as_of or day_of(w, one))


def newest_in(folder: Path) -> Warehouse:
    """The newest good snapshot of another data folder, read-only; nothing is written there. Raises NothingToRead where
    there is none, NoGoodSnapshot."""
    return _first_good(lambda: history_in(folder), day_of, folder)


def at(moment: date | str) -> Warehouse:
    """What was seen at a moment: a snapshot by its id, or the newest one read at or before a day (to its end) or an ISO
    time.

    Its day is the earlier of the one asked for and the last on which that snapshot was the newest. Raises NothingToRead
    where none is that early, NoSuchMoment where the text is no moment.
    """
    if isinstance(moment, str) and any(one.snapshot == moment for one in history()):
        return _first_good(lambda: _from(lambda one: one.snapshot == moment), day_of)
    zone = next((one.time_zone for one in history()), None)
    last = moments.until(moment, zone)
    asked = moments.local(last.isoformat(), zone).date()

    def early() -> list[Snapshot]:
        found = _from(lambda one: not one.doubtful_time and datetime.fromisoformat(one.read_at) <= last)
        if history() and not found:
            first = next(one for one in reversed(history()) if not one.doubtful_time)
            raise NothingToRead(
                "Nothing had been read on this computer at that time.",
                f"The first snapshot is of {moments.local(first.read_at, first.time_zone):%Y-%m-%d %H:%M}. "
                f"Ask for that day or a later one.",
            )
        return found

    return _first_good(early, lambda w, one: min(asked, day_of(w, one)))


def _first_good(
    candidates: Callable[[], Sequence[Snapshot]],
    day: Callable[[duckdb.DuckDBPyConnection, Snapshot], date],
    folder: Path | None = None,
) -> Warehouse:
    """The first of the candidates that opens whole, as of the day; asks once more where they were thinned meanwhile."""
    asked = None
    while asked != (kept := list(candidates())):
        for one in kept:
            with suppress(manifest.Damaged, duckdb.Error, OSError):
                connection = opened(one, folder)
                return Warehouse(
                    connection,
                    one.snapshot,
                    day(connection, one),
                    instead_of=None if one is kept[0] else kept[0].snapshot,
                )
        asked = kept
    if not asked:
        raise NothingToRead(
            "No sheets have been read on this computer yet.", "Read a workbook first: in Connect, or with refresh."
        )
    raise NoGoodSnapshot("None of the snapshots on this computer can be opened.", "Read the workbooks again.")


def _from(wanted: Callable[[Snapshot], bool]) -> list[Snapshot]:
    """The newest snapshot that is wanted, and those made before it, which stand in where it is damaged."""
    kept = history()
    return kept[next((place for place, one in enumerate(kept) if wanted(one)), len(kept)) :]


def day_of(connection: duckdb.DuckDBPyConnection, kept: Snapshot | None = None) -> date:
    """The day as of which the logs are seen unless asked otherwise: the setting as_of, else the day they were last
    confirmed, else read."""
    said = connection.execute(
        "SELECT any_value(value) FROM clean.settings WHERE setting = 'as_of' HAVING count(DISTINCT value) = 1"
    ).fetchall()
    if said:
        return date.fromisoformat(said[0][0])
    if kept:
        return moments.day_there(kept)
    read, time_zone = connection.execute("SELECT max(read_at), mode(time_zone) FROM sources").fetchall()[0]
    return moments.local(read or utc_seconds(), time_zone).date()


def file_of(snapshot: str) -> Path:
    return snapshots() / f"{snapshot}.duckdb"


def opened(kept: Snapshot, folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """The snapshot, of this computer's data folder or another, read-only, locked down and verified; views of another
    version of the program are made anew in memory."""
    path = folder / "snapshots" / f"{kept.snapshot}.duckdb" if folder else file_of(kept.snapshot)
    if not path.exists():
        raise manifest.Damaged(f"{path.name} is gone")
    connection = opened_file(path)
    try:
        manifest.verify(connection, kept.manifest)
        if manifest.is_of_this_version(connection):
            return connection
        return manifest.rebuilt(connection, duckdb.connect(config=LOCKED))
    except BaseException:
        connection.close()
        raise
