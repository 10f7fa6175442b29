"""A price for 50 kg, 60 kg or 125 kg is brought to one kg, however its heading, its column of units or an answer says
so; and the money in brackets behind "por kg" is not lost."""

from datetime import date

import pytest

from tests.logbooks.questions.asking_sheets import questions, read
from tests.logbooks.typed_sheets import found, tab

DAY = date(2026, 1, 10)
HEAD = ["Offer", "Lot", "Buyer", "Offered on", "Closed on", "Weight (kg)", "Status"]
DEAL = ["O-1", "M-1", "Roaster", DAY, DAY, 100, "accepted"]


def price(heading, written, answers=None, **beside):
    """What one kg costs, in which money, and what is wrong."""
    w = read(tab("Offers", [*HEAD, heading, *beside], [*DEAL, written, *beside.values()]), answers=answers)
    told = w.rows("SELECT round(accepted_price_per_kg, 6) AS price, currency FROM clean.offers")
    return [(one["price"], one["currency"]) for one in told], [code for *_, code in found(w) if code != "unknown-lot"]


@pytest.mark.parametrize(
    ("heading", "written", "per_kg", "money"),
    [
        ("Price USD/50 kg", 600, 12, "USD"),
        ("Price (USD per 50 kg bag)", 600, 12, "USD"),
        ("Price USD per 60-kg bag", 600, 10, "USD"),
        ("USD/50 kg", 600, 12, "USD"),
        ("Price (USD/100 lb)", 453.59237, 10, "USD"),
        ("Preço R$/sc 60 kg", 2400, 40, "BRL"),
        ("Preço por saca de 60 kg (R$)", 2400, 40, "BRL"),
        ("Precio COP/carga 125 kg", 2_500_000, 20_000, "COP"),
        ("Precio (COP/carga de 125 kg)", 2_500_000, 20_000, "COP"),
        ("Precio por 46 kg (US$)", 460, 10, "USD"),
        ("Precio US$ por 45,36 kg", 453.6, 10, "USD"),
        ("Precio por kg (S/)", 35, 35, "PEN"),
        ("Giá chốt (đ/60 kg)", 6_000_000, 100_000, "VND"),
    ],
)
def test_in_the_heading(heading, written, per_kg, money):
    assert price(heading, written) == ([(per_kg, money)], [])


def test_in_a_column_of_units():
    """600 for 50 kg are 12 for one."""
    assert price("Price", 600, **{"Price unit": "USD/50 kg"}) == ([(12, "USD")], [])


def test_as_an_answer():
    w = read(tab("Offers", [*HEAD, "Price"], [*DEAL, 600]))
    assert "unit/offers.accepted_price/price" in questions(w)
    assert price("Price", 600, {"unit/offers.accepted_price/price": "USD/50 kg"}) == ([(12, "USD")], [])


@pytest.mark.parametrize(
    "heading",
    ["Price USD/50 crates", "Price (50 kg, 60 kg)", "Price USD/0 kg", "Price 2025 kg", "Price Q4 kg", "Price 2 kg"],
)
def test_what_cannot_be_read_is_said_and_not_counted(heading):
    prices, wrong = price(heading, 600)
    assert not any(one for one, _ in prices)
    assert {"unknown-column", "unknown-unit", "no-unit"} & set(wrong)
