"""The layers of indicators as tables of micro, bulk and difference, and the charts of any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from metrics.engine.contract import Answer, Metric
from metrics.engine.metric_catalogue import metrics
from packs.metric_charts import other_bases, views
from ui.parts.cards import STREAMS, direction, groups_shown, value_of, within
from ui.parts.chart_block import show_absent, show_chart
from ui.parts.filters import Chosen
from ui.parts.metric_chart import metric_chart
from ui.parts.page_links import link_to_definition
from ui.parts.pressed_rows import pressed_row
from ui.parts.tables import Cell, Strip, table_html
from ui.parts.target import target_cell
from ui.state import results
from words.agreed_words import SHORT_UNIT
from words.compared_shares import compared_shares, half_words
from words.meaning import ComparedAnswer, meaning
from words.numbers import ABSENT, bare, counted, difference_unit, noun_of, span, unit_words
from words.speech import group_name, say


def comparison(layer: str, chosen: Chosen) -> list[Metric]:
    """Draws the table of a layer and returns the indicators in it."""
    now = results.answers(chosen.crop_year, chosen.splits)
    shown = [m for m in metrics().values() if m.layer == layer and m.id in now]
    st.html(chosen.kept("table of a layer", lambda _: _table(layer, shown, now), layer))
    number = pressed_row("measure")
    if number is not None and number < len(shown):
        st.dialog(shown[number].title, width="large")(_charts)(shown[number].id, chosen, "dialog")
    st.caption(say("measure.reading" if groups_shown(now) == STREAMS else "measure.reading_one"))
    return shown


def _table(layer: str, shown: Sequence[Metric], now: Mapping[str, Answer]) -> str:
    """The table of a layer as HTML."""
    groups = groups_shown(now)
    two = groups == STREAMS
    aims = any(results.thresholds().get(m.id) for m in shown)
    head = [
        say("board.indicator"),
        *(say(f"groups.{group}") for group in groups),
        *[say("groups.difference"), say("measure.range")] * two,
        *(say(f"measure.{name}") for name in ("n", *["target"] * aims, "direction")),
    ]
    rows = [row_of(m, now[m.id], two, aims) for m in shown]
    return table_html(head, rows, say(f"measure.layers.{layer}"), "measure pressed")


def row_of(metric: Metric, answer: Answer, two: bool = True, aims: bool = True) -> list[Cell | Strip]:
    """One row: title with unit and what it means, each group, their difference and its range, cases, what was agreed
    where `aims` says that anything was, which way is good."""
    unit = next((e.unit for e in answer.groups.values()), metric.unit)
    beside = unit_words(unit) if len(unit_words(unit)) > SHORT_UNIT else ""
    tail = [*[target_cell(metric, answer)] * aims, Cell(direction(metric, answer), mark="words")]
    if all(value_of(answer, group) is None for group in answer.groups) and not answer.outcomes:
        return [Cell(metric.title, beside), Cell(meaning(metric, answer), mark="why", over=5 if two else 2), *tail]
    # one group alone is said once, under the table
    said = meaning(metric, answer) if two or answer.sides != ("all",) else ""
    title = Cell(metric.title, beside, " ".join(t for t in (said, half_words(answer), _basis(answer)) if t))
    if not two:
        return [title, _group(answer, answer.sides[0]), _cases(answer), *tail]
    second = _group(answer, answer.sides[1]) if len(answer.sides) > 1 else Cell(ABSENT, mark="quiet")
    return [
        title,
        _group(answer, answer.sides[0]),
        second,
        _difference(answer),
        _range(metric, answer),
        _cases(answer),
        *tail,
    ]


def _group(answer: Answer, group: str) -> Cell:
    """A group's number with its 80 % range below; groups that are no streams say their name, as does a share that
    stands in for days."""
    estimate, above = answer.groups.get(group), "" if group in (*STREAMS, "all") else group_name(group)
    unit = ""
    if answer.outcomes and (estimate is None or estimate.value is None or group in compared_shares(answer)):
        stand_in = answer.parts.get(metrics()[answer.id].within, {}).get(group)
        estimate, unit = (
            (stand_in, within(answer)) if stand_in is not None and stand_in.value is not None else (estimate, "")
        )
    if estimate is None or estimate.value is None:
        return Cell(ABSENT, above=above, mark="quiet own" if above else "quiet")
    below = span(estimate.low80, estimate.high80, estimate.unit, with_unit=False)
    return Cell(
        bare(estimate.value, estimate.unit),
        _short(estimate.unit),
        " · ".join(t for t in (below, unit) if t),
        mark=group if group in STREAMS else "own" if above else "",
        above=above,
    )


def _difference(answer: Answer) -> Cell:
    difference, relative = answer.difference, answer.relative
    if difference is None or difference.value is None:
        return Cell(ABSENT, mark="quiet")
    unit = difference_unit(difference.unit)
    below = (
        [f"{'+' if relative.value > 0 else ''}{bare(relative.value, 'share')} %"]
        if relative is not None and relative.value is not None
        else []
    )
    below += [within(answer)] if answer.outcomes else []
    short = say("measure.points") if unit.endswith("difference") else _short(unit)
    return Cell(("+" if difference.value > 0 else "") + bare(difference.value, unit), short, " · ".join(below))


def _range(metric: Metric, answer: Answer) -> Cell | Strip:
    """The 80 % range of the difference as a bar against one line, which is bulk: to the right of it is better, or more
    where neither way is."""
    difference = answer.difference
    if difference is None or difference.value is None:
        return Cell(ABSENT, mark="quiet")
    text = span(difference.low80, difference.high80, difference_unit(difference.unit), with_unit=False)
    ends = difference.range80
    if ends is None or max(map(abs, ends)) == 0:
        return Cell(text or ABSENT, mark="words" if text else "quiet")
    turned = -1 if ComparedAnswer(metric, answer).better == "lower" else 1
    places = [0.5 + turned * each / max(map(abs, ends)) / 2 for each in (*ends, difference.value)]
    low, high, value = min(places[:2]), max(places[:2]), places[2]
    return Strip(
        (("difference", low, high, value),), say("measure.against", ends=text, meaning=meaning(metric, answer)), text
    )


def _cases(answer: Answer) -> Cell:
    """The cases each group rests on, the first first."""
    found = [e for e in answer.groups.values() if e.value is not None or e.n]
    if not found:
        return Cell(ABSENT, mark="quiet")
    nouns = dict.fromkeys(noun_of(e.case_is, e.n if len(found) == 1 else 2) for e in found)
    return Cell(" · ".join(counted(e.n) for e in found), below=" · ".join(nouns), mark="count")


def _basis(answer: Answer) -> str:
    """What the number was measured by, and what else is known beside it."""
    own = list(
        dict.fromkeys(e.basis for e in answer.groups.values() if e.basis and (e.value is not None or answer.outcomes))
    )
    if not own:
        return ""
    others = other_bases(answer, own)
    return say("measure.basis_others" if others else "measure.basis", basis="; ".join(own), others="; ".join(others))


def _short(unit: str) -> str:
    words = unit_words(unit)
    return words if len(words) <= SHORT_UNIT else ""


def chart_on_demand(shown: Sequence[Metric], chosen: Chosen) -> None:
    """Draws the choice of an indicator and, once chosen, its charts with everything behind them."""
    titles = {m.id: m.title for m in shown}
    picked = st.pills(
        say("measure.open"),
        list(titles),
        format_func=lambda name: titles.get(name, name),
        key="indicator",
        bind="query-params",
    )
    if picked not in titles:
        return
    with st.container(border=True, key="on_demand"):
        st.header(metrics()[picked].title, anchor=False)
        _charts(picked, chosen, "measure")


def _charts(metric_id: str, chosen: Chosen, place: str) -> None:
    """Draws the question of an indicator, its charts, and the way to its definition."""
    metric, answer = metrics()[metric_id], results.answers(chosen.crop_year, chosen.splits)[metric_id]
    st.text(metric.question)
    chart = metric_chart(metric_id, chosen, beside_last=True, view=_choose_view(metric_id, answer, place))
    if chart:
        show_chart(chart, place)
    else:
        show_absent(answer)
    link_to_definition(metric.title)


def _choose_view(metric_id: str, answer: Answer, place: str) -> str:
    """Draws the choice between the charts an indicator can have, where there are several, and returns the chosen
    one."""
    names = views(answer)
    if len(names) < 2:
        return next(iter(names), "cases")
    return st.segmented_control(
        say("measure.view"),
        list(names),
        default=next(iter(names)),
        required=True,
        key=f"view_{metric_id}_{place}",
        format_func=lambda name: names.get(name, name),
        label_visibility="collapsed",
    ) or next(iter(names))
