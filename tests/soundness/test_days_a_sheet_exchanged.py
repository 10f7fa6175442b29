"""Days typed day-first into a sheet that reads them month-first, in real files: no delivery is counted on a day nobody
meant."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from history.snapshots import store
from tests.logbooks.typed_sheets import RECEIPTS

# A harvest from November to March, a delivery every third day.
HARVEST = [date(2025, 11, 2) + timedelta(days=3 * number) for number in range(50)]
MIXED = "days-and-months-mixed"


def month_first(day: date) -> date | str:
    """What a sheet of the United States makes of a day typed as 03/04/2026: a date where it can, else the text."""
    return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"


def xlsx(path, days):
    book = Workbook()
    book.active.title = "Receipts"
    book.active.append(RECEIPTS)
    for number, day in enumerate(days):
        book.active.append([day, "F-1", 50 + number, "cherry", f"R-{number}"])
    book.save(path)
    return path


def ods(path, days):
    def cell(value):
        if isinstance(value, date):
            return (
                f'<table:table-cell office:value-type="date" '
                f'office:date-value="{value}"><text:p>{value:%m/%d/%y}</text:p></table:table-cell>'
            )
        if isinstance(value, int):
            return (
                f'<table:table-cell office:value-type="float" '
                f'office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            )
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = [RECEIPTS, *([day, "F-1", 50 + number, "cherry", f"R-{number}"] for number, day in enumerate(days))]
    rows = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines)
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>')
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
            f'xmlns:text="{urn}:text:1.0">'
            f"<office:body><office:spreadsheet><table:table "
            f'table:name="Receipts">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return path


def read(path):
    """The day of every receipt that is counted, by its number, and the rows asked about."""
    w = store.temporary([path])
    counted = {
        row["receipt_no"]: row["received_on"] for row in w.rows("SELECT receipt_no, received_on FROM clean.receipts")
    }
    asked = {row["row_no"] for row in w.rows(f"SELECT row_no FROM problems WHERE code = '{MIXED}'")}
    others = {row["code"] for row in w.rows("SELECT code FROM problems")} - {MIXED, "date-far-off"}
    w.close()
    return counted, asked, others


@pytest.mark.parametrize("write", [xlsx, ods])
def test_no_delivery_is_counted_on_a_day_nobody_meant(tmp_path, write):
    counted, asked, others = read(write(tmp_path / f"book.{write.__name__}", [month_first(day) for day in HARVEST]))
    wrong = {number + 2 for number, day in enumerate(HARVEST) if day.day <= 12 and day.day != day.month}
    assert counted == {f"R-{number}": day for number, day in enumerate(HARVEST) if number + 2 not in wrong}
    assert (asked, others) == (wrong, set())
    # 2, 5, 8 November; 2, 5, 8, 11 December; 4, 7, 10 January; 3, 6, 9, 12 February; 2, 5, 8, 11 March
    assert len(wrong) == 18


@pytest.mark.parametrize("write", [xlsx, ods])
def test_the_same_harvest_in_a_sheet_of_the_country_is_counted_whole(tmp_path, write):
    with_one_text = [*HARVEST[:-1], f"{HARVEST[-1]:%d/%m/%Y}"]
    for days in (HARVEST, with_one_text, [f"{day:%d/%m/%Y}" for day in HARVEST]):
        counted, asked, others = read(write(tmp_path / f"book.{write.__name__}", days))
        assert (list(counted.values()), asked, others) == (HARVEST, set(), set())


@pytest.mark.parametrize("months", [1, 2, 3])
def test_a_few_weeks_are_enough_to_tell(tmp_path, months):
    """From the first weeks on, as soon as one day above 12 was typed."""
    days = [day for day in HARVEST if day < date(2025, 11, 17) + timedelta(days=30 * (months - 1))]
    counted, asked, _ = read(xlsx(tmp_path / "book.xlsx", [month_first(day) for day in days]))
    assert asked and set(counted.values()) <= set(days)


def test_once_typed_again_everything_counts(tmp_path):
    """The cure: with the locale set to the country, the same days typed again are dates, those above 12 too."""
    broken = [month_first(day) for day in HARVEST]
    assert read(xlsx(tmp_path / "book.xlsx", broken))[1]
    assert read(xlsx(tmp_path / "mended.xlsx", HARVEST)) == (
        {f"R-{number}": day for number, day in enumerate(HARVEST)},
        set(),
        set(),
    )
