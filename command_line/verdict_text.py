"""Where the decision stands, for a terminal: the last gate's verdict, and how far the numbers are from the next."""

from __future__ import annotations

from command_line.printing import in_words, wrapped
from decisions.verdict.fence_places import PlacedFence
from decisions.verdict.kept_verdicts import KeptVerdict, shown
from decisions.verdict.verdict import Standing
from decisions.verdict.verdict_json import fence_json
from words.decide_words import distance_words
from words.kept_words import kept_words, rule_words, say_shown
from words.speech import say


def verdict_lines(found: Standing, kept: tuple[KeptVerdict, ...] = ()) -> list[str]:
    """The day of the pilot, the verdict with every rule as it was given, or why there is none, and the fences of the
    next gate."""
    lines = ["", say("decide.terminal.title").upper(), ""]
    if found.pilot.day is None:
        return lines + wrapped(found.why_not or "", "  ")
    given = shown(found, kept)
    told = [say_shown(given)] if given else []
    told += [found.why_not] if found.why_not else []
    lines += [*wrapped(_day(found), "  "), "", *wrapped(" ".join(told), "  ")]
    if given:
        lines += [line for one in given["rules"] for line in wrapped(rule_words(one), "    ", "      ")]
        lines += [line for one in kept_words(found, given, kept) for line in ("", *wrapped(one, "  "))]
    if found.next_gate:
        on = found.pilot.gate_on(found.next_gate)
        title = say("decide.distance", gate=found.next_gate, day=in_words(on) if on else "")
        lines += ["", *wrapped(title, "  ")]
        lines += [line for one in found.distance for line in _fence(one)]
        lines += [line for doubt in found.doubts for line in wrapped(doubt.because, "    ", "      ")]
    return lines


def _day(found: Standing) -> str:
    pilot = found.pilot
    assert pilot.pilot_start is not None, "a pilot with a day has a first one"
    start = in_words(pilot.pilot_start)
    if pilot.next_gate is None:
        return say("decide.terminal.after", day=pilot.day, start=start)
    return say("decide.terminal.day", day=pilot.day, start=start, left=pilot.days_left, gate=pilot.next_gate)


def _fence(one: PlacedFence) -> list[str]:
    return wrapped(distance_words(fence_json(one)), "    ", "      ")
