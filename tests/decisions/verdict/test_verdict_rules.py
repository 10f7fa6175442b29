"""Every rule at its boundary: the first that fires gives the answer."""

import pytest

from decisions.verdict.fence_places import ABSENT, BETWEEN, BEYOND_STOP, FEW
from decisions.verdict.plan import STOPS
from decisions.verdict.verdict_rules import Gap, verdict
from tests.decisions.verdict.made_facts import facts, goal, guardrail, sold


def fired(found):
    return {one.rule: one.because for one in found[1] if one.fired}


def test_everything_agreed_is_met():
    answer, rules = verdict(facts())
    assert answer == "scale"
    assert [one.rule for one in rules] == ["invalid", "stop", "scale", "pivot", "wait"]
    assert "Scale to 25\u202f% of the harvest." in fired((answer, rules))["scale"]


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"mixed_share": 0.1}, "scale"),  # exactly what was agreed
        ({"mixed_share": 0.11}, "invalid"),
        ({"untraced_share": 0.25}, "scale"),
        ({"untraced_share": 0.26}, "invalid"),
        ({"age_days": 45}, "scale"),
        ({"age_days": 46}, "invalid"),
        ({"age_days": None}, "invalid"),
        ({"missing_logs": ("Offers",)}, "invalid"),
        ({"open_share": 0.01, "open_log": "Offers"}, "invalid"),  # nothing was agreed to be let pass
        ({"unread_plan_rows": 1}, "invalid"),
        ({"planned_gain": (-2.0, 0.0)}, "scale"),  # the best case is exactly no loss
        ({"planned_gain": (-2.0, -0.01)}, "stop"),
        ({"gain": (0.0, 0.2)}, "scale"),  # exactly the smallest gain that matters
        ({"gain": (0.0, 0.19)}, "stop"),
        ({"gain": (0.0, 0.19), "smallest_gain": None}, "scale"),
        ({"gain": (0.0, 0.19), "gate": 180}, "scale"),  # only the last gate says that it is too small
        ({"guardrails": (guardrail(BEYOND_STOP, 0.6),)}, "wait"),
        ({"guardrails": (guardrail(BEYOND_STOP, 0.6, STOPS),)}, "stop"),
        ({"guardrails": (guardrail(BETWEEN, 0.8, STOPS),)}, "wait"),
        ({"goals": (goal(BETWEEN),)}, "wait"),
        ({"goals": (goal(ABSENT, None),)}, "wait"),
        ({"goals": (goal(FEW, n=2),)}, "wait"),
        ({"goals": ()}, "wait"),
        ({"farmers_extra": 0.0}, "scale"),
        ({"farmers_extra": -0.01}, "wait"),
        ({"farmers_extra": None}, "wait"),
        ({"goals": (goal(BETWEEN),), "gap": Gap("story", 0.5, 1.0)}, "pivot"),
        ({"goals": (goal(), sold(BETWEEN, 0.5))}, "wait"),
        ({"goals": (goal(), sold(BEYOND_STOP, 0.4))}, "stop"),  # exactly on it
        ({"goals": (goal(), sold(BEYOND_STOP, 0.4)), "gap": Gap("story", 0.9, 1.0)}, "stop"),
        ({"goals": (goal(), sold(BEYOND_STOP, 0.4)), "gate": 180}, "stop"),
        ({"goals": (goal(), sold(BEYOND_STOP, 0.1, to_date=True)), "gate": 180}, "wait"),  # more may be sold yet
        ({"goals": (goal(), sold(BEYOND_STOP, 0.1, to_date=True))}, "stop"),
        ({"goals": (goal(), sold(FEW, 0.1))}, "wait"),
        ({"goals": (goal(BEYOND_STOP, -0.1),)}, "wait"),  # net gain stops by its bound, the one at the volume planned
    ],
)
def test_each_boundary(changed, answer):
    assert verdict(facts(**changed))[0] == answer


def test_invalid_beats_all_and_still_names_what_no_missing_row_could_undo():
    found = facts(
        mixed_share=0.5, planned_gain=(-3.0, -1.0), guardrails=(guardrail(BEYOND_STOP, 0.1, STOPS),), gain=(-3.0, -1.0)
    )
    answer, rules = verdict(found)
    assert answer == "invalid"
    assert "50\u202f% of the kg made failed" in rules[0].because and "Working rules kept" in rules[0].because
    assert len(rules[0].demands) == 1


def test_stop_beats_pivot_and_scale():
    assert verdict(facts(planned_gain=(-2.0, -0.1), gap=Gap("customers", 0.9, 1.0)))[0] == "stop"


def test_missing_data_never_scales():
    for changed in (
        {"goals": (goal(ABSENT, None),)},
        {"farmers_extra": None},
        {"guardrails": (guardrail(ABSENT, None),)},
    ):
        assert verdict(facts(**changed))[0] not in ("scale", "go-on")


def test_two_buyers_are_told_to_find_a_third():
    found = facts(goals=(goal("unranged", n=2),))
    assert "Sell to a third buyer" in fired(verdict(found))["wait"]


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, "go-on"),
        ({"goals": (goal(BETWEEN),)}, "mend-first"),
        ({"guardrails": (guardrail(BEYOND_STOP, 0.1, STOPS),)}, "stop"),
        ({"goals": (sold(BEYOND_STOP, 0.1),)}, "mend-first"),  # what Build lacks can be mended; a guardrail stops
        ({"planned_gain": (-2.0, -1.0)}, "go-on"),  # three to six lots carry no verdict on money
        ({"farmers_extra": None}, "go-on"),
        ({"mixed_share": 0.5}, "invalid"),
    ],
)
def test_day_90_judges_building_alone(changed, answer):
    assert verdict(facts(gate=90, **changed))[0] == answer


def test_to_which_share_it_scales_stays_between_a_fifth_and_three_tenths():
    assert "Scale to 30\u202f%" in fired(verdict(facts(scale_share=0.6)))["scale"]
    assert "Scale to 20\u202f% to 30\u202f%" in fired(verdict(facts(scale_share=None)))["scale"]
