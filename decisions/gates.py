"""Where the pilot stands in time: its day, the next gate, the days left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from logbooks.warehouse.warehouse import Warehouse

GATES = (90, 180, 360)


@dataclass(frozen=True)
class PilotDay:
    """The pilot's day as of the warehouse's day, counted from 0 on `pilot_start`; or the reason why it isn't known.

    `next_gate` is None after the last one; then `days_left` is None too. On the day of a gate, that gate is next and
    `days_left` is 0.
    """

    pilot_start: date | None = None
    day: int | None = None
    next_gate: int | None = None
    days_left: int | None = None
    why_not: str | None = None

    def gate_on(self, gate: int) -> date | None:
        """The day a gate falls on."""
        return self.pilot_start + timedelta(days=gate) if self.pilot_start else None


def standing(warehouse: Warehouse) -> PilotDay:
    """Where the pilot stands as of the warehouse's day, from the setting `pilot_start`."""
    written = warehouse.setting("pilot_start")
    if not written:
        return PilotDay(
            why_not="Nobody has said when the pilot began: answer it on the page Questions, or write it in Settings."
        )
    try:
        start = date.fromisoformat(written.strip()[:10])
    except ValueError:
        return PilotDay(
            why_not=f"The first day of the pilot is written '{written}', which is not a day such as 2025-10-15."
        )
    day = (warehouse.as_of - start).days
    if day < 0:
        return PilotDay(start, why_not=f"The pilot begins on {start.isoformat()}; the data end before it.")
    left = [gate for gate in GATES if gate >= day]
    return PilotDay(start, day, left[0], left[0] - day) if left else PilotDay(start, day)
