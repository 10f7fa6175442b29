"""The title of a view says what lies apart, by ranges wide enough for the many numbers it shows."""

import pytest

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from words.view_finding import of_buyers, of_kinds, of_parts, of_run, of_split

TIER = metrics()["price_by_tier"]
WATER = metrics()["water_use"]
SCORE = metrics()["cup_score"]


def of(value, low=None, high=None, unit="USD/kg"):
    """A number whose 95 % range is given."""
    return Estimate(unit, value, low, high, n=4, case_is="lot")


def kinds(washed, natural):
    rows = {"washed": {"micro": washed}, "natural": {"micro": natural}}
    return TIER, Answer(TIER.id, None, {"micro": washed}, by=rows), rows


def test_the_higher_kind_is_named_only_where_the_ranges_do_not_meet():
    """7.42 less 7.00 are 0.42; 7.30 lies above 7.20."""
    apart = of_kinds(*kinds(of(7.42, 7.30, 7.60), of(7.0, 6.8, 7.2)))
    assert apart == "Micro-lots of washed were sold at 0.42 USD/kg more than those of natural"
    meeting = of_kinds(*kinds(of(7.42, 7.10, 7.60), of(7.0, 6.8, 7.2)))
    assert meeting == "Price by tier, micro-lots: the kinds shown can't be told apart yet"


def test_a_kind_without_a_range_is_never_said_to_be_higher():
    assert of_kinds(*kinds(of(9.0), of(2.0, 1.9, 2.1))).endswith("can't be told apart yet")
    assert of_kinds(*kinds(of(9.0), of(None))) == ""


def test_groups_that_chose_for_themselves_are_described():
    rows = {"fair": {"takes part": of(4, 3.9, 4.1)}, "on time": {"takes part": of(2, 1.9, 2.1)}}
    answer = Answer("farmer_feedback", None, {"takes part": of(4), "takes no part": of(2)})
    for found in (of_kinds, of_parts):
        assert found(metrics()["farmer_feedback"], answer, rows).endswith("does not compare them")


def parts(*differences):
    """Parts of which only the difference matters: its 95 % range."""
    sides = {"micro": of(1.0), "bulk": of(1.0)}
    found = {f"part {i}": sides | {"difference": one} for i, one in enumerate(differences)}
    return SCORE, Answer(SCORE.id, None, sides, parts=found), dict.fromkeys(found, sides)


def test_of_many_parts_it_is_counted_how_many_lie_apart():
    """One range above 0, one below, one holds it; one has none and counts for nothing."""
    found = of_parts(*parts(of(1, 0.5, 1.5), of(-1, -1.5, -0.5), of(1, -0.1, 2), of(9)))
    assert found == "Of 3 further numbers micro-lots lie above bulk in 1 and below in 1; in 1 it can't be told"
    assert of_parts(*parts(of(1, -1, 2), of(1, -1, 2))).startswith("Cup score: in none of 2 further numbers")


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (of(-0.5, -0.9, -0.1), "micro-lots are 0.50 USD/kg below bulk"),
        (of(0.5, 0.1, 0.9), "micro-lots are 0.50 USD/kg above bulk"),
        (of(0.5, -0.1, 1.1), "micro-lots can't be told from bulk yet"),
    ],
)
def test_one_part_alone_says_by_how_much(difference, said):
    assert of_parts(*parts(difference)) == f"Cup score, part 0: {said}"


def test_parts_that_are_not_compared_say_the_first_with_its_range():
    one = Estimate("USD/kg", 6.36, low80=6.2, high80=6.5)
    answer = Answer("break_even", None, {"micro": one})
    assert of_parts(metrics()["break_even"], answer, {"premium": {"micro": one}}) == (
        "Break-even: premium comes to 6.36 USD/kg (6.20 to 6.50)"
    )
    flat = Estimate("USD/kg", 7.459, low80=7.4591, high80=7.4592)
    assert of_parts(SCORE, answer, {"pay": {"micro": flat}}) == "Cup score: pay comes to 7.46 USD/kg"


def test_buyers_are_named_by_what_they_paid():
    rows = {f"Buyer {name}": {"micro": of(price)} for name, price in (("A", 9.0), ("B", 8.0), ("C", 11.0))}
    answer = Answer("premium_over_bulk", None, {"micro": of(9), "bulk": of(6)})
    said = of_buyers(metrics()["premium_over_bulk"], answer, rows)
    assert said == "Of 3 buyers of micro-lots Buyer C paid most, 11.00 USD/kg, and Buyer B least, 8.00 USD/kg"
    alone = of_buyers(SCORE, answer, {"Buyer A": {"micro": of(9.0)}})
    assert alone == "Cup score, micro-lots: Buyer A is the only buyer, with 9.00 USD/kg"


def test_the_largest_part_stands_beside_the_whole():
    bars = [("Sorting", of(0.6)), ("Milling", of(0.2))]
    assert of_split(of(0.8), bars) == "Sorting is the largest of 2 parts, 0.60 USD/kg of 0.80 USD/kg"
    assert of_split(of(None), bars) == "" and of_split(of(0.6), bars[:1]) == ""


@pytest.mark.parametrize(
    ("band", "limits", "counts", "said"),
    [
        (
            None,
            (10, 13),
            False,
            "Water per kg cherry: all 3 samples of micro-lots lie within the limits of their own process",
        ),
        (
            (9, 99),
            (11.2, 13),
            False,
            "Water per kg cherry: 1 of 3 samples of micro-lots lie outside the limits of their own process",
        ),
        (
            (11.5, 12.5),
            None,
            False,
            "Water per kg cherry: 2 of 3 samples of micro-lots lie within the agreed 11.50 to 12.50 L",
        ),
        (
            None,
            None,
            False,
            "Water per kg cherry: the 3 samples of micro-lots lie from 11.00 to 12.50 L, too few to tell a trend",
        ),
        (
            None,
            None,
            True,
            "Water per kg cherry: the 3 samples of micro-lots lie from 11.00 to 12.50 L; no trend is tested",
        ),
    ],
)
def test_samples_in_time_say_a_trend_only_by_limits(band, limits, counts, said):
    assert of_run(WATER, "micro", [11.0, 12.0, 12.5], "L", band, limits, counts) == said
