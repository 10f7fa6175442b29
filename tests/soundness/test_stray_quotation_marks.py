"""A quotation mark without its partner swallows no row of a .csv: every line is a row, and the mark is told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of

from connectors.formats.delimited import read
from history.snapshots import store

HEADINGS = ["Received on", "Farmer", "Weight (kg)", "Form", "Note"]
# 40, 41, ... 47 kg: 348 kg in eight rows
ROWS = [[f"2025-11-{day:02}", f"F-{day:03}", str(39 + day), "cherry", f"note {day}"] for day in range(1, 9)]


def written(rows: list[list[str]], delimiter: str, ending: str = "\n") -> str:
    """The rows as a hand writes them: no mark but those that stand in the cells."""
    return ending.join(delimiter.join(row) for row in rows) + ending


def with_cells(changed: dict[tuple[int, int], str]) -> list[list[str]]:
    """The sheet with some cells of its data rows written otherwise."""
    rows = [list(row) for row in ROWS]
    for (row, column), text in changed.items():
        rows[row][column] = text
    return [HEADINGS, *rows]


CASES = {
    "one mark before a note, never closed": ({(2, 4): '"Chepe scale'}, ",", "\n", {4}),
    "one mark before a note, a quoted note below": ({(1, 4): '"Chepe', (4, 4): '"wet bags"'}, ",", "\n", {3}),
    "a mark before one farmer's code and one after another's": (
        {(1, 1): '"F-002', (4, 1): 'F-005"'},
        ";",
        "\r\n",
        {3, 6},
    ),
    "the two marks in rows that touch": ({(3, 4): '"dry', (4, 1): 'F-005"'}, "\t", "\n", {5, 6}),
    "the two marks in one column of rows that touch": ({(3, 1): '"F-004', (4, 1): 'F-005"'}, "|", "\n", {5, 6}),
    "a mark in the very last row": ({(7, 4): '"heavy rain'}, ",", "\r\n", {9}),
    "a mark before a weight": ({(0, 2): '"40', (6, 4): '"wet"'}, ";", "\r", {2}),
}


@pytest.mark.parametrize(("changed", "delimiter", "ending", "told"), CASES.values(), ids=CASES)
def test_every_row_is_there_and_the_mark_is_told(tmp_path, changed, delimiter, ending, told):
    file = tmp_path / "receipts.csv"
    file.write_bytes(written(with_cells(changed), delimiter, ending).encode())
    w = store.temporary([file])
    assert w.rows(
        "SELECT count(*) AS n, sum(weight_kg) AS kg, count(DISTINCT farmer_id) AS farmers FROM clean.receipts"
    ) == [{"n": 8, "kg": 348.0, "farmers": 8}]
    assert {row["row_no"] for row in w.rows("FROM problems WHERE code = 'stray-quote'")} == told
    assert [row["row_no"] for row in w.rows("FROM clean.receipts WHERE doubtful ORDER BY row_no")] == sorted(told)


def test_a_text_of_several_lines_stays_one_cell():
    """As a survey tool writes it: with commas of prose, and a line in which there is one."""
    note = "Rained all night,\nthe bags, all of them, were wet\n\nweighed again at noon"
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(with_cells({(3, 4): note, (5, 1): "F-006\n"}))
    reading = read(sink.getvalue().encode())
    assert (reading.refused, reading.remarks) == (None, [])
    assert reading.row.max() == 9 and note in reading.text.to_pylist()


@settings(max_examples=60, deadline=None)
@given(
    any_of.sets(any_of.tuples(any_of.integers(0, 7), any_of.integers(0, 4)), min_size=1, max_size=3),
    any_of.sampled_from(",;\t|"),
    any_of.sampled_from(["before", "after"]),
)
def test_wherever_marks_stand_no_row_goes_below_another(places, delimiter, side):
    """Rows may be told to have a field less, or a mark in a cell; there are never fewer of them."""
    changed = {place: f'"{ROWS[place[0]][place[1]]}' for place in places}
    last = max(places)
    if side == "after":
        changed[last] = f'{ROWS[last[0]][last[1]]}"'
    reading = read(written(with_cells(changed), delimiter).encode())
    assert reading.refused is None
    assert sorted({int(row) for row in reading.row}) == list(range(1, 10))
