"""Who has to act on a problem: by its kind, its logbook, its file and its tab."""

from __future__ import annotations

import pytest

from decisions.fix_causes import FixCause
from decisions.who_mends import Mender, by_mender, menders
from logbooks.catalogue import logbooks
from logbooks.problems import CONNECT, QUESTIONS, Problem, problem_kinds

SOURCES = [{"source": "Office.xlsx", "owner": "the office"}, {"source": "Stations.xlsx", "owner": None}]
TABS = [
    {"logbook": "receipts", "sheet": "Station A"},
    {"logbook": "receipts", "sheet": "Station B"},
    {"logbook": "offers", "sheet": "Sales"},
    {"logbook": "offers", "sheet": "Old sales"},
    {"logbook": None, "sheet": "Sheet7"},
]


def problem(code: str, logbook: str | None, sheet: str, source: str = "Stations.xlsx") -> Problem:
    return Problem(code, "doubtful", logbook, source, sheet, 2, "Weight", "", "", "")


@pytest.mark.parametrize(
    ("told", "mender"),
    [
        # each station keeps its own slips; the seller's two tabs are one person's
        (
            problem("not-a-number", "receipts", "Station A"),
            Mender("the weigher at the scale", "", "Stations.xlsx", "Station A"),
        ),
        (problem("not-a-date", "offers", "Old sales"), Mender("whoever sells")),
        # the file says whom to ask
        (problem("not-a-date", "offers", "Sales", "Office.xlsx"), Mender("whoever sells", "the office")),
        # "the manager, when a lot is opened" and "the manager, once" are one manager
        (problem("not-a-date", "lots", "Lots"), Mender("the manager")),
        (problem("setting-unreadable", "settings", "Settings"), Mender("the manager")),
        # the kind says that it is mended elsewhere: a missing rate in the rates, not in the offer
        (problem("no-rate", "offers", "Sales"), Mender("the bookkeeper")),
        (problem("one-year-season", "lots", "Lots"), Mender(QUESTIONS)),
        (problem("which-column", "offers", "Sales"), Mender(CONNECT)),
        # a tab that is no logbook is nobody's
        (problem("stray-quote", None, "Sheet7"), Mender(CONNECT)),
    ],
)
def test_who_it_is(told, mender):
    assert menders(SOURCES, TABS).of(told) == mender


def test_groups_stand_in_the_order_of_their_first_cause():
    causes = [
        FixCause((one,), 1, 1)
        for one in (
            problem("no-rate", "offers", "Sales"),
            problem("not-a-date", "lots", "Lots"),
            problem("not-a-date", "costs", "Cashbook"),
        )
    ]
    groups = by_mender(causes, menders(SOURCES, TABS))
    assert [(mender.who, len(some)) for mender, some in groups] == [("the bookkeeper", 2), ("the manager", 1)]


def test_every_kind_is_mended_somewhere_there_is():
    assert {kind.mended_in for kind in problem_kinds().values()} <= {"", QUESTIONS, CONNECT, *logbooks()}
