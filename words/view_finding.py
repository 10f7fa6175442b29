"""The title of a picture of one view of an indicator: by part, by kind, by buyer, in the order of time.

A view shows many numbers, of which some lie apart by chance: what stands here goes by 95 % ranges, not by 80 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.engine.contract import GROUPS, Answer, Estimate, Metric
from words.numbers import counted, difference_unit, number, span
from words.speech import group_name, say, words

Rows = Mapping[str, Mapping[str, Estimate]]
STREAMS = ("micro", "bulk")


def of_parts(metric: Metric, answer: Answer, rows: Rows) -> str:
    """In how many of the further numbers micro-lots lie apart from bulk; where they are not compared, the first of
    them with its range."""
    if answer.sides != STREAMS and len(answer.sides) > 1:
        return say("finding.describes", title=metric.title)
    apart = {name: answer.parts.get(name, {}).get("difference") for name in rows}
    compared = {name: one for name, one in apart.items() if one is not None and one.value is not None and one.range95}
    if answer.sides == STREAMS and len(compared) > 1:
        above, below = (sum(_side(one) == side for one in compared.values()) for side in (1, -1))
        told = {"title": metric.title, "count": len(compared), "above": counted(above), "below": counted(below)}
        key = "parts" if above or below else "parts_untold"
        return say(f"finding.views.{key}", untold=counted(len(compared) - above - below), **told)
    for name, one in compared.items():
        key = {1: "part_above", -1: "part_below", 0: "part_untold"}[_side(one)]
        if answer.sides == STREAMS:
            by = number(abs(one.known), difference_unit(one.unit))
            return say(f"finding.views.{key}", title=metric.title, name=name, apart=by)
    return _first_part(metric, answer, rows)


def _first_part(metric: Metric, answer: Answer, rows: Rows) -> str:
    for name, groups in rows.items():
        one = groups.get(answer.sides[0])
        if one is not None and one.value is not None:
            moves = number(one.low80, one.unit) != number(one.high80, one.unit)
            ends = span(one.low80, one.high80, one.unit, with_unit=False) if moves else ""
            whose = f"{metric.title}, {_in_a_sentence(answer.sides[0])}" if len(answer.sides) > 1 else metric.title
            value = number(one.value, one.unit)
            return say(
                f"finding.views.{'part_ranged' if ends else 'part'}", title=whose, name=name, value=value, ends=ends
            )
    return ""


def of_kinds(metric: Metric, answer: Answer, rows: Rows) -> str:
    """By how much the highest kind of the first group lies above the lowest, where their 95 % ranges do not meet."""
    if answer.sides[0] not in GROUPS:
        return say("finding.describes", title=metric.title)
    group, known = _known_of_first(answer, rows)
    if len(known) < 2:
        return ""
    if answer.outcomes:  # the same time from another day on, which is no other kind
        told = ", ".join(f"{name} {number(one.value, one.unit)}" for name, one in known.items())
        return say("finding.views.times", title=metric.title, group=_in_a_sentence(group), told=told)
    ranged = {name: one for name, one in known.items() if one.range95}
    said = {"title": metric.title, "group": _in_a_sentence(group)}
    if len(ranged) > 1:
        (low, lowest), (high, highest) = _ends(ranged)
        assert lowest.high is not None and highest.low is not None, "both have a range"
        if highest.low > lowest.high:
            by = number(highest.known - lowest.known, difference_unit(highest.unit))
            return _own(metric, "kinds", high=high, low=low, apart=by, **said)
    return say("finding.views.kinds_untold", **said)


def of_buyers(metric: Metric, answer: Answer, rows: Rows) -> str:
    """Whose price was the highest and whose the lowest: what was paid, so that it has no range."""
    group, known = _known_of_first(answer, rows)
    if not known:
        return ""
    (low, lowest), (high, highest) = _ends(known)
    said = {"title": metric.title, "group": _in_a_sentence(group), "high": high, "low": low}
    values = {"most": number(highest.known, highest.unit), "least": number(lowest.known, lowest.unit)}
    if len(known) == 1:
        return say("finding.views.one_buyer", **said, **values)
    return _own(metric, "buyers", count=len(known), **said, **values)


def of_split(whole: Estimate | None, parts: Sequence[tuple[str, Estimate]]) -> str:
    """The largest of the parts that something is made of, of all of it."""
    name, largest = parts[0]
    if largest.value is None or len(parts) < 2 or whole is None or whole.value is None:
        return ""
    value, of = number(largest.value, largest.unit), number(whole.value, whole.unit)
    return say("finding.views.split", name=name, count=len(parts), value=value, whole=of)


def of_run(
    metric: Metric,
    group: str,
    values: Sequence[float],
    unit: str,
    band: tuple[float, float] | None,
    limits: tuple[float, float] | None,
    counted_by_one: bool,
) -> str:
    """How many samples lie outside the limits of the process, else within the agreed range, else between which values:
    without limits, as for what is counted one by one, nothing is said of a trend."""
    said = {"title": metric.title, "group": _in_a_sentence(group), "count": len(values)}
    if limits:
        outside = sum(not limits[0] <= value <= limits[1] for value in values)
        return say(f"finding.views.{'run_outside' if outside else 'run_steady'}", outside=counted(outside), **said)
    if band:
        inside = sum(band[0] <= value <= band[1] for value in values)
        return say("finding.views.run_band", inside=counted(inside), ends=span(*band, unit), **said)
    key = "run_counted" if counted_by_one else "run_few"
    return say(f"finding.views.{key}", ends=span(min(values), max(values), unit), **said)


def _side(one: Estimate) -> int:
    """1 where all of its 95 % range lies above 0, -1 where below, else 0."""
    ends = one.range95
    return 0 if ends is None else int(ends[0] > 0) - int(ends[1] < 0)


def _known_of_first(answer: Answer, rows: Rows) -> tuple[str, dict[str, Estimate]]:
    """The first group that has a number in these rows, and its numbers by row."""
    found = {
        group: {name: one for name, groups in rows.items() if (one := groups.get(group)) and one.value is not None}
        for group in answer.sides
    }
    return next(((group, known) for group, known in found.items() if known), (answer.sides[0], {}))


def _ends(known: Mapping[str, Estimate]) -> tuple[tuple[str, Estimate], tuple[str, Estimate]]:
    ordered = sorted(known.items(), key=lambda pair: pair[1].known)
    return ordered[0], ordered[-1]


def _own(metric: Metric, key: str, **values: object) -> str:
    """In the words of that indicator where it has some, else in words for any."""
    own = key in words()["finding"].get(metric.id, {})
    return say(f"finding.{metric.id}.{key}" if own else f"finding.views.{key}", **values)


def _in_a_sentence(group: str) -> str:
    name = group_name(group)
    return name[:1].lower() + name[1:]
