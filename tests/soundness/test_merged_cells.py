"""A day, a code or a word that is merged over several rows holds for each of them; an amount is one amount."""

from dataclasses import replace

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt

from connectors.cells import Tab
from connectors.formats import grid
from connectors.google.google_cells import reading
from tests.connectors.made import tabs
from tests.logbooks.typed_sheets import checked, found, standings, tab

HEAD = ["Received on", "Farmer", "Weight (kg)", "Form", "Lot", "Receipt number"]
# two deliveries of M-1 and one of B-1 on the 3rd, two of B-1 on the 4th, one of B-1 on the 5th; all of cherry
ROWS = [
    ["2025-11-03", "F-1", 10, "cherry", "M-1", "R-1"],
    [None, "F-2", 20, None, None, "R-2"],
    [None, "F-1", 30, None, "B-1", "R-3"],
    ["2025-11-04", "F-3", 40, None, None, "R-4"],
    [None, "F-2", 50, None, None, "R-5"],
    ["2025-11-05", "F-1", 60, "cherry", "B-1", "R-6"],
]
# first row, first column, last row, last column, from 1
MERGES = [(2, 1, 4, 1), (5, 1, 6, 1), (2, 4, 6, 4), (2, 5, 3, 5), (4, 5, 6, 5)]


def xlsx(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Receipts"
    for row in (HEAD, *ROWS):
        sheet.append(row)
    for top, left, bottom, right in MERGES:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.save(path)


def old_excel(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Receipts")
    merged = {(top, left): (bottom, right) for top, left, bottom, right in MERGES}
    for row, cells in enumerate((HEAD, *ROWS), start=1):
        for column, value in enumerate(cells, start=1):
            if (row, column) in merged:
                bottom, right = merged[row, column]
                sheet.write_merge(row - 1, bottom - 1, column - 1, right - 1, value)
            elif value is not None:
                sheet.write(row - 1, column - 1, value)
    book.save(str(path))


def open_document(path):
    book = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Receipts")
    spans = {(top, left): bottom - top + 1 for top, left, bottom, _ in MERGES}
    for row, cells in enumerate((HEAD, *ROWS), start=1):
        line = odf.table.TableRow()
        for column, value in enumerate(cells, start=1):
            if value is None:
                line.addElement(odf.table.CoveredTableCell())
                continue
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
            if (row, column) in spans:
                kind |= {"numberrowsspanned": spans[row, column], "numbercolumnsspanned": 1}
            cell = odf.table.TableCell(**kind)
            cell.addElement(odf.text.P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def google() -> Tab:
    """The same as Google's API tells it: from 0, the ends beyond the last."""
    rows = [
        {
            "values": [
                {}
                if value is None
                else {"effectiveValue": {"stringValue" if isinstance(value, str) else "numberValue": value}}
                for value in cells
            ]
        }
        for cells in (HEAD, *ROWS)
    ]
    merges = [
        {"startRowIndex": top - 1, "endRowIndex": bottom, "startColumnIndex": left - 1, "endColumnIndex": right}
        for top, left, bottom, right in MERGES
    ]
    one = reading([{"rowData": rows}], merges, hidden=False)
    cells, width = grid.table(one)
    return Tab("google", "Receipts", cells, width, merges=tuple(one.merges))


@pytest.mark.parametrize("made", [xlsx, old_excel, open_document, google])
def test_a_day_a_word_and_a_code_hold_for_all_rows_they_are_merged_over(made, tmp_path):
    if made is google:
        read = [google()]
    else:
        made(tmp_path / "made")
        read = [*tabs(tmp_path / "made", "Receipts.xlsx")]
    w = checked(*read)
    sums = "SELECT {0} AS of, sum(weight_kg) AS kg FROM clean.receipts WHERE form = 'cherry' GROUP BY 1 ORDER BY 1"
    assert [tuple(row.values()) for row in w.rows(sums.format("lot_id"))] == [("B-1", 180), ("M-1", 30)]
    assert [tuple(row.values()) for row in w.rows(sums.format("CAST(received_on AS VARCHAR)"))] == [
        ("2025-11-03", 60),
        ("2025-11-04", 90),
        ("2025-11-05", 60),
    ]
    assert found(w) == [(2, "", "merged-cells-read")]
    assert set(standings(w).values()) == {"used"}


def test_a_tab_of_many_merges_says_so_in_one_line():
    rows = [[None if n % 2 else "2025-11-03", f"F-{n}", 10, "cherry", "M-1", f"R-{n}"] for n in range(2000)]
    days = tuple((top, 1, top + 1, 1) for top in range(2, 2002, 2))
    w = checked(replace(tab("Receipts", HEAD, *rows), merges=days))
    assert w.rows("SELECT count(*) AS n, sum(weight_kg) AS kg FROM clean.receipts") == [{"n": 2000, "kg": 20_000}]
    (said,) = w.rows("SELECT code, what FROM problems")
    assert said["code"] == "merged-cells-read" and "A2:A3 and 999 more" in said["what"]


# 90 kg stand once over three rows of three farmers: the scale showed 90, not 270
AMOUNTS = [
    ["2025-11-03", "F-1", 90, "cherry", "M-1", "R-1"],
    ["2025-11-03", "F-2", None, "cherry", "M-1", "R-2"],
    ["2025-11-03", "F-3", None, "cherry", "M-1", "R-3"],
]


def test_an_amount_over_several_rows_is_counted_once_and_asked_about_once():
    w = checked(replace(tab("Receipts", HEAD, *AMOUNTS), merges=((2, 3, 4, 3),)))
    assert w.rows("SELECT sum(weight_kg) AS kg FROM clean.receipts") == [{"kg": 90}]
    assert (2, "", "merged-cells") in found(w)
    assert standings(w) == {2: "doubtful", 3: "left out", 4: "left out"}


def test_a_price_over_several_rows_is_asked_about_and_not_given_to_the_rows_below():
    offers = tab(
        "Offers",
        ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Closed on", "Accepted price (USD/kg)"],
        ["O-1", "M-1", "Roaster", "2026-01-10", 100, "accepted", "2026-02-01", 7],
        ["O-2", "M-2", None, "2026-01-10", 100, None, None, None],
    )
    w = checked(replace(offers, merges=((2, 3, 3, 3), (2, 6, 3, 6), (2, 7, 3, 7), (2, 8, 3, 8))))
    assert w.rows(
        "SELECT buyer, status, CAST(closed_on AS VARCHAR) AS closed, accepted_price_per_kg AS price FROM clean.offers "
        "ORDER BY offer_id"
    ) == [
        {"buyer": "Roaster", "status": "accepted", "closed": "2026-02-01", "price": 7},
        {"buyer": "Roaster", "status": "accepted", "closed": "2026-02-01", "price": None},
    ]
    assert w.rows("SELECT \"column\", what FROM problems WHERE code = 'merged-cells'") == [
        {
            "column": "Accepted price (USD/kg)",
            "what": "Cells are merged (H2:H3), and what stands in them was counted once, in the upper left cell.",
        }
    ]


def test_a_lab_result_that_is_a_number_kept_as_text_is_an_amount_too():
    lab = tab(
        "Lab tests",
        ["Sampled on", "Lot", "Kind", "Analyte", "Result", "Unit"],
        ["2026-01-10", "M-1", "residue", "Glyphosate", "0.05", "mg/kg"],
        [None, None, None, "Chlorpyrifos", None, None],
    )
    w = checked(replace(lab, merges=tuple((2, column, 3, column) for column in (1, 2, 3, 5, 6))))
    assert w.rows("SELECT DISTINCT lot_id, unit FROM clean.lab_tests") == [{"lot_id": "M-1", "unit": "mg/kg"}]
    assert (2, "", "merged-cells") in found(w)
    assert [row["result"] for row in w.rows("SELECT result FROM clean.lab_tests WHERE result IS NOT NULL")] == ["0.05"]


def test_the_code_of_one_row_is_not_the_code_of_the_rows_below():
    """Three sacks on one slip are three rows, not one row typed three times."""
    sacks = [[None if n else "2025-11-03", "F-1", 40 + n, "cherry", "M-1", None if n else "R-1"] for n in range(3)]
    w = checked(replace(tab("Receipts", HEAD, *sacks), merges=((2, 1, 4, 1), (2, 6, 4, 6))))
    assert w.rows("SELECT receipt_no, weight_kg AS kg FROM clean.receipts ORDER BY weight_kg") == [
        {"receipt_no": "R-1", "kg": 40},
        {"receipt_no": None, "kg": 41},
        {"receipt_no": None, "kg": 42},
    ]
    assert found(w) == [(2, "", "merged-cells"), (2, "", "merged-cells-read")]


def test_what_a_merge_hides_is_asked_about_and_stays():
    """A program that keeps the cells below as they were, which nobody sees."""
    rows = [ROWS[0], ["2025-11-09", "F-2", 20, "cherry", "M-1", "R-2"]]
    w = checked(replace(tab("Receipts", HEAD, *rows), merges=((2, 1, 3, 1),)))
    assert [row["day"] for row in w.rows("SELECT CAST(received_on AS VARCHAR) AS day FROM clean.receipts")] == [
        "2025-11-03",
        "2025-11-09",
    ]
    assert found(w) == [(2, "", "merged-cells")]
    assert standings(w) == {2: "doubtful", 3: "doubtful"}


def test_empty_rows_and_remarks_beside_the_table_get_nothing_of_a_merge():
    """A form printed with the day merged over ten rows, of which two are filled."""
    rows = [
        ["2025-11-03", "F-1", 10, "cherry", "M-1", "R-1", None],
        [None, "F-2", 20, "cherry", "M-1", "R-2", None],
        *([None] * 6 + ["no more came"] for _ in range(8)),
    ]
    w = checked(replace(tab("Receipts", [*HEAD, "Weather"], *rows), merges=((2, 1, 11, 1),)))
    assert standings(w) == {2: "used", 3: "used"}
    assert w.rows("SELECT DISTINCT reason FROM not_data WHERE row_no > 3") == [{"reason": "beside the table"}]


def test_a_total_below_a_merge_over_it_is_no_delivery():
    rows = [*ROWS[:2], [None, "TOTAL", 30, None, None, None]]
    w = checked(replace(tab("Receipts", HEAD, *rows), merges=((2, 1, 4, 1), (2, 4, 4, 4), (2, 5, 4, 5))))
    assert w.rows("SELECT sum(weight_kg) AS kg FROM clean.receipts") == [{"kg": 30}]
    assert (4, "farmer_id", "total-row") in found(w)


def test_titles_and_headings_that_are_merged_are_not_worth_a_word():
    sheet = tab("Receipts", ["Station A"], HEAD, ["2025-11-03", "F-1", 10, "cherry", "M-1", "R-1"])
    w = checked(replace(sheet, merges=((1, 1, 1, 6),)))
    assert found(w) == [] and standings(w) == {3: "used"}


def test_a_code_merged_over_the_next_column_is_asked_about():
    """F-1 over the columns of the farmer and of the lot: of which it is the code nobody can say."""
    head = ["Received on", "Farmer", "Lot", "Weight (kg)", "Form"]
    rows = [["2025-11-03", "F-1", None, 10, "cherry"], ["2025-11-03", None, None, 20, "cherry"]]
    w = checked(replace(tab("Receipts", head, *rows), merges=((2, 2, 3, 3),)))
    assert (2, "", "merged-cells") in found(w)
    assert standings(w)[3] == "left out"
