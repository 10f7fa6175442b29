"""What the board decided is kept in its own words beside the verdict, and what it did not write stays blank."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from decisions.verdict import board_decisions
from decisions.verdict.board_decisions import BoardDecision, DecisionIncomplete, keep_decision
from history.snapshots import store
from tests.decisions.pilot_rows import START
from tests.logbooks.typed_sheets import tab, workbooks
from tests.support import warehouse_of

AT = datetime(2026, 2, 21, 18, tzinfo=UTC)
WAIT = BoardDecision(180, date(2026, 2, 21), "wait", "Two buyers  are too few", "Board", plan_seal="ab" * 32)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def decided(w):
    return [(one.answer, one.reason, one.tests_next) for one in board_decisions.board_decisions(w)]


def test_a_decision_of_the_app_and_one_of_the_sheet_stand_side_by_side():
    """In the order of their days; what nobody wrote is None; files that are named know nothing of the app's."""
    store.keep(
        workbooks(
            tab("Settings", ["Setting", "Value"], ["pilot_start", "2025-08-25"]),
            tab(
                "Decisiones",
                ["Hito", "Decidido el", "Decisión", "Razón"],
                [180, "2026-02-24", "ampliar", "The buyers ask for more"],
            ),
        ),
        now=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )
    keep_decision(WAIT, AT)
    assert decided(store.current()) == [
        ("wait", "Two buyers are too few", None),
        ("scale", "The buyers ask for more", None),
    ]
    assert decided(store.current(date(2026, 2, 22))) == [("wait", "Two buyers are too few", None)]
    assert decided(warehouse_of(settings=[START])) == []


def test_a_second_decision_changes_nothing_of_the_first():
    keep_decision(WAIT, AT)
    file = board_decisions.lines(board_decisions.FILE)
    keep_decision(BoardDecision(180, date(2026, 3, 1), "stop"), AT)
    after = board_decisions.lines(board_decisions.FILE)
    assert after[:1] == file
    assert (after[1]["answer"], after[1]["reason"], after[1]["decided_by"]) == ("stop", None, None)


def test_without_an_answer_nothing_is_kept():
    with pytest.raises(DecisionIncomplete, match="Choose one of: scale, pivot, stop, wait, go on, mend first, other"):
        keep_decision(BoardDecision(180, date(2026, 3, 1), ""))
    assert board_decisions.lines(board_decisions.FILE) == ()


def test_a_decision_taken_home_and_put_among_the_sheets_is_told_once():
    keep_decision(WAIT, AT)
    row = ["2026-02-21", 180, "wait", "Two buyers are too few", "Board"]
    head = ["Decided on", "Gate", "Decision", "Reason", "Decided by"]
    store.keep(workbooks(tab("Decisions", head, row, ["2026-02-21", 180, "stop", "", ""])), now=AT)
    assert [one[0] for one in decided(store.current())] == ["stop", "wait"]
