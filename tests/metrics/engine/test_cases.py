"""Sums with one case left out: how two numbers made of them move together."""

import numpy as np
import pytest

from metrics.engine.cases import Stack

# The whole first, then with each of four cases left out; all cases are of one stratum.
ONE = np.array([10.0, 9.0, 10.5, 12.0, 8.5])
STACK = Stack({}, np.full(4, 4), np.zeros(4, int), np.ones(4), ("buyer",))


@pytest.mark.parametrize(("other", "together"), [(ONE, 1.0), (3 * ONE + 7, 1.0), (-ONE, -1.0)])
def test_a_number_moves_with_itself_and_against_its_opposite(other, together):
    assert STACK.together(ONE, other) == pytest.approx(together)


def test_what_different_cases_move_does_not_move_together():
    first, second = np.array([5.0, 6.0, 5.0, 5.0, 5.0]), np.array([5.0, 5.0, 5.0, 7.0, 5.0])
    assert STACK.together(first, second) == 0.0


def test_of_cases_that_both_move_the_share_is_what_they_have_in_common():
    # Apart from the whole: (1, 1, 0, 0) and (1, 0, 1, 0); 1 / (sqrt 2 x sqrt 2) = 0.5
    first, second = np.array([5.0, 6.0, 6.0, 5.0, 5.0]), np.array([5.0, 6.0, 5.0, 6.0, 5.0])
    assert STACK.together(first, second) == pytest.approx(0.5)
