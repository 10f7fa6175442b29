"""Every page in a real browser."""

import pytest

from tests.browser.driving import address_of, open_page, pages
from ui.words import say

pytestmark = pytest.mark.browser
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_under_its_title_with_the_freshness_line(app, page, name):
    open_page(page, address_of(app, name))
    assert page.get_by_role("heading", level=1).inner_text() == say(f"pages.{name}.title")
    assert page.locator(".st-key-freshness").inner_text().startswith("Data read ")
    assert page.get_by_text("synthetic sample").count() >= 1
    assert page.get_by_text(say("errors.bug", reference="").split("**")[1]).count() == 0


def test_the_menu_lists_every_page_and_goes_there(app, page):
    open_page(page, app)
    for name in PAGES:
        page.get_by_test_id("stTopNavLink").filter(has_text=say(f"pages.{name}.title")).first.click()
        page.get_by_role("heading", level=1, name=say(f"pages.{name}.title"), exact=True).wait_for()
    assert len(PAGES) == page.get_by_test_id("stTopNavLink").count()
