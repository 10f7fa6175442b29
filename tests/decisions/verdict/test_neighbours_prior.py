"""What neighbours gained, named by the plan before the season: what makes it fit, and what it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import sqrt

import numpy as np
import pytest

from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.neighbours_prior import NeighboursPrior, neighbours_prior
from decisions.verdict.price_of_error import believed, price_of_error, priced
from decisions.verdict.rehearsal import rehearsed_around, rehearsed_at
from decisions.verdict.rehearsed_season import invented_season, with_neighbours
from decisions.verdict.seal import seal_of, sealed_rows
from decisions.verdict.sealed_plan import PlanChange, plan_changes, seal_plan, sealed_plan, under_sealed
from decisions.verdict.verdict import at_gate, decided
from tests.decisions.verdict.test_rehearsal import SIX
from tests.metrics.hand import deal, lots
from tests.support import warehouse_of

REPORT = "Union of the North, 2024/25"
NAMED = {
    "neighbours_gain": "0.5",
    "neighbours_gain_low": "-1.46",
    "neighbours_gain_high": "2.46",
    "neighbours_members": "8",
    "neighbours_currency": "USD",
    "neighbours_report": REPORT,
    "neighbours_agreed_on": "2025-09-15",
}
STARTED = {"pilot_start": "2025-10-15", "base_currency": "USD"}
GOAL = {"gate": 360, "indicator": "net_gain", "role": "goal", "scale_at": 0.0, "stop_at": 0.0, "expected_n": 4}


def world(named: dict[str, str], as_of: date = date(2026, 3, 31), plan: tuple = (GOAL,), **started: str | None):
    """Four lots made and sold to four buyers at 8 to 11, bulk at 5, 600 spent; `started` None leaves a setting out."""
    settings = {name: value for name, value in (STARTED | started | named).items() if value is not None}
    return warehouse_of(
        as_of,
        lots=[*lots(4, 3, green_kg=100.0)],
        offers=[deal(f"M{i + 1}", 100, 8.0 + i, f"Buyer {i}") for i in range(4)]
        + [deal(f"B{i}", 100, 5.0, f"Buyer {i} of bulk") for i in (1, 2, 3)],
        costs=[{"spent_on": deal("", 0, 0)["closed_on"], "category": "lab", "amount": 600.0, "stream": "micro"}],
        settings=[{"setting": name, "value": value} for name, value in settings.items()],
        plan=list(plan),
    )


@pytest.fixture(scope="module")
def without():
    """The price of the same logs where the plan names nobody."""
    return price_of_error(LogsOfADay(world({})))


def test_it_is_read_with_the_deviation_of_the_longer_half():
    # 2.46 - 0.50 = 1.96 deviations of 1.00; the other half is as long. With a low end of -3.42: 3.92 / 1.96 = 2.00
    found = neighbours_prior(world(NAMED))
    assert isinstance(found, NeighboursPrior)
    assert (found.mean, found.members, found.agreed_on) == (0.5, 8, date(2025, 9, 15))
    assert found.deviation == pytest.approx(1.0, abs=1e-4)
    assert replace(found, low=-3.42).deviation == pytest.approx(2.0, abs=1e-4)


def test_where_nothing_is_named_nothing_is_said(without):
    assert neighbours_prior(world({})) is None
    assert (without.neighbours, without.sceptical, without.neighbours_why_not) == (None, None, None)
    assert len(without.sentences(600, 450)) == 3


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"neighbours_members": "4"}, "rests on 4 of them, and what fewer than 5"),
        ({"neighbours_gain": "2.46"}, "the lower end must come first"),
        ({"neighbours_gain_low": "3"}, "the lower end must come first"),
        ({"neighbours_currency": "HNL"}, "is in HNL, and these logbooks are in USD"),
        ({"neighbours_agreed_on": "2025-10-15"}, "were agreed on 15 Oct 2025, and the pilot began on 15 Oct 2025"),
        ({"neighbours_agreed_on": "2026-01-02"}, "were agreed on 2 Jan 2026"),
        ({"pilot_start": None}, "Nobody said on which day the pilot began"),
        ({"neighbours_gain_low": None, "neighbours_report": None}, "read: neighbours_gain_low, neighbours_report."),
    ],
)
def test_what_is_not_fit_is_said_and_the_sceptical_prior_stays(other, said, without):
    named = {name: value for name, value in (NAMED | other).items() if value is not None}
    w = world(named, **{name: None for name, value in other.items() if value is None})
    why_not = neighbours_prior(w)
    assert isinstance(why_not, str) and said in why_not
    found = price_of_error(LogsOfADay(w))
    assert found.belief == without.belief and found.neighbours is None
    assert found.sentences(600, 450) == (*without.sentences(600, 450), why_not)
    assert with_neighbours(SIX, w) == why_not


def test_the_belief_by_hand():
    # logs: 1.00 with an error of 1.00; neighbours: 0.50 with a deviation of 0.50, so of 1 / 0.25 = 4 times the weight:
    # mean (1.00 x 1 + 0.50 x 4) / 5 = 0.60, variance 1 / 5. One more season: variance 1 / 6, so it may move the mean by
    # the root of 1/5 - 1/6 = 1/30.
    found = believed(1.0, 1.0, 0.5, 1000.0, 0.5)
    assert (found.mean, found.deviation) == (pytest.approx(0.6), pytest.approx(sqrt(0.2)))
    assert found.next_deviation == pytest.approx(sqrt(1 / 30)) and found.logs_alone == 1.0


def test_the_belief_against_a_grid():
    """The prior times what the logs say, multiplied out place by place."""
    gains = np.linspace(-10, 10, 200_001)
    weight = np.exp(-(((gains - 1.7) / 0.8) ** 2) / 2 - ((gains - 0.4) / 1.3) ** 2 / 2)
    weight /= weight.sum()
    found = believed(1.7, 0.8, 1.3, 1.0, 0.4)
    assert found.mean == pytest.approx(float(weight @ gains))
    assert found.deviation == pytest.approx(float(np.sqrt(weight @ gains**2 - (weight @ gains) ** 2)))
    assert priced(found, 1.0, 0.0).chance == pytest.approx(float(weight[gains < 0].sum()), abs=1e-4)


def test_who_knows_nothing_of_neighbours_believes_the_logs_and_who_knows_all_the_neighbours():
    wide, exact = believed(1.0, 0.7, 1e6, 1.0, 0.4), believed(1.0, 0.7, 1e-6, 1.0, 0.4)
    assert (wide.mean, wide.deviation) == (pytest.approx(1.0), pytest.approx(0.7))
    assert (exact.mean, exact.deviation) == (pytest.approx(0.4), pytest.approx(0.0, abs=1e-5))
    # around break-even it is the sceptical prior
    assert believed(1.0, 0.7, 1.2, 1.0, 0.0) == believed(1.0, 0.7, 1.2, 1.0)


def test_the_price_is_told_with_and_without_them(without):
    """The same logs: what is believed without the neighbours is what is believed where none are named."""
    found = price_of_error(LogsOfADay(world(NAMED)))
    assert found.sceptical == without.belief and found.neighbours is not None
    error = sqrt(1 / (1 / without.belief.deviation**2 - 1 / (0.25 * 5.0) ** 2))  # the prior is a quarter of bulk's 5.00
    by_hand = believed(without.belief.logs_alone, error, found.neighbours.deviation, found.belief.kg, 0.5)
    assert found.belief.mean == pytest.approx(by_hand.mean)
    assert found.belief.deviation == pytest.approx(by_hand.deviation)
    told = found.sentences(600, 450)
    assert "by these logs and the neighbours" in told[1]
    assert len(told) == 5 and told[0].endswith("that this pilot is one like its neighbours'.")
    assert REPORT in told[3] and "15 Sep 2025" in told[3] and "from 8 of them" in told[3]
    chances = [f"{round(100 * one.at(600, 450).chance)}\u202f%" for one in (found, without)]
    assert all(chance in told[4] for chance in chances)


def test_where_there_is_no_price_yet_the_neighbours_wait_for_it():
    """Two buyers: no price, and yet it is said that neighbours are named, for the rehearsal uses them."""
    two = {f"M{i + 1}": f"Buyer {i % 2}" for i in range(4)}
    w = warehouse_of(
        date(2026, 3, 31),
        lots=[*lots(4, 3, green_kg=100.0)],
        offers=[deal(lot, 100, 8.0, buyer) for lot, buyer in two.items()]
        + [deal(f"B{i}", 100, 5.0, f"Buyer {i} of bulk") for i in (1, 2, 3)],
        settings=[{"setting": name, "value": value} for name, value in (STARTED | NAMED).items()],
        plan=[GOAL],
    )
    found = price_of_error(LogsOfADay(w))
    assert found.belief is None and found.why_not
    assert (
        found.neighbours_why_not
        and REPORT in found.neighbours_why_not
        and "once there is one" in found.neighbours_why_not
    )


def test_seasons_drawn_closely_around_a_gain_are_those_of_that_gain():
    one, other = rehearsed_around(SIX, 1.0, 1e-9), rehearsed_at(SIX, 1.0)
    assert (one.scale, one.stop, one.wait) == (other.scale, other.stop, other.wait)
    assert (one.loses, one.scaled_at_a_loss) == (0, 0)
    assert rehearsed_around(SIX, 1.0, 0.5) == rehearsed_around(SIX, 1.0, 0.5)


def test_drawn_seasons_are_the_mean_over_the_gains():
    """A second way: what is told at each gain, weighed by how often a normal number lies there."""
    steps = np.linspace(-2.5, 2.5, 11)
    weight = np.exp(-(steps**2) / 2)
    found = [rehearsed_at(SIX, 0.5 + step) for step in steps]
    drawn = rehearsed_around(SIX, 0.5, 1.0)
    # 1000 seasons: 2.6 standard errors of at most 1.6 %
    for name in ("scale", "stop", "wait"):
        told = float(np.average([getattr(one, name) for one in found], weights=weight))
        assert getattr(drawn, name) == pytest.approx(told, abs=0.042), name
    assert drawn.loses == pytest.approx(0.3085, abs=0.0006)  # a normal number below -0.5, in thousandths
    assert drawn.scaled_at_a_loss <= 0.05 * drawn.loses + 0.01


def test_the_rehearsal_says_whose_gain_it_draws_and_why_it_can_not():
    w = world(NAMED)
    season = invented_season(LogsOfADay(w))
    told = with_neighbours(season, w)
    assert f"among the 8 neighbours of {REPORT}" in told and "0.50\u202fUSD/kg" in told
    assert "do not say yet what a kg of bulk brings" in with_neighbours(replace(season, assumed=("money",)), w)
    assert with_neighbours(season, world({})) == ""


def test_the_rule_never_reads_them():
    """A day after the last gate, with a plan it can be judged by: every word but the seal is the same."""
    day = date(2026, 11, 1)
    with_them, without = (decided(world(named, day)).verdict for named in (NAMED, {}))
    assert with_them is not None and with_them.seal != without.seal
    assert replace(with_them, seal=without.seal) == without


def test_they_are_sealed_with_the_plan_and_a_change_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    before = world(NAMED, date(2025, 9, 20))
    sealed = seal_plan(before)
    assert sealed.seal == seal_of(sealed_rows(before)) and sealed.seal != seal_of(sealed_rows(world({})))
    # however a number is typed, and in which order the rows stand
    assert seal_of(sealed_rows(world(dict(reversed(NAMED.items())) | {"neighbours_gain": "0.50"}))) == sealed.seal
    assert plan_changes(sealed_plan(), world(NAMED | {"neighbours_gain": "0.500"})) == ()
    later = world(NAMED | {"neighbours_gain": "0.9"}, date(2026, 11, 1))
    assert plan_changes(sealed_plan(), later) == (
        PlanChange(0, "neighbours_gain", "setting", "value", 0.5, 0.9, date(2026, 11, 1)),
    )
    gone = plan_changes(sealed_plan(), world({}))
    assert len(gone) == 7 and {(one.column, one.new) for one in gone} == {("row", None)}
    assert under_sealed(later, sealed, at_gate(later, 360)) is None
