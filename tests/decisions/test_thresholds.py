"""What an indicator should reach, and where its 80 % range lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from decisions.thresholds import Threshold, bands, gate_of_plan, stands, thresholds
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from tests.support import warehouse_of

START = [{"setting": "pilot_start", "value": "2025-10-15"}]


def agreed(gate, indicator, scale_at, stop_at, **more):
    return {
        "gate": gate,
        "indicator": indicator,
        "applies_to": "micro",
        "role": "goal",
        "scale_at": scale_at,
        "stop_at": stop_at,
    } | more


PLAN = [
    agreed(90, "cup_score", 83.0, 80.0),
    agreed(180, "cup_score", 84.0, 81.0, min_n=5),
    agreed(180, " Defect_Rate ", 3.0, 6.0),
]


@pytest.mark.parametrize(
    ("as_of", "gate", "scale_at"),
    [
        (date(2025, 12, 1), 90, 83.0),
        (date(2026, 1, 13), 90, 83.0),  # on the day of the gate it is that gate
        (date(2026, 1, 14), 180, 84.0),
        (date(2026, 12, 31), 180, 84.0),
    ],
)  # all past: the last that was planned
def test_the_thresholds_of_the_next_gate_are_shown(as_of, gate, scale_at):
    w = warehouse_of(as_of, settings=START, plan=PLAN)
    assert gate_of_plan(w) == gate
    assert thresholds(w, metrics())["cup_score"][0].scale_at == scale_at


def test_a_gate_can_be_chosen():
    assert thresholds(warehouse_of(settings=START, plan=PLAN), metrics(), gate=90)["cup_score"] == (
        Threshold("micro", 83.0, 80.0, gate=90, role="goal"),
    )


def test_an_indicator_is_known_however_its_id_was_typed_and_the_order_of_its_ends_says_which_way_is_good():
    assert thresholds(warehouse_of(settings=START, plan=PLAN), metrics())["defect_rate"][0].higher is False


def test_without_a_pilot_start_the_first_gate_is_shown_and_without_a_plan_none():
    assert gate_of_plan(warehouse_of(plan=PLAN)) == 90
    assert gate_of_plan(warehouse_of()) is None


def test_a_setting_and_a_band_stand_in_where_nothing_is_planned():
    found = thresholds(
        warehouse_of(
            settings=[{"setting": "target_share", "value": "5 %"}, {"setting": "moisture_low", "value": "9.5"}]
        ),
        metrics(),
    )
    assert found["pilot_share"] == (Threshold(scale_at=0.05),)
    assert found["moisture"] == (Threshold(inside=(9.5, 12.0)),)
    assert "cup_score" not in found


def test_the_plan_wins_over_a_band():
    w = warehouse_of(plan=[agreed(90, "moisture", 11.0, 13.0)])
    assert thresholds(w, metrics())["moisture"][0].inside is None


def test_every_band_is_one_of_an_indicator_and_names_its_source():
    assert set(bands()) <= set(metrics()) and all(band["source"] for band in bands().values())


def ranged(low80, high80, n=6):
    middle = (low80 + high80) / 2
    return Estimate(
        "points",
        middle,
        low80 - 1,
        high80 + 1,
        low80,
        high80,
        n,
        "lot",
        method="leaving out one lot at a time, Student's t",
    )


UP, DOWN, BAND = (
    Threshold("micro", 84.0, 80.0),
    Threshold("micro", 3.0, 6.0, higher=False),
    Threshold(inside=(10.0, 12.0)),
)


@pytest.mark.parametrize(
    ("threshold", "low80", "high80", "place"),
    [
        (UP, 84.0, 86.0, "reached"),
        (UP, 83.9, 86.0, "open"),
        (UP, 81.0, 83.0, "short"),
        (UP, 81.0, 84.0, "open"),
        (UP, 79.0, 82.0, "open"),
        (UP, 77.0, 80.0, "stopped"),
        (UP, 79.0, 85.0, "open"),
        (DOWN, 2.0, 3.0, "reached"),
        (DOWN, 2.0, 3.1, "open"),
        (DOWN, 4.0, 5.0, "short"),
        (DOWN, 6.0, 7.0, "stopped"),
        (BAND, 10.0, 12.0, "inside"),
        (BAND, 9.9, 11.0, "open"),
        (BAND, 12.1, 13.0, "outside"),
        (BAND, 8.0, 9.9, "outside"),
        (Threshold(scale_at=0.05), 0.06, 0.08, "reached"),
        (Threshold(scale_at=0.05), 0.01, 0.02, "short"),
    ],
)
def test_a_place_is_said_only_where_the_whole_range_lies_there(threshold, low80, high80, place):
    assert (
        stands(metrics()["cup_score"], Answer("cup_score", None, {"micro": ranged(low80, high80)}), threshold).place
        == place
    )


def test_where_the_range_holds_the_threshold_it_says_how_many_lots_would_tell():
    # mean 84.2, half-width 1 with 6 lots: t(5) = 1.476, so s = 1.660; 0.2 below needs t x 1.660 / sqrt n < 0.2:
    # with t near 1.29, n > (1.29 x 1.660 / 0.2)2 = 114.6
    found = stands(
        metrics()["cup_score"],
        Answer("cup_score", None, {"micro": replace(ranged(83.2, 85.2), low=None, high=None)}),
        Threshold("micro", 84.0),
    )
    assert found.place == "open" and found.needed.cases in (115, 116)


def test_fewer_cases_than_agreed_decide_nothing_however_narrow_the_range():
    threshold = replace(UP, min_n=7)
    assert (
        stands(metrics()["cup_score"], Answer("cup_score", None, {"micro": ranged(85.0, 86.0)}), threshold).place
        == "few"
    )


@pytest.mark.parametrize(("cases", "place"), [(6, "few"), (7, "reached"), (8, "reached")])
def test_exactly_the_agreed_number_of_cases_decides(cases, place):
    answer = Answer("cup_score", None, {"micro": ranged(85.0, 86.0, n=cases)})
    assert stands(metrics()["cup_score"], answer, replace(UP, min_n=7)).place == place


@pytest.mark.parametrize(
    ("found", "place"),
    [
        (Estimate("points", 85.0, n=1, no_range="one lot alone"), "unranged"),
        (Estimate("points", why_not="No lot."), "absent"),
    ],
)
def test_without_a_range_or_a_number_that_is_said(found, place):
    assert stands(metrics()["cup_score"], Answer("cup_score", None, {"micro": found}), UP).place == place


def test_a_threshold_for_the_difference_reads_the_difference():
    answer = Answer(
        "cup_score", None, {"micro": ranged(70.0, 71.0), "bulk": ranged(60.0, 61.0)}, difference=ranged(3.0, 5.0)
    )
    assert stands(metrics()["cup_score"], answer, Threshold("difference", 2.0, 0.0)).place == "reached"
