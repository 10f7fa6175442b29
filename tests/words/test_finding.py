"""The title of a picture says what was found, and never more than the range allows."""

from dataclasses import replace

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from words.finding import finding

SCORE = metrics()["cup_score"]


def answer(low80, high80, apart=2.9, id="cup_score", **more):
    """Micro-lots at 85.2, bulk at 82.3, which is 2.9 apart."""
    side = {"unit": "score", "n": 6, "case_is": "lot"} | more
    return Answer(
        id,
        "2025/26",
        {"micro": Estimate(value=85.2, **side), "bulk": Estimate(value=85.2 - apart, **side)},
        difference=Estimate("score", apart, low80=low80, high80=high80, n=6, case_is="lot"),
    )


def test_a_difference_that_is_told_apart_is_said_with_its_size_and_its_side():
    assert finding(SCORE, answer(2.2, 3.6)) == "Micro-lots scored 2.9 points above bulk"
    assert finding(SCORE, answer(-3.6, -2.2, -2.9)) == "Micro-lots scored 2.9 points below bulk"


def test_a_range_that_holds_nought_says_that_nothing_can_be_told():
    assert finding(SCORE, answer(-0.4, 6.2)) == f"{SCORE.title}: micro-lots can't be told from bulk yet"


def test_while_more_may_come_it_says_so_far():
    premium = replace(metrics()["premium_over_bulk"], unit="USD/kg")
    found = answer(3.0, 5.8, 4.4, premium.id, unit="USD/kg", to_date=True)
    found = replace(found, difference=replace(found.difference, unit="USD/kg"))
    assert finding(premium, found) == "So far micro-lots sold for 4.40 USD/kg more than bulk"


def test_too_few_cases_are_said_and_one_group_is_named_with_its_number():
    few = replace(answer(None, None, n=2), difference=Estimate("score", 2.9, n=2, no_range="two lots"))
    assert finding(SCORE, few) == f"{SCORE.title}: too few cases to tell micro-lots from bulk"
    alone = Answer("cup_score", None, {"all": Estimate("score", 84.0, n=9, case_is="lot")})
    assert finding(SCORE, alone) == f"{SCORE.title}: 84.0 points"


def test_without_a_number_there_is_no_sentence():
    assert finding(SCORE, Answer("cup_score", None, {"micro": Estimate("score", why_not="No lot.")})) == ""
