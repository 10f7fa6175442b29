"""Old Excel, binary Excel and OpenDocument: the same cells come out of each."""

import datetime
import struct
import zipfile

import odf.opendocument
import odf.style
import odf.table
import odf.text
import pytest
import xlwt

from connectors.trouble import CannotOpen
from tests.connectors.made import seen, tabs

EXPECTED = {
    "B2": "t 007",
    "C2": "n 1.255",
    "D2": "p 12 %",
    "E2": "d 2026-03-31",
    "F2": "m 2026-03-31 14:05:00",
    "G2": "h 06:30:00",
    "H2": "b yes",
    "I2": "e #DIV/0!",
    "B4": "t señal & <b>",
}


def old_excel(path):
    def style(code):
        one = xlwt.XFStyle()
        one.num_format_str = code
        return one

    book = xlwt.Workbook()
    sheet = book.add_sheet("Lotes")
    sheet.write(1, 1, "007")
    sheet.write(1, 2, 1.255)
    sheet.write(1, 3, 0.12, style("0%"))
    sheet.write(1, 4, datetime.date(2026, 3, 31), style("dd/mm/yyyy"))
    sheet.write(1, 5, datetime.datetime(2026, 3, 31, 14, 5), style("dd/mm/yyyy hh:mm"))
    sheet.write(1, 6, datetime.time(6, 30), style("hh:mm"))
    sheet.write(1, 7, True)
    sheet.row(1).set_cell_error(8, "#DIV/0!")
    sheet.write(3, 1, "señal & <b>")
    sheet.row(3).hidden = True
    sheet.merge(5, 6, 1, 2)
    book.add_sheet("Oculta").visibility = 1
    book.save(str(path))


def open_document(path):
    book = odf.opendocument.OpenDocumentSpreadsheet()
    unseen = odf.style.Style(name="ta2", family="table")
    unseen.addElement(odf.style.TableProperties(display="false"))
    book.automaticstyles.addElement(unseen)
    sheet = odf.table.Table(name="Lotes")

    def cell(shown="", **about):
        one = odf.table.TableCell(**about)
        if shown:
            one.addElement(odf.text.P(text=shown))
        return one

    def row(*cells, **about):
        one = odf.table.TableRow(**about)
        for each in cells:
            one.addElement(each)
        sheet.addElement(one)

    row(cell(numbercolumnsrepeated=1024))
    failed = cell("#DIV/0!", formula="of:=1/0", valuetype="string", stringvalue="")
    failed.setAttrNS("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "value-type", "error")
    row(
        cell(),
        cell("007", valuetype="string"),
        cell("1,26", valuetype="float", value="1.255"),
        cell("12%", valuetype="percentage", value="0.12"),
        cell("31/03/26", valuetype="date", datevalue="2026-03-31"),
        cell("31/03/26", valuetype="date", datevalue="2026-03-31T14:05:00"),
        cell("06:30", valuetype="time", timevalue="PT06H30M00S"),
        cell("WAHR", valuetype="boolean", booleanvalue="true"),
        failed,
    )
    row(cell(), numberrowsrepeated=1)
    row(cell(), cell("señal & <b>", valuetype="string"), visibility="collapse")
    row(cell())
    row(cell(), cell(numbercolumnsspanned=2, numberrowsspanned=2))
    row(cell(), numberrowsrepeated=1048570)
    book.spreadsheet.addElement(sheet)
    book.spreadsheet.addElement(odf.table.Table(name="Oculta", stylename=unseen))
    book.save(str(path))


def binary_excel(path):
    """The few records of [MS-XLSB] such a sheet needs, written by hand."""

    def record(kind, data=b""):
        kinds = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return kinds + bytes([len(data) & 127 | 128, len(data) >> 7]) + data

    def wide(text):
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def cell(kind, column, data, style=0):
        return record(kind, struct.pack("<II", column, style) + data)

    def row(number, hidden=False):
        return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))

    def style(number):
        return record(47, struct.pack("<HHHHHBBHH", 0, number, 0, 0, 0, 0, 0, 0, 0))

    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"

    def related(*pairs):
        each = "".join(
            f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(pairs)
        )
        return f'<?xml version="1.0"?><Relationships xmlns="{rels}">{each}</Relationships>'

    sheet = record(129) + record(148, struct.pack("<4I", 1, 3, 1, 8)) + record(145) + row(1)
    sheet += (
        cell(7, 1, struct.pack("<I", 0)) + cell(5, 2, struct.pack("<d", 1.255)) + cell(5, 3, struct.pack("<d", 0.12), 1)
    )
    sheet += cell(2, 4, struct.pack("<I", 46112 << 2 | 2), 2) + cell(5, 5, struct.pack("<d", 46112 + 845 / 1440), 3)
    sheet += (
        cell(9, 6, struct.pack("<d", 6.5 / 24) + bytes(8), 4) + cell(4, 7, b"\x01") + cell(11, 8, b"\x07" + bytes(8))
    )
    sheet += row(3, hidden=True) + cell(6, 1, wide("señal & <b>")) + record(146)
    sheet += record(177, struct.pack("<I", 1)) + record(176, struct.pack("<4I", 5, 6, 1, 2)) + record(178) + record(130)
    parts = {
        "_rels/.rels": related(("officeDocument", "xl/workbook.bin")),
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/_rels/workbook.bin.rels": related(
            ("worksheet", "worksheets/sheet1.bin"),
            ("worksheet", "worksheets/sheet2.bin"),
            ("styles", "styles.bin"),
            ("sharedStrings", "sharedStrings.bin"),
        ),
        "xl/workbook.bin": record(131)
        + record(153, bytes(8) + wide(""))
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("r0") + wide("Lotes"))
        + record(156, struct.pack("<II", 1, 2) + wide("r1") + wide("Oculta"))
        + record(144)
        + record(132),
        "xl/styles.bin": record(278)
        + record(615, struct.pack("<I", 1))
        + record(44, struct.pack("<H", 164) + wide("dd/mm/yyyy hh:mm"))
        + record(616)
        + record(617, struct.pack("<I", 5))
        + style(0)
        + style(9)
        + style(14)
        + style(164)
        + style(20)
        + record(618)
        + record(279),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", 1, 1)) + record(19, b"\0" + wide("007")) + record(160),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/worksheets/sheet2.bin": record(129) + record(145) + record(146) + record(130),
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize(("ending", "write"), [("xls", old_excel), ("ods", open_document), ("xlsb", binary_excel)])
def test_the_same_cells_come_out_of_every_kind(tmp_path, ending, write):
    write(tmp_path / f"lots.{ending}")
    first, other = tabs(tmp_path / f"lots.{ending}")
    assert seen(first) == EXPECTED
    assert first.cells["hidden"].to_pylist() == [False, True]
    assert (first.merges, first.remarks) == (((6, 2, 7, 3),), ())
    assert (other.sheet, [one.code for one in other.remarks], other.width) == ("Oculta", ["hidden-tab"], 0)
    assert first.counts == {"valued": 9, "errors": 1, "unsaved": 0, "percent": 1, "hidden_rows": 1, "merges": 1}


def open_document_of(path, row):
    """An open document of one tab, A, with that row as it stands in its XML."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="A">'
        f"{row}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        package.writestr("content.xml", content)


def test_an_open_document_formula_without_a_value_and_repeats(tmp_path):
    open_document_of(
        tmp_path / "a.ods",
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/>'
        '<table:table-cell table:formula="of:=SUM([.A1:.B1])"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        '<text:p>two<text:s text:c="2"/>words</text:p><text:p><text:span>more</text:span></text:p></table:table-cell>'
        "</table:table-row>",
    )
    [tab] = tabs(tmp_path / "a.ods")
    row = {"A": "n 5", "B": "n 5", "C": "u =SUM([.A1:.B1])", "D": "t two  words\nmore"}
    assert seen(tab) == {f"{letter}{number}": said for number in (1, 2) for letter, said in row.items()}


def test_a_time_of_a_month_is_not_taken_for_a_minute(tmp_path):
    """P1M names no hours: as words it differs from what the second reader sees, so that the tab is refused and the cell
    named."""
    open_document_of(
        tmp_path / "a.ods",
        "<table:table-row>"
        '<table:table-cell office:value-type="time" office:time-value="P1M"><text:p>a month</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="5"/>'
        "</table:table-row>",
    )
    [tab] = tabs(tmp_path / "a.ods")
    assert (tab.refused.code, tab.refused.row, tab.refused.column) == ("counts-differ", 1, 1)


@pytest.mark.parametrize("times", ["0", "-1", "-1048576"])
@pytest.mark.parametrize(
    "row", ["<table:table-row {rows}>{cell}</table:table-row>", "<table:table-row>{cells}</table:table-row>"]
)
def test_what_is_said_to_be_there_less_than_once_is_refused_in_words(tmp_path, times, row):
    """Passed over in silence, its cells would be lost or stand in other rows."""
    cell = '<table:table-cell {0} office:value-type="string"><text:p>M-1</text:p></table:table-cell>'
    open_document_of(
        tmp_path / "Lots.ods",
        row.format(
            rows=f'table:number-rows-repeated="{times}"',
            cell=cell.format(""),
            cells=cell.format(f'table:number-columns-repeated="{times}"'),
        ),
    )
    with pytest.raises(CannotOpen, match=f"is said to be there {times} times"):
        tabs(tmp_path / "Lots.ods")
