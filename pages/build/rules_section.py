"""How far the working rules were kept, lot by lot."""

from __future__ import annotations

import streamlit as st

from metrics.engine.contract import Answer
from metrics.engine.metric_catalogue import metrics
from ui.parts.chart_block import show_absent, show_chart
from ui.parts.filters import Chosen
from ui.parts.metric_chart import metric_chart
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.meaning import meaning, what_would_tell
from words.numbers import ABSENT, bare, span, unit_words
from words.speech import say

RULES = "sop_compliance"


def working_rules(chosen: Chosen, anchor: str) -> None:
    """Draws how far the working rules were kept, and what would tell where micro-lots can't be told from bulk."""
    st.header(say("build.rules"), anchor=anchor)
    answer = results.answers(chosen.crop_year, chosen.splits).get(RULES)
    chart = metric_chart(RULES, chosen) if answer else None
    if answer is None or chart is None:
        show_absent(answer)
        return
    metric = metrics()[RULES]
    st.text(" ".join(one for one in (meaning(metric, answer), what_would_tell(metric, answer)) if one))
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
