"""One app for all browser tests; a browser a test, which must never ask anything of another computer."""

from __future__ import annotations

import os

import pytest

from tests.browser.driving import browsing, chromium, outside, running_app


@pytest.fixture(scope="session")
def installed_chromium():
    """Skips where there is no browser; where everything must be checked (CI=true) that is a failure."""
    if chromium() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "no Chromium is installed; apt install chromium"
        )


@pytest.fixture(scope="session")
def app(installed_chromium, tmp_path_factory):
    """The address of the app on the sample cooperative."""
    with running_app(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def page(installed_chromium, tmp_path):
    """An empty window; at the end: no request left this computer, no dialog was opened by what a sheet says."""
    asked, dialogs = [], []
    with browsing(tmp_path / "browser") as browser:
        window = browser.pages[0] if browser.pages else browser.new_page()
        browser.on("request", lambda request: asked.append(request.url))
        window.on("websocket", lambda socket: asked.append(socket.url))
        window.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        yield window
    assert [address for address in asked if outside(address)] == []
    assert dialogs == []
