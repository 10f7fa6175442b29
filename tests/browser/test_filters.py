"""What is chosen stands in the link, on every page, and only what the logs hold can be chosen."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect

from tests.browser.driving import RESTING, go, open_page
from words.speech import say

pytestmark = pytest.mark.browser


def in_link(page) -> dict:
    return parse_qs(urlparse(page.url).query)


def pick(page, label: str, option: str) -> None:
    page.get_by_role("button", name=say("filters.all_lots")).click()
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_selector(RESTING)
    page.get_by_role("button", name=say("filters.some", chosen=option)).wait_for()  # what is chosen is said, folded


def test_a_chosen_station_stands_in_the_link_and_survives_a_page_change(app, page):
    open_page(page, f"{app}/lots")
    pick(page, "Station", "Station A")
    page.wait_for_url("**station=Station+A**")
    expect(page.get_by_text("Station B")).to_have_count(0, timeout=20_000)
    go(page, "measure")
    assert in_link(page)["station"] == ["Station A"]
    go(page, "connect")  # a page without filters in between
    go(page, "lots")
    assert in_link(page)["station"] == ["Station A"]


def test_a_link_opens_with_its_season_and_station(app, page):
    open_page(page, f"{app}/lots?season=2024%2F25&station=Station+C")
    table = page.locator(".lw-table").first.inner_text()
    assert "M-2024" in table and "2025-" not in table and "Station A" not in table


def test_a_value_the_logs_do_not_hold_is_ignored_and_leaves_the_link(app, page):
    open_page(page, f"{app}/lots?station=Nowhere")
    assert "station" not in in_link(page)
    assert "Station A" in page.locator(".lw-table").first.inner_text()
