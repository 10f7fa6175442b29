"""What was wrong and is wrong no longer: known by its row, whatever the order of rows and the name of the file."""

from __future__ import annotations

from history import fault_log
from history.changes.mended import mended, reading_before, same_files
from history.snapshots import store
from tests.history.snapshots.test_time_machine import book, moment
from tests.logbooks.typed_sheets import LOTS, checked, tab


def lots(*years: tuple[str, str], source: str = "lots.xlsx", sheet: str = "Lots"):
    return checked(tab(sheet, LOTS, *([lot, "bulk", year] for lot, year in years), source=source))


def test_a_problem_is_gone_when_its_row_is_right():
    gone = mended(lots(("B-1", "26"), ("B-2", "27")), lots(("B-3", "2025/26"), ("B-2", "27"), ("B-1", "2025/26")))
    assert [(one.row, one.written) for one in gone] == [(2, "26")]


def test_nothing_is_mended_where_the_same_is_wrong_in_other_words():
    assert mended(lots(("B-1", "26")), lots(("B-1", "twenty-six"))) == ()


def test_a_file_of_another_name_is_known_by_its_only_log():
    gone = mended(lots(("B-1", "26")), lots(("B-1", "2025/26"), source="lots mended.xlsx", sheet="Lotes"))
    assert [one.written for one in gone] == ["26"]


def test_what_is_no_longer_read_was_not_mended():
    """Without its column of streams no row of the tab is read; without any heading nobody knows what it is."""
    unread = checked(tab("Lots", ["Lot", "Crop year"], ["B-1", "2025/26"], source="lots.xlsx"))
    nothing = checked(tab("Lots", [1, 2], [3, 4], source="lots.xlsx"))
    assert mended(lots(("B-1", "26")), unread) == mended(lots(("B-1", "26")), nothing) == ()


def test_a_column_that_is_no_longer_recognised_was_not_mended():
    """The weight made is wrong; then its heading is a word that nobody knows."""
    before, after = (
        checked(tab("Lots", [*LOTS, heading], ["B-1", "bulk", "2025/26", "x"], source="lots.xlsx"))
        for heading in ("Green kg", "Mood")
    )
    assert "Green kg" not in [one.column for one in mended(before, after)]


def test_of_a_file_of_another_name_only_rows_that_stand_in_both_are_mended():
    """B-1 is right now; B-2 is in no file any more, and nobody mended it."""
    gone = mended(lots(("B-1", "26"), ("B-2", "27")), lots(("B-1", "2025/26"), source="mended.xlsx"))
    assert [one.written for one in gone] == ["26"]
    assert mended(lots(("B-1", "26")), lots(("C-7", "2025/26"), source="others.xlsx")) == ()


def test_a_damaged_reading_before_is_noted_and_nothing_is_compared(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    first, second = store.keep([book("M-1")], now=moment(2)), store.keep([book("M-2")], now=moment(3))
    w = store.at(second)
    (before := reading_before(w)).close()
    assert before.id == first
    (tmp_path / "snapshots" / f"{first}.duckdb").write_bytes(b"damaged")
    assert reading_before(w) is None
    assert f"not compared with {first}" in fault_log.log_file().read_text("utf-8")
    w.close()


def test_it_is_compared_with_the_reading_of_a_week_before_where_there_is_one(tmp_path, monkeypatch):
    """As the page of changes does, so that both speak of the same time."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    week, _, newest = (store.keep([book(f"M-{day}")], now=moment(day)) for day in (2, 9, 10))
    w = store.at(newest)
    (before := reading_before(w)).close()
    assert before.id == week
    w.close()


def test_readings_without_a_file_of_one_name_are_of_other_sheets():
    assert same_files(lots(), lots()) and not same_files(lots(), lots(source="others.xlsx"))
