"""At twice the size, and on a phone: a number on the first screen, and nothing to press that a finger would miss."""

import pytest

from tests.browser.driving import address_of, open_page, pages
from tests.browser.screens import small_targets

pytestmark = pytest.mark.browser
# 1280x720 at 200 % is 640x360; what is asked or explained there has no number to show
SCREENS = {"twice": {"width": 640, "height": 360}, "phone": {"width": 390, "height": 844}}
WITHOUT_NUMBER = ("questions", "definitions", "connect", "union")
FIRST_NUMBER = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const frame = '.st-key-freshness, .st-key-heading, h1, caption, script, style, button';
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const ends = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!/\\d/.test(node.textContent) || node.parentElement.closest(frame)) continue;
        if (!node.parentElement.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getClientRects()[0];
        if (box && box.width > 1) ends.push(box.bottom);
    }
    return ends.length ? Math.min(...ends) : null;
}"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", pages())
def test_a_page_shows_a_number_at_once_and_has_room_for_a_finger(app, page, name, screen):
    page.set_viewport_size(SCREENS[screen])
    open_page(page, address_of(app, name))
    if name not in WITHOUT_NUMBER:
        assert page.evaluate(FIRST_NUMBER) <= SCREENS[screen]["height"]
    assert small_targets(page) == []
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= SCREENS[screen]["width"]
