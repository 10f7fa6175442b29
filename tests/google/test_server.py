"""The local server answers the real gspread client as Google does."""

from datetime import date, datetime, time, timedelta
from time import monotonic

import gspread
import pytest
import requests

from tests.google.reader import client
from tests.google.server import Google
from tests.google.sheets import Cell, Error, cell

MASK = (
    "properties(locale,timeZone),sheets(properties(sheetId,title,hidden),merges,"
    "data(rowMetadata(hiddenByUser,hiddenByFilter),rowData(values(userEnteredValue,effectiveValue,formattedValue,"
    "effectiveFormat(numberFormat,textFormat/strikethrough),note))))"
)


def shared(google, title="Lots 2026", **tabs):
    """A spreadsheet shared with the reader."""
    book = google.add(title, tabs)
    book.share_with(google.account().address)
    return book


def cells(google, book, fields=MASK, **params):
    return client(google).http_client.spreadsheets_get(book.key, params={"fields": fields, **params})


def test_gspread_opens_it_and_reads_the_values(google):
    book = shared(google, Lots=[["lot_id", "kg", None], ["L-1", 300.5], [], ["L-2", 1200]])
    opened = client(google).open_by_key(book.key)
    assert (opened.title, opened.locale, [tab.title for tab in opened.worksheets()]) == ("Lots 2026", "en_US", ["Lots"])
    assert opened.worksheet("Lots").get_all_values() == [["lot_id", "kg"], ["L-1", "300.5"], ["", ""], ["L-2", "1200"]]


def test_blanks_at_the_ends_are_left_out_and_a_blank_range_has_no_values(google):
    book = shared(google, Lots=[["lot_id", "kg"], [], ["L-1"], [None, None]])
    told = client(google).http_client.values_batch_get(book.key, ["Lots", "Lots!D2:F9", "Lots!A3:B3"])["valueRanges"]
    assert told == [
        {"range": "Lots!A1:Z1000", "majorDimension": "ROWS", "values": [["lot_id", "kg"], [], ["L-1"]]},
        {"range": "Lots!D2:F9", "majorDimension": "ROWS"},
        {"range": "Lots!A3:B3", "majorDimension": "ROWS", "values": [["L-1"]]},
    ]


def test_a_day_and_a_weight_are_one_number_when_unformatted(google):
    """46085 days after 30 December 1899 is 4 March 2026: which of the two is the day cannot be told from plain
    values."""
    book = shared(google, Lots=[[date(2026, 3, 4), 46085]])
    read = client(google).http_client.values_get
    assert read(book.key, "Lots", {"valueRenderOption": "UNFORMATTED_VALUE"})["values"] == [[46085, 46085]]
    assert read(book.key, "Lots")["values"] == [["2026-03-04", "46085"]]


@pytest.mark.parametrize(
    ("locale", "value", "pattern", "text"),
    [
        ("en_US", 1234.5, "#,##0.00", "1,234.50"),
        ("es_ES", 1234.5, "#,##0.00", "1.234,50"),
        ("es_HN", 1234.5, "#,##0.00", "1,234.50"),
        ("es_ES", 1234.5, None, "1234,5"),
        ("en_US", 0.125, "0.0%", "12.5%"),
        ("es_ES", 0.125, "0.0%", "12,5%"),
        ("en_US", 12, '0" qq"', "12 qq"),
        ("en_US", 0.1 + 0.2, None, "0.3"),
        ("en_US", 1234567, "0.00E+00", "1.23E+06"),
        ("es_ES", date(2026, 3, 4), "d-mmm-yy", "4-mar-26"),
        ("en_US", date(2026, 3, 4), "d-mmm-yy", "4-Mar-26"),
        ("en_US", datetime(2026, 3, 4, 14, 5), "dd/mm/yyyy hh:mm", "04/03/2026 14:05"),
        ("en_US", datetime(2026, 3, 4, 14, 5), "m/d/yyyy h:mm AM/PM", "3/4/2026 2:05 PM"),
        ("en_US", time(7, 30), "hh:mm", "07:30"),
        ("en_US", timedelta(hours=36, minutes=5), "[h]:mm", "36:05"),
        ("en_US", -5.5, "0.0;(0.0)", "(5.5)"),
        ("en_US", 0.5, "0.##", "0.5"),
        ("en_US", True, None, "TRUE"),
        ("en_US", Error("#DIV/0!"), None, "#DIV/0!"),
        ("en_US", 1500, "[$L] #,##0", "L 1,500"),
    ],
)
def test_the_shown_text_is_that_of_the_format_and_the_locale(google, locale, value, pattern, text):
    book = shared(google, Lots=[[cell(value, pattern)]])
    book.set_locale(locale)
    assert client(google).http_client.values_get(book.key, "Lots")["values"] == [[text]]


def test_the_mask_is_applied_to_the_cell_data(google):
    book = shared(
        google, Lots=[["kg", date(2026, 3, 4)], [Cell(Error("#DIV/0!"), formula="=A1/0", note="ask", struck=True)], []]
    )
    book.merge("Lots", "A5", "B6")
    book.hide_row("Lots", 2)
    book.hide_row("Lots", 3, by_filter=True)
    plain, day = (
        {"textFormat": {"strikethrough": False}},
        {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}, "textFormat": {"strikethrough": False}},
    )
    assert cells(google, book, ranges=["Lots!A1:B4"]) == {
        "properties": {"locale": "en_US", "timeZone": "America/Tegucigalpa"},
        "sheets": [
            {
                "properties": {"sheetId": 0, "title": "Lots"},
                "merges": [
                    {"sheetId": 0, "startRowIndex": 4, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 2}
                ],
                "data": [
                    {
                        "rowData": [
                            {
                                "values": [
                                    {
                                        "userEnteredValue": {"stringValue": "kg"},
                                        "effectiveValue": {"stringValue": "kg"},
                                        "formattedValue": "kg",
                                        "effectiveFormat": plain,
                                    },
                                    {
                                        "userEnteredValue": {"numberValue": 46085},
                                        "effectiveValue": {"numberValue": 46085},
                                        "formattedValue": "2026-03-04",
                                        "effectiveFormat": day,
                                    },
                                ]
                            },
                            {
                                "values": [
                                    {
                                        "userEnteredValue": {"formulaValue": "=A1/0"},
                                        "effectiveValue": {
                                            "errorValue": {
                                                "type": "DIVIDE_BY_ZERO",
                                                "message": "The formula gives #DIV/0!",
                                            }
                                        },
                                        "formattedValue": "#DIV/0!",
                                        "effectiveFormat": {"textFormat": {"strikethrough": True}},
                                        "note": "ask",
                                    }
                                ]
                            },
                        ],
                        "rowMetadata": [{}, {"hiddenByUser": True}, {"hiddenByFilter": True}, {}],
                    }
                ],
            }
        ],
    }


def test_a_mask_that_names_nothing_of_an_empty_tab_gives_an_empty_grid(google):
    """As recorded from the real one: {"sheets": [{"data": [{}]}]}."""
    assert cells(google, shared(google, Lots=[]), "sheets.data.rowData.values.note", ranges=["'Lots'"]) == {
        "sheets": [{"data": [{}]}]
    }


def test_an_unknown_field_is_refused(google):
    with pytest.raises(gspread.exceptions.APIError, match="invalid argument") as refused:
        cells(google, shared(google, Lots=[]), "sheets(properties,colour)")
    assert refused.value.code == 400


def test_the_mask_decides_about_cell_data_not_includegriddata(google):
    book = shared(google, Lots=[["kg"]])
    assert "data" not in cells(google, book, "sheets(properties)", includeGridData="true")["sheets"][0]
    whole = client(google).http_client.spreadsheets_get(book.key, params={"includeGridData": "true"})["sheets"][0][
        "data"
    ][0]
    assert (
        whole["rowData"][0]["values"][0]["effectiveValue"],
        len(whole["rowMetadata"]),
        len(whole["columnMetadata"]),
    ) == ({"stringValue": "kg"}, 1000, 26)


def test_only_the_tabs_of_the_ranges_are_told_each_range_on_its_own(google):
    book = shared(google, Lots=[["a", "b"], ["c", "d"]], Offers=[["e"]])
    told = cells(
        google,
        book,
        "sheets(properties/title,data(startRow,startColumn,rowData/values/formattedValue))",
        ranges=["Lots!A1:A1", "Lots!B2:Z1000"],
    )
    assert told == {
        "sheets": [
            {
                "properties": {"title": "Lots"},
                "data": [
                    {"rowData": [{"values": [{"formattedValue": "a"}]}]},
                    {"startRow": 1, "startColumn": 1, "rowData": [{"values": [{"formattedValue": "d"}]}]},
                ],
            }
        ]
    }


@pytest.mark.parametrize("text", ["Lots 2025", "'Lots 2025'!A1", "Lots!A2000", "Lots!A1:!", "Lots!ÄÖ"])
def test_a_range_that_is_not_there_is_refused(google, text):
    book = shared(google, Lots=[["kg"]])
    with pytest.raises(gspread.exceptions.APIError) as refused:
        client(google).http_client.values_get(book.key, text)
    assert refused.value.code == 400


def test_titles_with_quotes_and_marks_are_found(google):
    book = shared(google, **{"Kojo's lots! 2026": [["kg"]]})
    assert client(google).http_client.values_get(book.key, "'Kojo''s lots! 2026'!A1") == {
        "range": "'Kojo''s lots! 2026'!A1:A1",
        "majorDimension": "ROWS",
        "values": [["kg"]],
    }


def test_a_chart_is_a_tab_without_a_grid(google):
    book = shared(google, Lots=[["kg"]])
    book.add_tab("Chart", kind="OBJECT")
    told = cells(google, book, "sheets(properties(title,sheetType,gridProperties),data)")["sheets"][1]
    assert told == {"properties": {"title": "Chart", "sheetType": "OBJECT"}}


def test_answers_are_zipped_and_compact_when_asked(google):
    book = shared(google, Lots=[["lot_id", "kg"]] * 200)
    with_breaks = cells(google, book)
    roomy = google.calls[-1].sent
    assert cells(google, book, prettyPrint="false") == with_breaks
    compact = google.calls[-1].sent
    session = client(google).http_client.session
    bare = session.get(
        f"https://sheets.googleapis.com/v4/spreadsheets/{book.key}",
        params={"fields": MASK},
        headers={"Accept-Encoding": "identity"},
    )
    assert bare.json() == with_breaks and "Content-Encoding" not in bare.headers
    assert compact < roomy < len(bare.content) / 10


def test_drive_tells_when_it_was_edited_and_not_when_it_was_recalculated(google):
    book = shared(google, Lots=[["lot_id", cell(5, formula='=IMPORTRANGE("x","A1")')]])
    asks = client(google)
    before = asks.get_file_drive_metadata(book.key)["modifiedTime"]
    book.recalculate("Lots", "B1", 6)
    assert asks.get_file_drive_metadata(book.key)["modifiedTime"] == before
    assert asks.http_client.values_get(book.key, "Lots")["values"] == [["lot_id", "6"]]
    book.set_cell("Lots", "A2", "L-1")
    assert asks.get_file_drive_metadata(book.key)["modifiedTime"] > before


def test_drive_tells_only_the_fields_asked_for(google):
    book = google.add("Lots 2026", owner=("Station office", "station@cooperative.example"))
    book.share_with(google.account().address)
    session = client(google).http_client.session

    def ask(**params):
        return session.get(f"https://www.googleapis.com/drive/v3/files/{book.key}", params=params)

    assert ask().json() == {
        "kind": "drive#file",
        "id": book.key,
        "name": "Lots 2026",
        "mimeType": "application/vnd.google-apps.spreadsheet",
    }
    assert ask(fields="name,version,owners(displayName)").json() == {
        "name": "Lots 2026",
        "version": "1",
        "owners": [{"displayName": "Station office"}],
    }
    assert (ask(fields="colour").status_code, ask(fields="colour").json()["error"]["errors"][0]["reason"]) == (
        400,
        "invalidParameter",
    )


def test_the_list_of_files_comes_page_by_page(google):
    for number in range(7):
        shared(google, f"Lots {number}")
    google.add("Not shared")
    google.add("Excel", mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").share_with(
        google.account().address
    )
    google.files_a_page = 3
    assert sorted(one["name"] for one in client(google).list_spreadsheet_files()) == [
        f"Lots {number}" for number in range(7)
    ]
    assert google.count("drive") == 3
    assert [one["name"] for one in client(google).list_spreadsheet_files("Lots 4")] == ["Lots 4"]


def test_an_edit_falls_between_two_calls(google):
    """The edit is made after the first answer was made up and before it is sent: what was read is old, what is read
    next is new."""
    book = shared(google, Lots=[["kg"], [300]])
    google.after(1, lambda: book.set_cell("Lots", "A2", 400), kind="sheets")
    asks = client(google).http_client
    assert [asks.values_get(book.key, "Lots!A2")["values"] for _ in range(2)] == [[["300"]], [["400"]]]


def test_every_answer_comes_as_late_as_is_set(google):
    book = shared(google, Lots=[["kg"]])
    google.latency_seconds = 0.15
    begun = monotonic()
    assert client(google).http_client.values_get(book.key, "Lots")["values"] == [["kg"]]
    assert monotonic() - begun >= 2 * 0.15  # the sign-in and the reading


def test_only_sixty_reads_a_minute_and_user():
    now = [1_780_000_000.0]
    with Google(clock=lambda: now[0]) as google:
        book = shared(google, Lots=[["kg"]])
        book.share_with("other@synthetic-project.iam.gserviceaccount.com")
        read, other = (
            client(google).http_client,
            client(google, "other@synthetic-project.iam.gserviceaccount.com").http_client,
        )
        for _ in range(60):
            read.values_get(book.key, "Lots")
        with pytest.raises(gspread.exceptions.APIError) as refused:
            read.values_get(book.key, "Lots")
        assert refused.value.code == 429
        assert refused.value.error["details"][0]["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
        assert other.values_get(book.key, "Lots")["values"] == [["kg"]]
        now[0] += 60
        assert read.values_get(book.key, "Lots")["values"] == [["kg"]]
        assert google.most_reads_a_minute() == 61


def test_a_shared_link_is_exported_and_any_other_leads_to_the_sign_in_page(google):
    book = google.add("Lots 2026", {"Lots": [["kg"]]})
    link = f"{google.base}/spreadsheets/d/{book.key}/export?format=xlsx"
    closed = requests.get(link, timeout=10)
    assert (closed.status_code, closed.headers["Content-Type"].split(";")[0], "Sign-in" in closed.text) == (
        200,
        "text/html",
        True,
    )
    book.link_shared = True
    opened = requests.get(link, timeout=10)
    assert (opened.status_code, opened.content[:2], len(opened.history)) == (200, b"PK", 1)
    assert opened.headers["Content-Disposition"] == 'attachment; filename="Lots 2026.xlsx"'
    assert requests.get(f"{google.base}/spreadsheets/d/nothing/export?format=xlsx", timeout=10).status_code == 404
