"""A page connects at once: what Streamlit would ask the server first stands in its document."""

import pytest

from tests.browser.driving import address_of, open_page
from ui.frame.told_beforehand import server_answers

pytestmark = pytest.mark.browser


def test_a_page_is_there_before_the_server_says_how_it_is_configured_and_was_told_the_same(app, page):
    asked, held = [], []
    page.on("request", lambda request: asked.append(request.url.removeprefix(app)))
    page.route("**/_stcore/host-config", lambda route: held.append(route))
    open_page(page, address_of(app, "definitions"))
    assert not [one for one in asked if one.startswith("/definitions/_stcore")]
    with page.expect_response("**/_stcore/host-config") as answer:
        held[0].continue_()
    assert page.evaluate("window.__streamlit.HOST_CONFIG") == server_answers() == answer.value.json()


def test_where_the_page_is_not_at_the_root_streamlit_looks_for_the_server(app, page):
    page.goto(f"{app}/office/coffee")
    page.locator("#root").wait_for(state="attached")
    assert page.evaluate("window.__streamlit === undefined")
