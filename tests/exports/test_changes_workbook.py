"""What changed as a workbook: every cell text, nothing a formula, headings frozen, a tab for each log."""

from __future__ import annotations

from datetime import date

import openpyxl

from decisions.effects import effects
from exports.changes_workbook import write_changes
from history.changes.comparison import changes
from history.snapshots import store
from tests.logbooks.questions.asking_sheets import answered
from tests.logbooks.typed_sheets import LOTS, OFFERS, PAYMENTS, checked, tab
from tests.ui.conftest import data_folder, three_weeks, three_weeks_kept  # noqa: F401  (fixtures)

DAY = date(2026, 3, 31)
HOSTILE = '=HYPERLINK("http://x","y")'


def written(path, before, after):
    told = changes(before, after)
    write_changes(path, told, effects(before, after, "2025/26", told), (DAY, DAY))
    return openpyxl.load_workbook(path)


def test_everything_is_in_it_and_no_cell_is_a_formula(tmp_path):
    lots = tab("Lots", LOTS, ["M-1", "micro", "2025/26"])
    deal = ["O-1", "M-1", "Acme", date(2025, 12, 1), 100, "accepted", date(2025, 12, 20), 7.1]
    pay = [date(2026, 1, 5), "@SUM(1)", 100, "USD"]
    before = checked(lots, tab("Offers", OFFERS, deal), tab("Payments", PAYMENTS, pay))
    after = checked(
        lots,
        tab("Offers", OFFERS, [*deal[:2], HOSTILE, *deal[3:7], 7.5]),
        tab("Payments", PAYMENTS, pay, [date(2026, 2, 5), "F-2", 50, "USD"]),
    )
    book = written(tmp_path / "changed.xlsx", before, after)
    assert book.sheetnames == ["Stands out", "Numbers", "Offers", "Payments", "Problems"]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(sheet.freeze_panes == "A3" for sheet in book)
    offers = [[cell.value for cell in line] for line in book["Offers"].iter_rows(min_row=3)]
    assert offers == [
        ["test.xlsx, Offers", 2, "changed", "O-1", "Buyer", "Acme", HOSTILE, None],
        ["test.xlsx, Offers", 2, "changed", "O-1", "Accepted price", "7.1", "7.5", None],
    ]
    assert "A price changed after the offer was accepted" in [cell.value for cell in book["Stands out"]["A"]]


def test_a_workbook_of_no_changes_says_so_by_being_empty(tmp_path):
    w = checked(tab("Lots", LOTS, ["M-1", "micro", "2025/26"]))
    book = written(tmp_path / "same.xlsx", w, w)
    assert book.sheetnames == ["Stands out", "Numbers", "Problems"] and book["Stands out"].max_row == 2


def test_its_moments_are_those_of_the_clock_where_the_sheets_are(three_weeks, tmp_path):  # noqa: F811
    """10:42 UTC is 04:42 in Honduras, whatever the clock of this computer shows."""
    book = written(tmp_path / "changed.xlsx", store.at(three_weeks[0]), store.at(three_weeks[1]))
    assert book["Stands out"]["A1"].value == "What changed from 1 Mar 2026 04:42 to 8 Mar 2026 04:42"


def test_answers_that_made_a_number_another_one_are_named(tmp_path):
    lots = tab("Lots", LOTS, ["M-1", "micro", "2025/26"])
    deal = ["O-1", "M-1", "Acme", date(2025, 12, 1), 100, "plugh", date(2025, 12, 20), 7.1]
    sheets = lots, tab("Offers", OFFERS, deal)
    said = answered(("word/offers.status/status/plugh", "accepted"))
    book = written(tmp_path / "answered.xlsx", checked(*sheets), checked(*sheets, mapping=said))
    clause = "“plugh” under “status” means accepted: the deal was made"
    told = [[cell.value for cell in line] for line in book["Stands out"].iter_rows(min_row=3)]
    assert ["Answer", f"Answered since: {clause}.", None, None] in told
    reasons = {line[-1].value for line in book["Numbers"].iter_rows(min_row=3)}
    assert any(one.startswith(f"Because it was answered that {clause}.") for one in reasons)
