"""The days on which something was decided: the board's meetings and the gates of the pilot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from decisions.board_meetings import meetings
from decisions.gates import GATES, standing
from logbooks.warehouse.warehouse import Warehouse

LAST_MEETING, MEETING, GATE = "last_meeting", "meeting", "gate"


@dataclass(frozen=True)
class Occasion:
    """A day with its kind: the last board meeting, one before it, or a gate of the pilot with its number of days."""

    kind: str
    on: date
    gate: int = 0


def occasions(w: Warehouse) -> tuple[Occasion, ...]:
    """Those before the warehouse's day, newest first, a meeting before a gate of the same day."""
    days = [day for day in reversed(meetings(w)) if day < w.as_of]
    found = [Occasion(LAST_MEETING if place == 0 else MEETING, day) for place, day in enumerate(days)]
    pilot = standing(w)
    gates = [(gate, pilot.gate_on(gate)) for gate in reversed(GATES)]
    found += [Occasion(GATE, day, gate) for gate, day in gates if day and day < w.as_of]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))
