"""The pictures of docs/connecting.md, taken while the sample cooperative is connected: python -m
tests.browser.pictures_of_connect OUT_DIR."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.driving import launched, open_page, running_app, settle, visitor_of
from tests.browser.pictures import main
from tests.google.cooperative import put_on
from tests.google.server import Google
from words.speech import say

NAMES = (("Station North", "Station office"), ("Laboratory", "Laboratory"), ("Sales", "Sales office"))
WIDE = 1280


def take(folder: Path) -> None:
    """Saves connect_1.png to connect_4.png, a step each, and connect_held.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Google() as google:
        account = google.account()
        books = put_on(google, account.address)
        os.environ |= {
            "LOTWISE_GOOGLE_BASE": google.base,
            "LOTWISE_GOOGLE_KEY": str(account.write(Path(place) / "key.json")),
        }
        with (
            running_app(Path(place) / "home") as app,
            launched() as browser,
            visitor_of(browser, {"width": WIDE, "height": 720}) as visitor,
        ):
            window = open_page(visitor.new_page(), f"{app}/connect")
            _shot(window, folder / "connect_1.png", 720)
            for number, (book, (name, owner)) in enumerate(zip(books, NAMES, strict=True)):
                if number:
                    window.get_by_text(say("add.title"), exact=True).first.click()
                _add(window, google.link(book), name, owner, folder if not number else None)
            _shot(window, folder / "connect_4.png", 720)
            for _ in range(20):
                books[0].delete_row("Lots", 12)
            _press(window, "sources.read_all")
            _press(window, "held.look")
            window.locator(".lw-table.gone").wait_for()
            settle(window)
            _shot(window, folder / "connect_held.png", 720)


def _add(window: Page, link: str, name: str, owner: str, folder: Path | None) -> None:
    _write(window, "add.where", link)
    window.get_by_test_id("stCode").first.wait_for()
    settle(window)
    if folder:
        _shot(window, folder / "connect_2.png", 800)
    _write(window, "add.name", name)
    _write(window, "add.owner", owner)
    _press(window, "add.test")
    window.get_by_role("button", name=say("add.add"), exact=True).wait_for()
    settle(window)
    if folder:
        _shot(window, folder / "connect_3.png", 1180)
    _press(window, "add.add")
    window.locator(".lw-source h3").filter(has_text=name).wait_for()
    window.locator(".lw-progress").wait_for(state="detached")
    settle(window)


def _write(window: Page, label: str, text: str) -> None:
    window.get_by_label(say(label), exact=True).fill(text)
    window.get_by_label(say(label), exact=True).press("Tab")
    settle(window)


def _press(window: Page, button: str) -> None:
    window.get_by_role("button", name=say(button), exact=True).first.click()


def _shot(window: Page, file: Path, high: int) -> None:
    window.set_viewport_size({"width": WIDE, "height": high})
    window.mouse.move(2, 2)
    window.wait_for_timeout(1500)  # the word that a source was added goes by itself
    window.screenshot(path=file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], take, "pictures_of_connect"))
