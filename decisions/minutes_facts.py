"""What the minutes of a board tell, as values: where the pilot stands, what was given, decided, sealed and changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from decisions.verdict.against_itself import soonest
from decisions.verdict.board_decisions import BoardDecision, board_decisions
from decisions.verdict.facts import judged_by, number
from decisions.verdict.held_back import HeldBack, held_back
from decisions.verdict.kept_lines import unreadable_lines
from decisions.verdict.kept_verdicts import KeptVerdict, is_kept_here, seen_from, shown, unreadable
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.plan import fences, plan_rows
from decisions.verdict.price_of_error import Price, price_of_error
from decisions.verdict.seal import seal_of, sealed_rows
from decisions.verdict.sealed_plan import PlanChange, SealedPlan, plan_changes, sealed_plan, under_sealed
from decisions.verdict.tried import goal_of_gain
from decisions.verdict.turning_points import TurningPoint
from decisions.verdict.verdict import Standing, decided
from decisions.verdict.verdict_json import distance_json
from decisions.verdict.verdict_rules import LAST
from logbooks import health
from logbooks.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class MinutesFacts:
    """Everything the minutes say of one reading.

    `given` is the last gate's verdict as it is shown, `numbers` the fences of the next gate with today's numbers (after
    the last gate those of the verdict). `decisions` are the board's of that gate, `turning` the figures that would turn
    net gain soonest, by the logs of the gate's day. `sealed`, `changes`, `under_sealed`
    tell of the plan. `files` is the SHA-256 over what was read, the same for everybody who has the files.
    """

    cooperative: str | None
    as_of: date
    invented: bool
    found: Standing
    given: Mapping[str, Any] | None
    kept: tuple[KeptVerdict, ...]
    numbers: tuple[Mapping[str, Any], ...]
    decisions: tuple[BoardDecision, ...]
    sealed: SealedPlan | None
    changes: tuple[PlanChange, ...]
    under_sealed: str | None
    price: Price
    turning: tuple[TurningPoint, ...]
    held_back: HeldBack
    unreadable: tuple[str, ...]
    plan_seal: str | None
    files: str


def minutes_facts(w: Warehouse, found: Standing | None = None) -> MinutesFacts:
    """The facts of the warehouse's day; records of this computer are read for a snapshot of it alone, not for files
    that were named."""
    found = found or decided(w)
    kept = seen_from(w)
    given = shown(found, kept)
    ahead = distance_json(found)
    own = is_kept_here(w)
    sealed = sealed_plan() if own else None
    changes = plan_changes(sealed, w) if sealed else ()
    other = under_sealed(w, sealed, found.verdict) if sealed and changes and found.verdict else None
    rows, today = plan_rows(w), LogsOfADay(w)
    then = today.on(date.fromisoformat(given["gate_on"])) if given else today
    return MinutesFacts(
        w.setting("cooperative"),
        w.as_of,
        w.is_invented,
        found,
        given,
        kept,
        tuple(ahead["numbers"] if ahead else given["numbers"] if given else ()),
        tuple(one for one in board_decisions(w) if given and one.gate == given["gate"]),
        sealed,
        changes,
        other,
        price_of_error(today),
        soonest(then, goal_of_gain(fences(w), given["gate"] if given else None)),
        held_back(w, judged_by(fences(w), LAST), number(w, "open_share_allowed")),
        (*unreadable(), *unreadable_lines()) if own else (),
        seal_of(sealed_rows(w)) if rows else None,
        files_hash(w),
    )


def files_hash(w: Warehouse) -> str:
    """The SHA-256 over the bytes of every file that was read, as 64 hexadecimal digits; their names do not matter."""
    told = sorted(str(one["content_hash"]) for one in health.sources(w))
    return hashlib.sha256("\n".join(told).encode("ascii", "replace")).hexdigest()
