"""A price that lost its decimal mark is asked about: among deals of about 4 a kg, 427 stands out, whatever is possible
for a nano-lot."""

from datetime import date

import pytest

from tests.logbooks.typed_sheets import SETTINGS, checked, tab

DAY = date(2026, 1, 10)
LOTS = ["Lot", "Stream", "Crop year"]
OFFERS = [
    "Offer",
    "Lot",
    "Buyer",
    "Offered on",
    "Weight (kg)",
    "Status",
    "Closed on",
    "Accepted price (/kg)",
    "Currency",
]


def doubted(prices: dict[str, list[float]], currency: str = "USD") -> list[float]:
    """The prices that are asked about, of deals of these streams in this currency."""
    deals = [(stream, price) for stream, several in prices.items() for price in several]
    lots = [[f"L{n}", stream, "2025/26"] for n, (stream, _) in enumerate(deals)]
    offers = [[f"O{n}", f"L{n}", "A", DAY, 100, "accepted", DAY, price, currency] for n, (_, price) in enumerate(deals)]
    w = checked(
        tab("Settings", SETTINGS, ["base_currency", "USD"]),
        tab("Lots", LOTS, *lots),
        tab("Offers", OFFERS, *offers),
        tab("Exchange rates", ["Date", "Currency", "Rate"], [DAY, "HNL", 26.1]),
    )
    rows = w.rows("SELECT row_no FROM problems WHERE code = 'price-far-from-others' ORDER BY row_no")
    return [deals[row["row_no"] - 2][1] for row in rows]


@pytest.mark.parametrize("odd", [427.0, 42.0, 0.42])
def test_a_lost_or_moved_decimal_mark_is_asked_about(odd):
    """Among deals of 4.10 to 4.40: a hundred, ten times, a tenth."""
    assert doubted({"bulk": [4.1, 4.2, odd, 4.3, 4.4]}) == [odd]


def test_it_is_looked_at_in_the_base_currency():
    """110 lempiras are about 4.20 USD; 11,000 are not."""
    assert doubted({"bulk": [110.0, 108.0, 11000.0, 112.0]}, "HNL") == [11000.0]


def test_streams_are_looked_at_apart_and_a_dear_pilot_is_believed():
    """Micro-lots at 40 to 90 beside bulk at 4."""
    assert doubted({"bulk": [4.0, 4.1, 4.2, 4.3], "micro": [40.0, 55.0, 90.0, 48.0]}) == []


def test_beside_one_or_two_others_nothing_can_be_told():
    assert doubted({"bulk": [4.0, 400.0, 4.1]}) == []
