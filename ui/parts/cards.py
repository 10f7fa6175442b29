"""Rows of numbers: an indicator for micro and bulk with its ranges, as the board and the tables show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from metrics.engine.believable import doubts
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from packs.range_strip import range_places, range_words
from ui.parts.tables import STREAMS, Cell, Strip
from words.compared_shares import as_compared, compared_shares, half_words
from words.meaning import ComparedAnswer, meaning
from words.numbers import ABSENT, bare, cases, difference_unit, number, span, unit_words
from words.speech import group_name, say


def groups_shown(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Micro and bulk, or all lots as one group where no lot has a stream."""
    return STREAMS if any("micro" in answer.groups for answer in answers.values()) else ("all",)


def number_cells(metric: Metric, answer: Answer, groups: Sequence[str]) -> list[Cell]:
    """Title with what it means below, and whether a number is unusual, then each group; where no number is known the
    reason stands in place of all."""
    # some are no streams
    sides = groups if any(group in answer.groups for group in groups) else answer.sides[: len(groups)]
    if all(value_of(answer, group) is None for group in sides) and not answer.outcomes:
        return [Cell(metric.title), Cell(meaning(metric, answer), mark="why", over=len(groups))]
    said = meaning(metric, answer) if len(groups) > 1 else ""  # one group alone is said once, under the table
    return [
        Cell(metric.title, below=" ".join(text for text in (said, half_words(answer), *doubts(answer)) if text)),
        *(group_cell(answer, group) for group in sides),
        *[Cell(ABSENT, mark="quiet")] * (len(groups) - len(sides)),
    ]


def estimate_cell(estimate: Estimate | None, mark: str = "") -> Cell:
    """A number with its unit, its 80 % range and its cases below; a dash where there is none."""
    if estimate is None or estimate.value is None:
        return Cell(ABSENT, mark="quiet")
    below = " · ".join(
        t for t in (span(estimate.low80, estimate.high80, estimate.unit, with_unit=False), cases(estimate)) if t
    )
    return Cell(bare(estimate.value, estimate.unit), unit_words(estimate.unit), below, mark)


def group_cell(answer: Answer, group: str) -> Cell:
    """A group's number; where shares are compared, or half of its deals are not closed yet, the share closed within 60
    days."""
    estimate = answer.groups.get(group) if group not in compared_shares(answer) else None
    stand_in = answer.parts.get(metrics()[answer.id].within, {}).get(group) if answer.outcomes else None
    if (estimate is None or estimate.value is None) and stand_in is not None and stand_in.value is not None:
        cell = estimate_cell(stand_in, group)
        return Cell(cell.main, f"{cell.unit} {within(answer)}", cell.below, group)
    cell = estimate_cell(estimate, group if group in (*STREAMS, "all") else "")
    return cell if group in (*STREAMS, "all") else replace(cell, above=group_name(group))


def difference_cell(answer: Answer, mark: str = "") -> Cell:
    """Micro less bulk with its 80 % range, and what that is of bulk where the ratio is known."""
    difference, relative = answer.difference, answer.relative
    if difference is None or difference.value is None:
        return Cell(ABSENT, mark="quiet")
    below = [span(difference.low80, difference.high80, difference_unit(difference.unit), with_unit=False)]
    if relative is not None and relative.value is not None:
        below.append(number(relative.value, "share", signed=True))
    unit = difference_unit(difference.unit)
    if answer.outcomes:
        below.append(within(answer))
    return Cell(
        ("+" if difference.value > 0 else "") + bare(difference.value, unit),
        unit_words(unit),
        " · ".join(t for t in below if t),
        mark,
    )


def board_cells(metric: Metric, answer: Answer, groups: Sequence[str]) -> list[Cell | Strip]:
    """One row of the board: title and meaning, each group, and for micro against bulk their difference and their
    ranges.

    Where the difference is what the indicator is named for, it stands out and the groups say what they earned.
    """
    if groups != STREAMS:
        return [*number_cells(metric, answer, groups)]
    cells = number_cells(metric, answer, groups)
    led = metric.headline == "difference"
    if led:
        cells = [
            c if c.mark not in STREAMS else Cell(c.main, f"{c.unit} {say('board.earned')}", c.below, f"{c.mark} lesser")
            for c in cells
        ]
    return [*cells, difference_cell(answer, "lead" if led else "lesser"), strip_cell(answer)]


def short_cell(metric: Metric, answer: Answer | None) -> Cell:
    """Last season in one cell: what the indicator is named for, and bulk below."""
    if answer is None:
        return Cell(ABSENT, mark="quiet")
    difference = answer.difference
    if metric.headline == "difference" and difference is not None and difference.value is not None:
        return Cell(number(difference.value, difference.unit, signed=True), mark="quiet")
    shown = as_compared(answer)
    micro, bulk = (_value_of(shown, group) for group in (next(iter(shown.groups), "all"), "bulk"))
    unit = within(answer) if compared_shares(answer) else ""
    return Cell(micro, unit, below=say("board.bulk_was", value=bulk) if bulk != ABSENT else "", mark="quiet")


def strip_cell(answer: Answer) -> Strip | Cell:
    """The 80 % ranges of micro and bulk on one scale; an empty cell where either is missing."""
    shown = as_compared(answer)
    places = range_places(shown)
    return Strip(places, range_words(shown)) if places else Cell("", mark="none")


def within(answer: Answer) -> str:
    """The days within which times are compared, in words."""
    return say("board.within", days=metrics()[answer.id].within_days)


def value_of(answer: Answer | None, group: str = "micro") -> float | None:
    """A group's number; None where the answer, the group or the number is missing."""
    estimate = answer.groups.get(group) if answer else None
    return estimate.value if estimate else None


def direction(metric: Metric, answer: Answer | None = None) -> str:
    """Which way is good, in words; of an answer that shows shares instead of days, of the shares."""
    return say(f"direction.{ComparedAnswer(metric, answer).better if answer else metric.better}")


def _value_of(answer: Answer, group: str) -> str:
    estimate = answer.groups.get(group)
    return number(estimate.value, estimate.unit) if estimate else ABSENT
