"""Measure: the layers as tables, a chart on demand."""

from __future__ import annotations

import pytest

from metrics.engine.contract import LAYERS
from metrics.engine.metric_catalogue import metrics
from tests.pages.conftest import titles_of, words_of
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
@pytest.mark.parametrize("layer", LAYERS)
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative, layer):
    page = opened("measure", cooperative, layer=say(f"measure.layers.{layer}"))
    assert not page.exception
    assert titles_of(page) == [say("pages.measure.title")]
    assert say("pages.measure.question") in words_of(page)
    assert all(m.title.replace("'", "&#x27;") in words_of(page) for m in metrics().values() if m.layer == layer)


@pytest.mark.parametrize("metric", list(metrics()))
def test_every_indicator_has_a_chart_or_a_reason(opened, metric):
    page = opened(
        "measure", "clean", layer=say(f"measure.layers.{metrics()[metric].layer}"), indicator=metrics()[metric].title
    )
    assert not page.exception
    assert page.tabs


def test_a_number_that_cannot_be_split_is_absent_with_its_reason(opened):
    page = opened("measure", "clean", layer="Commercial", station="Station A")
    assert not page.exception
    stuck = [m for m in metrics().values() if m.layer == "commercial" and "station" not in m.splits]
    assert words_of(page).count("be split by station") >= len(stuck)


def test_an_indicator_of_another_layer_in_the_link_is_ignored(opened):
    assert not opened("measure", "clean", layer="Impact", indicator="Moisture").exception
