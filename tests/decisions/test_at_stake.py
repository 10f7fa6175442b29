"""The plausible ends of a column: what other rows of the same stream hold there, of words what stands there most."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from decisions.at_stake import _Tried
from decisions.fix_list import fix_list
from logbooks.catalogue import logbooks
from logbooks.warehouse.trial_tables import TrialTables
from tests.logbooks.typed_sheets import LOTS, OFFERS, checked, tab

MADE = tab("Lots", LOTS, ["M-1", "micro", "2025/26"], ["B-1", "bulk", "2025/26"])


def ends(column: str, *sales: list) -> list:
    """The plausible ends for the first cause of what is wrong in these sales."""
    w = checked(MADE, tab("Offers", OFFERS, *sales))
    cause = next(one for one in fix_list(w).causes if one.first.name == column)
    with closing(TrialTables(w)) as tables:
        return _Tried(w, tables)._values(cause, logbooks()["offers"].column(column))


def sale(number: int, kg: object, lot: str = "M-1", status: str = "accepted", day: object = date(2026, 1, 10)) -> list:
    return [f"O-{number}", lot, "Buyer A", date(2026, 1, 5), kg, status, day, 7]


def test_of_weights_the_first_and_ninth_tenth_of_the_same_stream():
    """Of 10, 20 ... 100 kg one in ten is at most 10, nine in ten at most 90; what bulk weighs has nothing to do with
    it."""
    others = [sale(number, number * 10) for number in range(1, 11)]
    assert ends("weight", *others, sale(11, 9000, "B-1"), sale(12, "?")) == [10, 90]


def test_where_all_others_are_alike_there_is_one_end():
    assert ends("weight", sale(1, 40), sale(2, 40), sale(3, "?")) == [40]


def test_of_words_the_two_that_stand_there_most():
    known = [sale(1, 40), sale(2, 40), sale(3, 40, status="rejected"), sale(4, 40, status="rejected")]
    assert ends("status", *known, sale(5, 40, status="withdrawn"), sale(6, 40, status=None)) == ["accepted", "rejected"]


def test_where_no_other_row_is_of_the_stream_there_is_none():
    assert ends("weight", sale(1, 40, "B-1"), sale(2, "?")) == []
