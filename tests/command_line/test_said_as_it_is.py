"""The command line promises nothing it does not keep: places that are none, days that have not come, files where
nothing can be written, sheets that are merely being saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refresh import configuration
from tests.command_line.calling import called, one_sentence
from tests.command_line.test_refresh_command import add, said
from tests.refresh.connected import as_if, codes, lots, state
from tests.scenes import Scene, filled


@pytest.fixture(scope="module")
def of_ten_lots(tmp_path_factory) -> Scene:
    def fill(place: Path) -> None:
        (place / "home").mkdir()
        add(place / "home", lots(place / "north.csv", *(f"N{n}" for n in range(10))), "North")
        called("refresh", home=place / "home")

    return filled(tmp_path_factory, fill)


@pytest.fixture
def home(of_ten_lots, monkeypatch) -> Path:
    return of_ten_lots.anew(monkeypatch) / "home"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("", "No link and no path is given."),
        ("  ", "No link and no path is given."),
        ('""', "No link and no path is given."),
        ("nothere.xlsx", "There is no file or folder nothere.xlsx."),
        ("/nowhere/at/all", "There is no file or folder /nowhere/at/all."),
        ("1abcdefghijklmnopqrstuvwxyz0123456789", "There is no file or folder 1abcdefghijklmnopqrstuvwxyz0123456789."),
        ("notes.docx", "notes.docx is no spreadsheet."),
        ("https://docs.google.com/document/d/1abcdefghijk/edit", "This is the link of a Google document"),
        (
            "https://docs.google.com/a/mill.example/presentation/d/1/edit",
            "This is the link of a Google presentation",
        ),
        ("https://docs.google.com/forms/d/1abcdefghijk/viewform", "This is the link of a Google form"),
        ("https://drive.google.com/drive/folders/1abcdefghijk", "This link opens no single spreadsheet."),
        ("https://www.google.com/", "This link opens no single spreadsheet."),
        ("https://mill.sharepoint.com/:w:/s/office/abc", "This is the link of a folder, or of a file"),
        ("https://mill.example/report.PDF?download=1", "This is the link of a page or file"),
    ],
)
def test_a_place_that_holds_no_sheet_is_not_connected(home, where, says):
    (home / "notes.docx").write_bytes(b"")
    before = configuration.path().read_text("utf-8")
    refused = called("sources", "add", where, "--name", "Odd", home=home)
    assert refused.returncode == 2 and one_sentence(refused).startswith(says)
    assert configuration.path().read_text("utf-8") == before


@pytest.mark.parametrize(
    "where",
    [
        "https://docs.google.com/spreadsheets/d/1abcdefghijklmnopqrstuvwxyz0123456789/edit?gid=0#gid=0",
        "https://drive.google.com/file/d/1abcdefghijklmnop/view",
        "https://mill.sharepoint.com/:x:/s/office/abc?e=1",
        "https://1drv.ms/x/s!abc",
        "https://mill.example/download?id=7",
        "https://mill.example/Lots%202026.xlsx",
        ".",
    ],
)
def test_what_may_be_a_sheet_is_connected(home, where):
    assert called("sources", "add", where, "--name", "Odd", home=home).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("report", "--at"),
        ("report", "--as-of"),
        ("check", "--at"),
        ("questions", "--at"),
        ("changes", "--from"),
        ("changes", "--to"),
        ("minutes", "minutes.html", "--as-of"),
        ("export", "out", "--for", "eudr", "--at"),
    ],
)
def test_a_day_that_has_not_come_is_refused_as_on_the_pages(home, words):
    day = (datetime.now(UTC) + timedelta(days=3)).date()
    refused = called(*words, day.isoformat(), home=home)
    assert refused.returncode == 2
    assert one_sentence(refused) == f"{day.day} {day:%b %Y} is in the future. Choose a day up to today."
    assert not (home / "minutes.html").exists()


def test_an_hour_that_has_not_come_is_refused_and_today_is_not(home):
    ahead = (datetime.now(UTC) + timedelta(hours=5)).isoformat(timespec="minutes")
    assert "is in the future." in one_sentence(called("check", "--at", ahead, home=home))
    assert called("check", "--at", state("North").read_at[:10], home=home).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("changes", "--out", "/nowhere/changes.xlsx"),
        ("check", "--fix-list", "/nowhere/fix.xlsx"),
        ("minutes", "/nowhere/minutes.html"),
        ("template", "/nowhere/empty.xlsx"),
    ],
)
def test_where_nothing_can_be_written_is_said_before_any_work(home, words):
    refused = called(*words, home=home)
    assert refused.returncode == 2 and "could not be written" in one_sentence(refused)


def test_a_sheet_merely_being_saved_is_no_failure_until_it_is_stale(home):
    """Half of a workbook, as it is while Excel writes it."""
    half = home.parent / "half.xlsx"
    half.write_bytes(b"PK\x03\x04 and no more")
    add(home, half, "Half")
    done = called("refresh", home=home)
    assert "half.xlsx is not here whole: it is being saved or synchronised." in said(done) and done.returncode == 0
    assert called("refresh", "--only", "Half", home=home).returncode == 0
    since = (datetime.now(UTC) - timedelta(hours=25)).isoformat(timespec="seconds")
    as_if("Half", trouble=replace(state("Half").trouble, since=since))
    assert called("refresh", home=home).returncode == 1
    (home.parent / "north.csv").unlink()
    assert called("refresh", home=home).returncode == 2


def test_what_a_new_snapshot_does_not_hold_is_said_with_it(home):
    lots(home.parent / "north.csv", "N1")
    south = lots(home.parent / "south.csv", "S1")
    add(home, south, "South")
    text = said(called("refresh", home=home))
    assert "everybody sees it now. Of the tabs that are held it holds the last good version." in text
    assert "North: read." in text and "South: read." in text


def test_the_last_sheet_removed_leaves_its_numbers_until_another_is_read(home):
    """As both texts say, of the command and of Connect."""
    told = said(called("sources", "remove", "North", home=home))
    assert "It was the last sheet. Its numbers stay until you connect another." in told
    assert "the last numbers stay" in one_sentence(called("refresh", home=home))
    south = lots(home.parent / "south.csv", "S1")
    add(home, south, "South")
    south.unlink()
    assert "left the numbers" not in said(called("refresh", home=home))  # nothing has taken their place yet
    assert codes() == [f"N{n}" for n in range(10)]
    lots(south, "S1")
    assert called("refresh", home=home).returncode == 0 and codes() == ["S1"]
