"""What everybody sees today is written down where a gate has passed: by the first command that sees it."""

from __future__ import annotations

from dataclasses import replace

from command_line.printing import say_error
from connectors.trouble import CannotGoOn
from decisions.report import Report
from decisions.verdict.kept_verdicts import record, seen_from
from decisions.verdict.sealed_plan import note_plan
from logbooks.warehouse.warehouse import Warehouse


def recorded(w: Warehouse, found: Report) -> Report:
    """The report with the verdict as it is kept; where the disk takes none, that is said and the report stands."""
    try:
        if record(w, found.decided):
            note_plan(w)
    except CannotGoOn as trouble:
        say_error(str(trouble))
    return replace(found, kept=seen_from(w))
