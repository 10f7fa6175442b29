"""The roadmap, task by task: what was said beside what the logs show."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from decisions.gates import standing
from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse, quoted

EVIDENCE = Path(__file__).with_name("evidence.toml")
SEEN, NOT_SEEN, CANNOT_TELL = "seen", "not seen", "can't tell"

# Every piece of evidence speaks of the pilot's lots: micro-lots opened since the pilot began.
PILOT = """
WITH pilot AS (SELECT CAST($pilot_start AS DATE) AS starts_on),
pilot_lots AS (
    SELECT lots.* FROM lots, pilot
    WHERE stream = 'micro'
      AND coalesce(opened_on >= starts_on, crop_year >= crop_year_of(starts_on)))
"""


@dataclass(frozen=True)
class Evidence:
    """One thing the logs can show: `sql` counts what is `found` and what is `wanted`, over the view `pilot_lots`."""

    id: str
    gate: int
    title: str
    words: str  # what has to be there
    reads: tuple[str, ...]
    sql: str
    because: str  # with {found} and {wanted}


@dataclass(frozen=True)
class Item:
    """One task: what was said (`said`, from done_on), what the logs show (`shown`) and `because` of what."""

    gate: int
    task: str
    owner: str | None
    due_on: date | None
    done_on: date | None
    evidence: str | None
    said: str  # done, not done
    shown: str  # seen, not seen, can't tell
    because: str
    overdue: bool
    row_id: int

    @property
    def disagrees(self) -> bool:
        """Whether it is said to be done and the logs, which could show it, do not."""
        return self.said == "done" and self.shown == NOT_SEEN


@cache
def catalogue() -> dict[str, Evidence]:
    """Every piece of evidence by its id, in the order of the gates."""
    with EVIDENCE.open("rb") as file:
        forms = tomllib.load(file)
    return {name: Evidence(name, **{**form, "reads": tuple(form["reads"])}) for name, form in forms.items()}


def items(warehouse: Warehouse) -> list[Item]:
    """The tasks of the roadmap log, by gate and due date, each with what was said and what the logs show."""
    rows = warehouse.rows("SELECT * FROM roadmap ORDER BY gate, due_on NULLS LAST, row_id")
    asked = {row["evidence"] for row in rows if row["evidence"]}
    shown = {evidence: look(warehouse, evidence) for evidence in sorted(asked)}
    nothing = (CANNOT_TELL, "No evidence is named for this task, so the logbooks can't confirm it.")
    return [_item(row, *shown.get(row["evidence"], nothing), warehouse.as_of) for row in rows]


def _item(row: dict, shown: str, because: str, as_of: date) -> Item:
    done = row["done_on"] is not None
    overdue = not done and row["due_on"] is not None and row["due_on"] < as_of
    return Item(
        row["gate"],
        row["task"],
        row["owner"],
        row["due_on"],
        row["done_on"],
        row["evidence"],
        "done" if done else "not done",
        shown,
        because,
        overdue,
        row["row_id"],
    )


def look(warehouse: Warehouse, evidence_id: str) -> tuple[str, str]:
    """What the logs show of one piece of evidence: seen, not seen or can't tell, and because of what."""
    evidence = catalogue().get(evidence_id.strip())
    if evidence is None:
        return CANNOT_TELL, f"'{evidence_id}' is not in the catalogue of evidence; its ids stand in Definitions."
    for log in evidence.reads:
        if not warehouse.rows(f"SELECT 1 FROM {quoted(log)} LIMIT 1"):
            return CANNOT_TELL, f"The logbook {logbooks()[log].title} has no rows."
    now = standing(warehouse)
    if now.pilot_start is None:
        return CANNOT_TELL, now.why_not or ""
    count = warehouse.rows(PILOT + evidence.sql, {"pilot_start": now.pilot_start})[0]
    if not count["wanted"]:
        return CANNOT_TELL, "The pilot has no lots yet."
    return SEEN if count["found"] >= count["wanted"] else NOT_SEEN, evidence.because.format(**count)
