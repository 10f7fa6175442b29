"""The unions that are drawn, and what the page says of them."""

import numpy as np
import pytest
from scipy.special import logit

from benchmarks.drawn_unions import UNION_KINDS, UNION_SITUATIONS, drawn_unions, jackknife_of_log
from benchmarks.union_coverage import PAGE, UnionCell, UnionHeld, of_union_cell, shortfalls, union_page
from metrics.engine import intervals
from metrics.engine.ranges import WilsonRange

GOOD = UnionHeld(0.95, 0.96, 0.8, 0.5, 200, 4)


def test_a_price_is_that_of_the_jackknife_of_lotwise():
    rng = np.random.default_rng(2)
    kg, price = np.exp(rng.standard_normal((3, 6))), np.exp(0.3 * rng.standard_normal((3, 6)))
    kg[1, 4:] = 0  # four lots
    lots = np.array([6, 4, 6])
    value, error, freedom = jackknife_of_log(price * kg, kg, lots)
    for at, n in enumerate(lots):
        money, weight = (price * kg)[at, :n], kg[at, :n]
        whole = money.sum() / weight.sum()
        without = (money.sum() - money) / (weight.sum() - weight)
        spread = intervals.on_log_scale(whole, without, np.full(n, n), np.zeros(n, int), weight)
        assert value[at] == pytest.approx(np.log(whole))
        assert (error[at] ** 2, freedom[at]) == (pytest.approx(spread.variance), pytest.approx(spread.freedom))


def test_a_share_is_handed_on_as_lotwise_does():
    drawn = drawn_unions(UNION_KINDS[3], UNION_SITUATIONS[1], 4, 5, np.random.default_rng(1))
    for value, error, freedom in zip(drawn.values.flat, drawn.errors.flat, drawn.freedom.flat, strict=True):
        n = freedom + 1
        told = [WilsonRange(yes / n, n).on_scale() for yes in range(int(n) + 1)]
        assert (value, error) in [(pytest.approx(one.middle), pytest.approx(one.error)) for one in told]


@pytest.mark.parametrize("kind", UNION_KINDS, ids=lambda kind: kind.name)
def test_many_lots_come_close_to_the_truth(kind):
    """A member of 300 lots, ten unions: its number lies within four of its errors of its truth."""
    drawn = drawn_unions(kind, UNION_SITUATIONS[4], 3, 10, np.random.default_rng(5))
    truth = {"plain": lambda at: at, "log": np.log, "logit": logit}[kind.scale](drawn.truths[:, 0])
    assert np.all(np.abs(drawn.values[:, 0] - truth) < 4 * drawn.errors[:, 0])
    assert drawn.values.shape == (10, 3) and drawn.new_member.shape == (10,)


def test_without_spread_all_members_have_one_truth():
    drawn = drawn_unions(UNION_KINDS[1], UNION_SITUATIONS[0], 4, 3, np.random.default_rng(5))
    assert drawn.truths == pytest.approx(np.full((3, 4), 5.0))
    assert drawn.middle == pytest.approx(5.0)


def test_the_same_seed_draws_the_same():
    task = UnionCell(0, 1, 3), 20, 1
    assert of_union_cell(task) == of_union_cell(task)


def test_what_is_below_is_named_with_its_place():
    found = {UnionCell(0, 1, 3): GOOD, UnionCell(0, 1, 5): GOOD._replace(mean=0.9, member=0.7)}
    assert shortfalls(found) == [
        "mean of lots, small spread: the union's mean 90.0 % at 5 members",
        "mean of lots, small spread: a member with neighbours 70.0 % at 5 members",
    ]
    assert "2 of 6 figures lie below what is wanted" in union_page(found, 20)


def test_a_line_of_the_page_by_hand():
    """4 of 200 orders are 2 %; fewer than fifty are not told."""
    few = GOOD._replace(orders=10, wrong=5)
    lines = union_page({UnionCell(0, 1, 3): GOOD, UnionCell(0, 1, 5): few}, 20).splitlines()
    assert "| small spread | 3 | 95.0 % | 96.0 % | 80.0 % | 50 % | 200, 2.0 % |" in lines
    assert "| small spread | 5 | 95.0 % | 96.0 % | 80.0 % | 50 % | - |" in lines


def test_the_page_is_the_one_its_head_makes():
    """Its head, as it stands beside the benchmark, and a line for every cell."""
    text = PAGE.read_text("utf-8")
    cells = len(UNION_KINDS) * len(UNION_SITUATIONS) * 5
    assert f"drawn by chance 2,000 times in each of {cells} cells" in text
    assert all(f"| {situation.name} | 50 |" in text for situation in UNION_SITUATIONS)
