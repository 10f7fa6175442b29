"""A snapshot as rows: each number against the indicator itself, and what stands beside it."""

from __future__ import annotations

import math
from datetime import date

import pytest
from scipy import stats

from metrics.engine.compute import answers
from metrics.engine.metric_catalogue import metrics
from tests.union.summary.made_cooperative import YEAR, cooperative_of
from union.summary.our_words import OWN_WORDS, declared_basis
from union.summary.row import STREAMS
from union.summary.summarised import summarised
from union.summary.summary import number_of


@pytest.fixture(scope="module")
def cooperative():
    return cooperative_of(4, crop_year_starts="09-15", counterfactual="bulk deals of the season, net of the market")


@pytest.fixture(scope="module")
def rows(cooperative):
    return {number_of(row): row for row in summarised(cooperative).rows}


def test_every_indicator_stands_in_every_stream_of_every_season(rows):
    assert set(rows) == {(YEAR, id, stream) for id in metrics() for stream in STREAMS}
    assert all((row.value is None) == (row.why_not is not None) for row in rows.values())


def test_each_number_is_that_of_the_indicator_as_far_as_it_is_rounded(cooperative, rows):
    """Half a standard error is the step, so that rounding moves nothing by more than a quarter of it."""
    found = answers(cooperative, YEAR)
    compared = 0
    for (_, id, stream), row in rows.items():
        if row.pooled_by is None:
            continue
        estimate = found[id].difference if stream == "difference" else found[id].groups[stream]
        on_scale = estimate.on_scale
        assert row.n == estimate.n and row.scale == on_scale.scale
        assert abs(row.middle - on_scale.middle) <= on_scale.error / 4 * (1 + 1e-9)
        assert abs(row.value - estimate.value) <= 0.6 * on_scale.error_in_unit
        assert row.standard_error == pytest.approx(on_scale.error, rel=0.05)
        assert row.degrees_of_freedom == pytest.approx(on_scale.freedom, rel=0.05)
        compared += 1
    assert compared >= 8


def test_the_range_is_made_again_from_what_is_pooled(rows):
    """Student's t on the log scale for a score, by scipy; off by no more than the steps it was rounded to."""
    row = rows[YEAR, "cup_score", "micro"]
    half = stats.t.ppf(0.9, row.degrees_of_freedom) * row.standard_error
    ends = math.exp(row.middle - half), math.exp(row.middle + half)
    assert (row.low80, row.high80) == pytest.approx(ends, abs=row.standard_error * row.value)


def test_season_currency_and_the_step_of_the_plan_stand_beside_money_alone(rows):
    gain, score = rows[YEAR, "net_gain", "micro"], rows[YEAR, "cup_score", "micro"]
    assert gain.counterfactual_step == "season, net of the market" and score.counterfactual_step is None
    assert (gain.currency, gain.rate, gain.unit) == ("USD", 1.0, "USD/kg")
    assert (score.currency, score.rate, score.rate_on) == (None, None, None)
    assert score.season_began_on == date(2025, 9, 15)


def test_what_a_cooperative_names_itself_is_shown_and_not_pooled(rows):
    moisture = rows[YEAR, "moisture", "micro"]  # "meter of Nimbus"
    assert (moisture.basis, moisture.scale, moisture.standard_error) == (OWN_WORDS, "", None)
    assert moisture.value is not None and moisture.low80 is not None
    assert rows[YEAR, "cup_score", "micro"].basis == "SCA-2004"
    assert declared_basis(metrics()["outturn"], "washed") == "washed"
    assert declared_basis(metrics()["farmer_feedback"], "Is Teodora content? (1-5)") == OWN_WORDS
