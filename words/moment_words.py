"""How moments that can be chosen are called, so that no two are called alike and each says what happened then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from history.changes.comparison import ComparedSnapshot
from history.snapshots.moments import local
from history.snapshots.snapshot import Snapshot
from history.snapshots.snapshot_list import history
from words.days import day, moment
from words.numbers import ABSENT
from words.speech import say

MOST_PINS = 2  # of what stands on a snapshot; the rest is counted


def told_apart(kept: Sequence[Snapshot]) -> dict[str, str]:
    """By its id every snapshot's moment in words: with seconds where others are of the same minute, numbered from the
    oldest where they are of the same second."""
    names: dict[str, str] = {}
    for together in _alike({one.snapshot: moment(one.read_at, one.time_zone) for one in kept}):
        if len(together) == 1:
            names |= together
            continue
        of = {one.snapshot: one for one in kept if one.snapshot in together}
        exact = {name: f"{words}:{local(of[name].read_at, of[name].time_zone):%S}" for name, words in together.items()}
        for same in _alike(exact):
            oldest_first = list(reversed(same.items()))
            names |= {
                name: words if len(same) == 1 else say("moments.numbered", at=words, number=number, of=len(same))
                for number, (name, words) in enumerate(oldest_first, start=1)
            }
    return names


def _alike(named: dict[str, str]) -> list[dict[str, str]]:
    """The names in groups that are called alike, each in the order given."""
    groups: dict[str, dict[str, str]] = {}
    for name, words in named.items():
        groups.setdefault(words, {})[name] = words
    return list(groups.values())


def both_called(*readings: ComparedSnapshot) -> tuple[str, ...]:
    """The moments of readings that are compared, told apart from all that are kept; a dash where none is known."""
    kept = history()
    names, zone = told_apart(kept), kept[0].time_zone if kept else None
    return tuple(names.get(one.id) or (moment(one.read_at, zone) if one.read_at else ABSENT) for one in readings)


def reading_words(one: Snapshot, called: str, shown_on: date | None = None) -> str:
    """A snapshot in a list: when it was read, how long before the day shown that was, and what stands on it."""
    told = [called]
    days = (shown_on - local(one.read_at, one.time_zone).date()).days if shown_on else 0
    if days > 0:
        told.append(say("moments.before", count=days))
    told += [say("machine.kept_for", why=why) for why in one.pins[-MOST_PINS:]]
    if (more := len(one.pins) - MOST_PINS) > 0:
        told.append(say("moments.more_pins", count=more))
    return " · ".join([*told, *[say("machine.clock")] * one.doubtful_time])


def taken_away(why: str, on: date | None = None) -> str:
    """What was taken away of a snapshot, with its day, today unless given: a fix list (12 Nov 2026)."""
    return say("moments.taken_away", why=why, day=day(on or date.today()))


def occasion_words(kind: str, on: date, gate: int = 0) -> str:
    """What happened on a day: the last board meeting, one before it, a gate of the pilot."""
    return say(f"moments.{kind}", day=day(on), gate=gate)


def listed_occasion(kind: str, on: date, gate: int = 0) -> str:
    """The same where it begins a line."""
    words = occasion_words(kind, on, gate)
    return words[:1].upper() + words[1:]
