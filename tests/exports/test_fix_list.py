"""The fix list as a workbook: one tab a sheet, printable, and nothing in it is ever a formula."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from exports.fix_list import write_fix_list
from tests.logbooks.typed_sheets import LOTS, RECEIPTS, checked, tab

DAY = date(2026, 1, 10)


def written(tmp_path, *tabs):
    path = tmp_path / "fix.xlsx"
    write_fix_list(path, checked(*tabs))
    return path, load_workbook(path)


def test_a_tab_a_sheet_with_row_column_what_is_written_what_is_wrong_and_what_to_do(tmp_path):
    _, book = written(
        tmp_path,
        tab("Recibos", ["Fecha", "Productor", "Peso (kg)", "Forma"], [DAY, "F-1", "12,,5", "cereza"]),
        tab("Lots", LOTS, ["M-1", "micro", "2026"]),
    )
    assert book.sheetnames == ["What to correct", "Recibos", "Lots"]
    assert list(book["Recibos"].values)[1:] == [
        ("Row", "Cell", "Column", "What is written", "What is wrong", "What to do", "Until then", "Done"),
        (
            2,
            "C2",
            "Peso (kg)",
            "12,,5",
            "“12,,5” is not a number.",
            "Write digits only, such as 12.5.",
            "not counted",
            None,
        ),
    ]
    assert list(book["What to correct"].values)[4] == ("test.xlsx", "Recibos", 1, 1, "Recibos")


def test_it_prints_across_on_one_page_width_with_headings_repeated(tmp_path):
    _, book = written(tmp_path, tab("Lots", LOTS, ["M-1", "micro", "2026"]))
    page = book["Lots"]
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.print_title_rows) == ("landscape", 1, "$1:$2")


def test_no_cell_is_a_formula_whatever_is_written(tmp_path):
    hostile = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\x01bell", "＝1", "'=1"]
    path, book = written(
        tmp_path,
        tab(
            "=cmd",
            RECEIPTS,
            *([DAY, "F", cell, "cherry", f"R-{n}"] for n, cell in enumerate(hostile)),
            source="=evil.xlsx",
        ),
    )
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "inlineStr") for cell in row)
    with ZipFile(path) as parts:
        assert not any(
            b"<f>" in parts.read(name) or b"<hyperlink" in parts.read(name)
            for name in parts.namelist()
            if "sheet" in name
        )


def test_the_cell_of_a_shared_sheet_opens_it_there(tmp_path):
    shared = replace(
        tab("Lots", LOTS, ["M-1", "micro", "2026"], source="Lots 2026"),
        link="https://sheets.example/d/1/edit?gid=7#gid=7&range={place}",
    )
    _, book = written(tmp_path, shared)
    cell = book["Lots"]["B3"]
    # The crop year is the third column, the lot the second row.
    assert (cell.value, cell.hyperlink.target, cell.data_type) == (
        "C2",
        "https://sheets.example/d/1/edit?gid=7#gid=7&range=C2",
        "s",
    )


def test_the_cell_of_a_file_opens_it_where_it_lies_beside_the_list(tmp_path):
    _, book = written(tmp_path, tab("Año '26", LOTS, ["M-1", "micro", "2026"], source="Lotes año 1.xlsx"))
    link = book.worksheets[1]["B3"].hyperlink
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
    _, book = written(tmp_path, tab("Lots", LOTS, ["M-1", "micro", "2026"], source=source))
    assert book.worksheets[1]["B3"].value == "C2" and book.worksheets[1]["B3"].hyperlink is None


def test_a_link_that_is_no_https_address_is_none(tmp_path):
    _, book = written(
        tmp_path,
        replace(tab("Lots", LOTS, ["M-1", "micro", "2026"], source="Lots"), link="javascript:alert('{place}')"),
    )
    assert book["Lots"]["B3"].hyperlink is None


def test_tabs_of_one_name_and_names_excel_forbids_get_names_of_their_own(tmp_path):
    bad = [LOTS, ["M-1", "micro", "2026"]]
    long = "A name that is longer than any tab of Excel may be"
    _, book = written(
        tmp_path,
        tab("Lots", *bad, source="a.xlsx"),
        tab("Lots", *bad, source="b.xlsx"),
        tab("what to correct", *bad),
        tab(long, *bad),
    )
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_where_nothing_is_wrong_it_says_so(tmp_path):
    _, book = written(tmp_path, tab("Lots", LOTS, ["M-1", "micro", "2025/26"]))
    assert book.sheetnames == ["What to correct"]
    assert "Nothing is wrong" in book["What to correct"]["A2"].value
