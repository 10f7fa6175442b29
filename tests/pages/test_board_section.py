"""What the board decides on *Decide* is kept beside the rule's answer and found again; nothing is filled in for it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from connectors.trouble import CannotGoOn
from decisions.verdict.board_decisions import board_decisions
from decisions.verdict.kept_verdicts import kept_verdicts
from exports.deck_files import STEPS
from history.snapshots import store
from tests.decisions.verdict.gate_sheets import sheets
from tests.pages.conftest import words_of
from words.speech import say

SCRIPT = """
from pages.decide import board_section
from ui.state import results
from ui.state.given import given
found = results.decided()
board_section.board_section(found, given(found))
"""


SEALING = """
from pages.decide import seal_section
seal_section.seal_section()
"""


@pytest.fixture
def section(tmp_path, monkeypatch) -> AppTest:
    """The section over what everybody sees: day 109 of a pilot whose first gate has passed."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    store.keep(sheets(10), now=datetime(2026, 2, 1, 12, tzinfo=UTC))
    return AppTest.from_string(SCRIPT, default_timeout=120).run()


def test_a_decision_is_written_and_found_again(section):
    assert not section.exception
    assert [one.shown["answer"] for one in kept_verdicts()] == ["go-on"]
    assert say("decide.board.download") not in [one.label for one in section.get("download_button")]
    assert (section.selectbox[0].value, section.date_input[0].value) == (None, None)
    section.button[0].click().run()
    assert section.warning[0].value == say("decide.board.incomplete")
    section.selectbox[0].select("wait")
    section.date_input[0].set_value(date(2026, 1, 30))
    section.text_input[0].set_value("<b>Rain</b> came late")
    section.button[0].click().run()
    (kept,) = board_decisions(store.current())
    assert (kept.answer, kept.reason, kept.decided_by) == ("wait", "<b>Rain</b> came late", None)
    words = words_of(section).replace("\\", "")
    assert "On 30 Jan 2026 the board decided: wait. Reason: <b>Rain</b> came late. Decided by: not written." in words
    assert say("decide.board.download") in [one.label for one in section.get("download_button")]


def test_the_plan_is_sealed_and_a_change_is_shown(section):
    """Agreed was 90 %; the sheets of 20 Feb say 80 %."""
    app = AppTest.from_string(SEALING, default_timeout=120).run()
    app.button(key="seal_plan").click().run()
    assert not app.button
    assert "The plan was sealed on 1 Feb 2026: " in words_of(app)
    store.keep(sheets(10, scale_at=0.8), now=datetime(2026, 2, 20, 12, tzinfo=UTC))
    later = AppTest.from_string(SEALING, default_timeout=120).run()
    words = words_of(later).replace("\\", "")
    assert "Working rules kept at day 90, scale at: 0.9 became 0.8, first seen on 20 Feb 2026." in words
    assert [one.label for one in later.button] == [say("decide.seal.press")]


PRINTING = """
from pages.decide.slides_pdf import slides_pdf
slides_pdf()
"""


def test_the_slides_are_printed_when_asked_for_and_where_that_can_not_be_it_is_said(section, monkeypatch):
    counted = []

    def printed(deck, told):
        for step in STEPS:
            told(step)
        counted.append(len(deck.slides))
        return b"%PDF"

    def failing(deck, told):
        raise CannotGoOn("The browser did not print in time.", "Try again.")

    monkeypatch.setattr("pages.decide.slides_pdf.found_browser", lambda: "chrome")
    monkeypatch.setattr("pages.decide.slides_pdf.deck_pdf", failing)
    app = AppTest.from_string(PRINTING, default_timeout=120).run()
    app.button(key="make_slides_pdf").click().run()
    assert "did not print in time" in app.error[0].value and not app.get("download_button")
    monkeypatch.setattr("pages.decide.slides_pdf.deck_pdf", printed)
    app.button(key="make_slides_pdf").click().run()
    assert not app.exception and counted == [12] and not app.get("progress")
    assert [one.label for one in app.get("download_button")] == [say("deck.download_pdf")]
    monkeypatch.setattr("pages.decide.slides_pdf.found_browser", lambda: None)
    app.run()
    assert [one.value for one in app.caption] == [say("deck.no_browser")] and not app.button
