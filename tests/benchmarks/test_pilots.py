"""The simulated pilots have the truth they declare: what an unlimited number of lots drawn the same way comes to."""

import numpy as np
import pytest

from benchmarks import pilots
from benchmarks.drawn_answers import answered, looked_at

LOTS = 40_000


def kind(name: str) -> pilots.PilotKind:
    return next(kind for kind in pilots.kinds() if kind.name.startswith(name))


def drawn_ratio(name: str, buyers: int = LOTS // 2) -> float:
    """Sum over sum of the micro rows of one enormous pilot."""
    rows = kind(name).draw(np.random.default_rng(5), LOTS, buyers)
    rows = rows["own"] if isinstance(rows, dict) else rows
    micro = [row for row in rows if row["stream"] == "micro"]
    return sum(row["num"] for row in micro) / sum(row["den"] for row in micro)


@pytest.mark.parametrize(
    "name", ["mean of lots", "sum over sum", "share of lots, 70", "share of lots, 90", "share of offers", "share of kg"]
)
def test_an_enormous_pilot_comes_to_the_truth(name):
    assert drawn_ratio(name) == pytest.approx(kind(name).truth["micro"], rel=0.015)


def test_the_price_of_many_buyers_comes_to_the_truth():
    """Every lot a buyer of its own: 4 USD and a skewed premium of 2.5 on average."""
    rng = np.random.default_rng(6)
    rows = [row for _ in range(400) for row in pilots.prices(rng, 30, 30) if row["stream"] == "micro"]
    assert sum(r["num"] for r in rows) / sum(r["den"] for r in rows) == pytest.approx(6.5, rel=0.01)


def test_the_times_come_to_the_truth():
    """Of offers watched for ever, the share accepted by day 60, and the first day by which half are."""
    rng = np.random.default_rng(7)
    ends = np.ceil(pilots.CLOSE_MEDIAN_DAYS * np.exp(rng.normal(0, pilots.CLOSE_SIGMA, LOTS)))
    accepted = rng.random(LOTS) < pilots.ACCEPTED
    assert (accepted & (ends <= 60)).mean() == pytest.approx(pilots.accepted_by(60), abs=0.008)
    by_day = [(accepted & (ends <= day)).mean() for day in range(30, 80)]
    assert 30 + next(i for i, share in enumerate(by_day) if share >= 0.5) == pytest.approx(
        pilots.half_accepted_on(), abs=2
    )


@pytest.mark.parametrize("name", [kind.name for kind in pilots.kinds()])
def test_every_kind_goes_through_the_code_of_the_indicators(name):
    """A pilot of 12 lots and 4 buyers gives a value near its truth, with ends around it or the reason why there are
    none."""
    one, rng = kind(name), np.random.default_rng(8)
    answers = [answered(one, one.draw(rng, 12, 4)) for _ in range(20)]
    for group, truth in one.truth.items():
        found = [e for a in answers if (e := looked_at(one, a, group)) is not None and e.value is not None]
        assert found
        assert all(e.low <= e.value <= e.high if e.low is not None else e.no_range for e in found)
        assert abs(np.mean([e.value for e in found]) - truth) < 0.35 * max(abs(truth), 0.5)
