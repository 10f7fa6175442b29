"""Text with a line through it: a struck cell is said, a struck part of a cell is left out and said."""

import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from connectors.cells import Tab
from connectors.formats import grid
from connectors.google.google_cells import reading
from tests.connectors.made import tabs
from tests.logbooks.typed_sheets import checked, found

HEAD = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number"]
# 46 was struck and 41 written after it; the second farmer's code was mended; the third row is struck as a whole
PART, MENDED = (("46", True), ("41", False)), (("F-07 ", True), ("F-02", False))
ROWS = [
    ["2026-01-10", "F-01", PART, "cherry", "R-1"],
    ["2026-01-11", MENDED, "52", "cherry", "R-2"],
    ["2026-01-12", "F-03", "38", "cherry", "R-3"],
]
WHOLE = 3  # the row, from 1


def xlsx(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Receipts"
    sheet.append(HEAD)
    for number, row in enumerate(ROWS, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number + 1, column)
            if isinstance(value, str):
                cell.value = value
            else:
                cell.value = CellRichText([TextBlock(InlineFont(strike=struck), text) for text, struck in value])
            if number == WHOLE:
                cell.font = Font(strike=True)
    book.save(path)


def old_excel(path):
    def font(struck):
        one = xlwt.Font()
        one.struck_out = struck
        return one

    lined = xlwt.XFStyle()
    lined.font = font(True)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Receipts")
    for column, heading in enumerate(HEAD):
        sheet.write(0, column, heading)
    for number, row in enumerate(ROWS, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write(number, column, value, lined if number == WHOLE else xlwt.XFStyle())
            else:
                sheet.write_rich_text(number, column, [(text, font(struck)) for text, struck in value])
    book.save(str(path))


def open_document(path):
    book = odf.opendocument.OpenDocumentSpreadsheet()

    def style(name, family, line):
        one = odf.style.Style(name=name, family=family)
        one.addElement(odf.style.TextProperties(textlinethroughstyle=line))
        book.automaticstyles.addElement(one)
        return one

    struck, plain = style("T1", "text", "solid"), style("T2", "text", "none")
    lined = style("ce1", "table-cell", "solid")
    sheet = odf.table.Table(name="Receipts")
    for number, row in enumerate([HEAD, *ROWS]):
        line = odf.table.TableRow()
        for value in row:
            cell = odf.table.TableCell(valuetype="string", **({"stylename": lined} if number == WHOLE else {}))
            paragraph = odf.text.P(text=value if isinstance(value, str) else "")
            for text, gone in () if isinstance(value, str) else value:
                paragraph.addElement(odf.text.Span(stylename=struck if gone else plain, text=text))
            cell.addElement(paragraph)
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def google() -> Tab:
    def cell(value, lined=False):
        if isinstance(value, str):
            told = {"effectiveValue": {"stringValue": value}}
            return told | ({"effectiveFormat": {"textFormat": {"strikethrough": True}}} if lined else {})
        runs, place = [], 0
        for text, struck in value:
            runs.append({"startIndex": place, "format": {"strikethrough": struck}})
            place += len(text)
        return {"effectiveValue": {"stringValue": "".join(text for text, _ in value)}, "textFormatRuns": runs}

    rows = [[cell(value, number == WHOLE) for value in row] for number, row in enumerate([HEAD, *ROWS])]
    cells, width = grid.table(one := reading([{"rowData": [{"values": row} for row in rows]}], [], hidden=False))
    return Tab("google", "Receipts", cells, width, tuple(one.remarks))


@pytest.mark.parametrize("made", [xlsx, old_excel, open_document, google])
def test_what_is_struck_in_part_is_left_out_and_what_is_struck_whole_is_said(made, tmp_path):
    """46 struck before 41 is 41 kg and never 4,641; the struck row of 38 kg is read, marked doubtful and said."""
    if made is google:
        receipts = [google()]
    else:
        made(tmp_path / "made")
        receipts = [*tabs(tmp_path / "made", "Station.xlsx")]
    w = checked(*receipts)
    assert w.rows("SELECT farmer_id, weight_kg, doubtful FROM clean.receipts ORDER BY row_no") == [
        {"farmer_id": "F-01", "weight_kg": 41.0, "doubtful": True},
        {"farmer_id": "F-02", "weight_kg": 52.0, "doubtful": True},
        {"farmer_id": "F-03", "weight_kg": 38.0, "doubtful": True},
    ]
    assert [(row, code) for row, _, code in found(w)] == [
        (2, "struck-in-part"),
        (3, "struck-in-part"),
        (4, "struck-through"),
    ]
    assert "C2: 46" in w.rows("SELECT what FROM problems WHERE row_no = 2")[0]["what"]


def test_a_letter_of_two_units_before_a_struck_part_moves_no_line(tmp_path):
    """Old Excel counts 🌱 as two: 46 is struck and 41 is left."""
    book = xlwt.Workbook()
    struck = xlwt.Font()
    struck.struck_out = True
    parts = [("🌱 ", xlwt.Font()), ("46", struck), (" 41", xlwt.Font())]
    book.add_sheet("Receipts").write_rich_text(0, 0, parts)
    book.save(str(tmp_path / "made"))
    (receipts,) = tabs(tmp_path / "made", "Station.xls")
    assert receipts.table["c1"].to_pylist() == ["🌱  41"]
    assert [(one.code, one.detail) for one in receipts.remarks] == [("struck-in-part", "A1: 46")]
