"""Every page in a real browser."""

from collections import Counter

import pytest

from tests.browser.driving import address_of, go, group_of_menu, open_page, pages
from words.speech import say, words

pytestmark = pytest.mark.browser
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_under_its_title_with_the_freshness_line(app, page, name):
    open_page(page, address_of(app, name))
    assert page.get_by_role("heading", level=1).inner_text() == say(f"pages.{name}.title")
    above = page.locator(".st-key-freshness").inner_text()
    assert above.startswith("Synthetic sample cooperative") and "Data read " in above  # whose, and of when
    assert page.get_by_text(say("freshness.sample"), exact=True).count() == 1
    assert page.get_by_text(say("errors.bug", reference="").split("**")[1]).count() == 0


def test_the_menu_lists_every_page_and_goes_there(app, page):
    open_page(page, app)
    shown = [name for name in PAGES if name not in ("questions", "union")]  # nothing is asked, nobody is joined with
    for name in shown:
        go(page, name)
        assert page.title() == say("app.tab", page=say(f"pages.{name}.title"))
    groups = Counter(words()["pages"][name]["group"] for name in shown)
    for group, count in groups.items():
        one = next(name for name in shown if words()["pages"][name]["group"] == group)
        assert group_of_menu(page, one).count() == count
        page.keyboard.press("Escape")
        page.get_by_test_id("stTopNavPopoverBody").wait_for(state="detached")


def test_the_board_scrolls_nothing_at_its_projector(app, page):
    open_page(page, app)
    high, seen = page.evaluate(
        "(m => [m.scrollHeight, m.clientHeight])(document.querySelector('[data-testid=\"stMain\"]'))"
    )
    assert high <= seen, f"{high} px to be seen in {seen}"


def test_a_page_that_takes_longer_than_a_moment_says_so(app, page):
    """Streamlit marks its app while a page runs; the words are there then, and seen after 1.2 seconds."""
    open_page(page, app)
    words_above = "getComputedStyle(document.querySelector('.stApp'), '::after').content"
    page.wait_for_function(f"{words_above} === 'none'")
    page.evaluate("document.querySelector('.stApp').dataset.testScriptState = 'running'")
    assert page.evaluate(words_above) == f'"{say("app.working")}"'
    seen = "getComputedStyle(document.querySelector('.stApp'), '::after').opacity"
    page.wait_for_function(f"{seen} === '1'")


def test_a_bar_pressed_in_the_way_of_a_lot_opens_its_rows_and_the_picture_can_be_taken_away(app, page):
    open_page(page, f"{app}/trace?season=2024/25&lot=M-2024-01")
    way = page.locator(".lw-chart").first
    page.set_viewport_size({"width": 1280, "height": 3600})
    wide = "chart => chart.querySelector('svg.main-svg').clientWidth === chart.clientWidth"
    page.wait_for_function(f"() => ({wide})(document.querySelector('.lw-chart'))")
    box = way.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 33)  # the bar of all that was received
    page.locator("strong").get_by_text("received: 1", exact=False).wait_for()  # its label in the chart says so too
    with page.expect_download() as taken:
        page.get_by_role("button", name=say("chart.download")).first.click()
    assert taken.value.suggested_filename.startswith("lotwise_way-M-2024-01")
