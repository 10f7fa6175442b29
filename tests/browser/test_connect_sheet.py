"""A real browser connects a spreadsheet of the local server, sees a cell that was edited, and decides about a tab that
lost rows."""

from __future__ import annotations

import json

import pytest

from tests.browser.driving import go, open_page, running_app, settle
from tests.google.server import Google
from words.speech import say

pytestmark = pytest.mark.browser
LOTS = [
    ["Lot", "Stream", "Crop year", "Green kg"],
    *([f"N-{n:02d}", "micro", "2025/26", 100 + n] for n in range(1, 13)),
]


@pytest.fixture
def station(tmp_path, monkeypatch):
    """A spreadsheet with 12 lots on the local server, and an app that may read it."""
    with Google() as google:
        account = google.account()
        book = google.add("Station book", {"Lots": LOTS}, owner=("Station office", "station@cooperative.example"))
        book.share_with(account.address)
        key = account.write(tmp_path / "key.json")
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        monkeypatch.setenv("LOTWISE_GOOGLE_KEY", str(key))
        with running_app(tmp_path / "home") as app:
            yield app, google, book, tmp_path / "home", secrets_of(key)


def secrets_of(key) -> list[str]:
    """The key's number, and every line of the key itself."""
    told = json.loads(key.read_text("utf-8"))
    return [
        told["private_key_id"],
        *(line for line in told["private_key"].splitlines() if len(line) > 20 and "-----" not in line),
    ]


def write(page, label: str, text: str) -> None:
    page.get_by_label(say(label), exact=True).fill(text)
    page.get_by_label(say(label), exact=True).press("Tab")
    settle(page)


def press(page, name: str, **more) -> None:
    page.get_by_role("button", name=say(name, **more), exact=True).first.click()


def main_text(page) -> str:
    """What the page says; a defect of ours is none of it."""
    text = page.get_by_test_id("stMain").inner_text()
    assert say("errors.bug").split("**")[1] not in text
    return text


def connect(page, app: str, link: str) -> None:
    """Pastes the link, tests it and adds it; waits until its first reading is done."""
    open_page(page, f"{app}/connect")
    write(page, "add.where", link)
    page.get_by_text("@", exact=False).first.wait_for()  # whom to share it with
    settle(page)
    write(page, "add.name", "Station North")
    write(page, "add.owner", "Station office")
    press(page, "add.test")
    page.get_by_role("button", name=say("add.add"), exact=True).wait_for()
    settle(page)
    assert "1 of 1 tab, 4 columns understood, 12 rows" in main_text(page)
    press(page, "add.add")
    page.get_by_text(say("sources.good"), exact=True).wait_for()
    settle(page)


def read_now(page, answer: str = "") -> None:
    """Asks for a reading, by such an answer where one is given, and waits until it was done and the page shows what
    came of it."""
    page.get_by_role("button", name=answer).click() if answer else press(page, "sources.read_all")
    page.locator(".lw-progress").wait_for()
    page.locator(".lw-progress").wait_for(state="detached")
    settle(page)
    assert "1 of 1 tab, " in main_text(page)


def test_a_sheet_is_connected_read_again_and_asked_about(page, station):
    app, google, book, home, secrets = station
    connect(page, app, google.link(book))
    # the link's id opens a sheet shared by link
    assert "Station office" in main_text(page) and book.key not in main_text(page)
    go(page, "lots")
    assert "N-07" in main_text(page)

    book.set_cell("Lots", "A8", "N-70")  # the seventh lot, row 8, gets another name
    go(page, "connect")
    read_now(page)
    go(page, "lots")
    assert "N-70" in main_text(page) and "N-07" not in main_text(page)

    for _ in range(4):  # a third of the twelve
        book.delete_row("Lots", 10)
    go(page, "connect")
    read_now(page)
    assert "came back with 8 rows; before, it had 12" in main_text(page)
    press(page, "held.look")
    page.get_by_text("N-09").first.wait_for()  # row 10, the first that is gone
    settle(page)
    go(page, "lots")
    assert "N-09" in main_text(page)  # the last good one stays
    go(page, "connect")
    read_now(page, "Use what came, with 8 rows: 4 earlier rows are left out of every number")
    go(page, "lots")
    assert "N-08" in main_text(page) and "N-09" not in main_text(page)
    assert not [secret for secret in secrets if secret in page.content()]
    kept = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
    assert kept and not [secret for secret in secrets if any(secret.encode() in content for content in kept)]


def choose(page, action: str) -> None:
    """What the menu beside the first source offers."""
    press(page, "sources.more")
    page.get_by_role("menuitem", name=say(f"sources.{action}"), exact=True).click()
    settle(page)


def test_a_connected_sheet_is_tested_named_anew_and_removed(page, station):
    app, google, book, home, _ = station
    connect(page, app, google.link(book))
    choose(page, "test")
    page.get_by_text("1 of 1 tab, 4 columns understood, 12 rows").nth(1).wait_for()  # the other is of the list
    press(page, "sources.close")
    settle(page)

    choose(page, "change")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say("sources.name"), exact=True).fill("Station South")
    dialog.get_by_label(say("sources.name"), exact=True).press("Tab")
    dialog.get_by_role("button", name=say("sources.save"), exact=True).click()
    page.locator(".lw-source h3").filter(has_text="Station South").wait_for()
    page.locator(".lw-progress").wait_for(state="detached")
    settle(page)
    assert "Station North" not in main_text(page)

    choose(page, "remove")
    dialog.get_by_role("button", name=say("sources.remove_yes_last"), exact=True).click()
    # no source is left: the form stands open
    page.get_by_role("heading", name=f"{say('add.title')} {say('connect.recommended')}", exact=True).wait_for()
    assert "\n[[source]]" not in (home / "lotwise.toml").read_text("utf-8")
    go(page, "lots")
    assert "N-07" in main_text(page)  # the numbers stay as they were read last


def test_what_another_browser_removed_already_is_told_in_words(page, station):
    app, google, book, home, _ = station
    connect(page, app, google.link(book))
    choose(page, "remove")
    dialog = page.get_by_role("dialog")
    remove = dialog.get_by_role("button", name=say("sources.remove_yes_last"), exact=True)
    remove.wait_for()
    (home / "lotwise.toml").write_text("", "utf-8")
    remove.click()
    told = dialog.get_by_text("No sheet called").first
    told.wait_for()
    assert told.is_visible()
