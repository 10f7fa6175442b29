"""The plan as it was sealed, and what became another since: told, never refused, never hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from connectors.utc_time import utc_seconds
from decisions.verdict.kept_lines import add, lines
from decisions.verdict.kept_verdicts import plain_rows
from decisions.verdict.plan import SEALED
from decisions.verdict.seal import canonical, is_same, seal_of, setting_rows
from decisions.verdict.verdict import Verdict, at_gate
from logbooks.warehouse.warehouse import Warehouse

FILE = "plans.jsonl"
ROW = ("gate", "indicator", "applies_to")  # what a fence is known again by
WHOLE_ROW = "row"  # the column of a change that is a row more or a row less
SETTING = "setting"  # what a setting that is a part of the plan applies to; it has gate 0


@dataclass(frozen=True)
class SealedPlan:
    """The rows of the plan on the day they were sealed; `states` are the other plans seen since, each with its day."""

    seal: str
    sealed_on: date
    rows: tuple[Mapping[str, Any], ...]
    states: tuple[tuple[date, tuple[Mapping[str, Any], ...]], ...] = ()


@dataclass(frozen=True)
class PlanChange:
    """One value of the plan that is not the sealed one: `old` and `new` as written, None where there is none, and the
    day on which the new one was first seen. A row more or less is a change of the column `row`; a setting is told by
    its name as `indicator`, with gate 0."""

    gate: int
    indicator: str
    applies_to: str
    column: str
    old: Any
    new: Any
    first_seen_on: date


def seal_plan(w: Warehouse, now: datetime | None = None) -> SealedPlan:
    """Seals the plan as it is written, with its day and its rows; an earlier seal stays. Raises CannotKeep, Busy."""
    _note(w, plain_rows(w), True, now)
    sealed = sealed_plan()
    assert sealed is not None, "it was sealed just now"
    return sealed


def note_plan(w: Warehouse, now: datetime | None = None) -> None:
    """Notes the day of a plan that is another than the one seen last, where a plan was sealed; to be asked for what
    everybody sees."""
    sealed, rows = sealed_plan(), plain_rows(w)
    if sealed is not None and seal_of(rows) != seal_of(sealed.states[-1][1] if sealed.states else sealed.rows):
        _note(w, rows, False, now)


def sealed_plan() -> SealedPlan | None:
    """The plan that was sealed last; None where none was."""
    told = [line for line in lines(FILE) if line]
    last = next((place for place in reversed(range(len(told))) if told[place]["sealed"]), None)
    if last is None:
        return None
    states = tuple((date.fromisoformat(one["day"]), tuple(one["rows"])) for one in told[last + 1 :])
    return SealedPlan(told[last]["seal"], date.fromisoformat(told[last]["day"]), tuple(told[last]["rows"]), states)


def plan_changes(sealed: SealedPlan, w: Warehouse) -> tuple[PlanChange, ...]:
    """What of the plan as it is written is not as it was sealed, in the order of the rows; empty where nothing is."""
    now = plain_rows(w)
    states = [*sealed.states, (w.as_of, tuple(now))]
    before, after = by_row(sealed.rows), by_row(now)
    return tuple(
        PlanChange(*key, column, old, new, _first_day(states, key, column, new))
        for key in dict.fromkeys([*before, *after])
        for column, old, new in _changed(before.get(key), after.get(key))
    )


def under_sealed(w: Warehouse, sealed: SealedPlan, found: Verdict) -> str | None:
    """What the rule would say at that gate under the sealed rows, where that is another answer; `refused` where they
    can't be judged by."""
    asked = at_gate(w, found.gate, rows=[row for row in sealed.rows if SETTING not in row])
    answer = asked.answer if isinstance(asked, Verdict) else "refused"
    return answer if answer != found.answer else None


def by_row(rows: Sequence[Mapping]) -> dict[tuple[int, str, str], Mapping]:
    """The rows by gate, indicator and what they apply to, as the seal writes them."""
    return {_key(row): row for row in rows}


def settings_seen_on(w: Warehouse) -> date | None:
    """The day from which on every plan noted here held the settings as they are written now; None where none of them
    said anything else."""
    now = sorted(map(canonical, setting_rows(w)))
    told = [line for line in lines(FILE) if line]
    days = [date.fromisoformat(line["day"]) for line in told] + [w.as_of]
    then = [sorted(canonical(row) for row in line["rows"] if SETTING in row) for line in told]
    others = [place for place, rows in enumerate(then) if rows != now]
    return days[others[-1] + 1] if others else None


def _key(row: Mapping) -> tuple[int, str, str]:
    if SETTING in row:
        return 0, row[SETTING], SETTING
    return row["gate"], str(row["indicator"]).strip().lower(), row["applies_to"] or "micro"


def _changed(old: Mapping | None, new: Mapping | None) -> list[tuple[str, Any, Any]]:
    """Column, old and new value of what is not the same to the seal."""
    if old is None or new is None:
        return [(WHOLE_ROW, old and _told(old), new and _told(new))]
    names = ("value",) if SETTING in new else SEALED
    return [
        (name, old.get(name), new.get(name))
        for name in names
        if name not in ROW and not is_same(old.get(name), new.get(name))
    ]


def _told(row: Mapping) -> str:
    """A row as the seal writes it."""
    return canonical(row)


def _first_day(states: Sequence[tuple[date, Sequence[Mapping]]], key: tuple, column: str, new: Any) -> date:
    """The day from which on every plan seen held that value."""
    day = states[-1][0]
    for seen_on, rows in reversed(states):
        row = by_row(rows).get(key)
        value = (row and _told(row)) if column == WHOLE_ROW else row and row.get(column)
        if not is_same(value, new):
            break
        day = seen_on
    return day


def _note(w: Warehouse, rows: Sequence[Mapping], sealed: bool, now: datetime | None) -> None:
    told = {"day": w.as_of.isoformat(), "at": utc_seconds(now or datetime.now(UTC)), "snapshot": w.id}
    add(FILE, told | {"seal": seal_of(rows), "sealed": sealed, "rows": list(rows)})
