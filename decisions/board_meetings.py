"""The board's meetings: the days it met, and what moved since the last of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from connectors.trouble import CannotGoOn
from decisions.board import board
from decisions.effects import SAME, Effect, effects
from decisions.verdict.board_decisions import board_decisions
from decisions.verdict.kept_verdicts import is_kept_here
from decisions.verdict.verdict import Standing, decided
from decisions.verdict.verdict_json import distance_json
from history.snapshots import store
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine import compute
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics

SETTING = "board_meetings"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GAIN = "net_gain"
STREAM = "micro"


@dataclass(frozen=True)
class SinceMeeting:
    """What moved from the day of the last meeting to now.

    `moved` are the board's indicators that are others now, `money` what the pilot earned or lost in all beside bulk
    before and now, `fences` the fences of the next gate before and now, by (indicator, applies to), those that are
    the same left out. `as_it_was` says that the sheets are compared as they were read then; otherwise today's sheets
    were cut off at that day, so that what was corrected since shows on both sides.
    """

    met_on: date
    as_it_was: bool
    moved: tuple[Effect, ...]
    money: tuple[Estimate | None, Estimate | None]
    fences: tuple[tuple[Mapping, Mapping], ...]


def meetings(w: Warehouse) -> list[date]:
    """The days of meetings up to the warehouse's day, oldest first: of the board's decisions, and of the setting."""
    found = {one.decided_on for one in board_decisions(w)}
    for written in DAY.findall(w.setting(SETTING) or ""):
        with suppress(ValueError):  # 2026-02-30 is no day
            found.add(date.fromisoformat(written))
    return sorted(day for day in found if day <= w.as_of)


def last_meeting(w: Warehouse) -> date | None:
    """The newest meeting before the warehouse's day; None where none is known."""
    return next((day for day in reversed(meetings(w)) if day < w.as_of), None)


def since_last_meeting(
    w: Warehouse, crop_year: str | None, answers: Mapping[str, Answer], found: Standing
) -> SinceMeeting | None:
    """What moved since the last meeting, for this season; None where no meeting before that day is known."""
    met_on = last_meeting(w)
    if met_on is None:
        return None
    before, as_it_was = _seen_then(w, met_on)
    known = {(w.id, w.as_of): answers}

    def answered(of: Warehouse, year: str | None) -> Mapping[str, Answer]:
        if (key := (of.id, of.as_of)) not in known:
            known[key] = compute.answers(of, year)
        return known[key]

    then, told = answered(before, crop_year), effects(before, w, crop_year, answered=answered)
    shown = [name for name in dict.fromkeys((GAIN, *board(w))) if name in metrics()]
    moved = sorted((one for one in told if one.id in shown and one.why != SAME), key=lambda one: shown.index(one.id))
    money = (_in_all(then.get(GAIN)), _in_all(answers.get(GAIN)))
    return SinceMeeting(met_on, as_it_was, tuple(moved), money, _fences_moved(before, found, then))


def _seen_then(w: Warehouse, day: date) -> tuple[Warehouse, bool]:
    """The sheets as they were read up to that day where this computer kept that, else those of today as of it; the
    sample, which was shown before there were sheets, is no reading of them."""
    if is_kept_here(w):
        with suppress(CannotGoOn):
            if (then := store.at(day)).is_invented == w.is_invented:
                return then, True
    return w.seen_on(day), False


def _in_all(answer: Answer | None) -> Estimate | None:
    """The gain in money of the whole season."""
    return answer.parts.get(metrics()[GAIN].in_all, {}).get(STREAM) if answer else None


def _fences_moved(
    before: Warehouse, found: Standing, then_answers: Mapping[str, Answer]
) -> tuple[tuple[Mapping, Mapping], ...]:
    """The fences of the next gate whose number is another, before and now."""
    now = distance_json(found)
    then = distance_json(decided(before, then_answers))
    if now is None or then is None or now["gate"] != then["gate"]:
        return ()
    old = {(one["indicator"], one["applies_to"]): one for one in then["numbers"]}
    pairs = [(old[key], one) for one in now["numbers"] if (key := (one["indicator"], one["applies_to"])) in old]
    return tuple(pair for pair in pairs if pair[0]["value"] != pair[1]["value"])
