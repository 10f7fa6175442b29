"""The snapshots there are, newest first, as the pointer tells them: when each was read, last confirmed, and what stands
on it.

The pointer is a small file that is put in place whole. It is changed by one hand at a time and read by everybody; where
the newest can't be read the one before it tells the same, one change less; where neither can, the snapshots tell
themselves.
"""

from __future__ import annotations

import hashlib
import json
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

from history import data_folder
from history.snapshots.locks import pointer_lock
from history.snapshots.snapshot import Snapshot, time_in

PINS = "kept_for"  # as files of earlier versions call them
SET_BACK = timedelta(hours=26)  # a wrong time zone of the computer, at most
TRIES, PAUSE_SECONDS = 10, 0.02  # Windows refuses to open a file in the moment in which another takes its place


def history() -> list[Snapshot]:
    """All snapshots kept, in the order in which they were made, newest first; none before the first reading."""
    return list(_read())


def change(how: Callable[[list[Snapshot]], list[Snapshot]]) -> list[Snapshot]:
    """Puts what `how` makes of the history in its place, by one hand at a time, and returns it; raises Busy,
    CannotKeep."""
    with pointer_lock():
        now = how(lost() or history())  # what a damaged pointer no longer names must not be forgotten by a change
        file = data_folder.pointer()
        before = _told(file)
        if before is not None:  # a damaged one must not take the place of the good one before it
            data_folder.replace(_before(file), _text(_with_pins_of(now, before)))
        data_folder.replace(file, _text(now))
        return _with_doubts(now)


def _with_pins_of(now: list[Snapshot], before: Sequence[Snapshot]) -> list[Snapshot]:
    """The list before a change with what stands on its snapshots after it: a pin is in both files, so that none is lost
    with one of them."""
    pins = {one.snapshot: one.pins for one in now}
    return [replace(one, pins=pins.get(one.snapshot, one.pins)) for one in before]


def in_order(moment: str, newest: Snapshot | None) -> str:
    """The moment as it is noted: a clock set back by little waits until it has caught up; one set back by more is
    believed."""
    told = newest.confirmed_at if newest else moment
    behind = datetime.fromisoformat(told) - datetime.fromisoformat(moment)
    return told if timedelta() < behind <= SET_BACK else moment


def history_in(folder: Path) -> list[Snapshot]:
    """All snapshots of another data folder, newest first, as its pointer or the one before it tells them, else they
    themselves; nothing is written there."""
    file = folder / data_folder.POINTER
    for one in (file, _before(file)):
        if (found := _told(one)) is not None:
            return list(found)
    from history.snapshots.rebuilt_list import snapshots_in

    return _with_doubts(snapshots_in(finished(folder)))


_last: tuple[object, tuple[Snapshot, ...]] = (None, ())


def _read() -> tuple[Snapshot, ...]:
    """The history as the pointer tells it; read again only where the file is another one, because every page asks."""
    global _last
    file = data_folder.pointer()
    try:
        stat = file.stat()
        mark = (str(file), stat.st_ino, stat.st_mtime_ns, stat.st_size)
    except OSError:
        mark = None
    if mark is not None and _last[0] == mark:
        return _last[1]
    for one in (file, _before(file)):
        found = _told(one)
        if found is not None:
            _last = (mark if one is file else None, found)
            return found
    return _of_files()


def _of_files() -> tuple[Snapshot, ...]:
    """The history as the snapshots tell it themselves; asked again only where there are others."""
    global _last
    files = finished()
    mark = tuple((str(file), file.stat().st_mtime_ns) for file in files)
    if files and _last[0] != mark:
        from history.snapshots.rebuilt_list import snapshots_in

        _last = (mark, tuple(_with_doubts(snapshots_in(files))))
    return _last[1] if files else ()


def finished(folder: Path | None = None) -> list[Path]:
    """The files that have the name of a snapshot, which they are given once they are finished: those of this computer's
    data folder, or of another."""
    return [
        file
        for file in sorted(((folder or data_folder.home()) / "snapshots").glob("[0-9]*.duckdb"))
        if not file.with_name(f"{file.name}.wal").exists()
    ]


def lost() -> list[Snapshot] | None:
    """Where the pointer can't be read, though there are snapshots, the history to go on with; None where all is well.

    What the pointer before it names, and before that the finished ones that are newer than those.
    """
    files = finished()
    if not files or _told(data_folder.pointer()) is not None:
        return None
    from history.snapshots.rebuilt_list import snapshots_in

    before = list(_told(_before(data_folder.pointer())) or ())
    newest = (before[0].number, before[0].read_at) if before else (-1, "")
    return [
        one
        for one in snapshots_in(files)
        if (one.number, one.read_at) > newest and one.snapshot not in {known.snapshot for known in before}
    ] + before


def _told(file: Path) -> tuple[Snapshot, ...] | None:
    """What a pointer tells; None where it can't be read or is not what was written."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        told = json.loads(_whole(file))
        entries = [_entry(one) for one in told["snapshots"] if "snapshot" in one]
        if told.get("sha256") in (None, _sum(told["snapshots"])):
            return tuple(_with_doubts(entries))
    return None


def _sum(entries: list[dict]) -> str:
    return hashlib.sha256(json.dumps(entries).encode("utf-8")).hexdigest()


def _whole(file: Path) -> str:
    for _ in range(TRIES):
        with suppress(PermissionError):
            return file.read_text("utf-8")
        time.sleep(PAUSE_SECONDS)
    return file.read_text("utf-8")


def _before(file: Path) -> Path:
    return file.with_suffix(".before.json")


def _entry(told: dict) -> Snapshot:
    """One entry; those of earlier versions of the program tell no times, but their names begin with one."""
    read_at = told.get("read_at") or time_in(told["snapshot"])
    return Snapshot(
        told["snapshot"],
        read_at,
        told.get("confirmed_at") or read_at,
        tuple(told.get(PINS, ())),
        told.get("time_zone"),
        told.get("checked", {}),
        manifest=told.get("manifest") or told["tables"],
        number=told.get("number", 0),
    )


def _text(kept: list[Snapshot]) -> str:
    entries = [
        {PINS if name == "pins" else name: value for name, value in asdict(one).items() if name != "doubtful_time"}
        for one in kept
    ]
    lines = ",\n".join(json.dumps(told, ensure_ascii=False) for told in entries)
    return f'{{"snapshots": [\n{lines}\n], "sha256": "{_sum(entries)}"}}\n'


def _with_doubts(kept: list[Snapshot]) -> list[Snapshot]:
    """Marks as few as possible as doubtful, so that the times of all others follow the order in which they were made.

    Of two that contradict each other the later one is believed, because a clock is set to be right; of several that
    would fit before it, the nearest in time. The longest ascending run is found as in patience sorting.
    """
    made = kept[::-1]
    least: list[str] = []  # the earliest time with which a run of so many can end
    ends: list[list[int]] = []  # the snapshots that can end a run of so many
    for place, one in enumerate(made):
        longest = bisect_right(least, one.read_at)
        least[longest : longest + 1] = [one.read_at]
        ends += [[]] * (longest == len(ends))
        ends[longest] = [*ends[longest], place]
    believed = {max(ends[-1])} if ends else set()
    for fitting in reversed(ends[:-1]):
        after = min(believed)
        believed.add(
            max(
                (place for place in fitting if place < after and made[place].read_at <= made[after].read_at),
                key=lambda place: (made[place].read_at, place),
            )
        )
    return [replace(one, doubtful_time=place not in believed) for place, one in enumerate(made)][::-1]
