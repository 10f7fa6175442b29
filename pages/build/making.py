"""How micro-lots are made: how much of the output they are, whether they are kept apart, whether the rules are kept."""

from __future__ import annotations

import streamlit as st

from charts.bars import bars
from decisions.separation import LotSeparation
from metrics.engine.contract import Answer
from metrics.engine.metric_catalogue import metrics
from packs.drawn_chart import DrawnChart
from ui.parts.cards import value_of
from ui.parts.chart_block import ready, show_absent, show_chart, show_rows
from ui.parts.filters import Chosen
from ui.parts.metric_chart import metric_chart
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.meaning import meaning
from words.numbers import ABSENT, bare, cases, number, span, unit_words
from words.speech import say


def share_of_output(chosen: Chosen) -> None:
    """Draws what part of the output are micro-lots, this season and before, beside the share aimed at."""
    st.header(say("build.share"), anchor=False)
    now = results.answers(chosen.crop_year, chosen.splits).get("pilot_share")
    share = value_of(now)
    if now is None or share is None:
        show_absent(now)
        return
    target = _share(results.setting("target_share"))
    st.text(_share_words(share, target))
    show_chart(ready("pilot_share", chosen, lambda: _drawn_share(now, chosen, target)), "build")


def _drawn_share(now: Answer, chosen: Chosen, target: float | None) -> DrawnChart:
    metric = metrics()["pilot_share"]
    amounts = [
        (say("chart.season", year=year), value_of(results.answers(year, chosen.splits)["pilot_share"]))
        for year in results.crop_years()
    ]
    numbers = ([say("filters.season"), metric.title], [[name, number(value, "share")] for name, value in amounts])
    return DrawnChart(
        "pilot-share",
        metric.title,
        bars(amounts, "share", target=target),
        "share",
        cases(now.groups["micro"]),
        (numbers,),
        question=metric.question,
        row_ids=dict(now.row_ids),
    )


def kept_apart(chosen: Chosen) -> None:
    """Draws a table of the micro-lots: what is written about each, and which test of staying itself it failed."""
    st.header(say("build.apart"), anchor=False)
    lots = [lot for lot in results.lots_kept_apart(chosen.crop_year, chosen.splits) if lot.stream == "micro"]
    if not lots:
        st.text(say("build.no_lots"))
        return
    clean, told = sum(lot.apart is True for lot in lots), sum(lot.apart is not None for lot in lots)
    st.text(say("build.apart_count", clean=clean, told=told, count=len(lots)))
    head = [say("build.lot"), say("build.deliveries"), say("build.steps"), say("build.handovers"), say("build.shows")]
    show_table(
        head,
        [
            [
                Cell(lot.lot_id),
                *(Cell(str(n) if n else ABSENT, mark="quiet") for n in (lot.deliveries, lot.steps, lot.handovers)),
                _shows(lot),
            ]
            for lot in lots
        ],
        say("build.apart"),
        "plain",
    )
    st.text(say("build.more"))
    show_rows({"micro": tuple(i for lot in lots for i in lot.row_ids)}, "apart")


def working_rules(chosen: Chosen) -> None:
    """Draws how far the working rules were kept, lot by lot."""
    st.header(say("build.rules"), anchor=False)
    answer = results.answers(chosen.crop_year, chosen.splits).get("sop_compliance")
    chart = metric_chart("sop_compliance", chosen) if answer else None
    if answer is None or chart is None:
        show_absent(answer)
        return
    st.text(meaning(metrics()["sop_compliance"], answer))
    show_chart(chart, "build")
    _parts(answer)


def _parts(answer: Answer) -> None:
    """What stands beside the headline: recorded of expected items, critical ones."""
    groups = ("micro", "bulk")
    rows = [
        [
            Cell(name[:1].upper() + name[1:]),
            *(
                Cell(bare(e.value, e.unit), unit_words(e.unit), span(e.low80, e.high80, e.unit, with_unit=False))
                if (e := found.get(g))
                else Cell(ABSENT)
                for g in groups
            ),
        ]
        for name, found in {**answer.parts, **answer.by}.items()
    ]
    if rows:
        show_table([say("build.beside"), *(say(f"groups.{g}") for g in groups)], rows, say("build.rules"))


def _shows(lot: LotSeparation) -> Cell:
    if lot.failed:
        return Cell(say("build.mixed", tests=", ".join(test.name for test in lot.failed)), mark="words warning")
    if lot.apart is None:
        return Cell(
            say(
                "build.cant_tell",
                missing="; ".join(dict.fromkeys(test.missing or test.name for test in lot.untested if test.needed)),
            ),
            mark="words",
        )
    if lot.signs:
        return Cell(say("build.sign", tests=", ".join(test.name for test in lot.signs)), mark="words")
    without = ", ".join(test.name for test in lot.untested)
    return Cell(say("build.clean_without", tests=without) if without else say("build.clean"), mark="words")


def _share_words(value: float, target: float | None) -> str:
    if target is None:
        return say("build.share_now", share=number(value, "share"))
    return say("build.share_target", share=number(value, "share"), target=number(target, "share"))


def _share(written: str | None) -> float | None:
    """The share a setting names, '0.2' or '20 %'; None where it says nothing that can be read."""
    try:
        text = (written or "").strip()
        return float(text.rstrip("% ")) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return None
