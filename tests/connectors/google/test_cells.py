"""What Sheets tells of one cell, and what it is to us: kind and text, as a person sees them."""

from __future__ import annotations

import pytest

from connectors.cells import DATE, DATETIME, ERROR, FORMATTED, NUMBER, PERCENT, TEXT, TIME, UNSAVED, YES_NO, Remark
from connectors.google.google_cells import kind_and_text, reading


def number(value, kind="", pattern="", shown=""):
    told = {"effectiveValue": {"numberValue": value}, "formattedValue": shown or str(value)}
    return told | (
        {"effectiveFormat": {"numberFormat": {"type": kind} | ({"pattern": pattern} if pattern else {})}}
        if kind
        else {}
    )


def text(value, **more):
    return {"effectiveValue": {"stringValue": value}, "formattedValue": value, **more}


CELLS = [
    # numbers: the value, never what the locale makes of it
    (number(12), (NUMBER, "12")),
    (number(0), (NUMBER, "0")),
    (number(-0.0), (NUMBER, "0")),
    (number(1234.5, "NUMBER", "#,##0.00", "1.234,50"), (NUMBER, "1234.5")),
    (number(0.1), (NUMBER, "0.1")),
    (number(1e-7, "SCIENTIFIC", "0.00E+00", "1,00E-07"), (NUMBER, "0.0000001")),
    (number(46000), (NUMBER, "46000")),  # a lot of 46 t is no day
    (number(4.2, "CURRENCY", '"$"#,##0.00', "$4.20"), (FORMATTED, "$4.2")),
    (number(7, "TEXT", "@", "7"), (NUMBER, "7")),
    (number(46, "NUMBER", '0" qq"', "46 qq"), (FORMATTED, "46 qq")),
    # percentages: the value times 100, by the type or by a pattern of one's own
    (number(0.112, "PERCENT", "0%", "11%"), (PERCENT, "11.2 %")),
    (number(0.112, "PERCENT", "", "11.20%"), (PERCENT, "11.2 %")),
    (number(0.29, "NUMBER", "0.0%", "29.0%"), (PERCENT, "29 %")),
    (number(12, "NUMBER", '0"%"', "12%"), (FORMATTED, "12%")),  # the sign is only written beside it
    # days: 46112 days after 30 December 1899 is 31 March 2026
    (number(46112, "DATE", "yyyy-mm-dd"), (DATE, "2026-03-31")),
    (number(46112, "DATE", "d/m/yy", "31/3/26"), (DATE, "2026-03-31")),
    (number(46112, "DATE"), (DATE, "2026-03-31")),
    (number(46112, "NUMBER", 'dd "de" mmmm', "31 de marzo"), (DATE, "2026-03-31")),
    (number(46112.586863425926, "DATE_TIME", "yyyy-mm-dd hh:mm:ss"), (DATETIME, "2026-03-31 14:05:05")),
    # the hour is there, hidden by the format
    (number(46112.5, "DATE", "yyyy-mm-dd"), (DATETIME, "2026-03-31 12:00:00")),
    (number(46112, "DATE_TIME", "yyyy-mm-dd hh:mm"), (DATE, "2026-03-31")),
    (number(61, "DATE"), (DATE, "1900-03-01")),
    (number(60, "DATE"), (DATE, "1900-02-28")),  # Excel has a day here that never was
    (number(1, "DATE"), (DATE, "1899-12-31")),
    (number(-1, "DATE"), (DATE, "1899-12-29")),
    (number(0.5, "DATE_TIME"), (DATETIME, "1899-12-30 12:00:00")),
    (number(1e9, "DATE"), (NUMBER, "1000000000")),  # no calendar has it
    (number(-1e9, "DATE"), (NUMBER, "-1000000000")),
    # times of day and durations
    (number(0.25, "TIME", "hh:mm"), (TIME, "06:00:00")),
    (number(1.5, "TIME", "[h]:mm:ss"), (TIME, "36:00:00")),
    (number(0.999999, "TIME", "h:mm"), (TIME, "23:59:59")),
    (number(1.5, "TIME", "h:mm"), (DATETIME, "1899-12-31 12:00:00")),
    # texts: exactly as typed
    (text("L-1"), (TEXT, "L-1")),
    (text(" 007 "), (TEXT, " 007 ")),
    (text("12,5"), (TEXT, "12,5")),
    (text("=SUM(A1)"), (TEXT, "=SUM(A1)")),
    (text("ok\nfine"), (TEXT, "ok\nfine")),
    (text("46112", effectiveFormat={"numberFormat": {"type": "DATE", "pattern": "yyyy"}}), (TEXT, "46112")),
    # yes and no, whatever the language shows
    ({"effectiveValue": {"boolValue": True}, "formattedValue": "VERDADERO"}, (YES_NO, "yes")),
    ({"effectiveValue": {"boolValue": False}, "formattedValue": "FALSE"}, (YES_NO, "no")),
    # errors as they are shown
    (
        {"effectiveValue": {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "…"}}, "formattedValue": "#DIV/0!"},
        (ERROR, "#DIV/0!"),
    ),
    ({"effectiveValue": {"errorValue": {"type": "LOADING"}}, "formattedValue": "Loading..."}, (ERROR, "Loading...")),
    ({"effectiveValue": {"errorValue": {}}}, (ERROR, "#ERROR!")),
    # formulas: their value; one that shows nothing is blank; one whose value we are not told is not known
    ({"userEnteredValue": {"formulaValue": "=1+1"}, **number(2)}, (NUMBER, "2")),
    ({"userEnteredValue": {"formulaValue": '=""'}, "effectiveValue": {"stringValue": ""}}, (TEXT, "")),
    # as Google answers it
    (
        {"userEnteredValue": {"formulaValue": '=""'}, "effectiveFormat": {"textFormat": {"strikethrough": False}}},
        (UNSAVED, ""),
    ),
    ({"userEnteredValue": {"formulaValue": "=IF(A1,1,)"}}, (UNSAVED, "")),
    ({"userEnteredValue": {"formulaValue": "=ODD()"}, "formattedValue": "7"}, (UNSAVED, "=ODD()")),
    # nothing
    ({}, (UNSAVED, "")),
    ({"effectiveFormat": {"numberFormat": {"type": "DATE"}}}, (UNSAVED, "")),
]


@pytest.mark.parametrize(
    ("told", "expected"), CELLS, ids=[f"{number} {expected[1]!r}" for number, (_, expected) in enumerate(CELLS)]
)
def test_a_cell_is_what_a_person_sees(told, expected):
    assert kind_and_text(told) == expected


def test_rows_and_columns_are_counted_as_people_count_them():
    """A grid from C5 on with a blank row, blanks before and after, and a formatted blank."""
    part = {
        "startRow": 4,
        "startColumn": 2,
        "rowData": [
            {"values": [text("a"), {}, text("b")]},
            {},
            {"values": [{}, {"effectiveFormat": {"numberFormat": {"type": "DATE"}}}, text("c")]},
        ],
    }
    found = reading([part], [], hidden=False)
    assert list(zip(found.row.tolist(), found.column.tolist(), found.text.to_pylist(), strict=True)) == [
        (5, 3, "a"),
        (5, 5, "b"),
        (7, 5, "c"),
    ]


def test_parts_of_a_tab_come_together_in_their_order():
    parts = [
        {"startRow": 2, "rowData": [{"values": [text("third")]}]},
        {"rowData": [{"values": [text("first")]}, {"values": [text("second")]}]},
    ]
    found = reading(parts, [], hidden=False)
    assert (found.row.tolist(), found.text.to_pylist()) == ([1, 2, 3], ["first", "second", "third"])


def test_an_empty_tab_is_an_empty_reading():
    found = reading([{"rowMetadata": [{}] * 1000}], [], hidden=False)
    assert (len(found.row), found.hidden_rows.tolist(), found.remarks) == (0, [], [])


def test_a_formula_whose_value_is_not_told_may_have_a_format_all_the_same():
    cell = {
        "userEnteredValue": {"formulaValue": "=ODD()"},
        "formattedValue": "7 qq",
        "effectiveFormat": {"numberFormat": {"type": "NUMBER", "pattern": '0" qq"'}},
    }
    found = reading([{"rowData": [{"values": [cell]}]}], [], hidden=False)
    assert (found.text.to_pylist(), found.remarks) == (["=ODD()"], [])


def test_rows_hidden_by_hand_or_by_a_filter():
    part = {
        "startRow": 1,
        "rowMetadata": [{}, {"hiddenByUser": True}, {"hiddenByFilter": True}, {"hiddenByUser": False}],
        "rowData": [{"values": [text("x")]}] * 4,
    }
    assert reading([part], [], hidden=False).hidden_rows.tolist() == [3, 4]


def test_what_a_reader_must_say_is_said_with_its_place():
    struck = {"effectiveFormat": {"textFormat": {"strikethrough": True}}}
    part = {
        "rowData": [
            {"values": [text("Farmer"), text("Weight", note="in kg,\nparchment")]},
            {"values": [text("F-1", **struck), number(40) | struck]},
            {"values": [text("F-2"), number(41, "NUMBER", '0" qq"')]},
            {"values": [text("F-3"), number(42, "NUMBER", '0" qq"')]},
            {"values": [{}, {"note": "x" * 500} | struck]},
        ]
    }
    found = reading([part], [{"endRowIndex": 2, "endColumnIndex": 1}], hidden=True)
    assert found.merges == [(1, 1, 2, 1)]
    assert found.text.to_pylist()[-3:] == ["41 qq", "F-3", "42 qq"]
    assert found.remarks == [
        Remark("hidden-tab"),
        Remark("struck-through", 2, 1, "", "A2, B2"),
        Remark("cell-note", 1, 2, "", "B1: in kg,\nparchment"),
        Remark("cell-note", 5, 2, "", f"B5: {'x' * 200}"),
    ]  # a line through nothing is nothing; a note is one
