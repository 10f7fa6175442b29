"""A .csv as a spreadsheet would show it."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as any_of

from connectors.formats.delimited import DELIMITERS, delimiter_of, read

CASES = {
    "decimal commas between semicolons": (
        "lote;kg\n007;1,5\nB;2,25\n",
        [["lote", "kg"], ["007", "1,5"], ["B", "2,25"]],
    ),
    "tabs": ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
    "bars": ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
    "quoted newline and delimiter": ('a,b\r\n"x\r\ny","1,2"\r\n', [["a", "b"], ["x\r\ny", "1,2"]]),
    "quotes within": ('a,b\n"say ""yes""",2\n', [["a", "b"], ['say "yes"', "2"]]),
    "old Macintosh lines": ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    "Excel's announcement": ("sep=;\na;b\n1;2,5\n", [["a", "b"], ["1", "2,5"]]),
    "one column": ("lote\nA\nB\n", [["lote"], ["A"], ["B"]]),
    "blank row": ("a,b\n\n1,2\n", [["a", "b"], [], ["1", "2"]]),
    "spaces are kept": ("a,b\n 1 , 2\n", [["a", "b"], [" 1 ", " 2"]]),
    "nothing": ("\n", []),
    "title above": (
        "COOPERATIVA X\n\nlote,kg\nA,1\nB,2\n",
        [["COOPERATIVA X"], [], ["lote", "kg"], ["A", "1"], ["B", "2"]],
    ),
}


def table(content: bytes) -> list[list[str]]:
    reading = read(content)
    assert reading.refused is None, reading.refused
    records = [[] for _ in range(int(reading.row.max()) if len(reading.row) else 0)]
    for row, column, text in zip(reading.row, reading.column, reading.text.to_pylist(), strict=True):
        records[row - 1].extend([""] * (column - 1 - len(records[row - 1])) + [text])
    return records


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_csv_reads(text, expected):
    assert table(text.encode()) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_every_encoding(encoding):
    assert table("lote,señal\nÑ,café\n".encode(encoding)) == [["lote", "señal"], ["Ñ", "café"]]
    codes = [one.code for one in read("café,señal\n1,2\n".encode(encoding)).remarks]
    assert codes == (["guessed-encoding"] if encoding == "cp1252" else [])


def test_ragged_rows_are_remarked_and_kept():
    reading = read(b"title\na,b,c\n1,2,3\n4,5\n6,7,8,9\n")
    assert [(one.code, one.row, one.written, one.detail) for one in reading.remarks] == [
        ("ragged-row", 4, "2", "2, the others 3"),
        ("ragged-row", 5, "4", "4, the others 3"),
    ]
    assert len(reading.row) == 13


FIELDS = any_of.text(
    any_of.characters(exclude_categories=["Cs", "Cc"]) | any_of.sampled_from("\n\r\",;\t|' "), max_size=6
)


@given(
    any_of.lists(any_of.lists(FIELDS, min_size=2, max_size=2), min_size=1, max_size=8),
    any_of.sampled_from(DELIMITERS),
    any_of.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_program_wrote_comes_back(records, delimiter, quoting):
    sink = io.StringIO(newline="")
    sink.write(f"sep={delimiter}\r\n")
    csv.writer(sink, delimiter=delimiter, quoting=quoting).writerows(records)
    # lines that are rows by their dividers are read as such: tests/soundness/test_stray_quotation_marks.py
    assume(not any(delimiter in field and {"\r", "\n"} & set(field) for record in records for field in record))
    filled = [[*record] for record in records]
    while filled and not any(filled[-1]):
        filled.pop()
    expected = [record if record[1] else record[:1] if record[0] else [] for record in filled]
    assert table(sink.getvalue().encode()) == expected


def test_the_delimiter_is_the_one_that_divides_most_rows_alike():
    assert delimiter_of("a;b;c\n1,5;2,5;3\n4;5;6,1\n") == ";"


def test_the_lots_of_the_coffee_quality_institute_read_whole():
    path = Path(__file__).parents[2] / "real" / "cqi_arabica_ratings_raw.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        records = list(csv.reader(stream))
    reading = read(path.read_bytes())
    assert len(records) == 1313 and int(reading.row.max()) == 1313
    assert len(reading.row) == sum(1 for record in records for field in record if field)
