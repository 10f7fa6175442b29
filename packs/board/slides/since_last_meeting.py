"""What changed since the board last met, in money and in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisions.board_meetings import GAIN, STREAM, SinceMeeting
from history.snapshots.moments import day_written
from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import Slide, SlideTable
from words.decide_words import named_words, stands_words
from words.effect_words import number_words, side_words, why_words
from words.numbers import number
from words.speech import group_name, say

ORDER = 30
MOST_ROWS = 6


def slide(facts: BoardFacts) -> Slide:
    """The money of the pilot then and now, the board's indicators that moved, and the fences they moved at."""
    question, since = say("deck.since.question"), facts.since
    if since is None:
        return Slide("since", question, say("deck.since.unknown"), Audience.BOARD, lacks=say("deck.since.lacks"))
    day = day_written(since.met_on)
    told = [say("deck.since.as_it_was" if since.as_it_was else "deck.since.cut_off", day=day)]
    told += _why(since, day, day_written(facts.w.as_of))
    told += [_fence(then, now) for then, now in since.fences if stands_words(then, "soon") != stands_words(now, "soon")]
    return Slide("since", question, _money(since, day), Audience.BOARD, tuple(told), table=_moved(since, day))


def _money(since: SinceMeeting, day: str) -> str:
    """What the pilot earned or lost in all, then and now."""
    then, now = since.money
    if now is None or now.value is None:
        return say("deck.since.no_money" if since.moved else "deck.since.nothing", day=day)
    if then is None or then.value is None:
        return say("deck.since.first_money", day=day, now=number(now.value, now.unit, signed=True))
    if then.value == now.value:
        return say("deck.since.same_money", day=day, now=number(now.value, now.unit, signed=True))
    moved = number(now.value - then.value, now.unit, signed=True)
    values = {"then": number(then.value, then.unit, signed=True), "now": number(now.value, now.unit, signed=True)}
    return say("deck.since.money", day=day, moved=moved, **values)


def _why(since: SinceMeeting, before: str, after: str) -> list[str]:
    """Which rows made another number of the gain, where the sheets are compared as they were read then."""
    gain = next((one for one in since.moved if (one.id, one.group) == (GAIN, STREAM)), None)
    if gain is None or not since.as_it_was:
        return []
    return [say("deck.since.because", why=why_words(gain, before, after))]


def _moved(since: SinceMeeting, day: str) -> SlideTable | None:
    head = (say("board.indicator"), say("deck.since.then", day=day), say("deck.since.now"), say("deck.since.change"))
    rows = [
        (
            say("deck.since.of", title=one.title, group=group_name(one.group).lower()),
            *side_words(one),
        )
        for one in since.moved
        if one.group in ("micro", "bulk", "all") and number_words(one, one.before) != number_words(one, one.after)
    ]
    return SlideTable(head, tuple(rows[:MOST_ROWS])) if rows else None


def _fence(then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    return say(
        "deck.since.fence",
        name=named_words(now),
        then=stands_words(then, "soon"),
        now=stands_words(now, "soon"),
    )
