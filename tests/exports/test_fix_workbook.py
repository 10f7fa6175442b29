"""The fix list as a workbook: a line a cause on one tab, printable, and nothing in it is ever a formula."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from decisions.fix_list import fix_list
from exports.fix_workbook import write_fix_list
from tests.logbooks.typed_sheets import LOTS, RECEIPTS, checked, tab

DAY = date(2026, 1, 10)
HEADINGS = ("Tab", "Rows", "Column", "What is written", "What is wrong", "What to do", "At stake", "Done")
BAD = [LOTS, ["M-1", "micro", "2024/26"]]  # years that do not follow each other


def written(tmp_path, *tabs, before=None):
    path = tmp_path / "fix.xlsx"
    write_fix_list(path, fix_list(checked(*tabs), before))
    book = load_workbook(path)
    (sheet,) = book
    return path, sheet


def lines(sheet) -> list[tuple]:
    """The rows of the table that fill more than one cell."""
    return [row for row in list(sheet.values)[3:] if sum(cell is not None for cell in row) > 1]


def test_a_line_a_cause_with_tab_rows_column_what_is_written_what_is_wrong_and_what_to_do(tmp_path):
    """Rows 2 to 4 and 6 of one column are no numbers: one cause. The farmer of row 7 is empty: another."""
    heads = ["Fecha", "Productor", "Peso (kg)", "Forma"]
    bad = [DAY, "F-1", "12,,5", "cereza"]
    rows = [bad, [DAY, "F-1", "unos", "cereza"], [DAY, "F-1", "?", "cereza"], [DAY, "F-1", 40, "cereza"], bad]
    _, sheet = written(tmp_path, tab("Recibos", heads, *rows, [DAY, None, 41, "cereza"]))
    assert list(sheet.values)[2] == HEADINGS
    assert lines(sheet) == [
        (
            "Recibos",
            "B7",
            "Productor",
            None,
            "Productor is empty, and the row can't be counted without it.",
            "Fill it in, or delete the row if it is not a real one.",
            "row not counted: 41 kg",
            None,
        ),
        (
            "Recibos",
            "rows 2-4, 6",
            "Peso (kg)",
            "12,,5; unos; ?",
            "Not a number, in 4 cells.",
            "Write digits only, such as 12.5.",
            "row not counted: 4 rows",
            None,
        ),
    ]


def test_it_prints_on_a4_across_on_one_page_width_with_the_headings_on_every_page(tmp_path):
    _, sheet = written(tmp_path, tab("Lots", *BAD))
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, sheet.print_title_rows) == ("landscape", 9, 1, "$3:$3")


def test_every_row_is_as_high_as_what_stands_in_it(tmp_path):
    """A sentence longer than its column takes a second line, 14 points more."""
    _, sheet = written(tmp_path, tab("Lots", *BAD))
    sentence = next(row for row in sheet.iter_rows(min_row=4) if row[4].value)
    assert len(sentence[4].value) > 42
    assert sheet.row_dimensions[sentence[0].row].height >= 4 + 2 * 14


def test_a_question_comes_first_and_its_cells_are_not_listed(tmp_path):
    """What a qq weighs is asked once for both rows; the year is a cell of its own."""
    rows = [[DAY, f"F-{n}", f"{n} qq", "cherry", f"R-{n}"] for n in (1, 2)]
    _, sheet = written(tmp_path, tab("Receipts", RECEIPTS, *rows), tab("Lots", *BAD))
    found = lines(sheet)
    asked = found[0]
    assert (asked[0], asked[1], asked[4]) == ("Receipts", "2 rows", "How many kg is one “qq” in your sheets?")
    assert [row[0] for row in found[1:]] == ["Lots"]


def test_what_was_mended_stands_as_done(tmp_path):
    before = checked(tab("Lots", LOTS, ["B-1", "bulk", "2026"], ["B-2", "bulk", "26"]))
    good = [LOTS, ["B-1", "bulk", "2025/26"], ["B-2", "bulk", "26"]]
    _, sheet = written(tmp_path, tab("Lots", *good), before=before)
    assert [(row[1], row[3], row[7]) for row in lines(sheet)] == [("C3", "26", None), ("C2", "2026", "done")]


def test_no_cell_is_a_formula_whatever_is_written(tmp_path):
    hostile = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\x01bell", "＝1", "'=1"]
    path, sheet = written(
        tmp_path,
        *(tab(f"=cmd {n}", RECEIPTS, [DAY, "F", cell, "cherry", f"R-{n}"]) for n, cell in enumerate(hostile)),
        *(tab("=cmd", RECEIPTS, [DAY, "=x", "=1+1", "cherry", "=R"], source="=evil.xlsx"),),
    )
    for row in sheet.iter_rows():
        assert all(cell.data_type in ("s", "n", "inlineStr") for cell in row)
    with ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "sheet" in name]
    assert not any(b"<f>" in one for one in sheets)


def test_the_line_of_a_shared_sheet_opens_it_there(tmp_path):
    link = "https://sheets.example/d/1/edit?gid=7#gid=7&range={place}"
    _, sheet = written(tmp_path, replace(tab("Lots", *BAD, source="Lots 2026"), link=link))
    (cell,) = (row[1] for row in sheet.iter_rows(min_row=4) if row[1].value)
    # The crop year is the third column, the lot the second row.
    assert (cell.value, cell.hyperlink.target) == ("C2", "https://sheets.example/d/1/edit?gid=7#gid=7&range=C2")


def test_the_line_of_a_file_opens_it_where_it_lies_beside_the_list(tmp_path):
    _, sheet = written(tmp_path, tab("Año '26", *BAD, source="Lotes año 1.xlsx"))
    (link,) = (row[1].hyperlink for row in sheet.iter_rows(min_row=4) if row[1].hyperlink)
    assert (link.target, link.location) == ("Lotes%20a%C3%B1o%201.xlsx", "'Año ''26'!C2")


@pytest.mark.parametrize(
    "source",
    [
        "=evil.xlsx",
        "..\\evil.xlsx",
        "../evil.xlsx",
        "//host/share.xlsx",
        "https://x.example/a.xlsx",
        "a.xlsx|cmd",
        "mailto:a.xlsx",
        "evil.exe",
        "x.csv",
    ],
)
def test_a_file_name_that_is_not_plain_is_no_link(tmp_path, source):
    _, sheet = written(tmp_path, tab("Lots", *BAD, source=source))
    assert [row[1] for row in lines(sheet)] == ["C2"]
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_a_link_that_is_no_https_address_is_none(tmp_path):
    _, sheet = written(tmp_path, replace(tab("Lots", *BAD, source="Lots"), link="javascript:alert('{place}')"))
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_tabs_of_one_name_in_two_files_are_told_apart_and_no_name_is_cut_off(tmp_path):
    long = "A name that is longer than any tab of Excel may be, and goes on"
    tabs = [tab("Lots", *BAD, source="a.xlsx"), tab("Lots", *BAD, source="b.xlsx"), tab(long, *BAD, source="b.xlsx")]
    _, sheet = written(tmp_path, *tabs)
    assert sorted(row[0] for row in lines(sheet)) == [f"{long}\nb.xlsx", "Lots\na.xlsx", "Lots\nb.xlsx"]


def test_where_nothing_is_wrong_it_says_so(tmp_path):
    _, sheet = written(tmp_path, tab("Lots", LOTS, ["M-1", "bulk", "2025/26"]))
    assert lines(sheet) == [] and "Nothing is wrong" in sheet["A2"].value
