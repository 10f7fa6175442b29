"""A cooperative is known again by its rows, whatever it is called."""

from __future__ import annotations

from tests.metrics.sample import sample
from tests.union.summary.made_cooperative import cooperative_of
from union.summary.whose_rows import are_of_one, sketch_of


def test_one_lot_more_or_another_name_is_the_same_cooperative():
    before = sketch_of(cooperative_of(4))
    assert are_of_one(before, sketch_of(cooperative_of(5)))
    assert are_of_one(before, sketch_of(cooperative_of(4, cooperative="Valley of the North")))


def test_two_invented_ones_of_one_name_with_the_same_codes_are_two():
    """Seeds share the codes of lots, farmers and buyers, and no delivery or price."""
    one, other = sketch_of(sample(1)), sketch_of(sample(2))
    assert len(one) == len(other) == 100 and not are_of_one(one, other)
    assert are_of_one(one, one) and not are_of_one(one, frozenset())
