"""The numbers behind the chart of an indicator, as tables: its estimates, what was agreed, every dot, every curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from decisions.thresholds import Threshold, stands
from metrics.engine.contract import Answer, Estimate, Metric
from packs.drawn_chart import Table
from words.agreed_words import gate_words, place_words, value_words
from words.numbers import cases, difference_unit, number, span
from words.speech import group_name, say

ONE_BUYER = "one buyer"  # how the price of a single buyer says that it has no range


def by_what(answer: Answer, buyers: bool) -> dict[str, Mapping[str, Estimate]]:
    """The headline by basis, or by buyer, where any of them has a number."""
    found = {
        name: groups
        for name, groups in answer.by.items()
        if all(e.no_range == ONE_BUYER for e in groups.values()) == buyers and groups
    }
    return found if any(e.value is not None for groups in found.values() for e in groups.values()) else {}


def estimate_head() -> list[str]:
    """The heads of a table of estimates."""
    return ["", *(say(f"chart.{k}") for k in ("value", "range80", "range95", "cases", "rows_in", "left_out", "method"))]


def estimate_table(answer: Answer) -> Table:
    """Each group and the difference with ranges, cases, rows and how the range was made; then every part and basis."""
    rows = [estimate_row(group_name(g), e, e.unit) for g, e in answer.groups.items()]
    if answer.difference:
        rows.append(estimate_row(say("groups.difference"), answer.difference, difference_unit(answer.difference.unit)))
    for part, groups in {**answer.parts, **by_what(answer, buyers=False)}.items():
        rows += [
            estimate_row(
                f"{part[:1].upper()}{part[1:]}, {group_name(g).lower()}",
                e,
                e.unit if g != "difference" else difference_unit(e.unit),
            )
            for g, e in groups.items()
        ]
    return estimate_head(), rows


def estimate_row(name: str, e: Estimate, unit: str) -> list[str]:
    """One estimate as a row of such a table, or the reason why there is none."""
    if e.value is None:
        return [name, e.why_not or "", "", "", "", "", "", ""]
    how = "; ".join(
        t for t in (e.method or e.no_range, e.basis, f"assumed: {', '.join(e.assumed)}" if e.assumed else None) if t
    )
    return [
        name,
        number(e.value, unit),
        span(e.low80, e.high80, unit),
        span(e.low, e.high, unit),
        cases(e),
        str(e.rows),
        str(e.left_out),
        how,
    ]


def agreed_table(metric: Metric, answer: Answer, agreed: Sequence[Threshold]) -> Table:
    """What was agreed, by when, and where the number stands to it, with how many cases would tell more."""
    found = [stands(metric, answer, threshold) for threshold in agreed]
    rows = [[value_words(each, answer), gate_words(each), place_words(each, answer)] for each in found]
    return [say("agreed.threshold"), "", say("agreed.stands")], rows


def case_table(answer: Answer) -> Table:
    """Every dot."""
    return [say("chart.case"), "", say("chart.value")], [
        [name, group_name(g), number(value, e.unit)]
        for g, e in answer.groups.items()
        for name, value in answer.cases.get(g, ())
        if value is not None
    ]


def curve_table(answer: Answer) -> Table:
    """Every step of the curves."""
    head = ["", *(say(f"chart.{k}") for k in ("day", "closed", "lost", "at_risk"))]
    return head, [
        [group_name(g), f"{day:.0f}", number(accepted, "share"), number(lost, "share"), f"{at_risk:.0f}"]
        for g in answer.sides
        for day, accepted, lost, at_risk in answer.outcomes.get(g, ())
    ]
