"""What everybody sees today is written down where a gate has passed: by the first command that sees it."""

from __future__ import annotations

from command_line.printing import say_error
from connectors.trouble import CannotGoOn
from decisions.verdict.kept_verdicts import record
from decisions.verdict.sealed_plan import note_plan
from decisions.verdict.verdict import Standing
from logbooks.warehouse.warehouse import Warehouse


def write_down(w: Warehouse, found: Standing) -> None:
    """Keeps the last gate's verdict and a plan that became another; where the disk takes none, that is said."""
    try:
        if record(w, found):
            note_plan(w)
    except CannotGoOn as trouble:
        say_error(str(trouble))
