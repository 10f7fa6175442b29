"""A slide about one indicator with its chart, and sentences on others beside it."""

from __future__ import annotations

from collections.abc import Sequence

from charts.theme import looks
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.metric_charts import Beside, drawn_metric
from packs.slide import ChartSeries, Slide, SlideChart
from words.meaning import meaning
from words.numbers import bare, number, shown, unit_words
from words.speech import group_name, say


def metric_slide(facts: BoardFacts, id: str, question: str, led_by: str, beside: Sequence[str] = ()) -> Slide:
    """The slide `id`: what the indicator `led_by` says in a sentence over its chart; `beside` say theirs below it.

    Where it has no number, the slide lacks what the reason says.
    """
    metric, answer = metrics()[led_by], facts.answers[led_by]
    told = tuple(in_words(facts, name) for name in beside if name in facts.answers)
    why_not = next((one.why_not for one in answer.groups.values() if one.why_not), None)
    rows = sum(len(ids) for ids in answer.row_ids.values())
    if all(one.value is None for one in answer.groups.values()):
        lead = say("deck.no_number", name=metric.title)
        return Slide(id, question, lead, Audience.BOARD, told, lacks=why_not or say("deck.no_reason"))
    lead = say("deck.finding", name=metric.title, said=meaning(metric, answer) or _numbers(answer))
    return Slide(id, question, lead, Audience.BOARD, told, chart=chart(metric, answer), rows=rows)


def in_words(facts: BoardFacts, name: str) -> str:
    """The numbers of an indicator with what they mean, or why there is none."""
    metric, answer = metrics()[name], facts.answers[name]
    if not (numbers := _numbers(answer)):
        why = next((one.why_not for one in answer.groups.values() if one.why_not), say("deck.no_reason"))
        return say("deck.absent", name=metric.title, why=why)
    return say("deck.numbers", name=metric.title, numbers=numbers, said=meaning(metric, answer))


def chart(metric: Metric, answer: Answer) -> SlideChart:
    """Each group's number with its 80 % range, on one scale, and every case as a dot."""
    unit = next(one.unit for one in answer.groups.values())
    look = looks(answer.sides)
    known = {group: one for group, one in answer.groups.items() if one.value is not None}
    drawn = drawn_metric(metric, answer, Beside())
    assert drawn is not None, "a chart is asked for where there is a number"
    return SlideChart(
        drawn.figure.to_plotly_json(),
        say("deck.alt", name=metric.title, said=meaning(metric, answer) or _numbers(answer)),
        unit_words(unit),
        tuple(look[group].name for group in known),
        (
            ChartSeries(
                metric.title,
                tuple(look[group].colour for group in known),
                tuple(shown(one.known, unit) for one in known.values()),
                tuple(None if one.low80 is None else shown(one.low80, unit) for one in known.values()),
                tuple(None if one.high80 is None else shown(one.high80, unit) for one in known.values()),
            ),
        ),
        _format_of(next(iter(known.values()))),
    )


def _format_of(one: Estimate) -> str:
    """How its number is written, as spreadsheets say it: 0.00 for two decimals."""
    decimals = len(bare(one.value, one.unit).partition(".")[2])
    return "0." + "0" * decimals if decimals else "0"


def _numbers(answer: Answer) -> str:
    """The number of each group that has one."""
    known = [(group, one) for group, one in answer.groups.items() if one.value is not None]
    return ", ".join(
        say("deck.of_group", group=group_name(group).lower(), value=number(one.value, one.unit)) for group, one in known
    )
