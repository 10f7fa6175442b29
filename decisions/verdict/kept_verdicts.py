"""Verdicts that were given, kept as they were shown: a small file for each gate and plan, never written over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from connectors.disk import data_folder
from connectors.utc_time import utc_seconds
from decisions.verdict.seal import seal_of, sealed_rows
from decisions.verdict.verdict import Standing, Verdict
from decisions.verdict.verdict_json import verdict_json
from history.data_folder import cannot_keep, home, replace
from history.snapshots import moments, store
from history.snapshots.locks import pointer_lock
from history.snapshots.snapshot import Snapshot
from logbooks.warehouse.warehouse import Warehouse

FOLDER = "verdicts"
SHORT = 8  # letters of a hash that tell it from others for a reader


@dataclass(frozen=True)
class KeptVerdict:
    """A verdict as it was given: `shown` is what verdict_json gave on that day, `plan` the rows it was judged by,
    `snapshot` the one it rests on, which is never thinned."""

    shown: Mapping[str, Any]
    plan: tuple[Mapping[str, Any], ...]
    snapshot: str
    recorded_at: str
    invented: bool = False

    @property
    def gate(self) -> int:
        return self.shown["gate"]

    @property
    def plan_seal(self) -> str:
        return self.shown["plan_seal"]


def folder() -> Path:
    """The folder of what was given and agreed, for this user alone; made where it is missing. Raises CannotKeep."""
    path = home() / FOLDER
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise cannot_keep(error) from error
    return path


def record(w: Warehouse, found: Standing, now: datetime | None = None) -> KeptVerdict | None:
    """Writes the last gate's verdict down where that was not done yet, and returns what is kept of it.

    None where there is none, and where it is not what everybody sees today: nothing is recorded of a file that was
    named, of a moment looked back at, or of another day. Raises CannotKeep, Busy.
    """
    seen = _seen_by_everybody(w)
    if found.verdict is None or seen is None:
        return None
    given = found.verdict
    path = folder() / _name(given.gate, given.gate_on, given.seal, w.is_invented)
    with pointer_lock():
        if not path.exists():
            store.pin(w.id, _why(found.verdict))
            at = utc_seconds(now or datetime.now(UTC))
            kept = KeptVerdict(
                verdict_json(found.verdict, moments.local(at, seen.time_zone).date().isoformat()) or {},
                tuple(plain_rows(w)),
                w.id,
                at,
                w.is_invented,
            )
            replace(path, _written(kept))
    kept_there = _read(path)
    if kept_there:
        store.pin(kept_there.snapshot, _why(found.verdict))  # again, where the list of the snapshots was lost
    return kept_there


def is_what_everybody_sees(w: Warehouse) -> bool:
    """Whether it is the newest snapshot as of today."""
    return _seen_by_everybody(w) is not None


def is_recorded(w: Warehouse, gate: int, gate_on: date) -> bool:
    """Whether the verdict of that gate was written down already, under the plan as it is written."""
    return (data_folder() / FOLDER / _name(gate, gate_on, seal_of(sealed_rows(w)), w.is_invented)).exists()


def _seen_by_everybody(w: Warehouse) -> Snapshot | None:
    seen = store.newest() if data_folder().is_dir() else None
    if seen is None or w.id != seen.snapshot:
        return None
    said = w.setting("as_of")
    return seen if w.as_of == (date.fromisoformat(said) if said else moments.day_there(seen)) else None


def _name(gate: int, gate_on: date, seal: str, invented: bool) -> str:
    """One name for each gate of each pilot under each plan; the sample's verdicts have names of their own."""
    return f"day-{gate}-{gate_on.isoformat()}-{seal[:SHORT]}{'-invented' if invented else ''}.json"


def _why(found: Verdict) -> str:
    return f"the verdict of day {found.gate}"


def kept_verdicts() -> tuple[KeptVerdict, ...]:
    """Every verdict that was given on this computer, in the order of gates and of when it was given."""
    found = [one for file in _files() if (one := _read(file))]
    return tuple(sorted(found, key=lambda one: (one.gate, one.recorded_at, one.plan_seal)))


def unreadable() -> tuple[str, ...]:
    """The names of files that hold a verdict no more as it was written."""
    return tuple(file.name for file in _files() if _read(file) is None)


def is_kept_here(w: Warehouse) -> bool:
    """Whether it is a snapshot of this computer, and not of files that were named."""
    return data_folder().is_dir() and any(one.snapshot == w.id for one in store.history())


def seen_from(w: Warehouse) -> tuple[KeptVerdict, ...]:
    """The verdicts that had been given when this snapshot was the newest, of gates up to its day; none for files that
    were named, and none of an invented cooperative for a real one."""
    if not _files():
        return ()
    order = [one.snapshot for one in store.history()]
    if w.id not in order:
        return ()
    later, invented = order[: order.index(w.id)], w.is_invented
    return tuple(
        one
        for one in kept_verdicts()
        if one.snapshot not in later
        and one.invented == invented
        and date.fromisoformat(one.shown["gate_on"]) <= w.as_of
    )


def shown(found: Standing, kept: tuple[KeptVerdict, ...] = ()) -> Mapping[str, Any] | None:
    """The last gate's verdict as plain values: as it was given where it was kept, else as it is worked out now; where
    none can be worked out any more, the last one given of this pilot."""
    of_pilot = [one for one in kept if _is_of(found, one)]
    if found.verdict is None:
        return of_pilot[-1].shown if of_pilot else None
    asked = (found.verdict.gate, found.verdict.seal)
    given = next((one.shown for one in of_pilot if (one.gate, one.plan_seal) == asked), None)
    return given or verdict_json(found.verdict)


def _is_of(found: Standing, kept: KeptVerdict) -> bool:
    """Whether it was given on a gate of this pilot; of any, where nobody says any more when the pilot began."""
    gate_on = found.pilot.gate_on(kept.gate)
    return gate_on is None or kept.shown["gate_on"] == gate_on.isoformat()


def plain_rows(w: Warehouse) -> list[dict[str, Any]]:
    """The rows of the plan and its settings that are sealed, days as text."""
    return [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        for row in sealed_rows(w)
    ]


def _files() -> list[Path]:
    return sorted((data_folder() / FOLDER).glob("day-*.json"))


def _written(kept: KeptVerdict) -> str:
    body = {
        "recorded_at": kept.recorded_at,
        "snapshot": kept.snapshot,
        "invented": kept.invented,
        "verdict": kept.shown,
        "plan": list(kept.plan),
    }
    return json.dumps({"sha256": _sum(body)} | body, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _read(path: Path) -> KeptVerdict | None:
    """What a file holds; None where it is not as it was written."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        body = json.loads(path.read_text("utf-8"))
        if body.pop("sha256") == _sum(body):
            return KeptVerdict(
                body["verdict"], tuple(body["plan"]), body["snapshot"], body["recorded_at"], body["invented"]
            )
    return None


def _sum(body: Mapping) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()
