"""One tiny workbook for each way a sheet has misled a reader: every cell must come out as a person would see it."""

import pytest

from connectors.cells import Remark
from tests.connectors.made import MAIN, OFFICE, STRICT, rows, seen, tabs, xlsx

TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def read(tmp_path, *sheets, **settings):
    return tabs(xlsx(tmp_path / "zoo.xlsx", *sheets, **settings))


CELLS = {
    "number": ('<c r="A1"><v>1.255</v></c>', "n 1.255"),
    "the same as text": (TEXT.format("A1", "1.255"), "t 1.255"),
    "code with zeros": (TEXT.format("A1", "007"), "t 007"),
    "text code of 17 digits": (TEXT.format("A1", "12345678901234567"), "t 12345678901234567"),
    "whole number": ('<c r="A1"><v>12.0</v></c>', "n 12"),
    "number written with 17 digits": ('<c r="A1"><v>0.10000000000000001</v></c>', "n 0.1"),
    "number that is not 0.3": ('<c r="A1"><v>0.30000000000000004</v></c>', "n 0.30000000000000004"),
    "number with an exponent": ('<c r="A1"><v>1.5E-9</v></c>', "n 0.0000000015"),
    "phone number": ('<c r="A1"><v>50498765432</v></c>', "n 50498765432"),
    "minus zero": ('<c r="A1"><v>-0</v></c>', "n 0"),
    "negative": ('<c r="A1"><v>-2.5</v></c>', "n -2.5"),
    "percent": ('<c r="A1" s="1"><v>0.12</v></c>', "p 12 %"),
    "percent with 17 digits": ('<c r="A1" s="1"><v>0.28999999999999998</v></c>', "p 29 %"),
    "percent above one": ('<c r="A1" s="1"><v>1.055</v></c>', "p 105.5 %"),
    "day": ('<c r="A1" s="2"><v>46112</v></c>', "d 2026-03-31"),
    "day in words": ('<c r="A1" s="9"><v>46112</v></c>', "d 2026-03-31"),
    "day and time": ('<c r="A1" s="3"><v>46112.5868055556</v></c>', "m 2026-03-31 14:05:00"),
    "day and no time": ('<c r="A1" s="3"><v>46112</v></c>', "d 2026-03-31"),
    "time": ('<c r="A1" s="4"><v>0.25</v></c>', "h 06:00:00"),
    "hours beyond a day": ('<c r="A1" s="5"><v>1.5</v></c>', "h 36:00:00"),
    "built-in date": ('<c r="A1" s="2"><v>60</v></c>', "d 1900-02-29"),
    "date before 1900": ('<c r="A1" s="2"><v>-5</v></c>', "n -5"),
    "date beyond 9999": ('<c r="A1" s="2"><v>1e15</v></c>', "n 1000000000000000"),
    "number with a quoted word": ('<c r="A1" s="8"><v>3</v></c>', "f día 3"),
    "scientific": ('<c r="A1" s="7"><v>1200</v></c>', "n 1200"),
    "ISO date": ('<c r="A1" t="d" s="2"><v>2026-03-31T00:00:00</v></c>', "d 2026-03-31"),
    "yes": ('<c r="A1" t="b"><v>1</v></c>', "b yes"),
    "error": ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "e #DIV/0!"),
    "not available": ('<c r="A1" t="e"><f>NA()</f><v>#N/A</v></c>', "e #N/A"),
    "formula without a value": ('<c r="A1"><f>SUM(B1:B9)</f></c>', "u =SUM(B1:B9)"),
    "formula with an empty value": ('<c r="A1"><f>B1&amp;C1</f><v></v></c>', "u =B1&C1"),
    "formula with its number": ('<c r="A1"><f>1+1</f><v>2</v></c>', "n 2"),
    "formula with its text": ('<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "t ab"),
    "farmer called NA": (TEXT.format("A1", "NA"), "t NA"),
    "farmer called None": (TEXT.format("A1", "None"), "t None"),
    "dash for none": (TEXT.format("A1", "-"), "t -"),
    "no-break space": (TEXT.format("A1", "A\u00a0"), "t A\u00a0"),
    "zero-width space": (TEXT.format("A1", "A\u200b"), "t A\u200b"),
    "Cyrillic letter": (TEXT.format("A1", "\u0410"), "t \u0410"),
    "markup as text": (TEXT.format("A1", "&lt;b&gt;A &amp; B&lt;/b&gt; &#233;&#x301;"), "t <b>A & B</b> é\u0301"),
    "formula as text": (TEXT.format("A1", "=1+1"), "t =1+1"),
    "carriage return escaped": ('<c r="A1" t="s"><v>1</v></c>', "t a\r\nb"),
    "shared text": ('<c r="A1" t="s"><v>0</v></c>', "t Café"),
    "rich text": ('<c r="A1" t="s"><v>2</v></c>', "t red green"),
    "rich text in the cell": (
        '<c r="A1" t="inlineStr"><is><r><t>red</t></r><r><rPr><b/></rPr><t xml:space="preserve"> '
        "green</t></r></is></c>",
        "t red green",
    ),
    "reading aid": ('<c r="A1" t="s"><v>3</v></c>', "t 課"),
    "attributes in another order": ('<c t="b" s="0" r="A1"><v>0</v></c>', "b no"),
    "commented": ('<!-- <c r="B1"><v>9</v></c> --><c r="A1"><v>5</v></c>', "n 5"),
    "in CDATA": ('<c r="A1" t="inlineStr"><is><t><![CDATA[a <b> c]]></t></is></c>', "t a <b> c"),
}
SHARED = (
    "<t>Café</t>",
    "<t>a_x000D_\nb</t>",
    "<r><t>red</t></r><r><rPr><b/></rPr><t xml:space='preserve'> green</t></r>",
    "<t>課</t><rPh sb='0' eb='1'><t>か</t></rPh>",
)


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_comes_out_as_it_is_seen(tmp_path, cell, expected):
    [tab] = read(tmp_path, rows(cell), texts=SHARED)
    assert seen(tab) == {"A1": expected}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="2"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="str"><f>""</f><v></v></c>',
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="A1" t="inlineStr"><is><t></t></is></c>',
    ],
)
def test_a_formatted_or_empty_cell_is_blank(tmp_path, cell):
    [tab] = read(tmp_path, rows(cell), texts=("<t/>",))
    assert seen(tab) == {}


def test_blank_rows_and_columns_keep_their_numbers(tmp_path):
    sheet = (
        '<sheetData><row r="3"><c r="B3"><v>1</v></c></row><row r="4"/><row r="7"><c '
        'r="D7"><v>2</v></c></row></sheetData>'
    )
    [tab] = read(tmp_path, sheet)
    assert seen(tab) == {"B3": "n 1", "D7": "n 2"}


def test_rows_and_cells_without_numbers_are_counted(tmp_path):
    [tab] = read(tmp_path, "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>")
    assert seen(tab) == {"A1": "n 1", "B1": "n 2", "A2": "n 3"}


def test_a_wrong_dimension_is_not_believed(tmp_path):
    [tab] = read(tmp_path, '<dimension ref="A1:A1"/>' + rows('<c r="A1"><v>1</v></c>', '<c r="C2"><v>2</v></c>'))
    assert seen(tab) == {"A1": "n 1", "C2": "n 2"}


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path):
    [tab] = read(tmp_path, rows('<c r="A1" s="2"><v>44650</v></c>'), book='<workbookPr date1904="1"/>')
    assert seen(tab) == {"A1": "d 2026-03-31"}  # 44,650 days after 1 January 1904


def test_a_strict_workbook_is_read(tmp_path):
    [tab] = read(tmp_path, rows('<c r="A1" s="1"><v>0.5</v></c>'), namespace=STRICT)
    assert seen(tab) == {"A1": "p 50 %"}


def test_a_prefixed_workbook_is_read(tmp_path):
    part = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c '
        f'r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    [tab] = read(tmp_path, "", extra={"xl/worksheets/A.xml": part})
    assert seen(tab) == {"A1": "n 7"}


def test_hidden_rows_are_marked(tmp_path):
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
        '<row r="3" hidden="0"><c r="A3"><v>3</v></c></row></sheetData>'
    )
    [tab] = read(tmp_path, sheet)
    assert tab.cells["hidden"].to_pylist() == [False, True, False]
    assert tab.counts["hidden_rows"] == 1


def test_rows_hidden_by_default_are_marked(tmp_path):
    sheet = (
        '<sheetFormatPr zeroHeight="1"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="15"><c '
        'r="A2"><v>2</v></c></row></sheetData>'
    )
    [tab] = read(tmp_path, sheet)
    assert tab.cells["hidden"].to_pylist() == [True, False]


def test_merges_are_handed_over_and_hidden_tabs_remarked_and_a_unit_in_the_format_is_the_cells(tmp_path):
    sheet = rows('<c r="A1" s="6"><v>4</v></c>') + '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'
    [tab] = read(tmp_path, sheet, states=("veryHidden",))
    assert [(one.code, one.row, one.column, one.written) for one in tab.remarks] == [
        ("hidden-tab", None, None, ""),
    ]
    assert tab.merges == ((2, 2, 3, 3),)
    assert seen(tab) == {"A1": "f 4 qq"}


def test_lines_through_cells_and_notes_are_remarked(tmp_path):
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
        '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="9"/></cellXfs></styleSheet>'
    )
    beside = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="n" Type="{OFFICE}/comments" Target="../comments1.xml"/></Relationships>'
    )
    notes = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><r><t>weighed '
        f'</t></r><r><t>again</t></r></text></comment><comment ref="C9"/></commentList></comments>'
    )
    extra = {
        "xl/styles.xml": styles.encode(),
        "xl/worksheets/_rels/A.xml.rels": beside.encode(),
        "xl/comments1.xml": notes.encode(),
    }
    sheet = rows(
        '<c r="A1" s="2"><v>1</v></c>',
        '<c r="A2" s="1"><v>2</v></c><c r="B2" s="3"><v>3</v></c><c r="C2" s="1"><v>4</v></c><c r="D2" s="1"/>',
    )
    (tab,) = read(tmp_path, sheet, extra=extra)
    assert tab.remarks == (
        Remark("struck-through", 2, 1, detail="A2, C2"),
        Remark("cell-note", 2, 2, detail="B2: weighed again"),
        Remark("cell-note", 9, 3, detail="C9: "),
    )


def test_a_thousand_merges_are_handed_over_every_one(tmp_path):
    merges = "".join(f'<mergeCell ref="A{row}:AB{row + 1}"/>' for row in range(1, 2001, 2))
    [tab] = read(tmp_path, rows('<c r="A1"><v>1</v></c>') + f"<mergeCells>{merges}</mergeCells>")
    assert tab.merges == tuple((row, 1, row + 1, 28) for row in range(1, 2001, 2))
    assert tab.remarks == () and tab.counts["merges"] == 1000


def test_a_thousand_notes_are_not_a_thousand_remarks(tmp_path):
    listed = "".join(f'<comment ref="A{row}"><text><t>late</t></text></comment>' for row in range(1, 1001))
    beside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="n" Type="{OFFICE}/comments" Target="../comments1.xml"/></Relationships>'
    )
    notes = f'<comments xmlns="{MAIN}"><commentList>{listed}</commentList></comments>'
    extra = {"xl/worksheets/_rels/A.xml.rels": beside.encode(), "xl/comments1.xml": notes.encode()}
    [tab] = read(tmp_path, rows('<c r="A1"><v>1</v></c>'), extra=extra)
    assert len(tab.remarks) == 201
    assert tab.remarks[-1] == Remark("cell-note", detail="and 800 more")


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData>',
        rows('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'),
    ],
)
def test_a_place_held_twice_refuses_the_tab(tmp_path, sheet):
    [tab] = read(tmp_path, sheet)
    assert (
        tab.cells is None
        and (tab.refused.code, tab.refused.column) == ("counts-differ", 1)
        and "is there twice" in tab.refused.detail
    )


def test_a_cell_in_anothers_row_refuses_the_tab_or_comes_out_where_it_says(tmp_path):
    [tab] = read(tmp_path, '<sheetData><row r="2"><c r="A5"><v>1</v></c></row></sheetData>')
    assert tab.refused or seen(tab) == {"A5": "n 1"}


def test_one_refused_tab_leaves_the_others(tmp_path):
    twice = rows('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')
    first, other = read(tmp_path, twice, rows('<c r="A1"><v>3</v></c>'))
    assert first.refused and seen(other) == {"A1": "n 3"}


def test_counts_are_those_of_the_sheet(tmp_path):
    [tab] = read(
        tmp_path,
        rows('<c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1</f></c><c r="C1" s="1"><v>1</v></c><c r="D1" s="1"/>'),
    )
    assert tab.counts == {"valued": 3, "errors": 1, "unsaved": 1, "percent": 1, "hidden_rows": 0, "merges": 0}
