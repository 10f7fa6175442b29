"""Learn's way from the buyer's price to what is left: two columns of bars on one scale."""

from __future__ import annotations

from metrics.books.price_waterfall import PricePart, PriceWaterfall
from pages.learn.price_steps import step_rows

MICRO = PriceWaterfall("micro", 10.0, (PricePart("milling", 0.5, 0.5), PricePart("farmers", 6.0)), 100.0)
BULK = PriceWaterfall("bulk", 5.0, (PricePart("milling"), PricePart("farmers", assumed=6.0)), 100.0)


def test_each_bar_begins_where_the_one_above_it_ended():
    # one scale from 0 to 10: price 0 to 10, milling takes 10 down to 9, farmers 9 down to 3, 3 are left
    price, milling, farmers, left = step_rows({"micro": MICRO}, "USD/kg")
    assert price[1].ranges == (("micro", 0.0, 1.0, None),)
    assert milling[1].ranges == (("micro", 0.9, 1.0, None),)
    assert farmers[1].ranges == (("micro", 0.3, 0.9, None),)
    assert left[1].ranges == (("micro", 0.0, 0.3, None),)


def test_what_is_not_written_is_no_bar_and_a_loss_lies_below_zero():
    # the scale goes from -1 to 10, eleven wide: bulk's 5 begin at 1/11 and end at 6/11; farmers took 6, so 1 is lacking
    price, milling, farmers, left = step_rows({"micro": MICRO, "bulk": BULK}, "USD/kg")
    assert [round(end * 11, 6) for end in price[2].ranges[0][1:3]] == [1, 6]
    assert milling[2].main == "not written"
    assert [round(end * 11, 6) for end in farmers[2].ranges[0][1:3]] == [0, 6]
    assert [round(end * 11, 6) for end in left[2].ranges[0][1:3]] == [0, 1]


def test_what_is_assumed_is_said():
    _, milling, farmers, _ = step_rows({"micro": MICRO, "bulk": BULK}, "USD/kg")
    assert milling[1].above == "1.00, part of it assumed" and farmers[2].above == "6.00 assumed"
    assert farmers[1].above == "6.00" and farmers[1].words == "Micro-lots, Farmers: 6.00"


def test_pay_that_cannot_be_told_is_not_said_to_be_unwritten_and_what_is_left_says_that_it_is_in_there():
    why = "a delivery or payment could not be counted of 5 of 8 farmers"
    lost = PriceWaterfall("micro", 10.0, (PricePart("milling", 1.0), PricePart("farmers", said=why)), 100.0)
    _, _, farmers, left = step_rows({"micro": lost}, "USD/kg")
    assert farmers[1].main == f"not known: {why}"
    assert left[1].above.replace("\u202f", " ") == "9.00 USD/kg, with what farmers are paid"
