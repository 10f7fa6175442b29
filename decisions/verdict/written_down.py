"""What everybody sees today is written down: the verdict of a gate that has come, and a plan that became another."""

from __future__ import annotations

from datetime import datetime

from decisions.gates import GATES, standing
from decisions.verdict.kept_verdicts import KeptVerdict, is_recorded, is_what_everybody_sees, record
from decisions.verdict.plan import plan_rows
from decisions.verdict.sealed_plan import note_plan
from decisions.verdict.verdict import Standing, Verdict, at_gate
from logbooks.warehouse.warehouse import Warehouse


def write_down(w: Warehouse, found: Standing, now: datetime | None = None) -> KeptVerdict | None:
    """Keeps the last gate's verdict, and the day of a plan that is another than the one seen last, and returns what is
    kept of the verdict; None where there is none, and where it is not what everybody sees. Raises CannotKeep, Busy."""
    if not is_what_everybody_sees(w):
        return None
    note_plan(w, now)
    return record(w, found, now)


def write_down_due(w: Warehouse, now: datetime | None = None) -> KeptVerdict | None:
    """The same for whoever shows nothing: the last gate is judged only where its verdict is not kept yet, and what was
    written down just now is returned."""
    pilot, rows = standing(w), plan_rows(w)
    passed = [] if pilot.day is None else [gate for gate in GATES if gate <= pilot.day]
    gate_on = pilot.gate_on(passed[-1]) if passed else None
    found = None
    if gate_on and any(row["gate"] == passed[-1] for row in rows) and not is_recorded(w, passed[-1], gate_on):
        found = at_gate(w, passed[-1])
    return write_down(w, Standing(pilot, found if isinstance(found, Verdict) else None, None, None, ()), now)
