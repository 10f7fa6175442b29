"""Cells written by another program come back; the quick way through a sheet sees what the full XML parser sees."""

import io
import math
from datetime import datetime, time

import openpyxl
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as any_of
from openpyxl.utils.datetime import to_excel

from connectors.formats import xlsx_plain, xlsx_sheet
from connectors.formats.stored_numbers import percentage, plain
from tests.connectors.made import MAIN, seen, tabs

WRITABLE = any_of.characters(exclude_categories=["Cs", "Cc"]) | any_of.sampled_from("&<>\"'\n\t_x0D;=")
TEXTS = any_of.text(WRITABLE, min_size=1, max_size=20).filter(lambda text: not text.startswith("=") and text.strip())
NUMBERS = any_of.floats(-1e12, 1e12).map(lambda number: float(f"{number:.12g}")) | any_of.integers(-(10**9), 10**9)
MOMENTS = any_of.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda then: then.replace(microsecond=0))
VALUES = any_of.one_of(
    TEXTS, NUMBERS, any_of.booleans(), MOMENTS, any_of.floats(0, 2).map(lambda share: ("%", round(share, 4)))
)


def expected(value) -> str:
    if isinstance(value, tuple):
        return f"p {percentage(value[1])}"
    if isinstance(value, bool):
        return f"b {'yes' if value else 'no'}"
    if isinstance(value, datetime):
        return f"d {value:%Y-%m-%d}" if value.time() == time(0) else f"m {value:%Y-%m-%d %H:%M:%S}"
    return f"t {value}" if isinstance(value, str) else f"n {plain(value)}"


@settings(max_examples=60)
@given(cells=any_of.dictionaries(any_of.tuples(any_of.integers(1, 30), any_of.integers(1, 8)), VALUES, max_size=25))
def test_what_openpyxl_writes_comes_back(tmp_path_factory, cells):
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        cell = book.active.cell(row, column)
        cell.value = value[1] if isinstance(value, tuple) else value
        if isinstance(value, str):
            cell.data_type = "s"
        if isinstance(value, tuple):
            cell.number_format = "0.00%"
    path = tmp_path_factory.mktemp("round") / "a.xlsx"
    book.save(path)
    [tab] = tabs(path)
    assert seen(tab) == {f"{chr(64 + column)}{row}": expected(value) for (row, column), value in cells.items()}
    sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
    assert sum(value != "" for row in sheet.to_python() for value in row) == tab.counts["valued"]


PLAIN_CELLS = any_of.sampled_from(
    [
        '<c r="{}"/>',
        '<c r="{}" s="3"/>',
        '<c r="{}"><v>1.5</v></c>',
        '<c r="{}" s="12" t="n"><v>7</v></c>',
        '<c r="{}" t="b"><v>1</v></c>',
        '<c r="{}" t="s"><v>0</v></c>',
        '<c r="{}" t="s" s="2"><v>12</v></c>',
        '<c r="{}" t="str"><f>A1&amp;B1</f><v>a&lt;b &#233;</v></c>',
        '<c r="{}" t="e"><v>#N/A</v></c>',
        '<c r="{}"><f>SUM(A1)</f></c>',
        '<c r="{}"><f>SUM(A1)</f><v/></c>',
        '<c r="{}"><f t="shared" si="0"/><v>4</v></c>',
        '<c r="{}" t="str"><f t="shared" si="0"/></c>',
        '<c r="{}"><f/></c>',
        '<c r="{}"><v></v></c>',
        '<c r="{}"><v/></c>',
        '<c r="{}"></c>',
        '<c r="{}" t="str"/>',
        '<c r="{}" t="inlineStr"><is><t>señal</t></is></c>',
        '<c r="{}" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>',
        '<c r="{}" t="inlineStr"><is><t/></is></c>',
        '<c r="{}" t="d"><v>2026-03-31</v></c>',
        '<c r="{}" s="1" t="str"><v>"quoted" \'text\'</v></c>',
    ]
)
ODD_CELLS = any_of.sampled_from(
    [
        '<c t="b" r="{}"><v>1</v></c>',
        '<c r="{}" cm="1"><v>1</v></c>',
        "<c r='{}'><v>2</v></c>",
        '<c r="{}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        '<c r="{}"> <v>3</v> </c>',
        '<c r="{}"><!-- <v>9</v> --><v>4</v></c>',
        '<c r="{}" t="str"><v><![CDATA[<c>]]></v></c>',
        '<c  r="{}" ><v>5</v></c>',
        "<c><v>6</v></c>",
        '<c r="{}" t="str"><v>a > b</v></c>',
        '<c r="{}"><f>A1>B1</f><v>7</v></c>',
        '<c r="{}"><v>8</v><extLst/></c>',
        '<x:c r="{}" xmlns:x="' + MAIN + '"><x:v>1</x:v></x:c>',
    ]
)
ROWS = any_of.sampled_from(
    [
        '<row r="{}">',
        '<row r="{}" spans="1:9" ht="15" customHeight="1">',
        '<row r="{}" hidden="1">',
        '<row r="{}" hidden="false">',
        '<row r="{}" x="a" hidden="true" ht="3">',
    ]
)
ODD_ROWS = any_of.sampled_from(
    ['<row spans="1:2" r="{}">', "<row r='{}' hidden='1'>", '<row r="{}">\n', "<row r=\"{}\" hidden='1'>"]
)


def sheet_of(rows: list[tuple[str, list[str]]]) -> bytes:
    body = "".join(
        tag.format(number)
        + "".join(cell.format(f"{chr(65 + place)}{number}") for place, cell in enumerate(cells))
        + "</row>"
        for number, (tag, cells) in enumerate(rows, 1)
    )
    return (
        f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData><mergeCells><mergeCell '
        f'ref="A1:B1"/></mergeCells></worksheet>'
    ).encode()


def told(raw):
    return (
        raw.row.tolist(),
        raw.column.tolist(),
        bytes(raw.stored_as),
        raw.style.tolist(),
        raw.text.to_pylist(),
        raw.hidden_rows.tolist(),
        raw.merges,
    )


@given(any_of.lists(any_of.tuples(ROWS, any_of.lists(PLAIN_CELLS, max_size=6)), max_size=6))
def test_a_plain_sheet_is_read_quickly_and_the_same(rows):
    content = sheet_of(rows)
    assert told(xlsx_plain.read(io.BytesIO(content))) == told(xlsx_sheet.read(io.BytesIO(content)))


@given(any_of.lists(any_of.tuples(ROWS | ODD_ROWS, any_of.lists(PLAIN_CELLS | ODD_CELLS, max_size=6)), max_size=6))
def test_an_odd_sheet_is_read_the_same_or_left_to_the_full_parser(rows):
    content = sheet_of(rows)
    try:
        quick = xlsx_plain.read(io.BytesIO(content))
    except xlsx_plain.NotPlain:
        return
    assert told(quick) == told(xlsx_sheet.read(io.BytesIO(content)))


def test_a_sheet_in_many_pieces_is_read_the_same(monkeypatch):
    content = sheet_of(
        [('<row r="{}">', ['<c r="{}" t="inlineStr"><is><t>señal</t></is></c>', '<c r="{}"><v>1.5</v></c>'])] * 400
    )
    whole = told(xlsx_plain.read(io.BytesIO(content)))
    for size in (97, 512, 4001):
        monkeypatch.setattr(xlsx_plain, "_PIECE", size)
        assert told(xlsx_plain.read(io.BytesIO(content))) == whole


def test_days_agree_with_openpyxls_own_arithmetic():
    from connectors.formats.stored_numbers import moment

    for year in range(1901, 2100, 7):
        then = datetime(year, 2, 28, 23, 59, 59)
        assert moment(to_excel(then), "m") == ("m", f"{then:%Y-%m-%d %H:%M:%S}")
        assert math.isclose(to_excel(then) % 1, 86399 / 86400, rel_tol=1e-6)
