"""The union's mean and a new member, by hand, by R's metafor and by statsmodels."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from scipy.special import chdtri, stdtrit
from statsmodels.stats.meta_analysis import combine_effects

from union.pooling.random_effects import between_variance, random_effects

HERE = Path(__file__).parent


def of_file(name: str) -> list[dict]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unions() -> dict[str, np.ndarray]:
    found = defaultdict(list)
    for row in of_file("metafor_members.csv"):
        found[row["union"]].append((float(row["value"]), float(row["variance"])))
    return {name: np.array(rows).T for name, rows in found.items()}


def test_members_apart_by_more_than_their_errors():
    """1, 2, 3 with variance 1/2 each: s^2 = 1 of which 1/2 is error, so 1/2 lies between. The mean is 2 with the error
    sqrt(1 / 3) = 0.577, and t with 2 degrees of freedom is 4.303."""
    found = random_effects(np.array([1.0, 2.0, 3.0]), np.full(3, 0.5))
    assert found.between_variance == pytest.approx(0.5)
    assert found.mean == pytest.approx(2)
    assert found.standard_error == pytest.approx(0.5774, abs=1e-4)
    assert found.weights == pytest.approx(np.full(3, 1 / 3))
    low, high = found.mean_range(0.95)
    assert (low, high) == (pytest.approx(2 - 4.303 * 0.5774, abs=1e-3), pytest.approx(2 + 4.303 * 0.5774, abs=1e-3))


def test_members_more_alike_than_their_errors_leave_the_scale_at_one():
    """1.0, 1.1, 1.2 with variance 1: s^2 = 0.01 is below 1, nothing lies between. The scale 0.01 would give an error of
    sqrt(0.01 / 3); it stays at sqrt(1 / 3)."""
    found = random_effects(np.array([1.0, 1.1, 1.2]), np.ones(3))
    assert found.between_variance == 0
    assert found.standard_error == pytest.approx(0.5774, abs=1e-4)


def test_without_errors_a_new_member_has_the_range_of_student():
    """1, 2, 3 measured without error: mean +- 4.303 x s x sqrt(1 + 1 / 3) = 2 +- 4.968, to 1 % of the grid."""
    low, high = random_effects(np.array([1.0, 2.0, 3.0]), np.full(3, 1e-9)).prediction(0.95)
    assert (low, high) == (pytest.approx(2 - 4.968, abs=0.05), pytest.approx(2 + 4.968, abs=0.05))


@pytest.mark.parametrize("told", of_file("metafor_found.csv"), ids=lambda row: row["union"])
def test_metafor_finds_the_same(told):
    """metafor.R beside this file made the values."""
    values, variances = unions()[told["union"]]
    found, freedom = random_effects(values, variances), len(values) - 1
    half = stdtrit(freedom, 0.975) * found.standard_error
    low, high = found.mean_range(0.95)
    between = between_variance(values, variances, chdtri(freedom, np.array([0.025, 0.975])))  # of what lies above
    ours = {
        "between_variance": found.between_variance,
        "mean": found.mean,
        "error": found.standard_error,
        "low": found.mean - half,
        "high": found.mean + half,
        "between_low": between[0],
        "between_high": between[1],
    }
    # where less than this lies between its members, metafor says 0
    assert ours == {name: pytest.approx(float(told[name]), rel=1e-6, abs=1e-9) for name in ours}
    assert low <= ours["low"] + 1e-12 and high >= ours["high"] - 1e-12


@pytest.mark.parametrize("name", ["five", "three", "large", "apart"])
def test_statsmodels_finds_the_same_once_told_how(name):
    """Its iterated method is Paule and Mandel's, its error "hksj" that of Hartung and Knapp, without the floor, which
    these unions do not need."""
    values, variances = unions()[name]
    theirs, found = combine_effects(values, variances, method_re="iterated"), random_effects(values, variances)
    # statsmodels stops at 1e-5
    assert found.mean == pytest.approx(theirs.mean_effect_re, rel=1e-4)
    assert found.standard_error == pytest.approx(theirs.sd_eff_w_re_hksj, rel=1e-4)


@pytest.mark.parametrize("name", unions())
def test_a_new_member_is_never_surer_than_the_mean(name):
    found = random_effects(*unions()[name])
    (low, high), (new_low, new_high) = found.mean_range(0.95), found.prediction(0.95)
    assert new_low <= low < found.mean < high <= new_high


def test_many_unions_at_once_are_each_as_alone():
    values, variances = np.array([[1.0, 2.0, 3.0], [5.0, 5.1, 9.0]]), np.array([[0.5, 0.5, 0.5], [0.2, 0.4, 0.1]])
    together = random_effects(values, variances)
    for at in (0, 1):
        alone = random_effects(values[at], variances[at])
        assert together.mean[at] == pytest.approx(alone.mean)
        assert np.array(together.prediction(0.95))[:, at] == pytest.approx(np.array(alone.prediction(0.95)))
