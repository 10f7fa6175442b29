"""A whole spreadsheet through the real client: as few calls as designed, never two moments mixed, the same cells as
from Excel."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from time import monotonic
from urllib.parse import urlencode

import pytest

from connectors.cells import Remark
from connectors.google import spreadsheet
from connectors.google.service_key import VARIABLE
from connectors.reading.files import read_workbook
from connectors.source import Source, kinds
from connectors.trouble import NotAllowed, NotNow, TooLarge
from tests.google.cooperative import CLEAN, put_on
from tests.google.exported import xlsx
from tests.google.sheets import EXCEL, Cell, Error


def source_of(google, book, **more) -> Source:
    return Source(**{"name": book.title, "kind": "google_sheet", "where": google.link(book)} | more)


@pytest.fixture
def read(google, wire):
    """A function that reads a spreadsheet over a wire made for it."""

    def reading(book, mark=None, **more):
        source = source_of(google, book, **more)
        return spreadsheet.read(wire(source.name), source, book.key, mark)

    return reading


def rows_of(tab) -> list[list]:
    """The rows of a tab, each its number and its texts."""
    told = tab.cells.to_pydict()
    return [
        [number, *(told[f"c{column}"][at] for column in range(1, tab.width + 1))]
        for at, number in enumerate(told["row"])
    ]


# -- the same cells as from Excel -------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_sample_cooperative_reads_cell_by_cell_as_its_excel_file(google, read, excel, number):
    fetched = read(put_on(google, google.account().address)[number])
    assert fetched.workbooks[0].tabs
    for tab in fetched.workbooks[0].tabs:
        assert tab.cells.equals(excel[tab.sheet].cells), tab.sheet
        assert (tab.width, tab.counts, tab.remarks) == (
            excel[tab.sheet].width,
            excel[tab.sheet].counts,
            excel[tab.sheet].remarks,
        )


@pytest.fixture(scope="module")
def excel():
    return {tab.sheet: tab for tab in read_workbook(CLEAN).tabs}


def a_bit_of_everything(google):
    """Every kind of cell, blanks around and between, hidden rows, merges, a hidden tab, an empty tab."""
    book = google.add("Everything", locale="es_CO")
    book.add_tab(
        "L'état №1 — «ñ» 😀",
        [
            [],
            [None, "Día", "Kg", "Humedad", "Hora", "Horas", "Momento", "Sí", "Unidad", "Fórmula"],
            [
                None,
                date(2026, 3, 31),
                46000,
                Cell(0.112, ("PERCENT", "0.0%")),
                time(6, 30),
                timedelta(hours=36),
                datetime(2026, 3, 31, 14, 5),
                True,
                Cell(3.0, ("NUMBER", '0" qq"')),
                Cell(7.0, formula="=3+4"),
            ],
            [],
            [
                None,
                date(1999, 1, 1),
                0.1,
                Cell(1.0, ("PERCENT", "0%")),
                None,
                None,
                None,
                False,
                Cell(4.0, ("NUMBER", '0" qq"')),
                Error("#DIV/0!"),
            ],
            [None, "L-1 ", "1.250", 1e-7, -5, " ", "=SUM(A1)", "x\ny", 1234567.891, Error("#N/A")],
        ],
    )
    book.hide_row("L'état №1 — «ñ» 😀", 5)
    book.hide_row("L'état №1 — «ñ» 😀", 6, by_filter=True)
    book.merge("L'état №1 — «ñ» 😀", "B2", "B2")
    book.set_cell("L'état №1 — «ñ» 😀", "B6", Cell("L-1 ", struck=True, note="asked twice\nand again"))
    book.set_cell("L'état №1 — «ñ» 😀", "D6", Cell(1e-7, struck=True))
    book.add_tab("Hidden", [["Lot", None, None], ["L-1", 1, 2]])
    book.merge("Hidden", "A1", "C1")
    book.hide_tab("Hidden")
    book.add_tab("Empty")
    book.share_with(google.account().address)
    return book


def test_every_kind_of_cell_reads_as_from_the_excel_file_google_makes_of_it(google, read, tmp_path):
    book = a_bit_of_everything(google)
    book.tab("L'état №1 — «ñ» 😀").merges.clear()
    (tmp_path / "e.xlsx").write_bytes(xlsx(book))
    theirs = read_workbook(tmp_path / "e.xlsx").tabs
    for ours, other in zip(read(book).workbooks[0].tabs, theirs, strict=True):
        assert (ours.sheet, ours.width, ours.counts, ours.remarks, ours.merges) == (
            other.sheet,
            other.width,
            other.counts,
            other.remarks,
            other.merges,
        )
        assert ours.cells.equals(other.cells)


def test_what_goes_with_the_tabs(google, read):
    book = a_bit_of_everything(google)
    fetched = read(book, name="Estación", owner="Oficina")
    workbook = fetched.workbooks[0]
    first = workbook.tabs[0]
    assert (workbook.source, workbook.owner, workbook.time_zone, workbook.remarks) == (
        "Estación",
        "Oficina",
        "America/Tegucigalpa",
        (),
    )
    assert (first.source, first.decimal_mark, first.date_order, first.tab_id) == ("Estación", ",", "day first", "0")
    assert (
        first.link.format(place="B5") == f"https://docs.google.com/spreadsheets/d/{book.key}/edit?gid=0#gid=0&range=B5"
    )
    assert datetime.fromisoformat(workbook.modified_at) == datetime.fromtimestamp(int(book.modified)).astimezone()
    assert len({tab.link for tab in workbook.tabs}) == len(workbook.tabs)


def test_the_owner_is_the_one_google_names_where_nobody_is_configured(read, lots):
    assert read(lots).workbooks[0].owner == "Station office"


def test_a_tab_of_a_chart_is_skipped_and_said(google, read, lots):
    lots.add_tab("Chart", kind="OBJECT")
    workbook = read(lots).workbooks[0]
    assert [tab.sheet for tab in workbook.tabs] == ["Lots"]
    assert workbook.remarks == (Remark("tab-without-cells", written="Chart"),)


# -- how often Google is asked ----------------------------------------------------------------------------------------
def test_two_reads_for_any_number_of_tabs(google, read):
    book = google.add("Many", {f"Tab {number}": [["a", number]] for number in range(7)})  # 7 x 26,000 cells
    book.share_with(google.account().address)
    assert read(book).calls == {"token": 1, "drive": 2, "sheets": 2}


@pytest.mark.parametrize(
    ("rows", "columns", "reads"), [(20_000, 10, 1), (20_001, 10, 2), (40_000, 10, 2), (50_000, 9, 3)]
)
def test_one_read_more_for_each_further_200_000_cells(google, read, rows, columns, reads):
    book = google.add("Large", {"Lots": [["Lot"]], "Receipts": [["Receipt"]]})
    for title, share in (("Lots", 0.3), ("Receipts", 0.7)):
        tab = book.tab(title)
        tab.row_count, tab.column_count = round(rows * share), columns
        tab.rows += [[] for _ in range(tab.row_count - 2)] + [[Cell("the last")]]
    book.share_with(google.account().address)
    fetched = read(book)
    assert fetched.calls == {"token": 1, "drive": 2, "sheets": 1 + reads}
    for tab, share in zip(fetched.workbooks[0].tabs, (0.3, 0.7), strict=True):
        assert [row[0] for row in rows_of(tab)] == [1, round(rows * share)]


@pytest.mark.parametrize(
    ("name", "reads"), [("Lots of the washing station, micro lots {}", 1), ("የማጠቢያ ጣቢያ ሎቶች፣ ልዩ ሎቶች {}", 2)]
)
def test_the_names_of_many_tabs_never_make_an_address_too_long(google, read, name, reads):
    """A letter of Amharic takes nine in an address."""
    book = google.add("Many", {name.format(number): [["Lot"], [f"L-{number}"]] for number in range(40)})
    for tab in book.tabs:
        tab.row_count = 100
    book.share_with(google.account().address)
    fetched = read(book)
    assert [rows_of(tab)[1][1] for tab in fetched.workbooks[0].tabs] == [f"L-{number}" for number in range(40)]
    assert max(len(urlencode(call.query, doseq=True)) for call in google.calls) < 8000
    assert fetched.calls["sheets"] == 1 + reads


def test_a_spreadsheet_with_more_cells_than_can_be_held_is_not_read(google, read):
    book = google.add("Large", {"Lots": [["Lot"]]})
    book.tab("Lots").row_count, book.tab("Lots").column_count = 500_001, 10
    book.share_with(google.account().address)
    with pytest.raises(TooLarge, match="Large has 5,000,010 cells, more than 5,000,000"):
        read(book)
    assert google.count("sheets") == 1


def test_each_further_read_of_cells_has_time_of_its_own(google, wire):
    """Two reads of cells; the second fails four times, and its waits of 1, 2, 4 and 8 s are longer than the 10 s there
    were for one."""
    book = google.add("Large", {"Lots": [["Lot"]]})
    book.tab("Lots").row_count = 10_000
    book.share_with(google.account().address)
    google.faults.next("ok", "ok", "503", "503", "503", "503", on="sheets")
    assert spreadsheet.read(wire("Large", seconds=10), source_of(google, book), book.key).calls["sheets"] == 7


def test_a_slow_line_costs_time_and_no_call_more(google, read, lots):
    google.latency_seconds = 0.1
    began = monotonic()
    assert read(lots).calls == {"token": 1, "drive": 2, "sheets": 2}
    assert monotonic() - began >= 5 * 0.1


def test_a_spreadsheet_that_is_unchanged_is_not_read(google, read, lots):
    first = read(lots)
    again = read(lots, first.mark)
    assert (again.unchanged, again.workbooks, again.mark) == (True, (), first.mark)
    assert again.calls == {"token": 1, "drive": 1}


def test_a_changed_spreadsheet_is_read(read, lots):
    mark = read(lots).mark
    lots.set_cell("Lots", "B2", 301)
    assert rows_of(read(lots, mark).workbooks[0].tabs[0])[1] == [2, "L-1", "301"]


def test_once_a_day_it_is_read_all_the_same(read, lots, clock):
    """IMPORTRANGE brings another number and Drive tells of no edit."""
    mark = read(lots).mark
    lots.recalculate("Lots", "B2", 999)
    clock.skipped += 23 * 3600
    assert read(lots, mark).unchanged
    clock.skipped += 2 * 3600
    fetched = read(lots, mark)
    assert rows_of(fetched.workbooks[0].tabs[0])[1] == [2, "L-1", "999"]
    assert read(lots, fetched.mark).unchanged


@pytest.mark.parametrize("change", [{"name": "Another name"}, {"owner": "Another owner"}])
def test_another_name_or_owner_is_read_anew(read, lots, change):
    assert not read(lots, read(lots).mark, **change).unchanged


@pytest.mark.parametrize("mark", [{}, {"reader": spreadsheet.READER}, {"in_full": "soon"}, {"modified": None}])
def test_a_mark_that_tells_nothing_is_no_mark(read, lots, mark):
    whole = dict(read(lots).mark)
    assert read(lots, whole | mark).unchanged == ("reader" in mark or not mark)
    assert not read(lots, mark).unchanged


def test_a_clock_that_was_set_back_reads_anew(read, lots, clock):
    mark = read(lots).mark
    clock.skipped -= 3600
    assert not read(lots, mark).unchanged


def test_the_content_hash_goes_with_what_is_shown(read, lots):
    first = read(lots).workbooks[0].content_hash
    assert read(lots).workbooks[0].content_hash == first
    seen = {first}
    for change in (
        lambda: lots.set_cell("Lots", "B2", 301),
        lambda: lots.set_cell("Lots", "B2", Cell(301.0, ("PERCENT", "0%"))),
        lambda: lots.hide_row("Lots", 2),
        lambda: lots.rename_tab("Lots", "Lotes"),
        lambda: lots.set_locale("es_CO"),
        lambda: lots.insert_row("Lotes", 1),
    ):
        change()
        seen.add(read(lots).workbooks[0].content_hash)
    assert len(seen) == 7


# -- edited while it is read ------------------------------------------------------------------------------------------
def test_an_edit_between_two_calls_is_seen_and_all_is_read_again(google, read, lots):
    google.after(1, lambda: lots.set_cell("Lots", "B2", 301), "sheets")
    fetched = read(lots)
    assert rows_of(fetched.workbooks[0].tabs[0])[1] == [2, "L-1", "301"]
    assert fetched.calls == {"token": 1, "drive": 3, "sheets": 4}
    assert fetched.workbooks[0].remarks == ()


def test_a_column_put_in_between_two_reads_never_stands_under_the_old_heading(google, read, lots):
    lots.tab("Lots").column_count = 2  # so that the last column would fall off the range asked for
    google.after(1, lambda: lots.insert_column("Lots", "B", ["Weighed by", "F-1"]), "sheets")
    assert rows_of(read(lots).workbooks[0].tabs[0])[:2] == [[1, "Lot", "Weighed by", "Kg"], [2, "L-1", "F-1", "300"]]


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book.rename_tab("Lots", "Lotes"),
        lambda book: book.delete_tab("Lots"),
        lambda book: book.add_tab("More", [["x"]]),
        lambda book: book.hide_tab("Lots"),
        lambda book: book.set_locale("es_CO"),
        lambda book: book.insert_row("Lots", 2, ["L-0", 1]),
    ],
    ids=["renamed", "deleted", "added", "hidden", "locale", "row"],
)
def test_whatever_happens_to_the_tabs_meanwhile_the_answer_is_of_one_moment(google, read, lots, edit):
    lots.add_tab("Other", [["y"]])
    google.after(1, lambda: edit(lots), "sheets")
    found = read(lots).workbooks[0]
    google.faults.clear()
    after = read(lots).workbooks[0]
    assert found.content_hash == after.content_hash
    assert [tab.sheet for tab in found.tabs] == [tab.title for tab in lots.tabs]


def typing_all_the_time(google, book, edit):
    """An edit after every answer of Sheets."""

    def again():
        edit()
        google.after(1, again, "sheets")

    google.after(1, again, "sheets")


def test_where_typing_never_stops_the_third_reading_is_kept_and_marked(google, read, lots):
    count = iter(range(100))
    typing_all_the_time(google, lots, lambda: lots.set_cell("Lots", "B2", 1000 + next(count)))
    fetched = read(lots)
    assert fetched.calls == {"token": 1, "drive": 4, "sheets": 6}
    assert fetched.workbooks[0].remarks == (Remark("changed-while-read"),)
    # as it stood when the last cells were asked for
    assert rows_of(fetched.workbooks[0].tabs[0])[1] == [2, "L-1", "1004"]
    assert not read(lots, fetched.mark).unchanged


def test_where_columns_keep_moving_nothing_is_taken(google, read, lots):
    typing_all_the_time(google, lots, lambda: lots.insert_column("Lots", "A"))
    with pytest.raises(NotNow, match="was changed each time we read it"):
        read(lots)
    assert google.count("sheets") == 6


def test_cells_of_two_moments_are_never_put_together(google, read, lots):
    """A large tab comes in two answers; typing between them could put one half under another heading."""
    tab = lots.tab("Lots")
    tab.row_count = 10_000
    typing_all_the_time(google, lots, lambda: lots.set_cell("Lots", "B2", 1))
    with pytest.raises(NotNow, match="was changed each time we read it"):
        read(lots)


@pytest.mark.parametrize("tells_emptied", [False, True])
def test_a_column_dragged_between_two_parts_of_a_tab_is_seen_though_drive_tells_of_it_later(
    google, read, tells_emptied
):
    """Drive tells of an edit after a while; the headings asked for again with each part tell of it at once."""
    book = google.add("Large", {"Lots": [["Lot", "In", "Out"], ["L-1", 300, 60]]})
    book.tells_emptied = tells_emptied
    tab = book.tab("Lots")
    tab.row_count = 10_000
    tab.rows += [[] for _ in range(9_997)] + [[Cell("L-2"), Cell(200.0), Cell(40.0)]]
    book.share_with(google.account().address)

    def drag():
        for row in tab.rows:
            if len(row) > 2:
                row[1], row[2] = row[2], row[1]

    google.after(2, drag, "sheets")
    fetched = read(book)
    assert rows_of(fetched.workbooks[0].tabs[0]) == [
        [1, "Lot", "Out", "In"],
        [2, "L-1", "60", "300"],
        [10_000, "L-2", "40", "200"],
    ]
    assert fetched.calls == {"token": 1, "drive": 3, "sheets": 6}


def test_a_locale_set_between_two_calls_is_seen_though_drive_tells_of_it_later(google, read, lots):
    google.after(1, lambda: setattr(lots, "locale", "es_CO"), "sheets")
    fetched = read(lots)
    assert fetched.workbooks[0].tabs[0].decimal_mark == ","
    assert fetched.calls == {"token": 1, "drive": 3, "sheets": 4}


def test_a_tab_renamed_again_and_again_is_no_mistake_of_anybody(google, read, lots):
    typing_all_the_time(google, lots, lambda: lots.rename_tab(lots.tabs[0].title, lots.tabs[0].title + "x"))
    with pytest.raises(NotNow, match="was renamed, moved or deleted while it was read"):
        read(lots)


# -- what can't be read -----------------------------------------------------------------------------------------------
def test_a_spreadsheet_that_is_not_shared_says_with_whom_to_share_it(google, read, lots):
    lots.unshare(google.account().address)
    with pytest.raises(NotAllowed) as caught:
        read(lots)
    assert caught.value.what == "Lots 2026 is not shared with Lotwise."
    assert f"presses Share, adds {google.account().address} as Viewer" in caught.value.fix


def test_a_spreadsheet_that_was_deleted(google, read, lots):
    google.delete(lots)
    with pytest.raises(NotAllowed, match="Lots 2026 is no longer there, or its link is wrong"):
        read(lots)


def test_a_spreadsheet_in_the_bin(read, lots):
    lots.trashed = True
    with pytest.raises(NotAllowed, match="Lots 2026 is in the bin"):
        read(lots)


@pytest.mark.parametrize(
    ("mime", "said"), [(EXCEL, "is an Excel file kept in Google Drive"), ("application/pdf", "but not a spreadsheet")]
)
def test_a_file_that_is_no_google_sheet(google, read, mime, said):
    book = google.add("Lots.xlsx", mime=mime)
    book.share_with(google.account().address)
    with pytest.raises(NotAllowed, match=said):
        read(book)


def test_drive_switched_off(google, read, lots):
    google.faults.always("403 drive off", "drive")
    with pytest.raises(NotAllowed, match="The Google Drive API is switched off"):
        read(lots)


def test_the_same_as_a_kind_of_source(google, lots):
    kind = kinds()["google_sheet"]
    said = []
    fetched = kind.fetch(source_of(google, lots), None, said.append)
    assert [tab.sheet for tab in fetched.workbooks[0].tabs] == ["Lots"]
    assert said == ["Asking which tabs there are.", "Reading 1 tabs."]
    assert kind.needs_key


def test_without_a_key_it_is_said_how_to_go_on(google, lots, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(NotAllowed, match="There is no Google key yet"):
        spreadsheet.fetch(source_of(google, lots), None, print)
