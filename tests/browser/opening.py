"""What a page keeps folded, opened as a reader would."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.driving import settle

FOLDED = "[data-testid='stMain'] details:not([open]) > summary"
MOST_FOLDS = 12  # opened of one page: a list of a hundred folds looks alike from there
# over the page, or below, with the lot in its address
OPENED = "() => document.querySelector('[role=dialog]') || location.search.includes('lot=')"
POPOVERS = "[data-testid='stMain'] [data-testid='stPopoverButton']"
PRESSED = ".lw-table.pressed tbody tr:not(:has(> .total))"


def unfold(page: Page) -> int:
    """Opens what is folded in the text of the page, and gives how many there were."""
    opened = 0
    while opened < MOST_FOLDS and page.locator(FOLDED).count():
        page.locator(FOLDED).first.click()
        settle(page)
        opened += 1
    return opened


def panels(page: Page) -> Iterator[str]:
    """Opens one after the other each box of choices and the first row that can be pressed; gives the name of what is
    open."""
    for place in range(page.locator(POPOVERS).count()):
        button = page.locator(POPOVERS).nth(place)
        button.click()
        page.get_by_test_id("stPopoverBody").first.wait_for()
        settle(page)
        yield f"choices {place + 1}"
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").first.wait_for(state="detached")
    if page.locator(PRESSED).count():
        page.locator(PRESSED).first.locator("td").first.click()
        page.wait_for_function(OPENED)
        settle(page)
        yield "row"
        if page.get_by_role("dialog").count():
            page.keyboard.press("Escape")
            page.get_by_role("dialog").wait_for(state="detached")
