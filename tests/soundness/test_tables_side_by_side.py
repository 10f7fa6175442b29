"""Tables side by side in one tab, an empty column between them, are each read by themselves."""

from __future__ import annotations

from datetime import date

from logbooks.health import ledger
from tests.logbooks.questions.asking_sheets import read, register
from tests.logbooks.typed_sheets import found, tab

DELIVERIES = ["Date", "Farmer", "Lot", "Cherry kg"]
SALES = ["Lot", "Buyer", "Offered on", "Kg", "Price (USD/kg)", "Status"]
COSTS = ["Date", "Description", "Amount (USD)"]
SOLD = {"column/offers.offer_id": "nothing"}


def day(number):
    return date(2026, 1, number)


def test_deliveries_and_sales():
    w = read(
        register("M-1"),
        tab(
            "Book",
            ["DELIVERIES", None, None, None, None, "SALES"],
            [*DELIVERIES, None, *SALES],
            [day(3), "S1", "M-1", 500, None, "M-1", "A", day(20), 80, 9, "sold"],
            [day(4), "S2", "M-1", 300],
            [day(5), "S1", "M-1", 200, None, "M-1", "B", day(21), 20, 8, "sold"],
        ),
        answers=SOLD,
    )
    assert w.rows("SELECT sum(weight_kg) AS kg FROM receipts") == [{"kg": 1000.0}]
    assert w.rows("SELECT sum(weight_kg) AS kg, sum(weight_kg * accepted_price_per_kg) AS usd FROM offers") == [
        {"kg": 100.0, "usd": 880.0}
    ]
    told = {one["sheet"]: (one["logbook"], one["used"] + one["doubtful"]) for one in ledger(w)}
    assert told["Book"] == ("receipts", 3) and told["Book, columns F:K"] == ("offers", 2)


def test_three_tables_and_totals_below_each():
    w = read(
        register("M-1"),
        tab(
            "Libro",
            [*DELIVERIES, None, *COSTS, None, None, *SALES],
            [day(3), "S1", "M-1", 500, None, day(2), "drying", 40, None, None, "M-1", "A", day(20), 80, 9, "sold"],
            [day(4), "S2", "M-1", 300, None, day(3), "milling", 60],
            ["Total", None, None, 800, None, "Total", None, 100],
        ),
        answers=SOLD,
    )
    assert w.rows("SELECT sum(weight_kg) AS kg FROM receipts") == [{"kg": 800.0}]
    assert w.rows("SELECT sum(amount) AS usd FROM costs") == [{"usd": 100.0}]
    assert w.rows("SELECT count(*) AS n FROM offers") == [{"n": 1}]


def test_one_table_with_an_empty_column_in_it_stays_one():
    """What stands behind the gap is no log without the lot before it."""
    heads = ["Offer", "Lot", "Buyer", "Offered on", None, "Kg", "Price (USD/kg)", "Status", "Closed on"]
    w = read(register("M-1"), tab("Sales", heads, ["O-1", "M-1", "A", day(20), None, 80, 9, "sold", day(28)]))
    assert w.rows("SELECT weight_kg, status FROM offers") == [{"weight_kg": 80.0, "status": "accepted"}]
    assert not [code for _, _, code in found(w) if code == "missing-column"]


def test_tables_beside_and_below_each_other_have_names_of_their_own():
    """Costs stand beside the deliveries, lots below them: three logs, no row counted for another."""
    w = read(
        tab(
            "Book",
            [*DELIVERIES, "Form", None, *COSTS],
            [day(3), "S1", "M-1", 500, "cherry", None, day(2), "drying", 40],
            [day(4), "S2", "M-1", 300, "cherry", None, day(3), "milling", 60],
            [],
            ["Lot", "Stream", "Crop year"],
            ["M-1", "micro", "2025/26"],
        )
    )
    told = {one["sheet"]: (one["logbook"], one["used"] + one["doubtful"]) for one in ledger(w)}
    assert told == {
        "Book": ("receipts", 2),
        "Book, table 2": ("lots", 1),
        "Book, columns G:I": ("costs", 2),
    }


def test_a_column_apart_is_not_dropped():
    """The stream stands behind the costs, a gap between: it is a column of theirs, or told as unknown."""
    w = read(
        register("M-1"),
        tab(
            "Book",
            [*DELIVERIES, None, *COSTS, None, "Stream"],
            [day(3), "S1", "M-1", 500, None, day(2), "drying", 40, None, "micro"],
            [day(4), "S2", "M-1", 300, None, day(3), "milling", 60, None, "bulk"],
        ),
    )
    assert w.rows("SELECT stream FROM costs ORDER BY spent_on") == [{"stream": "micro"}, {"stream": "bulk"}]
