"""A column that nobody sees is not used without a word."""

from datetime import date

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
from tests.logbooks.typed_sheets import checked

HEAD = [
    "Offer",
    "Lot",
    "Buyer",
    "Offered on",
    "Weight (kg)",
    "Status",
    "Accepted price (USD/kg)",
    "Final price agreed",
    "Closed on",
]
ROW = ["O-1", "M1", "Roaster", "2026-01-10", "120", "accepted", "7.1", "8.4", "2026-02-01"]
HIDDEN = 7  # the price, from 1; the tenth column is hidden too, and empty


def xlsx(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Offers"
    sheet.append(HEAD)
    sheet.append(ROW)
    sheet.column_dimensions["G"].hidden = sheet.column_dimensions["J"].hidden = True
    book.save(path)


def old_excel(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Offers")
    for row, cells in enumerate((HEAD, ROW)):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    sheet.col(HIDDEN - 1).hidden = sheet.col(9).hidden = True
    book.save(str(path))


def open_document(path):
    book = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Offers")
    sheet.addElement(odf.table.TableColumn(numbercolumnsrepeated=HIDDEN - 1))
    sheet.addElement(odf.table.TableColumn(visibility="collapse"))
    sheet.addElement(odf.table.TableColumn(numbercolumnsrepeated=1000))
    for cells in (HEAD, ROW):
        line = odf.table.TableRow()
        for text in cells:
            cell = odf.table.TableCell(valuetype="string")
            cell.addElement(odf.text.P(text=text))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def google() -> Tab:
    rows = [{"values": [{"effectiveValue": {"stringValue": text}} for text in cells]} for cells in (HEAD, ROW)]
    seen = [{"hiddenByUser": True} if number == HIDDEN else {} for number in range(1, 11)]
    cells, width = grid.table(one := reading([{"rowData": rows, "columnMetadata": seen}], [], hidden=False))
    return Tab("google", "Offers", cells, width, tuple(one.remarks))


@pytest.mark.parametrize("made", [xlsx, old_excel, open_document, google])
def test_a_hidden_column_in_use_is_said_with_the_visible_one_that_may_be_meant(made, tmp_path):
    if made is google:
        offers = [google()]
    else:
        made(tmp_path / "made")
        offers = [*tabs(tmp_path / "made", "Sales.xlsx")]
    w = checked(*offers, as_of=date(2026, 3, 31))
    said = w.rows("SELECT \"column\", what FROM problems WHERE code = 'hidden-column'")
    assert [one["column"] for one in said] == ["Accepted price (USD/kg)"]
    assert "Final price agreed" in said[0]["what"]
    assert w.rows("SELECT accepted_price_per_kg, doubtful FROM clean.offers") == [
        {"accepted_price_per_kg": 7.1, "doubtful": False}
    ]


def test_a_hidden_column_that_nothing_uses_is_not_worth_a_word(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lots"
    for row in (["Lot", "Stream", "Crop year", "Weather"], ["M1", "micro", "2025/26", "rain"]):
        sheet.append(row)
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "Lots.xlsx")
    w = checked(*tabs(tmp_path / "Lots.xlsx"))
    assert [row["code"] for row in w.rows("SELECT code FROM problems")] == ["unknown-column"]
