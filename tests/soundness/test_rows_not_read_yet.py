"""Rows of a tab that nobody could name, or that lacks a column without which none can be counted, are not read yet:
never "not data"."""

from __future__ import annotations

import csv
from datetime import date

import openpyxl
import pytest

from history.snapshots import store
from logbooks import health
from logbooks.recognise.mapping import NOT_A_LOGBOOK, Mapping, TabMapping
from tests.logbooks.typed_sheets import RECEIPTS, checked, tab

DAY = date(2026, 1, 10)
PARTS = ("used", "doubtful", "left_out", "not_read", "not_data")


def ledger(w, sheet: str) -> dict[str, int]:
    """What became of the rows of a tab; the parts of every tab must make up its rows."""
    for line in health.ledger(w):
        assert line["rows_in"] == sum(line[part] for part in PARTS)
    (found,) = (line for line in health.ledger(w) if line["sheet"] == sheet)
    return {part: found[part] for part in PARTS if found[part]}


def test_a_tab_of_words_we_do_not_know_with_a_title_a_total_and_a_note(tmp_path):
    """Three dryings below a title and the headings; a blank line, a total and a note below them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Secado"
    for row in (
        ["Patio norte"],
        ["Cama", "Volteos", "Quién", "Sombra"],
        ["C-1", 4, "Ana", "sí"],
        ["C-2", 3, "Luis", "no"],
        ["C-3", 5, "Ana", "no"],
        [],
        ["Total", 12],
        [None, None, "revisado por M."],
    ):
        sheet.append(row)
    book.save(tmp_path / "secado.xlsx")
    w = store.temporary([tmp_path / "secado.xlsx"])
    # 1 title, 1 row of headings, 1 total, 1 note; a line in which nothing stands is no row of the file.
    assert ledger(w, "Secado") == {"not_read": 3, "not_data": 4}


def test_a_file_of_numbers_without_any_heading(tmp_path):
    with (tmp_path / "numbers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[1, 46.5, 12], [2, 40.25, 11], [3, 38, 12]])
    assert ledger(store.temporary([tmp_path / "numbers.csv"]), "numbers") == {"not_read": 3}


def test_a_logbook_that_lacks_a_column_it_needs():
    """Two receipts without a column for the farmer; their total and the headings are no data all the same."""
    heads = [RECEIPTS[0], *RECEIPTS[2:]]
    w = checked(tab("Receipts", heads, [DAY, 46.5, "cherry", "R-1"], [DAY, 40, "cherry", "R-2"], ["Total", 86.5]))
    assert ledger(w, "Receipts") == {"not_read": 2, "not_data": 2}


@pytest.mark.parametrize("sheet", ["Read me first", "Anything"])
def test_a_tab_that_need_not_be_read_is_no_data(sheet):
    """A guide is one by its name; of any other tab somebody said so."""
    said = Mapping((TabMapping(source="*", sheet="Anything", logbook=NOT_A_LOGBOOK),))
    w = checked(tab(sheet, ["just", "words", "here"], ["and", "some", "more"]), mapping=said)
    assert ledger(w, sheet) == {"not_data": 2}
