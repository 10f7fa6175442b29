"""Overview: seven numbers for the board, whatever state the logs are in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from decisions.gates import PilotDay, standing
from history.snapshots import store
from metrics.engine.contract import Estimate
from metrics.engine.metric_catalogue import metrics
from pages.overview.state_lines import standing_html
from tests.pages.conftest import ROOT, SCRIPT, titles_of, words_of
from ui.parts.earned import state_html
from ui.parts.needed_premium import bullet
from ui.state.visitor import OWN
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("overview", cooperative)
    assert not page.exception
    assert titles_of(page) == [say("pages.overview.title")]
    assert say("pages.overview.question") in words_of(page)


def test_the_board_sees_seven_indicators_beside_the_season_before(opened):
    table = board_of(opened("overview", "clean"))
    assert table.count("scope='row'") == 7
    assert "Season 2024/25" in table


def test_after_the_last_gate_the_day_is_not_counted_of_360():
    past = standing_html(PilotDay(date(2025, 11, 1), 392))
    assert "Day 392<" in past and say("board.gates_over") in past


def test_the_day_of_the_pilot_and_the_next_gate_are_said(opened):
    # the sample began on 2025-08-25 and is seen on 2026-03-31: 6 + 30 + 31 + 30 + 31 + 31 + 28 + 31 days
    assert "Day 218 of 360" in words_of(opened("overview", "clean"))
    assert "next gate: day 360, in 142 days" in words_of(opened("overview", "clean"))


def test_what_is_wrong_with_the_logs_is_said_in_one_line(opened):
    page = opened("overview", "messy")
    assert "wrong or doubtful in the logbooks" in words_of(page) and "left out of every number" in words_of(page)


def test_a_heading_nobody_needs_is_a_note_and_nothing_wrong(tmp_path):
    file = tmp_path / "lots.csv"
    file.write_text("Lot,Stream,Crop year,Shelf\nM-1,micro,2025/26,7\n", encoding="utf-8")
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="overview"), default_timeout=300)
    app.session_state[OWN] = store.temporary([file])
    assert "Nothing wrong was found in the logbooks · 1 note about the sheets." in words_of(app.run())


def test_an_empty_cooperative_shows_reasons_and_no_number(opened):
    table = board_of(opened("overview", "empty"))
    assert "–" in table and "nan" not in table.lower() and ">0 " not in table


def test_why_the_rule_says_nothing_is_said_once(opened, cooperatives):
    why = standing(cooperatives["empty"]).why_not
    assert why and words_of(opened("overview", "empty")).count(why) == 1


def test_a_number_opens_down_to_its_chart(opened):
    page = opened("overview", "clean", behind=metrics()["sold_share"].title)
    assert not page.exception
    assert [tab.label for tab in page.tabs] == [say("chart.chart"), say("chart.numbers"), say("chart.rows")]


def test_it_begins_with_what_the_rule_said_and_what_the_pilot_earned_or_lost(opened, cooperatives):
    page = opened("overview", "clean")
    said = words_of(page)
    state = said[said.index("lw-state") :]
    assert state.index("the agreed rule says") < state.index("USD (") < state.index("lw-table board")


def test_one_premium_is_shown_as_a_bar_of_what_is_needed(opened):
    """Needed and reached stand on every kg made, as the difference of the premium above them does."""
    row = next(one for one in board_of(opened("overview", "clean")).split("<tr>") if "Break-even" in one)
    bar, mark = (float(re.search(pattern, row)[1]) for pattern in (r"width:([\d.]+)%", r"<b style='left:([\d.]+)%"))
    # 3.75 of 5.43, both written to two decimals, on a scale that ends 4 % beyond the larger
    assert 100 * 3.745 / 5.435 / 1.04 - 0.05 <= bar <= 100 * 3.755 / 5.425 / 1.04 + 0.05
    assert mark == pytest.approx(100 / 1.04, abs=0.1)
    assert "USD/kg made" in row and "Reached so far: 3.75 USD/kg" in row


def test_a_premium_below_zero_is_a_bar_of_no_length():
    bar = bullet(Estimate("USD/kg", 2.0), Estimate("USD/kg", -1.0))
    assert bar.ranges[0][1:3] == (0, 0)
    lost = bullet(Estimate("USD/kg", -2.0), Estimate("USD/kg", -1.0))  # nothing is needed any more
    assert lost.ranges[0][1:] == (0, 0, 0)


def test_hostile_words_of_a_verdict_are_no_tag():
    said = state_html("<script>alert(1)</script>", "<b>")
    assert "<script" not in said and "&lt;script" in said and "&lt;b&gt;" in said


def board_of(page) -> str:
    return next(
        text
        for text in (element.value for element in page.main if isinstance(getattr(element, "value", None), str))
        if "lw-table board" in text
    )
