"""A summary as a table of a terminal, and what was given to whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from command_line.printing import harmless, in_words, plain, wrapped
from words.speech import say

if TYPE_CHECKING:
    from union.summary.given_log import Gift
    from union.summary.summary import Summary
    from union.summary.summary_table import ToldNumber


def summary_text(summary: Summary, last: str) -> str:
    """The whole table, with what has no number and why; `last` says what became of the file."""
    from union.summary.summary_table import counted_numbers, not_told, seal_words, seasons, told_numbers

    member = harmless(summary.member) or say("summary.said.nameless")
    lines = wrapped(say("summary.said.heading", member=member, day=in_words(summary.as_of)))
    told, missing = told_numbers(summary), not_told(summary)
    for year, began_on in reversed(list(seasons(summary))):
        season = "season" if began_on else "season_without_day"
        lines += ["", say(f"summary.said.{season}", year=year, began_on=began_on)]
        own = [one for one in told if one.crop_year == year]
        for name, of_indicator in groupby(own, key=lambda one: (one.indicator, one.basis)):
            lines += _indicator(*name, list(of_indicator))
        lines += ["", f"  {say('summary.said.without')}"] if missing.get(year) else []
        for reason, names in missing.get(year, {}).items():
            lines += wrapped(say("summary.said.reason", reason=reason, names=", ".join(names)), "  ", "    ")
    number = counted_numbers(summary)
    lines += ["", *wrapped(say("summary.said.count", count=number["told"], **_but_told(number)))]
    lines += wrapped(say("summary.said.never"))
    lines += [] if summary.member else wrapped(f"{say('summary.said.unnamed')} {say('summary.said.unnamed_fix')}")
    lines += wrapped(say("summary.said.invented")) if summary.invented else []
    lines += ["", *wrapped(seal_words(summary)), *wrapped(last)]
    return plain("\n".join(lines)) + "\n"


def checked_text(summary: Summary, name: str) -> str:
    """That a file is whole, with what stands in it."""
    return summary_text(summary, say("summary.said.whole", file=harmless(name, 200)))


def given_text(given: Iterable[Gift]) -> str:
    """What was given to whom, a paragraph each."""
    from union.summary.summary_table import gift_words

    lines = [line for one in given for line in wrapped(harmless(gift_words(one), 400), "", "  ")]
    return plain("\n".join(lines or wrapped(say("summary.said.none_given")))) + "\n"


def _indicator(name: str, basis: str, numbers: list[ToldNumber]) -> list[str]:
    lines = ["", f"  {name}{f' ({harmless(basis)})' if basis else ''}"]
    for one in numbers:
        error = say("summary.table.error", error=one.error) if one.pooled else one.error
        behind = "; ".join(text for text in (one.cases, error, one.remark) if text)
        lines += wrapped(f"{one.stream:<11}{one.value}{f', {one.range80}' if one.range80 else ''}", "    ")
        lines += wrapped(behind, " " * 15)
    return lines


def _but_told(number: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in number.items() if name != "told"}
