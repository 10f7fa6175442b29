"""An upload is its visitor's alone until it is given to everyone."""

import pytest

from tests.browser.driving import go, open_page, running_app, settle, upload
from words.speech import say

pytestmark = pytest.mark.browser


def freshness(page) -> str:
    return page.locator(".st-key-freshness").inner_text()


def test_an_upload_is_seen_by_its_visitor_alone_until_it_is_used_for_everyone(page, tmp_path):
    lots = tmp_path / "lots.csv"
    lots.write_text("Lot,Stream,Crop year,Green kg\nOWN-7,micro,2025/26,100\n", "utf-8")
    with running_app(tmp_path / "home") as app:
        upload(page, app, lots)
        go(page, "lots")
        assert "OWN-7" in page.get_by_test_id("stMain").inner_text() and say("freshness.own") in freshness(page)
        other = page.context.new_page()  # every tab is a visitor of its own
        open_page(other, f"{app}/lots")
        assert "OWN-7" not in other.get_by_test_id("stMain").inner_text() and say("freshness.sample") in freshness(
            other
        )
        go(page, "connect")
        page.get_by_role("button", name=say("connect.use")).click()
        page.wait_for_function(
            "own => !document.querySelector('.st-key-freshness').innerText.includes(own)", arg=say("freshness.own")
        )
        settle(page)
        open_page(other, f"{app}/lots")
        assert "OWN-7" in other.get_by_test_id("stMain").inner_text() and say("freshness.sample") not in freshness(
            other
        )
