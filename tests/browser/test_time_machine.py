"""The past in a real browser: the moment stands in the link, goes along from page to page and back again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from history.snapshots import store
from tests.browser.driving import go, open_page, running_app
from tests.ui.conftest import lots
from words.speech import say

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def past(installed_chromium, tmp_path_factory):
    """The address of an app that has read one lot on 1 March and two on 8 March 2026, and its data folder."""
    home = tmp_path_factory.mktemp("past")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        for count, day in ((1, 1), (2, 8)):
            store.keep(lots(count), now=datetime(2026, 3, day, 16, 42, tzinfo=UTC))
        with running_app(home) as address:
            yield address


def strip(page):
    return page.locator(".st-key-machine_strip")


def test_the_moment_goes_along_to_every_page_and_back_to_now_leaves_it(past, page):
    open_page(page, f"{past}/lots?at=2026-03-05")
    expect(strip(page)).to_contain_text("You see 5 Mar 2026, as last read on 1 Mar 2026 10:42.")
    table = page.locator(".lw-table").first
    assert "M-1" in table.inner_text() and "M-2" not in table.inner_text()
    go(page, "data_health")
    assert page.url.endswith("?at=2026-03-05")
    go(page, "lots")
    strip(page).get_by_role("button", name=say("machine.now")).click()
    expect(strip(page)).to_have_count(0)
    expect(page.locator(".lw-table").first).to_contain_text("M-2")
    assert "at=" not in page.url
    page.go_back()
    expect(strip(page)).to_have_count(1)


def test_a_reading_is_chosen_from_the_line_and_stands_in_the_link(past, page):
    open_page(page, f"{past}/lots")
    page.locator(".st-key-machine").get_by_role("button").first.click()
    page.get_by_role("combobox", name="Or one of 2 snapshots kept").click()
    page.get_by_role("option", name="1 Mar 2026 10:42", exact=True).click()
    expect(strip(page)).to_contain_text("You see the snapshot of 1 Mar 2026 10:42.")
    assert "at=20260301T164200Z-" in page.url


def test_a_day_without_any_reading_shows_no_number_and_the_moments_there_are(past, page):
    open_page(page, f"{past}/lots?at=2025-12-31")
    assert "The first snapshot is of 2026-03-01" in page.get_by_test_id("stMain").inner_text()
    assert page.locator(".lw-table").count() == 0
    page.get_by_role("button", name=say("machine.now")).click()
    expect(page.locator(".lw-table").first).to_contain_text("M-2")


def test_new_data_are_told_on_an_open_page_and_shown_when_asked(past, page):
    """Last, for it reads a third lot for everybody."""
    open_page(page, f"{past}/lots")
    store.keep(lots(3))
    new = page.locator(".st-key-show_new").get_by_role("button")
    expect(new).to_be_visible(timeout=40_000)  # open pages look every 20 seconds
    expect(new.locator("p")).to_have_css("color", "rgb(255, 255, 255)")  # on blue; the line around it is grey
    new.click()
    expect(page.locator(".lw-table").first).to_contain_text("M-3")
    expect(new).to_have_count(0)
