"""What was agreed, in a cell: the value, by when, and where the number stands to it."""

from __future__ import annotations

import pytest

from decisions.how_many import Needed
from decisions.thresholds import Threshold, ThresholdStanding
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from ui.parts import target
from words.speech import words

METRIC = metrics()["realised_premium"]
MICRO, APART = Estimate("USD/kg", 9.0, n=4, case_is="buyer"), Estimate("USD/kg", 3.0, n=4, case_is="buyer")
ANSWER = Answer("realised_premium", "2025/26", {"micro": MICRO, "bulk": MICRO}, difference=APART)
GOAL = Threshold("difference", 2.0, 0.0, gate=180, min_n=5)


@pytest.fixture
def cell_of(monkeypatch):
    """A function (standings, answer) -> the cell."""

    def _cell_of(*found, answer=ANSWER):
        monkeypatch.setattr(target, "standings", lambda metric, answer: list(found))
        return target.target_cell(METRIC, answer)

    return _cell_of


def test_the_value_says_which_way_and_the_place_stands_below(cell_of):
    cell = cell_of(ThresholdStanding(GOAL, "reached"))
    assert (cell.main, cell.below, cell.mark) == ("2.00 USD/kg or more", "the difference: reached", "agreed reached")


def test_how_many_cases_would_tell_is_said(cell_of):
    assert (
        cell_of(ThresholdStanding(Threshold("micro", 8.0), "open", Needed(14, "buyer"))).below
        == "can't tell yet: about 14 buyers are needed to be sure"
    )
    assert (
        cell_of(ThresholdStanding(Threshold("micro", 8.0), "open", Needed(None, "buyer"))).below
        == "can't tell yet: more than 200 buyers are needed to be sure"
    )


def test_too_few_names_both_counts(cell_of):
    assert cell_of(ThresholdStanding(GOAL, "few")).below == "the difference: too few: 4 buyers; 5 were agreed"


def test_lower_is_or_less_and_a_band_has_two_ends(cell_of):
    assert cell_of(ThresholdStanding(Threshold(scale_at=4.0, higher=False), "short")).main == "4.00 USD/kg or less"
    assert (
        cell_of(
            ThresholdStanding(Threshold(inside=(10.0, 12.0)), "inside"),
            answer=Answer("moisture", None, {"micro": Estimate("%", 11.0)}),
        ).main
        == "10.0 to 12.0 %"
    )


def test_without_a_threshold_there_is_a_dash(cell_of):
    assert cell_of().main == "–"


@pytest.mark.parametrize(
    "place", ["reached", "inside", "outside", "short", "stopped", "open", "few", "unranged", "absent"]
)
def test_every_place_has_words(place):
    assert words()["agreed"][place]
