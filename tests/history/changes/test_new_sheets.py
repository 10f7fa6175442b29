"""A sheet that was not read before is one line of what stands out, whatever its rows are."""

from __future__ import annotations

from datetime import date

from history.changes.comparison import changes
from tests.history.changes.test_comparison import M1, OPEN, SOLD, lots, offers, read, reasons
from tests.logbooks.typed_sheets import RECEIPTS, SETTINGS, tab

HEADS = [*RECEIPTS, "Lot"]
OF_A_CLOSED_LOT = [[date(2025, 11, day), "F-1", 40, "cherry", f"R-{day}", M1[0]] for day in (1, 2, 3)]


def test_a_file_connected_since_is_one_line_and_its_rows_are_no_edits_of_closed_lots():
    """Three deliveries of a lot that was closed, and a setting."""
    station = [
        tab("Recibos", HEADS, *OF_A_CLOSED_LOT, source="station.xlsx"),
        tab("Ajustes", SETTINGS, ["country", "PE"], source="station.xlsx"),
    ]
    found = changes(read(lots()), read(lots(), *station))
    assert reasons(found) == {"sheet-new": ["The rows of station.xlsx count now and did not before: 4."]}


def test_so_is_a_tab_that_an_answer_made_readable():
    found = changes(read(lots()), read(lots(), tab("Recibos", HEADS, *OF_A_CLOSED_LOT)))
    assert reasons(found) == {"sheet-new": ["The rows of Recibos count now and did not before: 3."]}


def test_rows_added_to_a_tab_that_was_read_are_told_one_by_one():
    late = tab("Recibos", HEADS, *OF_A_CLOSED_LOT)
    before = tab("Recibos", HEADS, OF_A_CLOSED_LOT[0])
    assert len(reasons(changes(read(lots(), before), read(lots(), late)))["lot-closed"]) == 2


def test_a_file_that_took_the_place_of_another_is_no_new_sheet():
    found = changes(read(lots(), offers(SOLD, OPEN)), read(lots(), offers(SOLD, OPEN, source="sales.xlsx")))
    assert reasons(found) == {}
