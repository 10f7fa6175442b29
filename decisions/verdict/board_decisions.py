"""What the board decided at a gate, in its own words beside what the rule says: from the app, and from the logbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from connectors.trouble import CannotGoOn
from connectors.utc_time import utc_seconds
from decisions.verdict.kept_lines import add, lines
from decisions.verdict.kept_verdicts import is_kept_here
from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse

FILE = "decisions.jsonl"
LOGBOOK = "decisions"


class DecisionIncomplete(CannotGoOn):
    """A decision was to be kept that says no answer, or one that is none."""


@dataclass(frozen=True)
class BoardDecision:
    """One decision: what was decided at which gate and on which day; None where nobody wrote it.

    `answer` is one of the choices of the logbook Decisions, `tests_next` the assumption to be tested next. `plan_seal`
    names the verdict it stands beside, `written_at` when it was kept here; both None for a row of the logbook.
    """

    gate: int
    decided_on: date
    answer: str
    reason: str | None = None
    decided_by: str | None = None
    tests_next: str | None = None
    plan_seal: str | None = None
    written_at: str | None = None


def answers() -> tuple[str, ...]:
    """What a board may decide, as the logbook has it."""
    return logbooks()[LOGBOOK].column("answer").choices


def keep_decision(decided: BoardDecision, now: datetime | None = None) -> BoardDecision:
    """Keeps a decision after those that are there and returns it as kept; none is ever changed. Raises
    DecisionIncomplete, CannotKeep, Busy."""
    if decided.answer not in answers():
        raise DecisionIncomplete(
            "Nothing was kept, because no decision was chosen.", f"Choose one of: {', '.join(answers())}."
        )
    texts = {name: " ".join((getattr(decided, name) or "").split()) or None for name in _TEXTS}
    kept = BoardDecision(**asdict(decided) | texts | {"written_at": utc_seconds(now or datetime.now(UTC))})
    add(FILE, asdict(kept) | {"decided_on": kept.decided_on.isoformat()})
    return kept


def board_decisions(w: Warehouse) -> tuple[BoardDecision, ...]:
    """Every decision known on the warehouse's day, by day: rows of the logbook, and what was kept here where the
    warehouse is a snapshot of this computer; one that was taken home and stands in the sheets too is told once."""
    rows = w.rows(f"SELECT {', '.join(_COLUMNS)} FROM {LOGBOOK} ORDER BY decided_on, row_id")
    kept = _kept() if is_kept_here(w) else ()
    here = [one for one in kept if one.decided_on <= w.as_of]
    known = {_as_written(one) for one in here}
    found = [one for row in rows if _as_written(one := BoardDecision(**row)) not in known]
    return tuple(sorted(dict.fromkeys([*found, *here]), key=lambda one: (one.decided_on, one.written_at or "")))


def _as_written(one: BoardDecision) -> tuple:
    """A decision by what a row of the logbook holds of it."""
    return tuple(getattr(one, name) for name in _COLUMNS)


def _kept() -> tuple[BoardDecision, ...]:
    return tuple(_decision(line) for line in lines(FILE) if line)


def _decision(line: Mapping[str, Any]) -> BoardDecision:
    return BoardDecision(**{**line, "decided_on": date.fromisoformat(line["decided_on"])})


_TEXTS = ("reason", "decided_by", "tests_next")
_COLUMNS = ("gate", "decided_on", "answer", *_TEXTS)
