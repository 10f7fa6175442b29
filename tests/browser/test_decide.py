"""The board writes its decision beside the verdict, and finds it again."""

import pytest

from tests.browser.driving import open_page, settle
from words.speech import say

pytestmark = pytest.mark.browser


def test_a_decision_is_written_and_found_again_with_its_minutes(app, page, tmp_path):
    open_page(page, f"{app}/decide")
    page.get_by_text(say("decide.board.write")).click()
    page.get_by_role("combobox", name=say("minutes.blank.answer")).click()
    page.get_by_role("option", name=say("decide.answers.wait"), exact=True).click()
    page.get_by_role("group", name=say("decide.board.day")).get_by_role("spinbutton").first.click()
    page.keyboard.type("20260302")  # year, month and day are fields of their own, each goes on to the next
    page.get_by_label(say("minutes.blank.reason"), exact=True).fill("One more buyer first <b>now</b>")
    page.get_by_role("button", name=say("decide.board.keep")).click()
    page.get_by_text("One more buyer first <b>now</b>").first.wait_for()
    open_page(page, f"{app}/decide")
    settle(page)
    assert page.get_by_text("One more buyer first <b>now</b>").count() == 1  # and no tag of it is one
    with page.expect_download() as taken:
        page.get_by_role("button", name=say("decide.board.minutes_html")).click()
    taken.value.save_as(tmp_path / "minutes.html")
    minutes = (tmp_path / "minutes.html").read_text("utf-8")
    assert "One more buyer first &lt;b&gt;now&lt;/b&gt;" in minutes and "http" not in minutes.split("</head>")[-1]
