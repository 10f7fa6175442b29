"""The foot of Learn: what a union would see, as a table, before the file can be taken; then who got it."""

from __future__ import annotations

from tests.pages.conftest import words_of
from union.summary import given_log
from words.speech import say


def test_nothing_is_worked_out_until_somebody_opens_it(opened):
    page = opened("learn", "clean")
    assert say("summary.page.title") in [one.label for one in page.expander]
    assert say("summary.page.what") not in words_of(page)


def test_the_table_stands_before_the_button_and_the_gift_is_noted(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    page = opened("learn", "clean")
    page.session_state["summary"] = True
    page.run()
    assert not page.exception
    said = words_of(page)
    assert said.index(say("summary.page.what")) < said.index("Cup score</div>", said.index(say("summary.page.what")))
    assert "85.2" in said and "(log), 5 df" in said  # 6 lots: 5 degrees of freedom
    assert say("summary.said.invented") in said and say("summary.page.given") not in said
    page.text_input(key="summary_to").set_value("Northern Union").run()
    assert given_log.gifts() == ()  # it was seen, not taken
