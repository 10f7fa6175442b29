"""A value in a column of rows for a moment: nothing else of them is known any better."""

from __future__ import annotations

from contextlib import closing

from logbooks.catalogue import logbooks
from logbooks.warehouse.trial_tables import TrialTables
from tests.logbooks.typed_sheets import OFFERS, checked, tab

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
