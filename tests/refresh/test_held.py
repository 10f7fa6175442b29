"""Never less by accident: what came is compared with the last good reading, tab by tab, and held where too much is
gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectors.cells import Remark
from connectors.source import Fetched
from logbooks.recognise.mapping import NOT_A_LOGBOOK, Mapping, TabMapping
from refresh import held_tabs, tab_decisions
from refresh.source_states import SourceState
from tests.logbooks.typed_sheets import LOTS, PAYMENTS, RECEIPTS, tab, workbooks

NOW, LATER = "2026-04-01T08:00:00+00:00", "2026-04-01T08:05:00+00:00"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def lots(*numbers: int, sheet: str = "Lots", **more):
    return tab(sheet, LOTS, *[[f"M{n}", "micro", "2025/26"] for n in numbers], **more)


def payments(count: int, sheet: str = "Payments", farmer: str = "F"):
    """A log without a key."""
    return tab(sheet, PAYMENTS, *[["2026-03-01", f"{farmer}{n}", n, "USD"] for n in range(1, count + 1)])


def compared(
    before: list, after: list, state: SourceState | None = None, mapping: Mapping | None = None, now: str = NOW, **more
):
    """What is used and what is held when these tabs give way to those."""
    state = state or SourceState("Station", "workbook", "station.xlsx")
    return held_tabs.compare(
        workbooks(*before), Fetched(tuple(workbooks(*after)), {}, **more), mapping or Mapping(), state, now
    )


def rows(books) -> dict[str, int]:
    """Rows below the heading in use, by tab."""
    return {
        one.sheet: one.cells.num_rows - 1 if one.cells is not None and one.cells.num_rows else 0
        for book in books
        for one in book.tabs
    }


def test_the_first_reading_has_nothing_to_be_compared_with():
    used, about = compared([], [lots()])
    assert (rows(used), about) == ({"Lots": 0}, ())


def test_a_fifth_of_the_rows_may_go_and_one_more_is_held():
    """Of 10 rows 2 are a fifth; 3 are more."""
    used, about = compared([lots(*range(10))], [lots(*range(8))])
    assert (rows(used), about) == ({"Lots": 8}, ())
    used, about = compared([lots(*range(10))], [lots(*range(7))])
    assert rows(used) == {"Lots": 10}
    assert [
        (one.source, one.sheet, one.logbook, one.rows_before, one.rows_now, one.rows_gone, one.why) for one in about
    ] == [("test.xlsx", "Lots", "lots", 10, 7, 3, "3 of its 10 rows are gone")]


def test_rows_are_known_by_their_key_not_by_their_number():
    """As many rows as before, but three lots are others: three are gone. Sorted and edited rows are all there."""
    _, about = compared([lots(*range(10))], [lots(0, 1, 2, 3, 4, 5, 6, 70, 80, 90)])
    assert [one.rows_gone for one in about] == [3]
    edited = tab("Lots", LOTS, *[[f"M{n}", "bulk", "2024/25"] for n in reversed(range(10))])
    assert compared([lots(*range(10))], [edited])[1] == ()


def test_rows_without_a_key_are_counted():
    assert compared([payments(10)], [payments(8)])[1] == ()
    assert [one.why for one in compared([payments(10)], [payments(7)])[1]] == ["3 of its 10 rows are gone"]


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ([tab("Lots", [""])], "it came back empty (rows before: 4)"),
        ([lots()], "it came back empty (rows before: 4)"),
        ([payments(3)], "it is no longer there (rows before: 4)"),
        (
            [tab("Lots", ["oops", "", ""], *[[f"M{n}", "micro", "2025/26"] for n in range(4)])],
            "it is no longer read as Lots (rows before: 4)",
        ),
        (
            [tab("Lots", ["Lot", "Crop year"], *[[f"M{n}", "2025/26"] for n in range(4)])],
            "it is no longer read as Lots (rows before: 4)",
        ),
        (
            [replace(lots(0, 1, 2, 3), cells=None, refused=Remark("counts-differ"))],
            "its cells can't be trusted (rows before: 4)",
        ),
    ],
)
def test_every_way_to_lose_a_tab_is_held(after, why):
    used, about = compared(
        [lots(0, 1, 2, 3), payments(3)], [*after, *([payments(3)] if after[0].sheet == "Lots" else [])]
    )
    assert rows(used) == {"Lots": 4, "Payments": 3}
    assert [one.why for one in about] == [why]


def test_a_key_column_that_is_no_longer_found_is_said_so():
    before = tab("Receipts", RECEIPTS, *[["2026-03-01", "F1", 10, "cherry", f"R{n}"] for n in range(10)])
    after = tab("Receipts", [*RECEIPTS[:4], "???"], *[["2026-03-01", "F1", 10, "cherry", f"R{n}"] for n in range(10)])
    assert [one.why for one in compared([before], [after])[1]] == [
        "its column Receipt number is no longer found, so none of its 10 rows can be recognised"
    ]


def test_the_other_tabs_of_the_workbook_are_taken():
    used, about = compared([lots(0, 1, 2), payments(3)], [lots(), payments(5)])
    assert rows(used) == {"Lots": 3, "Payments": 5}
    assert [one.sheet for one in about] == ["Lots"]


def test_a_tab_that_was_no_logbook_or_had_no_rows_may_go():
    assert compared([lots(), tab("Notes", ["a"], ["b"]), payments(1)], [payments(1)])[1] == ()
    ignored = Mapping((TabMapping(sheet="Lots", logbook=NOT_A_LOGBOOK),))
    assert compared([lots(1, 2), payments(1)], [payments(1)], mapping=ignored)[1] == ()


def test_a_tab_renamed_is_the_same_tab_by_its_id():
    used, about = compared(
        [replace(lots(*range(10)), tab_id="7")], [replace(lots(*range(11), sheet="Lotes 2026"), tab_id="7")]
    )
    assert (rows(used), about) == ({"Lotes 2026": 11}, ())
    used, about = compared([replace(lots(*range(10)), tab_id="7")], [replace(lots(1, sheet="Lotes 2026"), tab_id="7")])
    assert (rows(used), [one.sheet for one in about]) == ({"Lotes 2026": 10}, ["Lotes 2026"])


def test_a_tab_without_an_id_is_renamed_where_headings_and_rows_are_the_same():
    assert compared([lots(*range(10))], [lots(*range(10), sheet="Lotes 2026")])[1] == ()
    assert compared([payments(10)], [payments(11, "Pagos")])[1] == ()
    others = payments(10, "Payments 2027", farmer="G")
    assert [one.why for one in compared([payments(10)], [others])[1]] == ["it is no longer there (rows before: 10)"]


def test_rows_moved_to_another_tab_of_the_log_are_not_gone():
    """The old season goes into a tab of its own, and so does what is left of the first."""
    assert compared([lots(*range(10))], [lots(8, 9), lots(*range(8), sheet="Lots old")])[1] == ()
    assert compared([lots(*range(10)), payments(1)], [lots(*range(10), sheet="Lots all"), payments(1)])[1] == ()


def test_a_loss_is_not_made_good_by_rows_another_tab_always_had():
    used, about = compared(
        [payments(10), payments(50, "Payments north")], [payments(0), payments(50, "Payments north")]
    )
    assert rows(used) == {"Payments": 10, "Payments north": 50}
    assert [one.rows_gone for one in about] == [10]


def folder(*numbers: int, source: str):
    return lots(*numbers, source=source)


def test_a_workbook_gone_from_a_folder_is_held_as_one():
    used, about = compared(
        [folder(1, 2, source="S/a.xlsx"), folder(3, source="S/b.xlsx")], [folder(1, 2, source="S/a.xlsx")]
    )
    assert [book.source for book in used] == ["S/a.xlsx", "S/b.xlsx"]
    assert [(one.source, one.sheet, one.rows_before, one.why) for one in about] == [
        ("S/b.xlsx", "", 1, "the workbook is no longer there (rows before: 1)")
    ]


def test_a_workbook_renamed_or_a_source_renamed_is_the_same():
    assert (
        compared(
            [folder(1, 2, source="S/a.xlsx"), folder(3, source="S/b.xlsx")],
            [folder(1, 2, source="S/c.xlsx"), folder(3, source="S/b.xlsx")],
        )[1]
        == ()
    )
    renamed = [folder(1, 2, source="T/a.xlsx"), folder(3, source="T/b.xlsx")]
    used, about = compared([folder(1, 2, source="S/a.xlsx"), folder(3, source="S/b.xlsx")], renamed)
    assert ([book.source for book in used], about) == (["T/a.xlsx", "T/b.xlsx"], ())
    used, about = compared([lots(*range(10), source="Old name")], [lots(1, source="New name")])
    assert ([(book.source, [one.source for one in book.tabs]) for book in used], [one.source for one in about]) == (
        [("New name", ["New name"])],
        ["New name"],
    )


def test_a_workbook_that_stands_as_it_was_keeps_what_was_held_of_it():
    state = SourceState("S", "folder", "S")
    before = [folder(*range(10), source="S/a.xlsx"), folder(3, source="S/b.xlsx")]
    used, about = compared(before, [folder(1, source="S/a.xlsx"), folder(3, source="S/b.xlsx")], state)
    again, still = held_tabs.compare(
        used,
        Fetched(tuple(workbooks(folder(3, 4, source="S/b.xlsx"))), {}, still=("S/a.xlsx",)),
        Mapping(),
        replace(state, held=about),
        LATER,
    )
    assert {book.source: book.tabs[0].cells.num_rows - 1 for book in again} == {"S/a.xlsx": 10, "S/b.xlsx": 2}
    assert still == about


def test_what_somebody_took_is_used_and_asked_no_more():
    _, about = compared([lots(*range(10))], [lots(1)])
    tab_decisions.decide(about[0].decision_id, take=True)
    used, again = compared([lots(*range(10))], [lots(1)])
    assert (rows(used), again) == ({"Lots": 1}, ())


def test_what_somebody_kept_is_asked_about_when_it_changes_again():
    state = SourceState("Station", "workbook", "station.xlsx")
    _, first = compared([lots(*range(10))], [lots(1)], state)
    tab_decisions.decide(first[0].decision_id, take=False)
    used, kept = compared([lots(*range(10))], [lots(1)], replace(state, held=first), now=LATER)
    assert (rows(used), [(one.decided, one.since) for one in kept]) == ({"Lots": 10}, [("keep", NOW)])
    _, other = compared([lots(*range(10))], [lots(1, 2)], replace(state, held=kept), now=LATER)
    assert [(one.decided, one.since) for one in other] == [("", LATER)]


def test_decisions_about_what_is_held_no_more_are_forgotten():
    tab_decisions.decide("abc1", take=False)
    tab_decisions.decide("abc2", take=True)
    tab_decisions.forget_but({"abc2"})
    assert tab_decisions.decisions() == {"abc2": "take"}


@pytest.mark.parametrize("name", ["../up", "a/b", "", "a:b"])
def test_a_decision_is_no_path(name):
    with pytest.raises(ValueError, match="letters and digits"):
        tab_decisions.decide(name, take=True)


def test_a_held_tab_carries_its_problem_and_the_others_none():
    used, about = compared([lots(0, 1, 2), payments(3)], [lots(), payments(5)])
    marked = held_tabs.marked(used, about)
    assert [(one.sheet, [(r.code, r.detail) for r in one.remarks]) for book in marked for one in book.tabs] == [
        ("Lots", [("tab-held", "it came back empty (rows before: 3), since 1 Apr 2026")]),
        ("Payments", []),
    ]
