"""The invented cooperatives of sample_data/stories/ are what their names say, in the indicators and by their truth."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from benchmarks.cooperatives import warehouse_of
from decisions.verdict.verdict import decided
from metrics.engine.compute import some_answers
from metrics.engine.metric_catalogue import metrics
from metrics.engine.next_season import next_season
from metrics.engine.question import Question
from sample_data import truth_file
from sample_data.cooperative import logs
from sample_data.world import parameters, under

YEAR = "2025/26"
PLANNED = "at the volume planned for the season after"
NAMES = sorted(path.stem for path in truth_file.STORIES.glob("*.toml"))
KEPT_APART = """
    SELECT sum(p.produced_kg) FILTER (v.passed = false) / sum(p.produced_kg) AS mixed,
           sum(p.produced_kg) FILTER (v.passed IS NULL) / sum(p.produced_kg) AS untraced
    FROM produced p LEFT JOIN segregation_verdict v USING (lot_id)
    WHERE p.stream = 'micro' AND p.crop_year = '2025/26'"""


@cache
def rows_of(name):
    told = truth_file.of_story(name)
    return logs(told.seed, figures=told.figures)


@cache
def world_of(name):
    """The warehouse of a story on the day of its last gate, day 360."""
    with under(truth_file.of_story(name).figures):
        day_360 = parameters()["pilot_start"].toordinal() + 360
        as_of = parameters()["as_of"]
    assert as_of.toordinal() >= day_360
    return warehouse_of(rows_of(name), as_of.fromordinal(day_360))


@cache
def shown(name):
    """The indicators of its plan on that day."""
    asked = {row["indicator"] for row in rows_of(name)["plan"]} | {"net_gain", "cup_score"}
    return some_answers(world_of(name), asked, YEAR)


def declared_gain(name):
    values = truth_file.main_values(truth_file.of_story(name).figures)[YEAR]
    return next(value for told, value, _ in values if told == "net_gain, micro")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_labelled_invented_and_carries_a_plan_for_all_three_gates(name):
    rows = rows_of(name)
    assert {"setting": "synthetic", "value": "yes"} in rows["settings"]
    assert {row["gate"] for row in rows["plan"]} == {90, 180, 360}
    assert {row["role"] for row in rows["plan"]} == {"goal", "guardrail"}
    assert {row["indicator"] for row in rows["plan"]} <= set(metrics())
    text = truth_file.text(truth_file.of_story(name), f"{name}.xlsx")
    assert text.startswith("# SYNTHETIC.")
    assert tomllib.loads(text)["story"] == name


def test_pays_meets_everything_its_plan_agreed_at_day_360():
    found, plan = shown("pays"), [row for row in rows_of("pays")["plan"] if row["gate"] == 360]
    for row in plan:
        number = found[row["indicator"]].groups["micro"]
        assert number.value >= row["scale_at"], row["indicator"]
        assert number.n >= row["min_n"], row["indicator"]
    assert found["net_gain"].groups["micro"].low > 0
    assert declared_gain("pays") > 2
    buyers = "SELECT count(DISTINCT buyer) AS n FROM accepted WHERE stream = 'micro' AND crop_year = '2025/26'"
    assert world_of("pays").rows(buyers)[0]["n"] >= 6
    assert found["sold_share"].groups["micro"].n >= 10
    assert world_of("pays").rows(KEPT_APART) == [{"mixed": None, "untraced": None}]
    following = next_season(Question(world_of("pays"), YEAR))
    assert following.written_kg >= 0.6 * following.planned_kg


def test_fails_clearly_loses_and_all_else_is_in_order():
    found = shown("fails")
    gain = found["net_gain"].parts[PLANNED]["micro"]
    assert found["net_gain"].groups["micro"].high < 0
    assert gain.high < 0
    assert declared_gain("fails") < -2
    assert world_of("fails").rows(KEPT_APART) == [{"mixed": None, "untraced": None}]


def test_mixed_seems_to_pay_but_is_of_coffee_nobody_can_tell_apart():
    # Of ten lots four share a bed with bulk and two were never handed over in writing.
    assert shown("mixed")["net_gain"].groups["micro"].low > 0
    shares = world_of("mixed").rows(KEPT_APART)[0]
    assert shares["mixed"] > 0.3
    assert shares["untraced"] > 0.15
    assert shown("mixed")["segregation"].groups["micro"].value == 4 / 8


@pytest.mark.parametrize(("name", "answer"), [("pays", "scale"), ("fails", "stop"), ("mixed", "invalid")])
def test_at_day_360_the_agreed_rule_says_what_the_declared_truth_is(name, answer):
    found = decided(world_of(name)).verdict
    assert found is not None and (found.gate, found.answer) == (360, answer)
    assert answer == "invalid" or (declared_gain(name) > 0) == (answer == "scale")
