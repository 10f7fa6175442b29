"""What explains the distance to the goal, and what is no loss yet."""

import pytest

from decisions.verdict.pivot import explained, largest, unsold_gain
from metrics.engine.economics import Inputs

# 1000 kg made: half sold at 4 + 2, a fifth sold as low grade at 3, three tenths back to bulk at 4 - 0.5
INPUTS = Inputs(
    produced_kg=1000,
    sold_share=0.5,
    otherwise_share=0.2,
    bulk_price=4.0,
    premium=2.0,
    return_discount=0.5,
    otherwise_price=3.0,
)


def test_what_each_part_would_add_per_kg_made():
    parts = explained(INPUTS, best=7.0, refused=0.1)
    # half of the kg at 7 instead of 6; a fifth at 6 instead of 3; the tenth that was refused at 6 instead of 3.50
    assert parts == {"customers": pytest.approx(0.5), "process": pytest.approx(0.6), "story": pytest.approx(0.25)}


def test_the_largest_part_is_named_from_half_of_the_distance_on():
    assert largest(INPUTS, 1.2, 7.0, 0.1).name == "process"  # 0.6 of 1.2: exactly half
    assert largest(INPUTS, 1.21, 7.0, 0.1) is None
    assert largest(INPUTS, 0.3, 7.0, 0.1).share == 1.0  # never more than all of it


def test_what_is_not_sold_yet_is_no_loss_yet():
    # three tenths of the kg sold like the rest: 0.3 x (2 + 0.5)
    assert unsold_gain(INPUTS) == pytest.approx(0.75)
    assert unsold_gain(None) == 0.0


def test_a_price_below_bulk_is_no_gain_to_come():
    assert unsold_gain(Inputs(1000, 0.5, bulk_price=4.0, premium=-1.0)) == 0.0
