"""One app for all browser tests; a visitor a test, whose browser must never ask anything of another computer."""

from __future__ import annotations

import pytest

from tests.browser.driving import outside, running_app, visitor_of


@pytest.fixture(scope="session")
def app(installed_chromium, tmp_path_factory):
    """The address of the app on the sample cooperative."""
    with running_app(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def page(browser):
    """An empty window; at the end: no request left this computer, no dialog was opened by what a sheet says."""
    asked, dialogs = [], []
    with visitor_of(browser) as visitor:
        window = visitor.new_page()
        visitor.on("request", lambda request: asked.append(request.url))
        window.on("websocket", lambda socket: asked.append(socket.url))
        window.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        yield window
    assert [address for address in asked if outside(address)] == []
    assert dialogs == []
