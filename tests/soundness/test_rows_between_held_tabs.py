"""Rows that went from one tab to another count once: never twice, never not at all, whichever of the two tabs is
held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectors.source import Fetched
from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import held_tabs, tab_decisions
from refresh.source_states import WAITS, SourceState
from tests.logbooks.typed_sheets import LOTS, PAYMENTS, tab, workbooks

STATE = SourceState("Station", "google_sheet", "link")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def lots(sheet: str, *numbers: int):
    return tab(sheet, LOTS, *[[f"M{n}", "micro", "2025/26"] for n in numbers])


def payments(sheet: str, *numbers: int, amount: int = 100):
    """A log without a key."""
    return tab(sheet, PAYMENTS, *[[f"2026-03-{n + 1:02d}", f"F{n}", amount + n, "USD"] for n in numbers])


def compared(before: list, after: list, mapping: Mapping | None = None):
    return held_tabs.compare(
        workbooks(*before),
        Fetched(tuple(workbooks(*after)), {}),
        mapping or Mapping(),
        STATE,
        "2026-04-01T08:00:00+00:00",
    )


def first_cells(books) -> list[str]:
    """What stands in the second column of every row in use, over all tabs."""
    return sorted(
        row["c2"] if row["c1"][:2] == "20" else row["c1"]
        for book in books
        for one in book.tabs
        for row in one.cells.to_pylist()[1:]
    )


def test_rows_of_a_log_without_a_key_moved_to_its_other_tab_count_once():
    """3 of 10 went to the other tab: they are not gone, so nothing is held, and 20 stay 20."""
    used, about = compared(
        [payments("Payments 1", *range(10)), payments("Payments 2", *range(10, 20))],
        [payments("Payments 1", *range(7)), payments("Payments 2", *range(10, 20), 7, 8, 9)],
    )
    assert (first_cells(used), about) == (sorted(f"F{n}" for n in range(20)), ())


def test_rows_moved_into_a_tab_that_is_held_are_not_lost():
    """Lots 2 lost 5 of its 10 and is held as it was, without the 3 that came from Lots 1: so these stay in Lots 1."""
    used, about = compared(
        [lots("Lots 1", *range(10)), lots("Lots 2", *range(10, 20))],
        [lots("Lots 1", *range(7)), lots("Lots 2", *range(10, 15), 7, 8, 9)],
    )
    assert first_cells(used) == sorted(f"M{n}" for n in range(20))
    assert [(one.sheet, one.rows_gone, one.why) for one in about] == [
        ("Lots 1", 0, "rows moved between it and a tab that is held, and would be counted twice or not at all"),
        ("Lots 2", 5, "5 of its 10 rows are gone"),
    ]


def test_rows_moved_out_of_a_tab_that_is_held_do_not_count_twice():
    """Payments 1 lost 5 of its 10 and is held with all of them, also the 2 that went to Payments 2: so that waits as
    well."""
    used, about = compared(
        [payments("Payments 1", *range(10)), payments("Payments 2", *range(10, 20))],
        [payments("Payments 1", *range(3)), payments("Payments 2", *range(10, 20), 8, 9)],
    )
    assert first_cells(used) == sorted(f"F{n}" for n in range(20))
    assert [one.sheet for one in about] == ["Payments 1", "Payments 2"]
    tab_decisions.decide(about[0].decision_id, take=True)
    used, about = compared(
        [payments("Payments 1", *range(10)), payments("Payments 2", *range(10, 20))],
        [payments("Payments 1", *range(3)), payments("Payments 2", *range(10, 20), 8, 9)],
    )
    assert (first_cells(used), about) == (sorted(f"F{n}" for n in (0, 1, 2, *range(8, 20))), ())


def test_rows_moved_into_a_new_tab_do_not_count_twice_while_the_old_one_is_held():
    used, about = compared(
        [payments("Payments", *range(10)), lots("Lots", 1)], [lots("Lots", 1), payments("Payments 2026", *range(5))]
    )
    assert first_cells(used) == sorted(["M1", *(f"F{n}" for n in range(10))])
    assert [(one.sheet, one.rows_before, one.rows_now) for one in about] == [
        ("Payments", 10, 0),
        ("Payments 2026", 0, 5),
    ]


def test_two_tabs_that_changed_places_lose_nothing():
    used, about = compared(
        [replace(lots("Lots", *range(20)), tab_id="1"), replace(payments("Payments", *range(10)), tab_id="2")],
        [replace(payments("Lots", *range(10)), tab_id="1"), replace(lots("Payments", *range(20)), tab_id="2")],
    )
    assert (first_cells(used), about) == (sorted([*(f"M{n}" for n in range(20)), *(f"F{n}" for n in range(10))]), ())


def test_as_many_other_rows_are_no_rows_that_stayed():
    """A new season typed over the old one: as many rows without a key, and every one is another."""
    _, about = compared([payments("Payments", *range(10))], [payments("Payments", *range(10, 20), amount=500)])
    assert [(one.rows_gone, one.why) for one in about] == [(10, "10 of its 10 rows are gone")]
    # a column typed anew
    edited = tab("Payments", PAYMENTS, *[[f"2026-03-{n + 1:02d}", f"F{n}", 7 * n, "USD"] for n in range(10)])
    assert compared([payments("Payments", *range(10))], [edited])[1] == ()


def test_a_held_tab_stays_what_it_was_under_a_name_nobody_has_spoken_of():
    """What was said of its columns names the tab Sheet7; under the new name its last good rows would be read as
    nothing."""
    said = Mapping((TabMapping("test.xlsx", "Sheet7", "lots", 1, {"lot_id": "a", "stream": "b", "crop_year": "c"}),))
    before = replace(tab("Sheet7", ["a", "b", "c"], *[[f"M{n}", "micro", "2025/26"] for n in range(5)]), tab_id="7")
    used, about = compared([before], [replace(before, sheet="Station")], said)
    assert [one.sheet for book in held_tabs.marked(used, about) for one in book.tabs if one.remarks] == ["Sheet7"]
    # and is asked about for as long
    assert len(compared(list(used[0].tabs), [replace(before, sheet="Station")], said)[1]) == 1


def test_what_went_into_a_new_tab_that_waits_is_not_lost_with_it():
    """A tab of the year takes the last of 9 rows of Payments 1, of which the others are gone, and 2 of the 8 of
    Payments 2: all three wait."""
    before = [payments("Payments 1", *range(9)), payments("Payments 2", *range(10, 18))]
    after = [payments("Payments 1"), payments("Payments 2", *range(12, 18)), payments("Payments 2026", 8, 10, 11)]
    used, about = compared(before, after)
    assert first_cells(used) == sorted(f"F{n}" for n in (*range(9), *range(10, 18)))
    assert [(one.sheet, one.decided) for one in about] == [
        ("Payments 1", ""),
        ("Payments 2", WAITS),
        ("Payments 2026", WAITS),
    ]
    tab_decisions.decide(about[0].decision_id, take=True)
    used, about = compared(before, after)
    assert (first_cells(used), about) == (sorted(f"F{n}" for n in (8, *range(10, 18))), ())


def test_rows_moved_into_a_file_of_the_folder_that_was_renamed_as_well_count_once():
    """North lost a payment and two went to South, which is called Mill from now on: Mill waits as the South it was."""

    def folder(**files: list[int]) -> list:
        return [
            replace(payments("Payments", *numbers), source=f"Office/{name}.xlsx") for name, numbers in files.items()
        ]

    used, about = compared(folder(North=[0, 1, 2], South=[10]), folder(North=[20], Mill=[10, 0, 1]))
    assert first_cells(used) == ["F0", "F1", "F10", "F2"]
    assert [(one.source, one.rows_gone) for one in about] == [("Office/North.xlsx", 1), ("Office/Mill.xlsx", 0)]


def test_a_tab_that_waits_for_another_is_not_asked_about_by_itself():
    """Taken alone its rows would count twice, so that the answer about the other is the answer."""
    before = [payments("Payments 1", *range(10)), payments("Payments 2", *range(10, 20))]
    after = [payments("Payments 1", *range(3)), payments("Payments 2", *range(10, 20), 8, 9)]
    _, about = compared(before, after)
    assert [one.decided for one in about] == ["", WAITS] == [one.decided for one in tab_decisions.as_decided(about)]
    tab_decisions.decide(about[1].decision_id, take=True)
    assert [one.decided for one in compared(before, after)[1]] == ["", WAITS]
