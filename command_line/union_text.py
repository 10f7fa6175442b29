"""What a union's members say together, in words for a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from command_line.printing import harmless, in_words, plain, wrapped
from metrics.engine.metric_catalogue import metrics
from words import numbers
from words.speech import say

if TYPE_CHECKING:
    from union.federation.union_report import UnionNumber, UnionReport
    from union.pooling.pooled import MemberNumber, Pooled

SHOWN_NAMES = 5


def union_text(found: UnionReport) -> str:
    """The whole report: the members, and every indicator by season and stream, the union's number first."""
    lines = [
        "LOTWISE: the members of a union together",
        *([say("federation.text.invented")] if found.invented else []),
        "",
        *wrapped(say("federation.text.head")),
        *_members(found),
    ]
    for season, of_season in groupby(found.numbers, lambda one: one.season):
        first, last = in_words(season.first_began_on), in_words(season.last_began_on)
        key = "one_day" if first == last else "several"
        lines += [
            "",
            say(f"federation.text.season.{key}", crop_year=harmless(season.crop_year), first=first, last=last),
        ]
        for indicator, streams in groupby(of_season, lambda one: one.indicator):
            lines += ["", *_indicator(indicator, list(streams), found.own)]
    return plain("\n".join(lines)) + "\n"


def export_text(found: UnionReport, folder: str, names: list[str]) -> str:
    """What an export wrote, and how many numbers may not be published."""
    published = sum(one.pooled is not None and one.pooled.is_published for one in found.numbers)
    told = say("federation.text.exported", folder=harmless(folder, 200), count=published, files=len(names))
    kept_back = sum(one.pooled is not None for one in found.numbers) - published
    lines = wrapped(told)
    if kept_back:
        lines += wrapped(say("federation.text.kept_back", count=kept_back))
    return plain("\n".join([*lines, *_members(found)])) + "\n"


def _members(found: UnionReport) -> list[str]:
    """How many have a summary, and by name what stands against one or is to be known of it."""
    lines = ["", *wrapped(" ".join(found.counted()))]
    told = [one for one in found.members if one.reason or one.said]
    # of a file that can't be read nothing is known but its name, with which the reason begins
    said = [one.reason if one.unread_file else f"{one.name}: {one.reason or one.said}" for one in told]
    said += [f"{one.member}: {one.why}" for one in found.without_season]
    lines += [line for one in said for line in wrapped(harmless(one, 500), "  ", "    ")]
    return lines + [line for one in found.wrong for line in wrapped(harmless(one, 400), "  ", "    ")]


def _indicator(indicator: str, streams: list[UnionNumber], own: str) -> list[str]:
    metric = metrics().get(indicator)
    unit = next((one.like.unit for one in streams if one.like), "")
    title = metric.title if metric else harmless(indicator)
    lines = [f"{title}, {numbers.unit_words(unit)}" if unit else title]
    of_all = {_one_reason(one) for one in streams}
    if len(of_all) == 1 and (reason := of_all.pop()):
        return lines + wrapped(reason, "  ")
    whys = {one.why_not for one in streams}
    if len(whys) == 1 and not any(one.pooled or one.left_out for one in streams):
        return lines + wrapped(str(whys.pop()), "  ")
    for one in streams:
        lines += _number(one, own) + _left_out(one) if one.pooled else _none(one)
    return lines


def _one_reason(one: UnionNumber) -> str:
    """Why no member's number is pooled, where it is the same of all; else an empty text."""
    reasons = {each.why for each in one.left_out}
    nobody_s = one.pooled is None and (one.like is None or one.like.pooled_by is None)
    return harmless(reasons.pop(), 400) if nobody_s and len(reasons) == 1 else ""


def _none(one: UnionNumber) -> list[str]:
    """Why there is none; where it is so of all members for one reason, that alone."""
    if reason := _one_reason(one):
        return wrapped(f"{one.stream:<12}{reason}", "  ", " " * 14)
    return [*wrapped(f"{one.stream:<12}{one.why_not}", "  ", " " * 14), *_left_out(one)]


def _number(one: UnionNumber, own: str) -> list[str]:
    found = one.pooled
    assert found is not None and one.like is not None
    unit = numbers.difference_unit(one.like.unit) if one.stream == "difference" else one.like.unit
    signed = "+" if one.stream == "difference" and found.mean > 0 else ""
    value = signed + numbers.bare(found.mean, unit)
    between = numbers.span(*found.mean95, unit, with_unit=False)
    of = say("federation.text.of", count=len(found.members))
    if unit != one.like.unit:  # which stands in the heading
        of = say("federation.text.of_in", unit=numbers.unit_words(unit), count=len(found.members))
    lines = [f"  {one.stream:<12}{value:>10}   {between:<19}{of}".rstrip()]
    lines += _beside(one, found, unit)
    mine = one.of(own) if own else None
    return lines + (_own(mine, unit) if mine else [])


def _beside(one: UnionNumber, found: Pooled, unit: str) -> list[str]:
    """Where a new member is expected, by what it was measured, and whether it may be published."""
    told = [say("federation.text.new_member", span=numbers.span(*found.prediction95, unit, with_unit=False))]
    assert one.like is not None
    told += [say("federation.text.basis", basis=harmless(one.like.basis, 200))] if one.like.basis else []
    told += [say("federation.text.to_date")] if one.like.to_date else []
    told += [say(f"federation.not_published.{found.why_not_published}")] if found.why_not_published else []
    return [line for text in told for line in wrapped(text, " " * 14)]


def _own(mine: MemberNumber, unit: str) -> list[str]:
    told = say(
        "federation.text.own",
        name=harmless(mine.member),
        alone=numbers.bare(mine.alone, unit),
        alone_span=numbers.span(*mine.alone80, unit, with_unit=False),
        together=numbers.bare(mine.with_neighbours, unit),
        together_span=numbers.span(*mine.with_neighbours80, unit, with_unit=False),
    )
    return wrapped(told, " " * 14)


def _left_out(one: UnionNumber) -> list[str]:
    """Whose numbers do not stand in it, by reason; where none do for one reason it is said of all."""
    reasons = Counter(each.why for each in one.left_out)
    lines = []
    for why, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        names = [harmless(each.member) for each in one.left_out if each.why == why][:SHOWN_NAMES]
        more = [say("federation.text.more", count=count - SHOWN_NAMES)] if count > SHOWN_NAMES else []
        told = say("federation.text.without", names=", ".join([*names, *more]), why=harmless(why, 400))
        lines += wrapped(told, " " * 14)
    return lines
