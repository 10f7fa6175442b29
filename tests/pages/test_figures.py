"""Every figure the app can make with the sample: what no figure may do, whichever page or indicator it belongs to."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from plotly.io import from_json
from streamlit.testing.v1 import AppTest

from charts.theme import BULK, MICRO
from exports.picture import HEIGHT, WIDTH, export_figure
from metrics.engine.contract import LAYERS
from metrics.engine.metric_catalogue import metrics
from tests.exports.test_picture import overlap
from ui.parts import chart_block
from ui.state.visitor import OWN
from words.speech import say

PAGES = sorted(file.parent.name for file in (Path(__file__).resolve().parents[2] / "pages").glob("*/page.py"))
ROUND = {"pie", "sunburst", "treemap", "icicle", "funnelarea"}  # angles and areas, which nobody reads off
EVERY_CHART = """
import streamlit as st
from metrics.engine.metric_catalogue import metrics
from ui.parts.filters import Chosen
from packs.metric_charts import views
from ui.parts.metric_chart import metric_chart
from ui.state import results
chosen = Chosen(results.crop_years()[0], {})
st.session_state["drawn"] = {
    (name, view): metric_chart(name, chosen, True, view).drawn
    for name in metrics() for view in views(results.answers(chosen.crop_year, {})[name])}
"""


@pytest.fixture(scope="module")
def drawn(cooperatives):
    """{(indicator, view): chart} of every chart that Measure offers for the sample."""
    app = AppTest.from_string(EVERY_CHART, default_timeout=300)
    app.session_state[OWN] = cooperatives["clean"]
    app.run()
    assert not app.exception
    return app.session_state["drawn"]


@pytest.fixture
def shown(monkeypatch):
    """Every figure the pages hand to Streamlit while this test runs."""
    found, show = [], chart_block.show_live_chart
    monkeypatch.setattr(
        chart_block,
        "show_live_chart",
        lambda figure, *args, **more: (found.append(from_json(figure)), show(figure, *args, **more))[1],
    )
    return found


def faults(figure) -> list[str]:
    """What a figure does that none may do."""
    layout, found = figure.to_plotly_json()["layout"], []
    found += [f"is a {trace.type}" for trace in figure.data if trace.type in ROUND]
    found += [
        f"{name} lies over another axis"
        for name, axis in layout.items()
        if name[1:5] == "axis" and isinstance(axis, dict) and axis.get("overlaying")
    ]
    for trace in figure.data:
        if trace.type == "bar":
            found += [] if _zero_in_sight(figure, trace) else ["a bar without zero"]
    for trace in figure.data:
        for group, colour in (("Micro-lots", MICRO), ("Bulk", BULK)):
            said = " ".join(map(str, trace.hovertext)) if isinstance(trace.hovertext, list | tuple) else ""
            if (
                getattr(trace, "mode", None) == "markers"
                and said.startswith(f"{group}:")
                and trace.marker.symbol in ("circle", "diamond-open")
                and trace.marker.color != colour
            ):
                found.append(f"{group} in {trace.marker.color}")
    return found


def _zero_in_sight(figure, trace) -> bool:
    across = trace.orientation == "h"
    axis = figure.layout["xaxis" if across else "yaxis"]
    if axis.range is not None:
        return min(axis.range) <= 0 <= max(axis.range)
    return axis.rangemode == "tozero" or trace.base is None  # Plotly's own range of a bar begins at zero


def test_every_indicator_with_a_number_has_a_chart(drawn):
    assert {name for name, _ in drawn} == set(metrics())


def test_no_chart_of_an_indicator_is_round_has_two_scales_or_hides_zero(drawn):
    assert {key: said for key, chart in drawn.items() if (said := faults(chart.figure))} == {}


def test_every_chart_says_what_it_shows_to_those_who_can_not_see_it(drawn):
    for key, chart in drawn.items():
        assert chart.title and chart.alt, key
        assert any(rows for _, rows in chart.tables), key


def test_what_was_paid_is_never_said_to_be_accepted(drawn):
    for (name, _), chart in drawn.items():
        metric = metrics()[name]
        if metric.interval == "time" and metric.happening != "accepted":
            assert "accepted" not in chart.figure.to_json()


@pytest.mark.parametrize("page", PAGES)
def test_no_figure_of_a_page_is_round_has_two_scales_or_hides_zero(opened, shown, page):
    assert not opened(page, "clean").exception
    assert [said for figure in shown if (said := faults(figure))] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_no_figure_of_an_upload_full_of_faults_does_either(opened, shown, layer):
    first = next((m.title for m in metrics().values() if m.layer == layer), "")
    assert not opened("measure", "messy", layer=say(f"measure.layers.{layer}"), indicator=first).exception
    assert [said for figure in shown if (said := faults(figure))] == []


@pytest.mark.browser
def test_in_no_picture_of_an_indicator_a_label_lies_over_another(drawn, painted):
    for key, chart in drawn.items():
        picture = export_figure(
            chart.figure,
            chart.title,
            chart.unit,
            chart.n,
            "Season 2025/26",
            "2026-03-31",
            "clean.xlsx",
            chart.internal,
            True,
            chart.question,
        )
        found = painted(picture, WIDTH, HEIGHT)
        assert [(key, a["text"], b["text"]) for a, b in combinations(found, 2) if overlap(a, b)] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [340, 1200])
def test_on_no_screen_a_label_of_an_indicator_is_cut_or_covered(drawn, painted, width):
    for key, chart in drawn.items():
        found = painted(chart.figure, width, chart.figure.layout.height)
        assert [(key, t["text"]) for t in found if t["left"] < -1 or t["right"] > width + 1] == []
        assert [(key, a["text"], b["text"]) for a, b in combinations(found, 2) if overlap(a, b)] == []
