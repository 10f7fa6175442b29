"""What staff do to a sheet moves the rows, what hangs on them, and the time of the last edit."""

import io

import openpyxl
import pytest

from tests.google.cooperative import BOOKS, CLEAN, put_on
from tests.google.exported import fill, xlsx
from tests.google.sheets import Cell, Error, cell, letters, place
from tests.google.staff import Staff


@pytest.fixture
def book(google):
    return google.add("Lots 2026", {"Lots": [["lot_id", "kg"], ["L-1", 300], ["L-2", 200], ["L-3", 250]]})


def test_every_edit_moves_the_time_and_the_version_of_the_file(book):
    edits = (
        lambda: book.set_cell("Lots", "B2", 310),
        lambda: book.append_row("Lots", ["L-4", 90]),
        lambda: book.insert_row("Lots", 2, ["L-0", 1]),
        lambda: book.delete_row("Lots", 2),
        lambda: book.sort("Lots", "B"),
        lambda: book.insert_column("Lots", "B", ["farm"]),
        lambda: book.delete_column("Lots", "B"),
        lambda: book.hide_row("Lots", 2),
        lambda: book.merge("Lots", "A5", "B5"),
        lambda: book.add_tab("Offers"),
        lambda: book.rename_tab("Offers", "Sales"),
        lambda: book.hide_tab("Sales"),
        lambda: book.move_tab("Sales", 0),
        lambda: book.delete_tab("Sales"),
        lambda: book.set_locale("es_HN"),
        lambda: book.empty_tab("Lots"),
    )
    for edit in edits:
        before = (book.modified, book.version)
        edit()
        assert book.modified > before[0] and book.version > before[1]


def test_rows_and_columns_move(book):
    book.insert_row("Lots", 3, ["L-1b"])
    book.insert_column("Lots", "B", ["farm", "Rio"])
    book.delete_row("Lots", 4)
    assert book.append_row("Lots", ["L-4"]) == 5
    assert book.tab("Lots").values() == [
        ["lot_id", "farm", "kg"],
        ["L-1", "Rio", 300],
        ["L-1b"],
        ["L-3", None, 250],
        ["L-4"],
    ]
    book.delete_column("Lots", "A")
    book.sort("Lots", "B")
    assert book.tab("Lots").values() == [["farm", "kg"], [None, 250], ["Rio", 300]]


def test_hidden_rows_and_merges_move_with_their_rows(book):
    """Rows 3 and 4 are hidden, A3:B4 is merged; a row put in above row 2 makes them rows 4 and 5, a row in the middle
    widens the merge."""
    book.hide_row("Lots", 3)
    book.hide_row("Lots", 4, by_filter=True)
    book.merge("Lots", "A3", "B4")
    tab = book.tab("Lots")
    book.insert_row("Lots", 2)
    assert (tab.hidden_rows, tab.filtered_rows, tab.merges) == ({3}, {4}, [(3, 5, 0, 2)])
    book.insert_row("Lots", 5)
    assert (tab.hidden_rows, tab.filtered_rows, tab.merges) == ({3}, {5}, [(3, 6, 0, 2)])
    book.delete_row("Lots", 4)
    assert (tab.hidden_rows, tab.filtered_rows, tab.merges) == (set(), {4}, [(3, 5, 0, 2)])
    book.delete_row("Lots", 4)
    book.delete_row("Lots", 4)
    assert (tab.filtered_rows, tab.merges) == (set(), [])


def test_a_tab_keeps_its_gid_when_it_is_renamed_or_moved(book):
    gid = book.add_tab("Offers").gid
    book.rename_tab("Offers", "Sales")
    book.move_tab("Sales", 0)
    assert gid != 0 and [(tab.title, tab.gid) for tab in book.tabs] == [("Sales", gid), ("Lots", 0)]


def test_the_last_tab_in_sight_cannot_be_hidden(book):
    with pytest.raises(ValueError, match="cannot be hidden"):
        book.hide_tab("Lots")


@pytest.mark.parametrize(
    ("text", "at"),
    [("A1", (0, 0)), ("Z9", (8, 25)), ("AA1", (0, 26)), ("AB54", (53, 27)), ("ZZ1", (0, 701)), ("AAA1", (0, 702))],
)
def test_places_are_named_as_people_see_them(text, at):
    assert place(text) == at
    assert f"{letters(at[1])}{at[0] + 1}" == text


def test_the_export_is_the_spreadsheet(google, tmp_path):
    book = google.add(
        "Lots 2026",
        {
            "Lots": [
                ["lot_id", "kg"],
                ["007", cell(0.125, "0.0%")],
                [Cell(Error("#DIV/0!"), formula="=B2/0"), Cell(5.0, formula='=IF(B2<1,5,"&")')],
            ],
            "Old": [["x"]],
        },
    )
    book.set_cell("Lots", "A2", cell("007", note="ask", struck=True))
    book.hide_tab("Old")
    book.hide_row("Lots", 2)
    book.merge("Lots", "A5", "B6")
    content = xlsx(book)
    values, typed = (
        openpyxl.load_workbook(io.BytesIO(content), data_only=True),
        openpyxl.load_workbook(io.BytesIO(content)),
    )
    lots = values["Lots"]
    assert [[one.value for one in row] for row in lots["A1:B3"]] == [["lot_id", "kg"], ["007", 0.125], ["#DIV/0!", 5]]
    assert [one.value for one in typed["Lots"][3]] == ["=B2/0", '=IF(B2<1,5,"&")']
    assert (
        lots["B2"].number_format,
        lots["A2"].comment.text,
        lots["A2"].font.strike,
        lots.row_dimensions[2].hidden,
    ) == ("0.0%", "ask", True, True)
    assert (values["Old"].sheet_state, str(lots.merged_cells)) == ("hidden", "A5:B6")
    (tmp_path / "export.xlsx").write_bytes(content)
    again = fill(google.add("Back"), tmp_path / "export.xlsx")
    assert [tab.values() for tab in again.tabs] == [tab.values() for tab in book.tabs]
    assert [tab.rows[2][1].formula for tab in again.tabs[:1]] == ['=IF(B2<1,5,"&")']


def test_the_sample_cooperative_is_in_three_spreadsheets_cell_by_cell(google):
    books = put_on(google, "reader@example.org")
    workbook = openpyxl.load_workbook(CLEAN)
    held = {tab.title: tab for book in books for tab in book.tabs}
    assert set(held) == set(workbook.sheetnames) and [book.title for book in books] == [title for title, _, _ in BOOKS]
    for sheet in workbook:
        for row in sheet.iter_rows():
            for one in row:
                assert held[sheet.title].at(one.row - 1, one.column - 1).value == cell(one.value).value


def test_a_week_of_staff_can_be_lived_again(google):
    def week(seed):
        books = put_on(google)
        staff = Staff(books, seed)
        said = [staff.act() for _ in range(400)]
        return said, [tab.values() for book in books for tab in book.tabs]

    first = week(3)
    assert first == week(3) and first != week(4)
    assert len({line.split(",")[0] for line in first[0]}) == 12
