"""refresh and sources as schedulers and people without a browser call them; links and moments where a workbook could
stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line.calling import ROOT, called, cold, one_sentence
from tests.google.server import Google
from tests.refresh.connected import lots
from tests.scenes import Scene, filled


def said(done: subprocess.CompletedProcess) -> str:
    """Standard output on one line; nothing went to standard error, no line is wider than the terminal."""
    text = done.stdout.decode("utf-8")
    assert done.stderr == b""
    assert [line for line in text.splitlines() if len(line) > 79] == []
    return " ".join(text.split())


def add(home: Path, where: Path, name: str, *more: str) -> None:
    assert called("sources", "add", where, "--name", name, *more, home=home).returncode == 0


@pytest.fixture(scope="module")
def read_once(tmp_path_factory) -> Scene:
    def fill(place: Path) -> None:
        home = place / "home"
        home.mkdir()
        add(home, lots(place / "north.csv", *(f"N{n}" for n in range(10))), "North", "--owner", "The station")
        done = called("refresh", home=home)
        assert (
            done.returncode,
            "North: read. A new snapshot was made, and everybody sees it now." in said(done),
        ) == (0, True)

    return filled(tmp_path_factory, fill)


@pytest.fixture
def connected(read_once, monkeypatch) -> Path:
    """A data folder with one good source, north.csv beside it, read once."""
    return read_once.anew(monkeypatch) / "home"


def test_nothing_changed_is_done_too(connected):
    done = called("refresh", home=connected)
    assert done.returncode == 0
    assert "North: read; nothing had changed. No new snapshot: everybody still sees the one of" in said(done)
    assert "North: read; nothing had changed." in said(called("refresh", "--force", home=connected))


def test_one_that_fails_is_said_and_the_others_are_read(connected):
    south = lots(connected.parent / "south.csv", "S1")
    add(connected, south, "South")
    south.unlink()
    lots(connected.parent / "north.csv", *(f"N{n}" for n in range(11)))
    done = called("refresh", home=connected)
    assert done.returncode == 1
    assert "everybody sees it now. Of 1 of the 2 sheets it holds what was read before, if anything." in said(done)
    assert "North: read. South: could not be read. There is no file south.csv." in said(done)
    assert called("refresh", "--only", "North", home=connected).returncode == 1
    assert called("refresh", "--only", "West", home=connected).returncode == 2


def test_where_nothing_can_be_read_the_last_good_data_stay(connected):
    (connected.parent / "north.csv").unlink()
    done = called("refresh", home=connected)
    assert done.returncode == 2
    assert "There is no file north.csv." in said(done)
    assert "Its numbers are those read" in said(done)
    report = json.loads(called("check", "--json", home=connected).stdout)
    assert sum(line["used"] for line in report["ledger"]) == 10


def test_a_broken_configuration_is_one_sentence(connected):
    (connected / "lotwise.toml").write_text("[[source]\n", "utf-8")
    done = called("refresh", home=connected)
    assert done.returncode == 2
    assert one_sentence(done).startswith("Line 1 of lotwise.toml: this can't be understood.")
    report = called("report", home=connected)
    assert (report.returncode, "Line 1 of lotwise.toml" in said(report)) == (0, True)


def test_while_another_refresh_is_under_way_it_says_so_and_is_done(connected):
    hold = (
        "import sys\nfrom history.snapshots import store\nwith store.refresh_lock():\n    "
        "print('held', flush=True)\n    sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "LOTWISE_HOME": str(connected)},
    ) as other:
        assert other.stdout.readline() == "held\n"
        done = called("refresh", home=connected)
        other.stdin.close()
    assert (done.returncode, "is reading the sheets just now" in said(done)) == (0, True)


def test_it_goes_on_while_the_data_are_open_for_reading(connected):
    reads = (
        "import sys\nfrom history.snapshots import store\nw = store.current()\nprint('open', "
        "flush=True)\nsys.stdin.read()\nprint(w.rows('SELECT count(*) AS n FROM clean.lots')[0]['n'])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", reads],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "LOTWISE_HOME": str(connected)},
    ) as reader:
        assert reader.stdout.readline() == "open\n"
        lots(connected.parent / "north.csv", *(f"N{n}" for n in range(12)))
        assert ": read." in said(called("refresh", home=connected))
        found, _ = reader.communicate()
    assert found == "10\n"


def test_what_is_held_is_asked_about_and_decided_without_a_browser(connected):
    lots(connected.parent / "north.csv", "N1")
    text = said(called("refresh", home=connected))
    assert "HELD: the last good version is used until you decide North, tab north: 9 of its 10 rows are gone" in text
    assert "tab-held" in [
        problem["code"] for problem in json.loads(called("check", "--json", home=connected).stdout)["problems"]
    ]
    decision = text.split("sources take ")[1].split()[0]
    assert one_sentence(called("sources", "take", "f00", home=connected)).startswith("No tab is held under that name.")
    assert called("sources", "keep", decision, home=connected).returncode == 0
    assert "Somebody decided to keep the old version." in said(called("sources", home=connected))
    assert called("sources", "take", decision, home=connected).returncode == 0
    assert "North: read." in said(called("refresh", home=connected))
    assert json.loads(called("check", "--json", home=connected).stdout)["ledger"][0]["used"] == 1


def test_sources_are_listed_tested_and_removed(connected):
    listed = said(called("sources", home=connected))
    assert "North A workbook on this computer, " in listed
    assert "ask The station" in listed
    assert "North, tab north: read as lots, 10 rows." in said(called("sources", "test", "north", home=connected))
    assert one_sentence(called("sources", "test", "West", home=connected)).startswith(
        "No sheet of that name is connected."
    )
    assert one_sentence(
        called("sources", "add", connected.parent / "x.csv", "--name", "North", home=connected)
    ).startswith("There is already a source called")
    assert one_sentence(called("sources", "add", "ftp://x/y", "--name", "Odd", home=connected)).startswith(
        "Lotwise does not know a link of this kind"
    )
    assert called("sources", "remove", "North", home=connected).returncode == 0
    assert said(called("sources", home=connected)).startswith("No sheet is connected yet.")


def test_the_report_says_how_fresh_it_is(connected):
    report = said(called("report", home=connected))
    # found unchanged when it was read: said once
    assert re.search(r"Read \d+ \w{3} \d{4} \d\d:\d\d\.", report) and "STALE" not in report
    (connected.parent / "north.csv").unlink()
    called("refresh", home=connected)
    assert (
        "North. There is no file north.csv. Check the name and the place"
        in said(called("report", home=connected)).split("STALE since ")[1]
    )


def test_a_report_looks_back_to_a_moment(connected):
    first = json.loads(called("report", "--json", home=connected).stdout)["snapshot"]
    lots(connected.parent / "north.csv", *(f"N{n}" for n in range(12)))
    called("refresh", home=connected)
    assert json.loads(called("report", "--json", "--at", first, home=connected).stdout)["snapshot"] == first
    assert "This is what was known then" in said(called("report", "--at", first, home=connected))
    assert (
        sum(
            line["used"]
            for line in json.loads(called("check", "--json", "--at", first, home=connected).stdout)["ledger"]
        )
        == 10
    )
    for arguments, words in (
        [("--at", "2020-01-01"), "Nothing had been read on this computer at that time."],
        [("--at", "tomorrow"), "This is not a day"],
        [("--at", first, connected.parent / "north.csv"), "--at looks back at what was kept"],
    ):
        assert one_sentence(called("report", *arguments, home=connected)).startswith(words)


def test_a_damaged_reading_is_named_by_its_time(connected):
    lots(connected.parent / "north.csv", *(f"N{n}" for n in range(12)))
    called("refresh", home=connected)
    newest = json.loads(called("report", "--json", home=connected).stdout)["snapshot"]
    (connected / "snapshots" / f"{newest}.duckdb").write_bytes(b"")
    done = called("report", home=connected)
    at = r"\d+ \w{3} \d{4} \d\d:\d\d"
    assert re.search(
        rf"The snapshot of {at} is damaged\. You see the one before it\.",
        " ".join(done.stdout.decode("utf-8").split()),
    )
    assert re.fullmatch(
        rf"The snapshot of {at} is damaged\. You see the one before it, of {at}\.", done.stderr.decode("utf-8").strip()
    )


def test_a_link_may_stand_where_a_workbook_could(tmp_path, monkeypatch):
    with Google() as google:
        book = google.add("Lots 2026", {"Lots": [["Lot", "Stream", "Crop year"], ["M1", "micro", "2025/26"]]})
        account = google.account()
        book.share_with(account.address)
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        monkeypatch.setenv("LOTWISE_GOOGLE_KEY", str(account.write(tmp_path / "key.json")))
        done = called("check", google.link(book), lots(tmp_path / "north.csv", "N1"), "--json", home=tmp_path)
        told = json.loads(done.stdout)
        assert sorted((line["sheet"], line["used"]) for line in told["ledger"]) == [("Lots", 1), ("north", 1)]
        assert list(tmp_path.rglob("*.duckdb")) == []
        book.unshare(account.address)
        refused = called("check", google.link(book), home=tmp_path)
    assert refused.returncode == 2
    assert account.address in one_sentence(refused)


def test_sources_of_google_are_refreshed_by_the_scheduler(tmp_path, monkeypatch):
    with Google() as google:
        book = google.add(
            "Lots 2026", {"Lots": [["Lot", "Stream", "Crop year"], *[[f"M{n}", "micro", "2025/26"] for n in range(10)]]}
        )
        account = google.account()
        book.share_with(account.address)
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        monkeypatch.setenv("LOTWISE_GOOGLE_KEY", str(account.write(tmp_path / "key.json")))
        add(tmp_path, google.link(book), "Lots")
        assert "Lots: read." in said(cold("refresh", home=tmp_path))
        calls = google.count("sheets")
        assert "Lots: read; nothing had changed." in said(called("refresh", home=tmp_path))
        assert google.count("sheets") == calls
        book.empty_tab("Lots")
        assert "tab Lots: it came back empty (rows before: 10)" in said(called("refresh", home=tmp_path))
        told = " ".join(
            file.read_text("utf-8", errors="replace")
            for file in tmp_path.rglob("*")
            if file.suffix in (".json", ".toml", ".log") and file.name != "key.json"
        )
    assert "PRIVATE" not in told
    assert sum(line["used"] for line in json.loads(called("check", "--json", home=tmp_path).stdout)["ledger"]) == 10
