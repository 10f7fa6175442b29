"""The 360 days of a pilot: its gates, and how many rows of each logbook are of each week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from decisions.gates import GATES, standing
from decisions.verdict.sentences import rules
from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse, quoted

ROWS = """
    SELECT $start::DATE + (7 * ((d.day - $start::DATE) // 7))::INTEGER AS week, count(*) AS count
    FROM (SELECT CAST({dated} AS DATE) AS day FROM {book}) d WHERE d.day BETWEEN $start::DATE AND $end::DATE
    GROUP BY 1 ORDER BY 1"""


@dataclass(frozen=True)
class PilotCalendar:
    """From the first day of a pilot to its last gate: `weeks` holds for the title of each logbook the first day of a
    week of the pilot and its rows, weeks without any left out."""

    starts_on: date
    gates: tuple[tuple[int, date], ...]
    today: date
    weeks: tuple[tuple[str, tuple[tuple[date, int], ...]], ...]

    @property
    def ends_on(self) -> date:
        return self.gates[-1][1]


def pilot_calendar(w: Warehouse) -> PilotCalendar | None:
    """The calendar as known on the warehouse's day; None where nobody said when the pilot began."""
    start = standing(w).pilot_start
    if start is None:
        return None
    gates = tuple((gate, start + timedelta(days=gate)) for gate in GATES)
    asked = {"start": start, "end": min(w.as_of, gates[-1][1])}
    weeks = []
    for name in rules()["age"]["logbooks"]:
        book = logbooks()[name]
        found = w.rows(ROWS.format(dated=quoted(book.dated_by or ""), book=quoted(name)), asked)
        if found:
            weeks.append((book.title, tuple((row["week"], row["count"]) for row in found)))
    return PilotCalendar(start, gates, w.as_of, tuple(weeks))
