"""The price list of the ICO has a column for each price group: which is a cooperative's own, only it knows."""

from datetime import date

import pytest

from tests.logbooks.questions.asking_sheets import questions, read
from tests.logbooks.typed_sheets import tab

HEADS = ["Month", "ICO composite", "Colombian Milds", "Other Milds", "Brazilian Naturals", "Robustas"]
ROWS = [[date(2026, 1, 31), 299.6, 380.1, 300, 370.2, 190.1], [date(2026, 2, 28), 299.6, 381.1, 377.2, 371.2, 200]]
PRICE = "column/market_prices.price"


def listed(heads=HEADS, **answers):
    return read(tab("Precios OIC", ["ICO indicator prices (US cents/lb)"], heads, *ROWS), **answers)


def prices(w):
    rows = w.rows("SELECT date, species, price_per_kg, currency FROM clean.market_prices ORDER BY species, date")
    return [(row["date"].month, row["species"], round(row["price_per_kg"], 3), row["currency"]) for row in rows]


def test_robusta_is_read_and_which_arabica_is_asked():
    """190.1 cents for 0.45359237 kg are 4.191 USD for one, 200 are 4.409."""
    w = listed()
    assert prices(w) == [(1, "robusta", 4.191, "USD"), (2, "robusta", 4.409, "USD")]
    assert [one.id for one in questions(w)[PRICE].choices] == [*HEADS[1:5], "nothing"]


def test_the_column_that_is_theirs_is_the_price_of_arabica():
    """300 cents for a pound are 6.614 USD for a kg, 377.2 are 8.316."""
    w = listed(answers={PRICE: "Other Milds"})
    assert (prices(w)[:2], questions(w)) == ([(1, "arabica", 6.614, "USD"), (2, "arabica", 8.316, "USD")], {})


@pytest.mark.parametrize(
    "heads", [["Mes", "Compuesto", "Suaves colombianos", "Otros suaves", "Naturales brasileños", "Robustas"]]
)
def test_other_languages(heads):
    assert len(prices(listed(heads, answers={PRICE: "Otros suaves"}))) == 4


def test_one_group_alone_makes_no_price_list():
    assert PRICE not in questions(listed(["Month", "Total", "Our own", "Other Milds", "Farm", "Mill"]))


def test_a_list_without_its_unit_is_asked_for_it_in_cents():
    w = read(tab("Precios OIC", HEADS, *ROWS))
    asked = questions(w)["unit/market_prices.price/robustas"]
    assert asked.choices[0].id == "US cents/lb"
    w = read(tab("Precios OIC", HEADS, *ROWS), answers={asked.id: "US cents/lb"})
    assert prices(w) == [(1, "robusta", 4.191, "USD"), (2, "robusta", 4.409, "USD")]
