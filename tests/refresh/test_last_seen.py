"""The last good reading of a source is damaged or gone: what comes is compared with the newest snapshot, or it is said
that it could not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from history.data_folder import home, pointer
from refresh import source_places, source_states, tab_decisions
from refresh.one_refresh import refresh
from tests.refresh.connected import codes, connect, lots, state
from tests.scenes import Scene, filled

FORTY, FIVE = [f"M{number:02}" for number in range(40)], ["M00", "M01", "M02", "M03", "M04"]


@pytest.fixture(scope="module")
def of_forty_lots(tmp_path_factory) -> Scene:
    def fill(place: Path) -> None:
        connect("Station", lots(place / "a.csv", *FORTY))
        connect("Books", lots(place / "books" / "b.csv", "B1", "B2").parent, kind="folder")
        refresh()

    return filled(tmp_path_factory, fill)


@pytest.fixture
def sheets(of_forty_lots, monkeypatch) -> Path:
    return of_forty_lots.anew(monkeypatch)


def spoil(how: str) -> None:
    """As a disk, or somebody who tidies up, leaves it."""
    file = source_places.reading_of("Station")
    content = bytearray(file.read_bytes())
    if how == "a bit":
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif how == "cut":
        file.write_bytes(content[:100])
    elif how == "gone":
        file.unlink()
    else:
        shutil.rmtree(file.parent)
        (home() / "sources.json").unlink()


@pytest.mark.parametrize("how", ["a bit", "cut", "gone", "all gone"])
def test_forty_rows_that_become_five_are_asked_about(sheets, how):
    spoil(how)
    lots(sheets / "a.csv", *FIVE)
    lots(sheets / "books" / "b.csv", "B1", "B2", "B3")
    done = refresh()
    assert codes() == ["B1", "B2", *FORTY]
    asked = state("Station").held
    assert [(one.sheet, one.rows_before, one.rows_now, one.rows_gone, one.decided) for one in asked] == [
        ("a", 40, 5, 35, "")
    ]
    assert "The pages stay as they are until somebody decides in Connect" in done.trouble
    refresh()
    assert state("Station").held == asked and codes() == ["B1", "B2", *FORTY]

    tab_decisions.decide(asked[0].decision_id, take=True)
    assert refresh().trouble == ""
    assert codes() == ["B1", "B2", "B3", *FIVE] and state("Station").held == ()


def test_rows_of_a_source_of_which_nothing_is_told_stay_while_it_can_not_be_read(sheets):
    spoil("all gone")
    (sheets / "a.csv").unlink()
    lots(sheets / "books" / "b.csv", "B1", "B2", "B3")
    assert "the sheet can't be read again just now. The pages stay as they are." in refresh().trouble
    assert codes() == ["B1", "B2", *FORTY]
    lots(sheets / "a.csv", *FORTY)
    assert refresh().trouble == ""
    assert codes() == ["B1", "B2", "B3", *FORTY]


def test_rows_that_are_restored_answer_the_question(sheets):
    spoil("gone")
    lots(sheets / "a.csv", *FIVE)
    refresh()
    lots(sheets / "a.csv", *FORTY, "M40")
    assert refresh().trouble == ""
    assert codes() == ["B1", "B2", *FORTY, "M40"] and state("Station").held == ()


def test_the_tables_of_one_tab_are_each_compared(sheets):
    text = "Lot,Stream,Crop year,\n" + "".join(f"{code},micro,2025/26,\n" for code in FORTY)
    bills = "".join(f"2026-03-{day:02},F{day},10,USD\n" for day in range(1, 21))
    (sheets / "a.csv").write_text(f"{text}\nPaid on,Farmer,Amount,Currency\n{bills}", "utf-8")
    refresh()
    spoil("gone")
    (sheets / "a.csv").write_text(text, "utf-8")
    refresh()
    assert [(one.sheet, one.rows_before) for one in state("Station").held] == [("a, table 2", 20)]


def test_a_file_of_a_folder_is_not_lost_with_the_reading(sheets):
    lots(sheets / "books" / "c.csv", "C1", "C2")
    refresh()
    source_places.reading_of("Books").unlink()
    (sheets / "books" / "c.csv").unlink()
    refresh()
    assert [(one.source, one.sheet) for one in state("Books").held] == [("Books/c.csv", "")]
    assert codes() == ["B1", "B2", "C1", "C2", *FORTY]


def test_where_no_snapshot_is_left_either_it_is_said(sheets):
    spoil("gone")
    shutil.rmtree(home() / "snapshots")
    for file in (pointer(), pointer().with_suffix(".before.json")):
        file.unlink(missing_ok=True)
    lots(sheets / "a.csv", *FIVE)
    done = refresh()
    assert "could not be compared with it. Check that its rows are all there." in done.trouble
    assert done.above  # every page says it
    assert codes() == ["B1", "B2", *FIVE]


def test_a_first_reading_is_compared_with_nothing(sheets):
    connect("West", lots(sheets / "west.csv", "W1"))
    assert refresh().trouble == ""
    assert "W1" in codes() and not [one for one in source_states.source_states() if one.held]
