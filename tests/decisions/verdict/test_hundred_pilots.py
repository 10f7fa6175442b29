"""The nearest simulated pilots, by buyers first and then by lots."""

from decisions.verdict.hundred_pilots import hundred_pilots


def test_the_nearest_cell_is_that_of_the_nearest_buyers_then_lots():
    assert (hundred_pilots(30, 12).lots, hundred_pilots(30, 12).buyers) == (30, 12)
    few = hundred_pilots(5, 3)
    assert (few.lots, few.buyers) == (4, 3)
    # four buyers: of 8 and of 20 lots, 18 is nearer to 20 by ratio
    assert hundred_pilots(18, 4).lots == 20


def test_the_rule_is_wrong_far_less_often_than_the_mean_alone():
    """Of pilots that pay nothing the rule may tell one in twenty to scale; a mean is above its cost in about half."""
    for lots, buyers in ((4, 3), (8, 4), (12, 6), (30, 12)):
        found = hundred_pilots(lots, buyers)
        assert found.by_rule <= 8 and 35 <= found.by_spreadsheet <= 60
        assert found.drawn >= 400


def test_nobody_to_sell_to_is_no_error():
    assert hundred_pilots(0, 0).buyers == 3
