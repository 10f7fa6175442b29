"""A number is told as fine as half its standard error, on the steps 1, 2, 5."""

import pytest

from union.summary.rounded import step_of, to_step, two_digits


@pytest.mark.parametrize(
    ("error", "step"),
    # half of 0.4 is 0.2 itself; half of 0.39 is below it, so 0.1; half of 3 is 1.5, so 1; half of 1000 is 500
    [(0.4, 0.2), (0.39, 0.1), (3.0, 1.0), (1000.0, 500.0), (0.0021, 0.001)],
)
def test_the_step_is_no_more_than_half_the_error(error, step):
    assert step_of(error) == step


def test_numbers_stand_on_the_step_without_dust():
    assert to_step(4.396104006960359, 0.2) == 4.4 and to_step(-0.04, 0.1) == 0.0
    assert str(to_step(-0.04, 0.1)) == "0.0" and to_step(1249.0, 500.0) == 1000.0
    assert two_digits(0.0878) == 0.088 and two_digits(1234.0) == 1200.0 and two_digits(0.0) == 0.0
