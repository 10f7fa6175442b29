"""Where the second reader saw something else, the place is found; where it only writes it otherwise, nothing is
said."""

import pyarrow
import pytest

from connectors.formats.grid import of_cells, table
from connectors.reading.agreement import disagreement

CELLS = [
    (2, 2, "t", "lot"),
    (2, 3, "n", "1.5"),
    (3, 2, "p", "12 %"),
    (3, 3, "d", "2026-03-31"),
    (5, 2, "e", "#N/A"),
    (5, 3, "u", "=B1"),
]
# columns B and C, rows 1 to 5
THEIRS = [[None, None], ["lot", "1.5"], ["0.12", "2026-03-31 00:00:00"], [None, None], [None, None]]


def found(theirs, first_column=2):
    cells, width = table(of_cells(CELLS))
    columns = {
        f"x{place}": pyarrow.array(column, pyarrow.string()) for place, column in enumerate(zip(*theirs, strict=True))
    }
    return disagreement(cells, width, pyarrow.table(columns), first_column)


def with_cell(row, column, text):
    return [
        [text if (number, place) == (row, column) else old for place, old in enumerate(one)]
        for number, one in enumerate(THEIRS)
    ]


def test_the_same_cells_agree():
    assert found(THEIRS) is None


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (1, 0, " lot "),
        (1, 1, "1.5000000001"),
        (1, 0, "lot_x000D_"),
        (2, 0, "0.12000000000000001"),
        (2, 1, "46112"),
        (4, 0, "#N/A"),
        (0, 0, ""),
    ],
)
def test_the_same_written_otherwise_agrees(row, column, text):
    assert found(with_cell(row, column, text)) is None


@pytest.mark.parametrize(
    ("row", "column", "text", "place"),
    [
        (1, 0, None, (2, 2)),
        (1, 0, "lots", (2, 2)),
        (1, 1, "1.51", (2, 3)),
        (1, 1, "abc", (2, 3)),
        (1, 1, None, (2, 3)),
        (2, 0, "12", (3, 2)),
        (2, 1, "2026-03-30 00:00:00", (3, 3)),
        (2, 1, None, (3, 3)),
        (3, 0, "more", (None, None)),
        (0, 1, "more", (None, None)),
    ],
)
def test_another_value_or_none_or_one_more_is_found(row, column, text, place):
    remark = found(with_cell(row, column, text))
    assert (remark.code, remark.row, remark.column) == ("counts-differ", *place)


def test_columns_beyond_ours_and_shifted_ones_are_found():
    assert (
        found([[*row, "z" if number == 1 else None] for number, row in enumerate(THEIRS)]).detail
        == "1 cells more the second time"
    )
    assert found(THEIRS, first_column=3).row == 2
    assert found([[]]).detail.startswith("in B2: “lot” and nothing")


@pytest.mark.parametrize(
    ("shown", "stored", "agree"),
    [
        ("46.5 qq", "46.5", True),
        ("F-012", "12", True),
        ("24-010", "24010.0", True),
        ("lot 3: 24-010", "24010", True),
        ("46.5 thousand", "46500", True),
        ("1.2 ...", "1200000000", True),  # billions
        ("L 0", "0", True),
        ("21 qq", "100", False),
        ("F-012", "0", False),
        ("46.5 qq", "465", False),
        ("38 qq", "38 kg", False),
    ],
)
def test_a_number_must_stand_in_what_its_format_makes_of_it(shown, stored, agree):
    cells, width = table(of_cells([(1, 1, "f", shown)]))
    assert (disagreement(cells, width, pyarrow.table({"x": [stored]}), 1) is None) is agree
