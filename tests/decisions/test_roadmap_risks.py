"""The three risks of a pilot by hand: their sign, and what is done against them."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.evidence import CANNOT_TELL, SEEN, catalogue
from decisions.roadmap_risks import (
    FLATTERY,
    NOT_THERE,
    OPEN,
    THERE,
    UNKNOWN,
    _file,
    flattery,
    mixing,
    premium,
    roadmap_risks,
)
from decisions.roadmap_tasks import items
from decisions.verdict.logs_of_a_day import LogsOfADay
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from tests.decisions.pilot_rows import lot, world


def plan(*indicators):
    goal = {"gate": 180, "role": "goal", "scale_at": 1.0, "stop_at": 0.0}
    return LogsOfADay(world(plan=[goal | {"indicator": name} for name in indicators]))


def gain(**values):
    logs = LogsOfADay(world())
    found = Answer("net_gain", None, {"micro": Estimate("USD/kg", **values)})
    return premium(logs.knowing(found))


def test_a_goal_that_flatters_is_named_and_without_net_gain_it_is_open():
    assert flattery(plan("net_gain", "cup_score")) == (THERE, {"goals": metrics()["cup_score"].title})
    assert flattery(plan("net_gain", "sold_share"))[0] == NOT_THERE
    assert flattery(plan("sold_share"))[0] == OPEN
    assert flattery(LogsOfADay(world()))[0] == UNKNOWN


@pytest.mark.parametrize(
    ("low", "high", "sign"), [(-2.0, -0.1, THERE), (-1.0, 0.5, OPEN), (0.1, 2.0, NOT_THERE), (None, None, OPEN)]
)
def test_a_premium_pays_or_not_by_the_range_of_net_gain(low, high, sign):
    assert gain(value=0.2, low80=low, high80=high)[0] == sign


def test_net_gain_without_a_number_says_why():
    assert gain(why_not="No deal is closed.") == (UNKNOWN, {"why": "No deal is closed."})


def test_without_kg_made_nothing_is_known_of_mixing():
    assert mixing(LogsOfADay(world(lots=[lot("M1")]))) == (UNKNOWN, {})


def test_kg_that_can_not_be_followed_leave_it_open():
    # 100 kg green made of a lot of which no step is written
    sign, figures = mixing(LogsOfADay(world(lots=[lot("M1", green_kg=100.0)])))
    assert (sign, figures) == (OPEN, {"mixed": (0.0, "share"), "untraced": (1.0, "share")})


def test_what_is_done_against_it_stands_beside_its_task():
    task = {"gate": 90, "task": "Agree", "due_on": date(2026, 1, 1), "evidence": "plan_agreed"}
    goal = {"gate": 180, "role": "goal", "scale_at": 1.0, "stop_at": 0.0, "indicator": "net_gain"}
    w = world(roadmap=[task], plan=[goal | {"agreed_on": date(2025, 10, 1)}])
    found = {one.name: one for one in roadmap_risks(LogsOfADay(w), items(w))}
    agreed, bulk, *_ = found[FLATTERY].mitigation
    assert (agreed.title, agreed.shown.state, agreed.task.task) == (catalogue()["plan_agreed"].title, SEEN, "Agree")
    assert (bulk.shown.state, bulk.task) == (CANNOT_TELL, None)


def test_every_name_of_the_file_is_known():
    for risk in _file().values():
        assert set(risk["mitigation"]) <= set(catalogue())
    assert set(_file()[FLATTERY]["flattering"]) <= set(metrics())
