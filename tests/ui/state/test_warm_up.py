"""A reading made in the background is shown once its numbers are there too; until then everybody sees the one
before."""

from __future__ import annotations

import pytest
import streamlit as st

from history.snapshots import store
from history.snapshots.moments import day_there
from refresh import source_states
from refresh.source_states import SourceState
from ui.state import open_snapshots, results, warm_up
from ui.state.first_sample import read_sample


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    return tmp_path


def read(home, *codes: str) -> str:
    file = home / "lots.csv"
    file.write_text(
        "Lot,Stream,Crop year,Green kg\n" + "".join(f"{code},micro,2025/26,100\n" for code in codes), "utf-8"
    )
    source_states.keep_source_states([SourceState("Lots", "workbook", str(file), read_at="2026-03-01T10:00:00+00:00")])
    return store.refresh([file])


def test_the_one_before_is_shown_until_the_numbers_of_the_new_one_are_made(home):
    before = read(home, "M1")
    with warm_up.old_numbers_until_warm():
        new = read(home, "M1", "M2")
        assert (store.newest().snapshot, open_snapshots.to_show().snapshot) == (new, before)
    assert open_snapshots.to_show().snapshot == new
    made = open_snapshots.shelf(new, day_there(store.newest()).isoformat())._results.values()
    assert any(isinstance(one, dict) and "premium_over_bulk" in one for one in made)


def test_the_fix_list_of_the_new_one_is_made_too_with_what_was_mended_since_the_one_before(home, monkeypatch):
    """M1 stood there twice: without another cell it is one lot, told twice."""
    read(home, "M1", "M1")
    with warm_up.old_numbers_until_warm():
        read(home, "M1")
    monkeypatch.setattr(results.fix_lists, "fix_list", None)  # it is there already
    found = results.fix_list()
    assert [one.first.code for one in found.done] == ["duplicate-row"]
    assert found.since == day_there(store.newest())


def test_the_reading_before_is_looked_for_once(home, monkeypatch):
    """It opens readings and looks into them, which no page should do each time it is drawn."""
    read(home, "M1", "M1")
    read(home, "M1")
    found = results.fix_list()
    assert [one.first.code for one in found.done] == ["duplicate-row"]
    monkeypatch.setattr(results.mended, "reading_before", None)
    assert results.fix_list() == found


def test_a_new_reading_is_shown_also_where_its_numbers_can_not_be_made(home, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    read(home, "M1")
    monkeypatch.setattr(results.compute, "answers", broken)
    with warm_up.old_numbers_until_warm():
        new = read(home, "M1", "M2")
    assert open_snapshots.to_show().snapshot == new


def test_what_breaks_off_holds_nothing_back(home):
    read(home, "M1")
    with pytest.raises(KeyboardInterrupt), warm_up.old_numbers_until_warm():
        new = read(home, "M1", "M2")
        raise KeyboardInterrupt
    assert open_snapshots.to_show().snapshot == new


def test_the_sample_never_stands_in_for_a_first_reading(home):
    read_sample()
    with warm_up.old_numbers_until_warm():
        first = read(home, "M1")
        assert open_snapshots.to_show().snapshot == first


def test_the_results_of_a_snapshot_that_nobody_has_open_are_forgotten(home):
    """The newest stays open with the one before, and what those are compared with."""
    for count in range(1, 6):
        with warm_up.old_numbers_until_warm():
            read(home, *(f"M{number}" for number in range(count)))
    newest, before, closed, *_ = [one.snapshot for one in store.history()]
    day = day_there(store.newest()).isoformat()
    kept = {name: open_snapshots.shelf(name, day) for name in (closed, before, newest)}
    open_snapshots.forget_closed()
    assert open_snapshots.shelf(before, day) is kept[before] and open_snapshots.shelf(newest, day) is kept[newest]
    assert open_snapshots.shelf(closed, day) is not kept[closed]
