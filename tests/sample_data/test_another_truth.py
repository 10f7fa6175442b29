"""A cooperative drawn from another truth shows that truth: by plain sums, and in the indicators with their ranges."""

from functools import cache

import pytest

from benchmarks.cooperatives import warehouse_of
from metrics.engine.compute import answer
from sample_data.cooperative import logs
from sample_data.figures import completed
from sample_data.truth import declared
from sample_data.world import parameters, under
from tests.sample_data.plain import plain_sums

YEAR = "2025/26"
FAR = 4  # standard errors; the seeds are drawn once and for all, so the test can't turn by chance
# Everything a dial turns at once, and most lots hang on one buyer.
MUCH = completed(
    {
        "micro": {"lots": 10, "buyers": 5, "never_taken": 0.3, "first_to_one": 0.4, "accepted": 0.45, "premium": 1.0}
        | {"defects_times": 1.5, "close_median_days": 40, "cup_score": 87.0},
        "harm": {"cup_points": 1.0, "price_share": 0.1},
        "segregation": {"mixed_lots": 3},
        "costs": {"times": 0.5},
    }
)
TWICE = completed({"micro": {"premium": 1.30}})  # over bulk: 0.62 + 0.06 = 0.68 of the market; twice that less 0.06
NOTHING = completed({"micro": {"premium": -0.06}, "harm": {"cup_points": 3.0}})  # sold at the price of bulk


# What the offers of lots nobody takes are refused for is not declared, and 0.3 of micro are such; of five buyers, and
# few lots, some sell nothing of a season, or of a tier, in one draw or another.
UNDECLARED = {("samples_approved", year, "micro") for year in ("2024/25", YEAR)}
NOTHING_IN_SOME = {
    ("premium_over_bulk", "2024/25", "micro"),
    ("buyer_repeat", YEAR, "micro"),
    *((f"price_by_tier: tier {tier}", year, "micro") for tier in "ABC" for year in ("2024/25", YEAR)),
}


def test_many_draws_of_another_truth_come_to_what_it_declares():
    with under(MUCH):
        sums = [plain_sums(logs(seed)) for seed in range(2001, 2013)]
        truths = {year: declared(year) for year in ("2024/25", YEAR)}
    drawn = set().union(*sums)
    assert {key for key in drawn if key[2] not in truths[key[1]].get(key[0], {})} == UNDECLARED
    assert {key for key in drawn if not all(of_one[key][1] for of_one in sums)} == NOTHING_IN_SOME
    for indicator, year, group in drawn - UNDECLARED - NOTHING_IN_SOME:
        pairs = [of_one[indicator, year, group] for of_one in sums]
        ratio, mean_den = sum(num for num, _ in pairs) / sum(den for _, den in pairs), sum(d for _, d in pairs) / 12
        error = sum((num - ratio * den) ** 2 for num, den in pairs) ** 0.5 / 12 / mean_den
        truth = truths[year][indicator][group]
        assert abs(ratio - truth) < FAR * error + 0.005 * abs(truth), (indicator, year, group, ratio, truth, error)


@cache
def shown(truth, seed, indicator):
    """What the indicator shows of a cooperative of that truth."""
    figures = {"twice": TWICE, "nothing": NOTHING}[truth]
    with under(figures):
        warehouse = warehouse_of(logs(seed), parameters()["as_of"])
    return answer(warehouse, indicator, YEAR)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_twice_the_premium_is_seen_as_twice_the_premium(seed):
    with under(TWICE):
        truth = declared(YEAR)["premium_over_bulk"]["difference"]
    # 0.68 of the market a month becomes 1.36 of it; both sell on the same days.
    assert truth == pytest.approx(2 * declared(YEAR)["premium_over_bulk"]["difference"], rel=0.02)
    found = shown("twice", seed, "premium_over_bulk").difference
    assert found.low < truth < found.high


def test_no_premium_is_seen_as_none_and_loses_what_the_pilot_costs():
    with under(NOTHING):
        premium, gain = (declared(YEAR)[name] for name in ("premium_over_bulk", "net_gain"))
    assert abs(premium["difference"]) < 0.4  # the same share of the market of months that differ a little
    found = shown("nothing", 1, "premium_over_bulk").difference
    assert found.low < 0 < found.high
    assert gain["micro"] < -4
    assert shown("nothing", 1, "net_gain").groups["micro"].high < 0


def test_harm_to_bulk_is_seen_in_its_cup():
    # Micro 85.6; bulk 82.1 less 3.0 since the pilot began, and 82.1 in the season before.
    with under(NOTHING):
        assert declared(YEAR)["cup_score"]["difference"] == pytest.approx(6.5)
        assert declared("2024/25")["cup_score"]["difference"] == pytest.approx(3.5)
    found = shown("nothing", 1, "cup_score").difference
    assert found.low < 6.5 < found.high
