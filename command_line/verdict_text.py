"""Where the decision stands, for a terminal: the last gate's verdict, and how far the numbers are from the next."""

from __future__ import annotations

from command_line.printing import in_words, wrapped
from decisions.verdict.judged import Judged
from decisions.verdict.rules import Fired
from decisions.verdict.verdict import Standing
from words.decide_words import distance_words, verdict_words
from words.speech import say


def verdict_lines(found: Standing) -> list[str]:
    """The day of the pilot, the verdict with every rule, or why there is none, and the fences of the next gate."""
    lines = ["", say("decide.terminal.title").upper(), ""]
    if found.pilot.day is None:
        return lines + wrapped(found.why_not or "", "  ")
    lines += [*wrapped(_day(found), "  "), "", *wrapped(verdict_words(found), "  ")]
    if found.verdict:
        lines += [line for one in found.verdict.rules for line in wrapped(_rule(one), "    ", "      ")]
    if found.next_gate:
        on = found.pilot.gate_on(found.next_gate)
        title = say("decide.distance", gate=found.next_gate, day=in_words(on) if on else "")
        lines += ["", *wrapped(title, "  ")]
        lines += [line for one in found.distance for line in _fence(one)]
        lines += [line for doubt in found.doubts for line in wrapped(doubt.because, "    ", "      ")]
    return lines


def _rule(one: Fired) -> str:
    """A rule and why it did not fire; why it did stands above."""
    rule = say(f"decide.answers.{one.answer}")
    return (
        say("decide.rule.fired", rule=rule) if one.fired else say("decide.rule.not_fired", rule=rule, why=one.because)
    )


def _day(found: Standing) -> str:
    pilot = found.pilot
    assert pilot.pilot_start is not None, "a pilot with a day has a first one"
    start = in_words(pilot.pilot_start)
    if pilot.next_gate is None:
        return say("decide.terminal.after", day=pilot.day, start=start)
    return say("decide.terminal.day", day=pilot.day, start=start, left=pilot.days_left, gate=pilot.next_gate)


def _fence(one: Judged) -> list[str]:
    return wrapped(distance_words(one), "    ", "      ")
