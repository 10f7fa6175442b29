"""A row of Overview, or a lot, opens what is behind it over the page, by mouse and by keyboard."""

import pytest

from metrics.engine.metric_catalogue import metrics
from tests.browser.driving import SCREEN, address_of, open_page
from words.speech import say

pytestmark = pytest.mark.browser
TITLE = metrics()["sold_share"].title


def test_a_row_that_is_pressed_opens_its_chart_where_the_reader_is(app, page):
    open_page(page, app)
    page.locator(".lw-table.board tbody tr").filter(has_text=TITLE).locator("td").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(TITLE).first.wait_for()
    dialog.locator(".lw-chart svg.main-svg").first.wait_for()
    assert dialog.get_by_role("tab", name=say("chart.rows")).count() == 1
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_the_keyboard_opens_it_too(app, page):
    open_page(page, app)
    name = page.get_by_role("button", name=TITLE)
    name.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert TITLE in dialog.inner_text()


def test_a_lot_opens_with_its_rows_and_a_row_of_sums_is_no_button(app, page):
    open_page(page, address_of(app, "lots"))
    assert page.locator(".lw-table.lots th.total [role=button]").count() == 0
    page.locator(".lw-table.lots tbody tr").filter(has_text="M-2025-04").locator("td").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(say("lots.rows_of", lot="M-2025-04")).wait_for()
    dialog.get_by_role("button", name=say("buyer.button.label")).wait_for()


def test_a_failed_lot_of_trace_opens_below_with_its_link(app, page):
    open_page(page, address_of(app, "trace"))
    page.locator(".lw-table.verdicts tbody tr").filter(has_text="B-2025-12").locator("td").first.click()
    page.get_by_role("heading", name=say("trace.tests", lot="B-2025-12")).wait_for()
    assert "lot=B-2025-12" in page.url
    top = page.locator(".st-key-verdicts_opened").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < SCREEN["height"] / 2
