"""What was wrong and is wrong no longer: known by its row, whatever the order of rows and the name of the file."""

from __future__ import annotations

from history.changes.mended import mended, same_files
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


def test_readings_without_a_file_of_one_name_are_of_other_sheets():
    assert same_files(lots(), lots()) and not same_files(lots(), lots(source="others.xlsx"))
