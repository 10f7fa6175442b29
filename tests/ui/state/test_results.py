"""What is kept is kept for one snapshot, day and set of plain values, and for nobody else's."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
import streamlit as st

from tests.support import warehouse_of
from ui.state import open_snapshots, results, visitor


@pytest.fixture
def counted(monkeypatch):
    """A function that keeps a value under these plain values and says which making it came from."""
    monkeypatch.setattr(visitor, "warehouse", lambda: WORLD)
    monkeypatch.setattr(visitor, "is_own", lambda: False)
    st.cache_resource.clear()
    number = itertools.count(1)
    return lambda *plain: results.kept("test", lambda _: next(number), *plain)


WORLD = warehouse_of()


def test_the_same_values_are_computed_once(counted):
    assert counted("2025/26", [["station", ["A"]]]) == counted("2025/26", [["station", ["A"]]]) == 1


def test_values_that_join_to_the_same_text_are_kept_apart(counted):
    """Streamlit's own keys once took ("doc1", "acme") for ("doc1str:orgstr:acme",)."""
    made = [
        counted("doc1", "acme"),
        counted("doc1str:orgstr:acme"),
        counted("doc1acme"),
        counted(["doc1", "acme"]),
        counted("doc1", ["acme"]),
        counted(None),
        counted("null"),
        counted(1),
        counted("1"),
    ]
    assert made == list(range(1, 10))


def test_another_day_is_another_answer(counted, monkeypatch):
    before = counted("x")
    monkeypatch.setattr(visitor, "warehouse", lambda: WORLD.seen_on(date(2025, 1, 1)))
    assert counted("x") != before


def test_filters_are_the_same_in_any_order_and_empty_ones_are_none():
    assert (
        results.plain({"station": ("B", "A"), "process": ()})
        == results.plain({"station": ("A", "B")})
        == [["station", ["A", "B"]]]
    )


def test_only_declared_columns_can_be_chosen_from():
    with pytest.raises(ValueError):
        results.choices("buyer")


def test_a_thread_without_a_visitor_never_sees_what_another_saw(monkeypatch):
    """Streamlit gives all such threads of a server one session; a page seen in it would be the first one for ever."""
    monkeypatch.setattr(visitor.st.runtime, "exists", lambda: True)
    with pytest.raises(RuntimeError, match="without a visitor"):
        visitor.warehouse()


def test_one_look_may_stand_within_another():
    """As the workbook of changes does: made of what its page shows, it asks the earlier reading for its numbers."""
    first, second = warehouse_of(), warehouse_of()
    with open_snapshots.looking_at(first, keeps=False):
        with open_snapshots.looking_at(second):
            assert visitor.warehouse() is second and open_snapshots.elsewhere.keeps
        assert visitor.warehouse() is first and not open_snapshots.elsewhere.keeps
    assert not vars(open_snapshots.elsewhere)


def test_the_season_before_is_the_nearest_older_one_wherever_it_is_listed(monkeypatch):
    monkeypatch.setattr(results, "crop_years", lambda: ["2025/26", "2024/25", "2022/23", "2026/27"])  # planned last
    assert results.season_before("2025/26") == "2024/25"
    assert results.season_before("2024/25") == "2022/23"
    assert results.season_before("2022/23") is None
    assert results.season_before("2026/27") == "2025/26"
    assert results.season_before(None) is None
