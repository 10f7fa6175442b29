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
    assert finding(SCORE, alone) == f"{SCORE.title}: all lots together stand at 84.0 points"


def test_without_a_number_there_is_no_sentence():
    assert finding(SCORE, Answer("cup_score", None, {"micro": Estimate("score", why_not="No lot.")})) == ""


def test_a_number_of_one_stream_stands_with_its_range_and_the_kind_it_is_of():
    """The headline of a price by tier is that of its dearest tier alone."""
    one = Estimate("USD/kg", 9.0, low80=8.5, high80=9.5, n=4, case_is="buyer")
    cost = Answer("added_cost", None, {"micro": one})
    assert finding(metrics()["added_cost"], cost) == (
        "Keeping micro-lots apart cost 9.00 USD/kg (8.50 to 9.50) more than bulk would have"
    )
    by = {"tier A": {"micro": one}, "tier B": {"micro": one}}
    tiers = Answer("price_by_tier", None, {"micro": replace(one, basis="tier A")}, by=by)
    assert finding(metrics()["price_by_tier"], tiers) == "Micro-lots were sold at 9.00 USD/kg (8.50 to 9.50) (tier A)"


def test_break_even_is_said_with_what_is_reached():
    needed, reached = (Estimate("USD/kg", value, low80=low, high80=high) for value, low, high in ((6, 6, 6), (4, 3, 5)))
    answer = Answer("break_even", None, {"micro": needed}, parts={"premium reached": {"micro": reached}})
    said = "Break-even needs 6.00 USD/kg on each kilo sold; 4.00 USD/kg (3.00 to 5.00) is reached"
    assert finding(metrics()["break_even"], answer) == said


def test_times_are_compared_on_the_share_within_their_days():
    """0.30 more of the micro-lots within 60 days, all of the 80 % range above 0."""
    deals = metrics()["deal_closure"]
    side = Estimate("days", 20.0, n=6, case_is="lot")
    apart = Estimate("share", 0.3, low80=0.1, high80=0.5, n=6, case_is="lot")
    answer = Answer(deals.id, None, {"micro": side, "bulk": side}, apart, outcomes={"micro": ((1, 0.5, 0, 6),)})
    assert finding(deals, answer) == "Of micro-lots 30 percentage points more than of bulk were accepted within 60 days"
    unsure = replace(answer, difference=replace(apart, low80=-0.1))
    assert finding(deals, unsure) == f"{deals.title}: micro-lots can't be told from bulk yet"
    alone = replace(answer, difference=Estimate("share", why_not="None was followed for 60 days."))
    assert finding(deals, alone) == f"{deals.title}: micro-lots and bulk can't be compared yet"
