"""Where what was read is kept: snapshots that are never changed, and a small pointer to the one everybody sees.

A snapshot is a new file with a name of its own. It is written, closed, verified against its manifest, and only then the
pointer is switched; whoever reads opens it read-only and locked down. A refresh that dies half-way leaves the pointer
where it was, and what it left behind is removed when the next one starts.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from connectors.cells import Workbook
from connectors.disk import into_place
from connectors.reading.files import BeingRead, start_all
from connectors.utc_time import utc_seconds
from history import fault_log
from history.data_folder import CannotKeep, cannot_keep, home, left_behind, pointer, says_full
from history.snapshots import first_seen, manifest, moments
from history.snapshots.locks import POINTER, REFRESH, Busy, pointer_lock, refresh_lock, snapshots
from history.snapshots.opening import NoGoodSnapshot, at, current, day_of, file_of, opened
from history.snapshots.snapshot import Snapshot
from history.snapshots.snapshot_file import LOCKED
from history.snapshots.snapshot_list import change, history, in_order, lost
from history.snapshots.thinning import too_old
from logbooks.check import intake
from logbooks.warehouse.warehouse import Warehouse, lock_down

if TYPE_CHECKING:
    from logbooks.recognise.mapping import Mapping

__all__ = [
    "Busy",
    "NoGoodSnapshot",
    "Snapshot",
    "at",
    "confirm",
    "current",
    "current_id",
    "fault_in",
    "history",
    "home",
    "keep",
    "mend",
    "newest",
    "pin",
    "refresh",
    "refresh_lock",
    "remove_orphans",
    "temporary",
    "thin",
]

SMALL_BLOCKS: manifest.Config = {
    "default_block_size": "16384"
}  # a cooperative's logs take 1.3 MB, with the usual size 8.4
# until it is closed, so that a name of a snapshot is one that was finished
UNFINISHED = ".part"
LOCKS = (REFRESH, POINTER)


def temporary(
    paths: Sequence[Path] | Sequence[BeingRead], mapping: Mapping | None = None, as_of: date | None = None
) -> Warehouse:
    """The workbooks read into memory alone, checked and locked down; nothing is kept and no pointer moves.

    Their reading may have been begun before, so that the caller could do something else meanwhile.
    """
    begun = _begun(paths)
    connection = duckdb.connect(config=LOCKED)
    intake.load(connection, (one.result() for one in begun), mapping)
    lock_down(connection)
    return Warehouse(connection, f"own-{secrets.token_hex(8)}", as_of or day_of(connection))


def keep(
    workbooks: Sequence[Workbook],
    mapping: Mapping | None = None,
    now: datetime | None = None,
    stale: Collection[str] = (),
    asked_at: str | None = None,
) -> str:
    """Makes a new snapshot of the workbooks and shows it to everybody; returns its id. Raises Busy, CannotKeep.

    It is built beside, verified and only then pointed to. `now` is when it was read; `stale` names the workbooks (their
    `source`) of which the last good reading stands in, because they could not be read now or a tab of theirs is held.
    `asked_at` is when their reading began: what was typed into them since then may be missing here.
    """
    with refresh_lock():
        remove_orphans()
        read_at = in_order(utc_seconds(now), newest())
        snapshot = f"{datetime.fromisoformat(read_at):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        time_zone = moments.zone_of(workbooks)
        told = newest()
        asked, before = min(read_at, asked_at or read_at), told.checked if told else {}
        checked = {
            one.source: before.get(one.source, one.read_at) if one.source in stale else asked for one in workbooks
        }
        try:
            number = max((one.number for one in history()), default=0) + 1
            said = _build(snapshot, workbooks, mapping, read_at, time_zone, number)
            opened(Snapshot(snapshot, read_at, read_at, manifest=said)).close()
        except (OSError, duckdb.Error) as error:
            # a checkpoint hands on a full disk as another error; asked before what was begun makes room again
            refused = (
                cannot_keep(error) if isinstance(error, OSError | duckdb.IOException) or says_full(error) else None
            )
            remove_orphans()
            if refused:
                raise refused from error
            raise
        fresh = Snapshot(
            snapshot, read_at, read_at, (), time_zone, checked, manifest=manifest.digest(said), number=number
        )
        # without a list the file itself tells already
        change(lambda kept: [fresh, *(one for one in kept if one.snapshot != snapshot)])
    return snapshot


def fault_in(workbooks: Sequence[Workbook], mapping: Mapping | None = None) -> Exception | None:
    """What keeps these workbooks from becoming a snapshot, tried in memory alone; None where nothing does."""
    with closing(duckdb.connect(config=LOCKED)) as memory:
        try:
            intake.load(memory, workbooks, mapping)
            _note_first_seen(memory, utc_seconds(), moments.zone_of(workbooks))
        except Exception as fault:  # handed on: the caller says whose it is
            return fault
    return None


def refresh(paths: Sequence[Path], mapping: Mapping | None = None) -> str:
    """Reads the workbooks into a new snapshot, verifies it and makes it the one everybody sees; returns its id."""
    with refresh_lock():
        return keep([one.result() for one in _begun(paths)], mapping)


def confirm(at: datetime | str | None = None, stale: Collection[str] = ()) -> None:
    """Notes that the snapshot everybody sees is still the newest: nothing had changed at that moment, now unless given.

    `stale` names the workbooks that could not be asked; of them nothing new is known.
    """

    def confirmed(kept: list[Snapshot]) -> list[Snapshot]:
        first, moment = kept[0], in_order(utc_seconds(at), kept[0])
        checked = {source: was if source in stale else moment for source, was in first.checked.items()}
        return [replace(first, confirmed_at=moment, checked=checked), *kept[1:]]

    if history():
        change(confirmed)


def pin(snapshot: str, why: str) -> None:
    """Notes what stands on a snapshot, such as the export of a day, so that it is never thinned; one that is not kept
    here is left as it is."""
    if any(one.snapshot == snapshot and why not in one.pins for one in history()):
        change(
            lambda kept: [
                replace(one, pins=tuple(dict.fromkeys((*one.pins, why)))) if one.snapshot == snapshot else one
                for one in kept
            ]
        )


def thin(now: datetime | None = None) -> list[str]:
    """Lets go of snapshots by age; returns the ids of those that went. The pointer forgets them first, then their files
    go."""
    moment = now or datetime.now(UTC)
    if not too_old(history(), moment):
        return []
    gone: list[str] = []

    def thinned(kept: list[Snapshot]) -> list[Snapshot]:
        gone[:] = [one.snapshot for one in too_old(kept, moment)]
        return [one for one in kept if one.snapshot not in gone]

    change(thinned)
    for snapshot in gone:
        with suppress(OSError):  # open in a reader on Windows: an orphan, removed another time
            file_of(snapshot).unlink(missing_ok=True)
    return gone


def newest() -> Snapshot | None:
    """The snapshot everybody sees and its times, without opening it; None before the first. Cheap: every page asks."""
    return next(iter(history()), None)


def current_id() -> str | None:
    """The id of the snapshot everybody sees; None before the first refresh."""
    kept = newest()
    return kept.snapshot if kept else None


def mend() -> str:
    """Makes the list of the snapshots anew where it can't be read, and returns what is to be said of it, once; nothing
    where all is well."""
    with refresh_lock():
        found = lost()
        if not found:
            return ""
        change(lambda _: found)
    said = (
        f"The list of the snapshots on this computer could not be read, so it was made again from the "
        f"snapshots themselves: {len(found)} of them, "
        f"the newest of {moments.local(found[0].read_at, found[0].time_zone):%Y-%m-%d %H:%M}."
    )
    fault_log.note(said)
    return said


def remove_orphans() -> list[str]:
    """Removes what a refresh that died left behind, unless one is under way or nothing can be written; returns the
    names removed."""
    try:
        with refresh_lock():
            mend()
            kept = {file_of(one.snapshot).name for one in history()}
            if not kept and pointer().exists():
                return []  # the pointer can't be read: nothing is known to be an orphan
            with pointer_lock():
                dead = [
                    file for file in snapshots().iterdir() if file.name not in kept and not file.name.startswith(LOCKS)
                ] + left_behind()
            removed = []
            for file in sorted(dead):
                with suppress(OSError):
                    file.unlink()
                    removed.append(file.name)
            return removed
    except (Busy, CannotKeep):  # another time: what can't be tidied up keeps nobody from reading
        return []


def _begun(paths: Sequence[Path] | Sequence[BeingRead]) -> Sequence[BeingRead]:
    begun = [one for one in paths if not isinstance(one, Path)]
    return begun or start_all([one for one in paths if isinstance(one, Path)])


def _build(
    snapshot: str,
    workbooks: Sequence[Workbook],
    mapping: Mapping | None,
    read_at: str,
    time_zone: str | None,
    number: int,
) -> dict[str, list]:
    """Writes the snapshot's file beside, closes it, gives it its name once it is finished, and returns its manifest."""
    beside = file_of(snapshot).with_suffix(UNFINISHED)
    connection = duckdb.connect(beside, config=LOCKED | SMALL_BLOCKS)
    try:
        connection.begin()  # one commit: the disk is waited for at each, and the file is thrown away if any step fails
        intake.load(connection, workbooks, mapping)
        _note_first_seen(connection, read_at, time_zone)
        said = manifest.write(connection, number)
        connection.commit()
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    into_place(beside, file_of(snapshot))
    return said


def _note_first_seen(connection: duckdb.DuckDBPyConnection, read_at: str, time_zone: str | None) -> None:
    """When each row was first seen, from the newest good snapshot before this one."""
    before: duckdb.DuckDBPyConnection | None = None
    checked: dict[str, str] = {}
    for one in history():
        with suppress(manifest.Damaged, duckdb.Error, OSError):
            before, checked = opened(one), dict(one.checked)
            break
    if before is not None:
        first_seen.bring_up(before, one.read_at, one.time_zone or time_zone)
    try:
        first_seen.fill(connection, read_at, before, checked, time_zone)
    finally:
        if before is not None:
            before.close()
