"""The board's indicators, micro against bulk, beside last season's."""

from __future__ import annotations

from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from packs.audience import Audience
from packs.board.board_facts import STREAMS, BoardFacts
from packs.slide import Slide, SlideTable
from words.board_words import told_of_board
from words.meaning import meaning
from words.numbers import ABSENT, difference_unit, number
from words.speech import group_name, say

ORDER = 40


def slide(facts: BoardFacts) -> Slide:
    """At most seven rows: the number of each stream, their difference, and what micro had the season before."""
    shown = [metrics()[name] for name in facts.report.board if name in facts.answers]
    groups = STREAMS if facts.is_streamed else ("all",)
    head = (
        say("board.indicator"),
        *(group_name(group) for group in groups),
        *[say("groups.difference")] * (groups == STREAMS),
        *[say("board.before", year=facts.year_before)] * bool(facts.year_before),
    )
    rows = tuple(_row(facts, metric, groups) for metric in shown)
    why = {metric.title: _why(facts.answers[metric.id]) for metric in shown}
    absent = [say("deck.seven.absent", name=name, why=one) for name, one in why.items() if one]
    return Slide(
        "seven",
        say("deck.seven.question"),
        told_of_board(shown, facts.answers),
        Audience.BOARD,
        sentences=tuple(absent[:2]),
        table=SlideTable(head, rows),
        notes=tuple(f"{metric.title}: {meaning(metric, facts.answers[metric.id])}" for metric in shown),
    )


def _row(facts: BoardFacts, metric: Metric, groups: tuple[str, ...]) -> tuple[str, ...]:
    answer, before = facts.answers[metric.id], facts.answers_before.get(metric.id)
    cells = [_written(answer.groups.get(group)) for group in groups]
    if groups == STREAMS:
        cells.append(_difference(answer.difference))
    if facts.year_before:
        cells.append(_written(before.groups.get(groups[0]) if before else None))
    return metric.title, *cells


def _written(one: Estimate | None) -> str:
    return number(one.value, one.unit) if one else ABSENT


def _difference(one: Estimate | None) -> str:
    return ABSENT if one is None else number(one.value, difference_unit(one.unit), signed=True)


def _is_known(one: Estimate | None) -> bool:
    return one is not None and one.value is not None


def _why(answer: Answer) -> str:
    """Why there is no number at all; nothing where there is one."""
    if any(_is_known(one) for one in answer.groups.values()):
        return ""
    return next((one.why_not for one in answer.groups.values() if one.why_not), "")
