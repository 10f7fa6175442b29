"""The last good reading of a source: what comes back is what was kept, or nothing at all."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow
import pytest

from connectors import kept_readings
from connectors.cells import Remark, Tab, Workbook
from connectors.reading.files import read_workbook

ROOT = Path(__file__).parents[2]
MESSY = ROOT / "sample_data" / "messy.xlsx"


def book(*texts: str | None, sheet: str = "Lots") -> Workbook:
    """A workbook of one tab with one column."""
    cells = pyarrow.table(
        {
            "row": pyarrow.array(range(1, len(texts) + 1), pyarrow.int32()),
            "hidden": pyarrow.array([False] * len(texts)),
            "kinds": pyarrow.array(["t" if text else " " for text in texts], pyarrow.string()),
            "c1": pyarrow.array(texts, pyarrow.string()),
        }
    )
    return Workbook("a.xlsx", "0" * 64, "2026-04-01T08:00:00+00:00", None, (Tab("a.xlsx", sheet, cells, 1),))


def same(one: Workbook, other: Workbook) -> bool:
    """Whether two workbooks are alike in everything, cell by cell."""
    bare = [replace(each, tabs=tuple(replace(tab, cells=None) for tab in each.tabs)) for each in (one, other)]
    return bare[0] == bare[1] and all(
        (a.cells is None and b.cells is None) or a.cells.equals(b.cells)
        for a, b in zip(one.tabs, other.tabs, strict=True)
    )


def test_a_real_workbook_comes_back_cell_by_cell_with_all_that_is_known_of_it(tmp_path):
    real = read_workbook(MESSY)
    known = replace(
        real,
        owner="Desk",
        time_zone="America/Tegucigalpa",
        remarks=(Remark("changed-while-read", 3, 4, "x", "y"),),
        tabs=(
            replace(real.tabs[0], tab_id="7", link="https://x/{place}", decimal_mark=",", date_order="day first"),
            *real.tabs[1:],
            Tab("messy.xlsx", "Refused", None, 0, refused=Remark("counts-differ", detail="B2")),
        ),
    )
    kept_readings.keep(tmp_path / "r" / "a.reading", [known, book("é", None, "\0", "")])
    first, second = kept_readings.load(tmp_path / "r" / "a.reading")
    assert same(first, known)
    assert same(second, book("é", None, "\0", ""))


def test_what_was_never_kept_is_nothing(tmp_path):
    assert kept_readings.load(tmp_path / "none.reading") == ()
    assert not kept_readings.is_whole(tmp_path / "none.reading")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_reading_counts_as_none(tmp_path, seed):
    """Cut short, one byte changed, bytes added, empty: at places drawn from a fixed seed."""
    file, chance = tmp_path / "a.reading", random.Random(seed)
    kept_readings.keep(file, [book(*"abc")], "word")
    whole = file.read_bytes()
    at = chance.randrange(len(whole))
    changed = {
        0: whole[:at],
        1: whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :],
        2: whole + b"x",
        3: b"",
    }[seed % 4]
    file.write_bytes(changed)
    assert kept_readings.load(file) == () or same(kept_readings.load(file)[0], book(*"abc"))
    assert not kept_readings.is_whole(file, "word")


def test_a_reading_is_known_by_the_word_it_was_kept_under(tmp_path):
    kept_readings.keep(tmp_path / "a.reading", [book("a")], "abc123")
    assert kept_readings.is_whole(tmp_path / "a.reading")
    assert kept_readings.is_whole(tmp_path / "a.reading", "abc123")
    assert not kept_readings.is_whole(tmp_path / "a.reading", "abc124")


def test_readings_of_removed_sources_and_what_a_death_left_are_forgotten(tmp_path):
    for name in ("a", "b"):
        kept_readings.keep(tmp_path / f"{name}.reading", [book("a")])
    (tmp_path / "b.1234.tmp").write_bytes(b"half")
    (tmp_path / "somebody's notes.txt").write_bytes(b"not ours")
    assert kept_readings.forget(tmp_path, [tmp_path / "a.reading"]) == ["b.1234.tmp", "b.reading"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.reading", "somebody's notes.txt"]
    assert kept_readings.forget(tmp_path / "missing", []) == []


def test_a_keep_that_fails_leaves_the_old_reading_and_nothing_beside(tmp_path):
    kept_readings.keep(tmp_path / "a.reading", [book("a")])
    with pytest.raises(UnicodeEncodeError):
        kept_readings.keep(tmp_path / "a.reading", [book("b")], "no ascii: é")
    assert same(kept_readings.load(tmp_path / "a.reading")[0], book("a"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.reading"]


KEEPS = """
import sys
from pathlib import Path
from connectors import kept_readings
file = Path(sys.argv[1])
books = kept_readings.load(file)
print("ready", flush=True)
while True:
    kept_readings.keep(file, books)
"""


def test_killed_at_any_moment_the_reading_is_whole(tmp_path):
    kept_readings.keep(tmp_path / "a.reading", [read_workbook(MESSY)])
    moments = random.Random(1)
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", KEEPS, tmp_path / "a.reading"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout.readline() == "ready\n"
            try:
                child.wait(moments.uniform(0.0, 0.1))
            except subprocess.TimeoutExpired:
                child.kill()
        assert kept_readings.is_whole(tmp_path / "a.reading")


@pytest.mark.parametrize(
    "other",
    [
        ("a", "b", "d"),
        ("a", "b"),
        ("a", None, "bc"),
        ("ab", "", "c"),
        ("a", "b", ""),
        ("a", "b", None),
        ("b", "a", "c"),
        ("a\0", "b", "c"),
    ],
)
def test_cells_are_the_same_only_where_every_one_is(other):
    assert kept_readings.same_cells(book("a", "b", "c").tabs[0]) == kept_readings.same_cells(
        book("a", "b", "c", sheet="Other").tabs[0]
    )
    assert kept_readings.same_cells(book("a", "b", "c").tabs[0]) != kept_readings.same_cells(book(*other).tabs[0])


def test_a_blank_and_an_empty_text_and_a_lone_mark_are_told_apart():
    words = {kept_readings.same_cells(book(one).tabs[0]) for one in (None, "", "\0")}
    assert len(words) == 3


def test_how_a_table_lies_in_memory_makes_no_difference():
    cells = book("a", "b", None, "d").tabs[0].cells
    pieces = pyarrow.concat_tables([cells.slice(0, 1), cells.slice(1, 2), cells.slice(3)])
    assert kept_readings.same_cells(replace(book().tabs[0], cells=pieces)) == kept_readings.same_cells(
        replace(book().tabs[0], cells=cells)
    )


def test_a_refused_tab_is_another_than_an_empty_one():
    refused = Tab("a.xlsx", "Lots", None, 0, refused=Remark("counts-differ"))
    assert kept_readings.same_cells(refused) != kept_readings.same_cells(Tab("a.xlsx", "Lots", None, 0))
