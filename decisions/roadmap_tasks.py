"""The roadmap, task by task: what was said beside what the logs show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from decisions.evidence import CANNOT_TELL, CONTRADICTED, IN_PART, NOT_SEEN, SEEN, Showing, look
from logbooks.warehouse.warehouse import Warehouse

NOTHING_NAMED = Showing(CANNOT_TELL, "No evidence is named for this task, so the logbooks can't confirm it.")


# How a task stands, what wants somebody first.
AGAINST, LATE, NO_EVIDENCE, HALF, DUE, DONE = "contradicted", "late", "no evidence yet", "in part", "due", "done"
ORDER = (AGAINST, LATE, NO_EVIDENCE, HALF, DUE, DONE)


@dataclass(frozen=True)
class Item:
    """One task: what was said (`said`, from done_on), what the logs show (`shown`, and the `share` of it that is there)
    and `because` of what."""

    gate: int
    task: str
    owner: str | None
    due_on: date | None
    done_on: date | None
    evidence: str | None
    said: str  # done, not done
    shown: str  # seen, seen in part, not seen, contradicted, can't tell
    because: str
    share: float | None
    overdue: bool
    row_id: int

    @property
    def disagrees(self) -> bool:
        """Whether it is said to be done and the logs, which could show it, do not show all of it."""
        return self.said == "done" and self.shown in (NOT_SEEN, IN_PART, CONTRADICTED)

    @property
    def stands(self) -> str:
        """How it stands, by what the logs show; by what was said only where they can't tell. What is seen is done,
        whether anybody said so; what is not all seen is late once its day is over, unless somebody said it is done."""
        if self.shown in (CONTRADICTED, SEEN):
            return {CONTRADICTED: AGAINST, SEEN: DONE}[self.shown]
        if self.overdue:
            return LATE
        if self.shown == IN_PART:
            return HALF
        return NO_EVIDENCE if self.said == "done" or self.due_on is None else DUE


def items(warehouse: Warehouse) -> list[Item]:
    """The tasks of the roadmap log, by gate and due date, each with what was said and what the logs show."""
    rows = warehouse.rows("SELECT * FROM roadmap ORDER BY gate, due_on NULLS LAST, row_id")
    asked = {row["evidence"] for row in rows if row["evidence"]}
    shown = {evidence: look(warehouse, evidence) for evidence in sorted(asked)}
    return [_item(row, shown.get(row["evidence"], NOTHING_NAMED), warehouse.as_of) for row in rows]


def _item(row: dict, shown: Showing, as_of: date) -> Item:
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
        shown.state,
        shown.because,
        shown.share,
        overdue,
        row["row_id"],
    )
