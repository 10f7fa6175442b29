"""Mend it in your own sheet and upload it again: the file takes the place of the one before, whatever page was open."""

import pytest

from tests.browser.driving import go, running_app, settle, upload
from words.speech import say

pytestmark = pytest.mark.browser


def test_a_mended_file_takes_the_place_of_the_one_before_and_back_brings_nothing_back(page, tmp_path):
    """Leaving the page forgets nothing; what is uploaded after going back stands alone."""
    lots, other = tmp_path / "lots.csv", tmp_path / "other.csv"
    lots.write_text("Lot,Stream,Crop year,Green kg\nOWN-7,micro,2025/26,100\nOWN-8,micro,26,90\n", "utf-8")
    other.write_text("Lot,Stream,Crop year,Green kg\nALONE-1,micro,2025/26,100\n", "utf-8")
    with running_app(tmp_path / "home") as app:
        upload(page, app, lots)
        go(page, "lots")
        assert "OWN-7" in page.get_by_test_id("stMain").inner_text()
        go(page, "connect")
        assert page.get_by_test_id("stMain").get_by_text("lots.csv", exact=True).first.is_visible()
        lots.write_text(lots.read_text("utf-8").replace(",26,", ",2025/26,"), "utf-8")
        _bring(page, lots)
        go(page, "lots")
        words = page.get_by_test_id("stMain").inner_text()
        assert words.count("OWN-7") == 1 and words.count("OWN-8") == 1
        go(page, "connect")
        page.get_by_role("button", name=say("connect.forget")).click()
        page.get_by_role("button", name=say("connect.forget")).wait_for(state="hidden")
        settle(page)
        _bring(page, other)
        go(page, "lots")
        words = page.get_by_test_id("stMain").inner_text()
        assert "ALONE-1" in words and "OWN-7" not in words


def _bring(page, file) -> None:
    """Drops a file on the page that is open; what it leaves open, the first day of the pilot, is shown once it is
    read."""
    page.get_by_test_id("stFileUploader").locator("input").set_input_files([file])
    page.get_by_role("heading", level=1, name=say("pages.questions.title"), exact=True).wait_for()
    settle(page)
