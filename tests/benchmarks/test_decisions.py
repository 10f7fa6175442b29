"""The pilots of the benchmark of verdicts have the truth they declare, and wrong answers are counted as wrong."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.decided.drawn_season import drawn_season
from benchmarks.decided.page import page
from benchmarks.decided.season_rows import gain_rows
from benchmarks.decided.two_looks import DrawnQuestion, both_looks, gained
from benchmarks.decided.verdict_cells import cells, money_cells, truth_of
from benchmarks.decided.verdict_tallies import VerdictTally, ended, faults, loss, of_pilots
from benchmarks.decided.whole_seasons import comparable, logs_of
from decisions.verdict.verdict_rules import EARLY, LAST
from logbooks.catalogue import logbooks
from metrics.commercial.net_gain import PLANNED


def cell(name: str, **more):
    return replace(next(one for one in cells() if one.name == name), **more)


def test_there_are_enough_cells_of_different_names():
    assert len({(one.name, one.plan) for one in (*cells(), *money_cells())}) == len(cells()) + len(money_cells())
    assert len(cells()) >= 24


def test_the_truth_is_what_the_mean_premium_implies():
    """0.9 of a kg is sold at the premium, and a kg costs 0.5 + 0.3 + 0.4: 0.9 x 1.6667 - 1.2 = 0.3. At three times the
    kg two thirds of them bring a quarter less, 0.8333 of the premium, and of the 0.4 a third is left: what gains 0.3
    today gains 0.9 x 1.6667 x 0.8333 - 0.9333 = 0.3167 there."""
    today = truth_of(cell("pays what matters"), 0.3)
    assert today.premium == pytest.approx(1.5 / 0.9)
    assert (today.goal, today.gain) == pytest.approx((0.3, 0.3))
    ahead = truth_of(cell("pays what matters", goal="planned"), 0.9 * (1.5 / 0.9) * (2.5 / 3) - 2.8 / 3)
    assert ahead.premium == pytest.approx(1.5 / 0.9)
    assert ahead.goal == pytest.approx(0.3167, abs=1e-4)
    assert today.pays and not today.pays_not


@pytest.mark.parametrize(
    "name",
    ["pays what matters", "very skewed, breaks even", "two kinds of buyers, loses", "a third is low grade, loses"],
)
def test_an_enormous_pilot_comes_to_the_truth(name):
    """Where 2,000 buyers have bought, chance is nearly gone: by the estimator itself, not by the truth's own sum."""
    one = cell(name, lots=4000, buyers=2000, even=True)
    season = drawn_season(one, np.random.default_rng(4))
    quiet = replace(season, bulk_price=np.full_like(season.bulk_price, 4.0))
    answer, _ = gained(DrawnQuestion(gain_rows(one, quiet, LAST)))
    assert answer.groups["micro"].value == pytest.approx(one.gain, abs=0.075)  # three standard errors where very skewed
    # at three times the kg two thirds of the 0.4 spent whatever is made are saved, and a sixth of the premium is lost
    ahead = one.gain + 0.4 * 2 / 3 - one.sold * season.truth.premium / 6
    assert answer.parts[PLANNED]["micro"].value == pytest.approx(ahead, abs=0.075)


def test_half_of_the_lots_are_there_at_the_first_look_and_the_same_buyers_come_back():
    one = cell("returning buyers, breaks even")
    season = drawn_season(one, np.random.default_rng(1))
    made, sold, _ = season.known(EARLY)
    assert (made.sum(), sold.sum(), len(set(season.buyer[sold]))) == (6, 6, 6)
    assert all(part.all() for part in season.known(LAST))


def test_the_same_seed_draws_the_same_pilots():
    first, again = (of_pilots(cell("pays clearly"), 2, seed=7) for _ in range(2))
    assert first == again
    assert first.said.total() == first.early.total() == first.pilots == 2


def test_a_clear_loss_is_told_to_stop_and_mixed_lots_are_invalid():
    """0.6 USD a kg is lost, at prices that hardly differ; of 12 lots of like kg three are mixed, above a tenth."""
    one = cell("loses clearly", between=0.02, within=0.02, even=True)
    assert ended(both_looks(one, drawn_season(one, np.random.default_rng(2)))) == "stop"
    mixed = cell("pays clearly, three lots mixed", tested=1.0)
    assert ended(both_looks(mixed, drawn_season(mixed, np.random.default_rng(2)))) == "invalid"


def test_money_lost_is_the_stake_where_it_scales_and_the_gain_where_it_does_not():
    """Of -0.2 a wrong scale at three times loses 0.6; of +0.5 a stop forgoes all and waiting a tenth."""
    assert loss("scale", -0.2, 3, 0.1) == pytest.approx(0.6)
    assert (loss("stop", -0.2, 3, 0.1), loss("wait", -0.2, 3, 0.1), loss("scale", 0.5, 3, 0.1)) == (0, 0, 0)
    assert (loss("stop", 0.5, 3, 0.1), loss("wait", 0.5, 3, 0.1)) == pytest.approx((0.5, 0.05))


def test_too_many_wrong_answers_are_a_fault():
    """Of 100 pilots 5 + 2.6 x 2.18 = 10.7 may be wrong: eleven are a fault, ten are none."""
    even = VerdictTally(cell("breaks even"), 100, Counter(scale=11, wait=89))
    paying = VerdictTally(cell("pays what matters"), 100, Counter(stop=10, wait=90), met=20, t_test=26)
    assert faults([even, paying]) == [
        "breaks even: wrong scale 11.0%, at most 10.7% wanted",
        "pays what matters: the goal is met in 20.0%, at least 21.0% wanted",
    ]


def test_every_row_of_a_written_pilot_has_the_columns_of_its_logbook():
    one = cell("two kinds of buyers, loses")
    assert comparable(one)
    for logbook, rows in logs_of(one, drawn_season(one, np.random.default_rng(3))).items():
        assert {name for row in rows for name in row} <= {column.name for column in logbooks()[logbook].columns}


def test_the_page_has_a_line_for_every_cell():
    tallies = [VerdictTally(one, 10, Counter(wait=10)) for one in cells()[:3]]
    text = page(tallies, [VerdictTally(money_cells()[0], 10)], seed=1, short=["this falls short"])
    assert all(text.count(f"| {one.cell.name} |") == 2 for one in tallies)
    assert "10 in each line (seed 1)" in text and "- this falls short" in text
