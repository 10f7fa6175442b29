"""Two tabs that are read under one name, wherever the name comes from: every row counts once, and the sum closes."""

from __future__ import annotations

from logbooks import health
from tests.logbooks.typed_sheets import LOTS, PAYMENTS, checked, tab


def lots(sheet: str, *codes: str, source: str = "Station.xlsx", more: tuple = ()):
    return tab(sheet, LOTS, *[[code, "micro", "2025/26"] for code in codes], *more, source=source)


def counted(*tabs) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Each tab with its rows and those used; the lots."""
    w = checked(*tabs)
    ledger = [(line["sheet"], line["rows_in"], line["used"]) for line in health.ledger(w)]
    return ledger, [row["lot_id"] for row in w.rows("SELECT lot_id FROM clean.lots ORDER BY 1")]


def test_two_tabs_of_one_name_are_told_apart():
    """Each has a heading and its rows: 3 + 2 rows, of which 2 + 1 are lots."""
    assert counted(lots("Lots", "M1", "M2"), lots("Lots", "M3")) == (
        [("Lots", 3, 2), ("Lots (2)", 2, 1)],
        ["M1", "M2", "M3"],
    )


def test_a_number_that_is_taken_is_left_out():
    ledger, codes = counted(lots("Lots", "M1"), lots("Lots (2)", "M2"), lots("Lots", "M3"))
    assert [sheet for sheet, *_ in ledger] == ["Lots", "Lots (2)", "Lots (3)"]
    assert codes == ["M1", "M2", "M3"]


def test_a_tab_called_as_the_second_table_of_another_loses_no_row():
    """“Lots” holds lots and, below, payments, which are called “Lots, table 2”; so is a tab of its own."""
    below = ([None], PAYMENTS, ["2026-03-01", "F1", 10, "USD"])
    ledger, codes = counted(lots("Lots", "M1", more=below), lots("Lots, table 2", "M2"))
    assert ledger == [("Lots", 2, 1), ("Lots, table 2", 2, 1), ("Lots, table 2 (2)", 2, 1)]
    assert codes == ["M1", "M2"]


def test_tabs_of_one_name_that_are_no_logbooks_are_told_apart():
    notes = tab("Notes", ["Call the mill"], ["Ask Ana about the bags"])
    assert counted(notes, notes, lots("Lots", "M1", source="test.xlsx")) == (
        [("Notes", 2, 0), ("Notes (2)", 2, 0), ("Lots", 2, 1)],
        ["M1"],
    )
