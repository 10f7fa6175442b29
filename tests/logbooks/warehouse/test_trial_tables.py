"""Rows counted for a moment: with a value in a column, or one of those that share a key; then all is as before."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from logbooks.catalogue import logbooks
from logbooks.warehouse.trial_tables import TrialTables
from tests.logbooks.typed_sheets import OFFERS, checked, tab
from tests.support import warehouse_of

MARKS = "SELECT name FROM left_out_cells ORDER BY name"


def test_only_the_cell_that_was_filled_in_is_no_longer_left_out():
    """Neither the weight nor the price of the sale can be read; with a weight the price still can't."""
    sale = ["O-1", "M-1", "Buyer A", "2026-01-05", "?", "accepted", "2026-01-10", "??"]
    w = checked(tab("Offers", OFFERS, sale))
    rows = w.rows("SELECT DISTINCT row_id FROM left_out_cells")
    before = [row["name"] for row in w.rows(MARKS)]
    assert before == ["accepted_price", "weight"]
    with closing(TrialTables(w)) as tables:
        column = logbooks()["offers"].column("weight")
        with tables.with_value("offers", column, 40.0, [row["row_id"] for row in rows]) as seen:
            assert [row["name"] for row in seen.rows(MARKS)] == ["accepted_price"]
        assert [row["name"] for row in tables.seen().rows(MARKS)] == before


def test_of_rows_that_share_a_key_the_first_is_counted_or_the_last():
    sales = [["O-1", "M-1", "Buyer A", "2026-01-05", kg, "accepted", "2026-01-10", 7] for kg in (40, 50, 60)]
    w = checked(tab("Offers", OFFERS, *sales))
    ids = [row["row_id"] for row in w.rows("SELECT row_id FROM lost.offers")]
    assert len(ids) == 3
    with closing(TrialTables(w)) as tables:
        for last, kg in ((False, 40), (True, 60)):
            with tables.one_of_each("offers", ids, last) as seen:
                assert seen.rows("SELECT weight_kg FROM clean.offers") == [{"weight_kg": kg}]
                assert seen.rows("SELECT count(*) AS rows FROM lost.offers") == [{"rows": 0}]
            assert tables.seen().rows("FROM clean.offers") == []


def test_rows_left_out_added_and_changed_are_as_before_afterwards():
    lots = [{"lot_id": name, "stream": "micro", "crop_year": "2025/26"} for name in ("M1", "M2")]
    rates = [{"date": date(2026, 1, 1), "currency": "EUR", "per_base": 0.8}]
    w = warehouse_of(lots=lots, rates=rates)
    ids = {row["lot_id"]: row["row_id"] for row in w.rows("SELECT lot_id, row_id FROM clean.lots")}
    names = "SELECT lot_id, crop_year FROM clean.lots ORDER BY lot_id"
    before = w.rows(names)
    with closing(TrialTables(w)) as tables:
        with tables.without({"lots": [ids["M1"]]}) as seen:
            assert seen.rows(names) == before[1:]
        with tables.with_row("lots", {"lot_id": "M3", "stream": "micro", "crop_year": "2025/26"}) as seen:
            assert seen.rows(names) == [*before, {"lot_id": "M3", "crop_year": "2025/26"}]
        with tables.with_values("lots", "crop_year", {ids["M2"]: "2024/25"}) as seen:
            assert seen.rows(names) == [before[0], {"lot_id": "M2", "crop_year": "2024/25"}]
        with tables.with_rates(1.25) as seen:
            assert seen.rows("SELECT per_base FROM rate") == [{"per_base": 1.0}]
        assert tables.seen().rows(names) == before
        assert tables.seen().rows("SELECT per_base FROM rate") == [{"per_base": 0.8}]
