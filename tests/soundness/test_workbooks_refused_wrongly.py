"""Sound workbooks are read: with charts, counted from 1904; and where a reader knows something not, that is what is
said."""

import datetime
import struct
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlwt.CompoundDoc import XlsDoc

from connectors.trouble import CannotOpen
from tests.connectors.made import seen, tabs

END = struct.pack("<HH", 0x000A, 0)


def chart(*numbers: tuple[int, int, float]) -> bytes:
    """A chart as .xls keeps it among the records of its sheet, with the numbers it drew (row, column, value)."""
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0020, 0, 0, 0, 0)
    return begin + b"".join(struct.pack("<HHHHHd", 0x0203, 14, *place, 0, value) for *place, value in numbers) + END


def with_charts(path, *charts: bytes, rows: int = 2):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Lots")
    for row in range(rows):
        sheet.write(row, 0, f"L-{row}")
        sheet.write(row, 1, 40.5 + row)
    stream = book.get_biff_data()
    assert stream.endswith(END)
    XlsDoc().save(str(path), stream[: -len(END)] + b"".join(charts) + END)


@pytest.mark.parametrize(
    "charts",
    [
        [chart((0, 0, 5.0), (1, 0, 6.0))],  # where the sheet has cells
        [chart((0, 4, 5.0), (9, 4, 6.0))],  # where it has none
        [chart((0, 0, 1.0)), chart((0, 1, 2.0), (2, 2, 3.0))],
        [chart()],
    ],
)
def test_what_a_chart_drew_is_no_cell_of_its_sheet(tmp_path, charts):
    with_charts(tmp_path / "made.xls", *charts)
    [tab] = tabs(tmp_path / "made.xls")
    assert seen(tab) == {"A1": "t L-0", "B1": "n 40.5", "A2": "t L-1", "B2": "n 41.5"}


def test_a_cell_beside_a_chart_is_still_read_twice(tmp_path):
    """A number that only the chart has is passed over; one that the sheet has and the second reader lacks is not."""
    with_charts(tmp_path / "made.xls", chart((0, 0, 5.0)), rows=3)
    [tab] = tabs(tmp_path / "made.xls")
    assert tab.refused is None and tab.counts["valued"] == 6


EXTENSION = (
    '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" '
    'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
    '<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
)


def from_1904(path, extended: bool):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([datetime.date(2026, 3, 31), datetime.datetime(2026, 3, 31, 14, 5)])
    plain = path.with_suffix(".plain")
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml" and extended:
                content = content.replace(b"</workbook>", EXTENSION.encode())
            new.writestr(name, content)


@pytest.mark.parametrize("extended", [False, True])
def test_days_counted_from_1904_are_the_days_excel_shows(tmp_path, extended):
    """Newer Excel adds a second workbookPr that says nothing of 1904; the workbook counts from 1904 all the same."""
    from_1904(tmp_path / "made.xlsx", extended)
    [tab] = tabs(tmp_path / "made.xlsx")
    assert seen(tab) == {"A1": "d 2026-03-31", "B1": "m 2026-03-31 14:05:00"}


def test_an_old_workbook_counted_from_1904(tmp_path):
    book = xlwt.Workbook()
    book.dates_1904 = True
    style = xlwt.XFStyle()
    style.num_format_str = "dd/mm/yyyy"
    book.add_sheet("Lots").write(0, 0, 44650, style)  # days after 1 January 1904
    book.save(str(tmp_path / "made.xls"))
    [tab] = tabs(tmp_path / "made.xls")
    assert seen(tab) == {"A1": "d 2026-03-31"}


def test_what_the_reader_does_not_know_is_not_called_damaged(tmp_path):
    stream = struct.pack("<HHHHHHII", 0x0809, 16, 0x0700, 0x0005, 0, 0, 0, 0) + END
    XlsDoc().save(str(tmp_path / "made.xls"), stream)
    with pytest.raises(CannotOpen) as trouble:
        tabs(tmp_path / "made.xls")
    assert "need not be damaged" in trouble.value.what and ".xlsx" in trouble.value.fix
