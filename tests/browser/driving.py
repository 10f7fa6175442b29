"""Starts the app on a free port of this computer and drives it with the installed Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from words.speech import say, words

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1280, "height": 720}
SECONDS = 180  # for a computer with much else to do; nothing waits that long on an idle one
INSIDE = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
TAKEN = "is not available"  # what Streamlit says of a port somebody else listens on
RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def chromium() -> str | None:
    """Where a Chromium or Chrome is installed, or None; the variable CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_app(home: Path) -> Iterator[str]:
    """The app's address while it runs with its data in `home`; its own words go to home/app.log."""
    home.mkdir(parents=True, exist_ok=True)
    app, port = _started(home / "app.log", {**os.environ, "LOTWISE_HOME": str(home)})
    try:
        _wait_until_it_answers(f"http://127.0.0.1:{port}/_stcore/health", app)
        yield f"http://127.0.0.1:{port}"
    finally:
        app.terminate()
        app.wait(20)


def _started(log_file: Path, environment: dict[str, str]) -> tuple[subprocess.Popen, int]:
    """The app once it listens, and its port: another one is tried where somebody else took the free port meanwhile."""
    while True:
        port = free_port()
        command = ["-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.port", str(port)]
        with log_file.open("w", encoding="utf-8") as log:
            app = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + SECONDS
        while f":{port}" not in (said := log_file.read_text("utf-8")) and app.poll() is None:
            assert time.monotonic() < until, f"the app did not start: {said}"
            time.sleep(0.05)
        if app.poll() is None:
            return app, port
        assert TAKEN in said, said


def _wait_until_it_answers(address: str, app: subprocess.Popen) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and app.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError(f"the app did not answer at {address}")


@contextmanager
def launched() -> Iterator[Browser]:
    """The installed Chromium, with nothing open in it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor_of(browser: Browser, screen: dict[str, int] = SCREEN) -> Iterator[BrowserContext]:
    """Somebody who was never here before, with windows of that size."""
    visitor = browser.new_context(viewport=screen, locale="en-GB")
    visitor.set_default_timeout(SECONDS * 1000)
    try:
        yield visitor
    finally:
        visitor.close()


def outside(address: str) -> bool:
    """Whether a request goes anywhere but this computer."""
    return not address.startswith(INSIDE)


def settle(page: Page) -> None:
    """Waits until the page has run, its charts are drawn and its fonts are there."""
    page.wait_for_selector("h1")
    page.wait_for_selector(RESTING)
    page.wait_for_function("""() => !document.querySelector('[data-testid="stSkeleton"]')
        && [...document.querySelectorAll('[data-testid="stBidiComponentRegular"]')].every(
            chart => chart.querySelector('.main-svg'))""")
    page.evaluate("document.fonts.ready")


def open_page(page: Page, address: str) -> Page:
    """Goes to an address of the app and waits until it is all there."""
    page.goto(address)
    settle(page)
    return page


def pages() -> list[str]:
    """Every page by the name of its file; the first of the menu first."""
    order = list(words()["pages"])
    return sorted((file.parent.name for file in (ROOT / "pages").glob("*/page.py")), key=order.index)


def address_of(app: str, name: str) -> str:
    """The address of a page; the first of the menu is the app's own."""
    return f"{app}/" if name == pages()[0] else f"{app}/{name}"


def group_of_menu(page: Page, name: str) -> Locator:
    """The entries of the group of the menu in which a page stands, opened."""
    group = say(f"menu.{words()['pages'][name]['group']}")
    entries = page.get_by_test_id("stTopNavPopoverBody").get_by_test_id("stTopNavDropdownLink")
    if not entries.count():
        page.get_by_test_id("stTopNavSection").filter(has_text=re.compile(rf"^\s*{group}")).click()
    entries.first.wait_for()
    return entries


def in_menu(page: Page, name: str) -> bool:
    """Whether the menu lists that page; its group is closed again."""
    found = group_of_menu(page, name).filter(has_text=say(f"pages.{name}.title")).count() > 0
    page.keyboard.press("Escape")
    page.get_by_test_id("stTopNavPopoverBody").wait_for(state="detached")
    return found


def go(page: Page, name: str) -> None:
    """Goes to a page by the menu."""
    group_of_menu(page, name).filter(has_text=say(f"pages.{name}.title")).first.click()
    page.get_by_role("heading", level=1, name=say(f"pages.{name}.title"), exact=True).wait_for()
    settle(page)


def upload(page: Page, app: str, *files: Path) -> None:
    """Brings files on Connect and waits until they are recognised."""
    open_page(page, f"{app}/connect")
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(files)
    recognised = page.get_by_role("heading", name=say("connect.recognised"), exact=True)
    asked = page.get_by_role("heading", level=1, name=say("pages.questions.title"), exact=True)
    recognised.or_(asked).first.wait_for()
    settle(page)
    if asked.is_visible():  # what the files leave open is shown first
        go(page, "connect")
        recognised.wait_for()
        settle(page)
