"""Without the internet the app starts and works on the last good reading within its usual time, and says what is in the
way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from connectors.source import Source
from history.snapshots import store
from refresh import configuration
from refresh.source_states import Progress, SourceState, keep_progress, keep_source_states
from tests.browser.driving import ROOT, go, open_page, running_app, settle
from tests.ui.conftest import lots
from words.speech import say

pytestmark = pytest.mark.browser
PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")
# what a busy machine may take longer the second time; whoever waits for the network waits longer
SPARE_SECONDS = 5.0
PAGE_SECONDS = 5.0


@contextmanager
def black_hole():
    """A proxy that takes every connection and never answers: what a cable pulled behind a router looks like."""
    held, over = [], threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def take() -> None:
            while not over.is_set():
                try:
                    held.append(server.accept()[0])
                except OSError:
                    continue

        taking = threading.Thread(target=take)
        taking.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            taking.join()
            for one in held:
                one.close()


@pytest.fixture
def offline(installed_chromium, tmp_path, monkeypatch):
    """A data folder with one reading of a source that can't be reached any more, and the environment of a computer
    without internet."""
    home = tmp_path / "home"
    monkeypatch.setenv("LOTWISE_HOME", str(home))
    configuration.add(Source("Station book", "download", "https://sheets.example/station.xlsx", "Ana"))
    store.keep(lots(2))
    with black_hole() as proxy:
        for name in PROXIES:
            monkeypatch.setenv(name, proxy)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
        yield home


def stands_since(day: str) -> None:
    keep_source_states(
        [SourceState("Station book", "download", "https://sheets.example/station.xlsx", "Ana", day, day)]
    )


def test_the_first_page_is_there_in_its_usual_time_with_the_last_good_data(offline, page, monkeypatch, tmp_path):
    stands_since("2026-03-01T08:00:00+00:00")
    with monkeypatch.context() as cable:
        for name in PROXIES:
            cable.delenv(name)
        cable.setenv("LOTWISE_HOME", str(tmp_path / "without sources"))
        store.keep(lots(2))
        begun = time.monotonic()
        with running_app(tmp_path / "without sources") as address:
            open_page(page, f"{address}/lots")
            usual = time.monotonic() - begun
    begun = time.monotonic()
    with running_app(offline) as address:
        open_page(page, f"{address}/lots")
        assert time.monotonic() - begun < usual + SPARE_SECONDS
        assert "M-2" in page.locator(".lw-table").first.inner_text()
        expect(page.locator(".st-key-alarms")).to_contain_text("Station book: not updated since 1 Mar 2026.")
        for name in ("data_health", "definitions", "lots"):
            begun = time.monotonic()
            go(page, name)
            assert time.monotonic() - begun < PAGE_SECONDS, name


def test_what_the_reading_ran_into_is_told_above_everything(offline, page):
    """The reading is done by the command a scheduler would run, with the same environment, over a port nobody answers
    at."""
    stands_since("2026-03-01T08:00:00+00:00")
    environment = {**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    subprocess.run([sys.executable, "cli.py", "refresh"], cwd=ROOT, env=environment, capture_output=True, timeout=120)
    with running_app(offline) as address:
        open_page(page, address)
        settle(page)
        banner = page.locator(".st-key-alarms").inner_text()
        assert banner.startswith("warning") or "Station book" in banner
        assert "Station book: not updated since 1 Mar 2026." in banner
        assert len(banner.partition("2026.")[2].split()) > 6  # its words and what to do
        assert say("errors.bug", reference="").split("**")[1] not in page.get_by_test_id("stMain").inner_text()


def test_a_page_that_stays_open_says_what_became_stale_meanwhile(offline, page):
    """As on the wall of an office; nobody touches it."""
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    keep_progress(Progress(now, finished_at=now))  # read just now, so nothing is read again while we look
    stands_since(now)
    with running_app(offline) as address:
        open_page(page, f"{address}/lots")
        expect(page.locator(".st-key-alarms")).to_have_count(0)
        stands_since("2026-03-01T08:00:00+00:00")
        # open pages look every 20 seconds
        expect(page.locator(".st-key-alarms")).to_contain_text(
            "Station book: not updated since 1 Mar 2026.", timeout=40_000
        )
