"""A page of the past shows what had been typed by then, says so, and finds its way back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.occasions import LAST_MEETING, MEETING, Occasion
from history.snapshots import store
from tests.pages.conftest import titles_of
from tests.ui.conftest import WEEKS, lots, some_pages, words_of
from ui.frame.time_machine import listed
from ui.state import visitor
from words.speech import say


def lots_on(app) -> list[str]:
    """The lots the page lists."""
    return [f"M-{number}" for number in range(1, 10) if f">M-{number}<" in words_of(app)]


def test_without_a_moment_the_newest_reading_is_shown(three_weeks, opened):
    app = opened()
    assert lots_on(app) == ["M-1", "M-2", "M-3"] and "You see" not in words_of(app)


@pytest.mark.parametrize(
    ("day", "lots", "says"),
    [
        ("2026-03-15", ["M-1", "M-2", "M-3"], "You see 15 Mar 2026, as read at 04:42."),
        ("2026-03-08", ["M-1", "M-2"], "You see 8 Mar 2026, as read at 04:42."),
        ("2026-03-14", ["M-1", "M-2"], "You see 14 Mar 2026, as last read on 8 Mar 2026 04:42."),
        ("2026-03-01", ["M-1"], "You see 1 Mar 2026, as read at 04:42."),
    ],
)
def test_a_day_shows_the_newest_reading_at_or_before_its_end(three_weeks, opened, day, lots, says):
    app = opened(at=day)
    assert lots_on(app) == lots and says in words_of(app)


def test_a_reading_is_shown_by_its_id(three_weeks, opened):
    app = opened(at=three_weeks[0])
    assert lots_on(app) == ["M-1"] and "You see the snapshot of 1 Mar 2026 04:42." in words_of(app)


def test_every_page_says_when_what_it_shows_was_read(three_weeks, opened):
    assert "Data read 8 Mar 2026" in words_of(opened(at="2026-03-10"))
    assert "as of 8 Mar 2026" in words_of(opened(at="2026-03-10"))  # nothing is known of the two days after


@pytest.mark.parametrize("page", some_pages())
def test_any_page_shows_the_past_and_says_which(three_weeks, opened, page):
    app = opened(page, at="2026-03-10")
    assert not app.exception and titles_of(app) == [say(f"pages.{page}.title")]
    assert "You see 10 Mar 2026, as last read on 8 Mar 2026 04:42." in words_of(
        app
    ) and "Data read 8 Mar 2026" in words_of(app)


def test_back_to_now_takes_the_moment_out_of_the_link(three_weeks, opened):
    app = opened(at="2026-03-01")
    next(button for button in app.button if button.label == say("machine.now")).click().run()
    assert lots_on(app) == ["M-1", "M-2", "M-3"] and not app.query_params.get("at")


def test_a_day_before_the_first_reading_is_told_with_its_date_and_shows_no_number(three_weeks, opened):
    app = opened(at="2026-02-28")
    assert "The first snapshot is of 2026-03-01" in words_of(app)
    assert lots_on(app) == [] and say("machine.now") in [button.label for button in app.button]


def test_a_day_that_has_not_come_is_no_moment_of_the_past(three_weeks, opened):
    app = opened(at="2999-01-01")
    assert say("machine.ahead", day="1 Jan 2999") in words_of(app) and lots_on(app) == []


@pytest.mark.parametrize(
    "at",
    [
        "yesterday",
        "2026-13-01",
        "20260301T104200Z-00000000",
        "../../current",
        "<script>alert(1)</script>",
        "'; DROP TABLE tabs",
        "0",
        "٣",
        "9" * 500,
    ],
)
def test_what_is_no_moment_is_told_in_words(three_weeks, opened, at):
    app = opened(at=at)
    assert not app.exception and "This is not a day" in words_of(app) and lots_on(app) == []
    assert at not in words_of(app).replace(app.text_input[0].value, "")  # but in the field that carries it


def test_two_moments_never_share_a_number(three_weeks, opened):
    shown = [lots_on(opened(at=at)) for at in ("2026-03-01", "", "2026-03-08", "2026-03-01", "")]
    assert [len(found) for found in shown] == [1, 3, 2, 1, 3]


def test_a_moment_stays_what_it_was_while_new_readings_come(three_weeks, opened):
    app = opened(at="2026-03-08")
    store.keep(lots(4))
    assert lots_on(app.run()) == ["M-1", "M-2"]


def test_an_own_upload_has_no_past(three_weeks, opened, tmp_path):
    own = store.at("2026-03-01")
    app = opened(at="2026-03-08")
    app.session_state[visitor.OWN] = own
    app.run()
    assert lots_on(app) == ["M-1"] and "You see" not in words_of(app) and not app.query_params.get("at")


def test_readings_of_one_minute_and_meetings_are_told_apart_in_the_list(three_weeks):
    """A fourth reading 20 seconds after the third; the board met on 10 March, and before anything had been read."""
    store.keep(lots(4), now=WEEKS[2] + timedelta(seconds=20))
    met = [Occasion(LAST_MEETING, date(2026, 3, 10)), Occasion(MEETING, date(2026, 2, 10))]
    assert list(listed(store.history(), met).values()) == [
        "The last board meeting, 10 Mar 2026",
        "15 Mar 2026 04:42:20",
        "15 Mar 2026 04:42:00",
        "8 Mar 2026 04:42",
        "1 Mar 2026 04:42",
    ]
