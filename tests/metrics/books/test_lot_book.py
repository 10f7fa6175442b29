"""The book of lots by hand: made, sold, unsold, price, days open, unpaid, overdue; and rows left out as the ledger has
them."""

from datetime import date

import pytest

from metrics.books.lot_book import lot_book
from metrics.engine.compute import answer
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

SETTINGS = [{"setting": "export", "value": "0.50"}]


def book(as_of=date(2026, 3, 31), filters=None, **logs):
    return {row["lot_id"]: row for row in lot_book(warehouse_of(as_of=as_of, settings=SETTINGS, **logs), YEAR, filters)}


def test_by_hand():
    # M1: 200 made; 100 at 8 FOB (7.5 net) shipped 1 March, 20 days to pay: due 21 March, 10 days over on the 31st.
    #     50 at 7 EXW, paid. Price (750 + 350) / 150; offered since 1 January: 89 days, 50 kg left.
    found = book(
        lots=[*lots(2, 1, green_kg=200.0)],
        offers=[
            deal("M1", 100, 8, "Buyer B", incoterm="FOB", shipped_on=date(2026, 3, 1), payment_days=20),
            deal("M1", 50, 7, "Buyer A", paid_on=date(2026, 3, 3)),
            deal("B1", 200, 4, shipped_on=date(2026, 3, 20), payment_days=30),
        ],
    )
    first = found["M1"]
    assert (first["made_kg"], first["sold_kg"], first["unsold_kg"], first["buyers"]) == (
        200,
        150,
        50,
        ("Buyer A", "Buyer B"),
    )
    assert first["price_per_kg"] == pytest.approx(1100 / 150)
    assert (first["days_open"], first["unpaid_amount"], first["overdue_days"]) == (89, 800, 10)
    assert len(first["row_ids"]) == 3
    never = found["M2"]
    assert (
        never["sold_kg"],
        never["unsold_kg"],
        never["price_per_kg"],
        never["days_open"],
        never["unpaid_amount"],
    ) == (0, 200, None, None, None)
    bulk = found["B1"]  # sold out on 1 February: 31 days; not due yet
    assert (bulk["unsold_kg"], bulk["days_open"], bulk["unpaid_amount"], bulk["overdue_days"]) == (0, 31, 800, None)
    assert list(found) == ["M1", "M2", "B1"]


def test_nothing_made_is_not_nothing_known():
    found = book(lots=lots(1), offers=[deal("M1", 100, 8, incoterm="CIF")])["M1"]
    assert found["made_kg"] is None and found["unsold_kg"] is None
    assert found["price_per_kg"] is None and found["why_no_price"].endswith(
        "the sea or air freight (freight), the insurance of the voyage (insurance)"
    )


def test_what_waits_for_its_sample_is_promised_and_not_sold():
    # 200 made: 60 wait for the approval of their pre-shipment sample, so all 200 are unsold
    waiting = deal("M1", 60, 8, sample_kind="pre-shipment")
    found = book(lots=lots(2, green_kg=200.0), offers=[waiting])
    assert [(found[lot]["unsold_kg"], found[lot]["promised_kg"]) for lot in ("M1", "M2")] == [(200, 60), (200, 0)]


def test_filtered():
    rows = [*lots(1, station="Station A"), *lots(0, 1, station="Station B")]
    assert list(book(lots=rows, filters={"station": ("Station B",)})) == ["B1"]


def test_rows_left_out_at_the_check_stand_beside_the_number():
    w = warehouse_of(lots=lots(1, 1, green_kg=100.0), offers=[deal("M1", 100, 8), deal("B1", 100, 4)])
    cursor = w.cursor()
    cursor.execute(
        "CREATE TABLE ledger (source VARCHAR, sheet VARCHAR, logbook VARCHAR, rows_in INT, used INT, doubtful "
        "INT, left_out INT, not_data INT, not_read INT)"
    )
    cursor.execute(
        "INSERT INTO ledger VALUES ('a', 'Offers', 'offers', 5, 2, 0, 3, 0, 0), ('b', 'Offers', 'offers', 2, 0, "
        "0, 0, 0, 2), ('a', 'Plots', 'plots', 9, 0, 0, 9, 0, 0)"
    )
    found = answer(w, "premium_over_bulk", YEAR)
    assert found.groups["micro"].left_out == found.difference.left_out == 5
