"""The app starts and works on the last good data, as fast as ever, while the network it would refresh from is dead."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from logbooks import source_states
from logbooks.refresh import refresh
from tests.browser.driving import go, open_page, running_app
from tests.connectors.serving import black_hole, closed_port
from tests.google.server import Google
from tests.logbooks.connected import connect

pytestmark = pytest.mark.browser
LOTS = [["Lot", "Stream", "Crop year", "Green kg"], *([f"N-{n:02d}", "micro", "2025/26", 100 + n] for n in range(1, 13))]
PAGES = ("measure", "data_health", "lots")      # the last names every lot


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A data folder with one good reading of a spreadsheet shared by link; the server is gone since, and a refresh is due."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    with Google() as google:
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        book = google.add("Station North", {"Lots": LOTS})
        book.link_shared = True
        connect("Station North", google.link(book), "google_link")
        refresh()
    return tmp_path / "home"


def due() -> None:
    """Lets the last refresh be two hours old."""
    before = f"{datetime.now(UTC) - timedelta(hours=2):%Y-%m-%dT%H:%M:%S+00:00}"
    source_states.keep_progress(replace(source_states.progress(), started_at=before, finished_at=before))


def walk(page, home) -> float:
    """Seconds from the app's first word to the last of some pages, which shows what was last read."""
    with running_app(home) as app:
        begun = time.monotonic()
        open_page(page, app)
        for name in PAGES:
            go(page, name)
        page.get_by_text("N-12").first.wait_for()
        return time.monotonic() - begun


def test_a_dead_network_costs_the_pages_nothing(page, home, monkeypatch):
    usual = walk(page, home)                       # nothing is due: nobody is asked
    with black_hole() as port:
        for dead in (port, closed_port()):
            monkeypatch.setenv("LOTWISE_GOOGLE_BASE", f"http://127.0.0.1:{dead}")
            due()
            seconds = walk(page, home)
            assert seconds < 1.5 * usual + 5, f"{seconds:.1f} s instead of {usual:.1f} s"


def test_names_that_hang_are_told_and_what_was_read_is_shown(page, home, monkeypatch):
    """Behind a proxy it is the proxy that looks up names; this one never answers."""
    with black_hole() as port:
        monkeypatch.delenv("LOTWISE_GOOGLE_BASE")
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        due()
        with running_app(home) as app:
            open_page(page, f"{app}/connect")
            page.get_by_text("Google did not answer in time.").first.wait_for()
            go(page, "lots")
            page.get_by_text("N-12").first.wait_for()
            assert source_states.source_states()[0].trouble.passes
