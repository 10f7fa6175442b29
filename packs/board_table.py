"""The board's table as a picture: its indicators, micro against bulk, beside last season's."""

from __future__ import annotations

from collections.abc import Mapping

from decisions.board import board
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from packs.drawn_table import DrawnTable, TableCell
from packs.range_strip import range_places
from words.board_words import finding_of_board
from words.compared_shares import as_compared, compared_shares
from words.numbers import ABSENT, cases, difference_unit, number, span, unit_words
from words.speech import group_name, say

STREAMS = ("micro", "bulk")
NAME_WIDE, NUMBER_WIDE, APART_WIDE, STRIP_WIDE, BEFORE_WIDE = 2.1, 1.8, 1.45, 1.0, 1.15


def drawn_board(
    w: Warehouse, answers: Mapping[str, Answer], before: Mapping[str, Answer], year_before: str | None
) -> DrawnTable | None:
    """The table that *Overview* shows; None where none of its indicators has a number."""
    shown = [metrics()[name] for name in board(w) if name in answers]
    if not any(e.value is not None for metric in shown for e in answers[metric.id].groups.values()):
        return None
    groups = STREAMS if any("micro" in answers[metric.id].groups for metric in shown) else ("all",)
    both = groups == STREAMS
    head = [say("board.indicator"), *map(group_name, groups)]
    head += [say("groups.difference"), say("board.scale")] * both
    head += [say("board.before", year=year_before)] * bool(year_before)
    rows = [
        [
            TableCell(metric.title, mark="lead"),
            *_of_groups(metric, answers[metric.id], groups),
            *(_apart(metric, answers[metric.id]) * both),
            *([_before(metric, before.get(metric.id))] if year_before else ()),
        ]
        for metric in shown
    ]
    shares = [NAME_WIDE, *[NUMBER_WIDE] * len(groups), *[APART_WIDE, STRIP_WIDE] * both]
    return DrawnTable(
        "board",
        say("board.picture"),
        head,
        rows,
        [*shares, *[BEFORE_WIDE] * bool(year_before)],
        say("board.picture_units"),
        say("board.picture_n", count=len(rows)),
        finding=finding_of_board(shown, answers) if both else "",
        to_be_decided=True,
    )


def _of_groups(metric: Metric, answer: Answer, groups: tuple[str, ...]) -> list[TableCell]:
    """The number of each group; of an indicator without these groups, such as feedback, of its own."""
    sides = groups if any(group in answer.groups for group in groups) else answer.sides[: len(groups)]
    shown = as_compared(answer).groups
    within = say("board.within", days=metric.within_days) if compared_shares(answer) else ""
    cells = [_number(shown.get(side), side if side in groups else "", within) for side in sides]
    return [*cells, *[TableCell(ABSENT, mark="quiet")] * (len(groups) - len(cells))]


def _number(one: Estimate | None, mark: str, within: str) -> TableCell:
    if one is None or one.value is None:
        return TableCell(ABSENT, mark="quiet")
    below = (span(one.low80, one.high80, one.unit, with_unit=False), within or cases(one))
    return TableCell(number(one.value, one.unit), " · ".join(text for text in below if text), mark)


def _apart(metric: Metric, answer: Answer) -> list[TableCell]:
    """The difference, and the ranges of what it lies between."""
    return [_difference(metric, answer), TableCell(strip=range_places(as_compared(answer)))]


def _difference(metric: Metric, answer: Answer) -> TableCell:
    one = answer.difference
    if one is None or one.value is None:
        return TableCell(ABSENT, mark="quiet")
    unit = difference_unit(one.unit)
    within = say("board.within", days=metric.within_days) if answer.outcomes else ""
    below = (span(one.low80, one.high80, unit, with_unit=False), within)
    return TableCell(_signed(one.value, unit), " · ".join(text for text in below if text), "lead")


def _signed(value: float, unit: str) -> str:
    """The difference in as few letters as a column has room for."""
    return number(value, unit, signed=True).replace(unit_words("share difference"), say("measure.points"))


def _before(metric: Metric, answer: Answer | None) -> TableCell:
    """Last season: what the indicator is named for, with bulk below."""
    if answer is None:
        return TableCell(ABSENT, mark="quiet")
    apart = answer.difference
    if metric.headline == "difference" and apart is not None and apart.value is not None:
        return TableCell(_signed(apart.value, difference_unit(apart.unit)), mark="quiet")
    answer = as_compared(answer)
    first = answer.groups.get(next(iter(answer.groups), "all"))
    bulk = answer.groups.get("bulk")
    below = say("board.bulk_was", value=number(bulk.value, bulk.unit)) if bulk and bulk.value is not None else ""
    return TableCell(number(first.value, first.unit) if first else ABSENT, below, "quiet")
