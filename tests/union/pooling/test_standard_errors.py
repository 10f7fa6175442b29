"""Variances known from few cases, moved towards the middle member's."""

import numpy as np
import pytest

from union.pooling.standard_errors import as_student, borrowed_variances


def test_a_variance_of_few_lots_is_averaged_with_the_middle_member_s():
    """Three members of 5 lots (4 degrees of freedom) whose variance of one lot is 1: s^2 / n = 0.2 each. ln s^2 lies on
    average psi(2) - ln 2 = 0.4228 - 0.6931 = -0.2704 from ln sigma^2, so the middle is exp(0.2704) = 1.3104; counting
    as 4 degrees of freedom like the own ones: (4 x 1.3104 + 4 x 1) / 8 / 5 = 0.2310."""
    found, freedom = borrowed_variances(np.full(3, 0.2), np.full(3, 4.0), borrowed=4)
    assert found == pytest.approx(np.full(3, 0.2310), abs=1e-4)
    assert list(freedom) == [8, 8, 8]


def test_nothing_borrowed_leaves_a_variance_as_it_was():
    assert borrowed_variances(np.array([0.1, 3.0, 0.2]), np.array([2.0, 9.0, 5.0]), 0)[0] == pytest.approx(
        [0.1, 3.0, 0.2]
    )


def test_one_wild_member_moves_the_others_little():
    freedom, usual = np.full(5, 4.0), np.array([0.2, 0.21, 0.19, 0.2, 0.22])
    wild = np.array([0.2, 0.21, 0.19, 0.2, 1e6])
    (before, _), (after, _) = (borrowed_variances(one, freedom, 4) for one in (usual, wild))
    assert after[:4] == pytest.approx(before[:4], rel=0.05)
    assert after[4] > 4e5


def test_between_two_members_in_the_middle_lies_their_geometric_mean():
    """Two members, variances of one lot 1 and 4 (2 x 0.5, 2 x 2 of 2 lots with 1 degree of freedom): with an infinity
    borrowed both stand at the middle, sqrt(1 x 4) = 2 over exp(psi(1/2) - ln(1/2)) = exp(-1.9635 + 0.6931) = 0.2807:
    7.125, and over 2 lots 3.562."""
    found, _ = borrowed_variances(np.array([0.5, 2.0]), np.array([1.0, 1.0]), borrowed=1e12)
    assert found == pytest.approx([3.562, 3.562], abs=0.001)


def test_the_80_percent_range_is_student_s():
    # t with 2 degrees of freedom leaves 10 % above 1.8856, a normal distribution above 1.2816
    wide = as_student(np.array([0.25]), np.array([2.0]), 0.80)
    assert 1.2816 * np.sqrt(wide[0]) == pytest.approx(1.8856 * 0.5, abs=1e-3)
