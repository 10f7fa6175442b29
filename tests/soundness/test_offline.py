"""Whatever the network does, everybody goes on seeing the last good data, is told why, and sees the new once it is
back."""

from __future__ import annotations

import time
from contextlib import contextmanager

import pytest

from connectors.web.web_failures import WORDS
from history.snapshots import store
from refresh.one_refresh import refresh
from tests.connectors.serving import black_hole, closed_port
from tests.google.server import Google
from tests.refresh.connected import all_told, codes, connect, state

HEADINGS, FIRST = ["Lot", "Stream", "Crop year"], ["M1", "micro", "2025/26"]


@pytest.fixture(scope="module")
def google(tmp_path_factory):
    """A spreadsheet shared by link, read once; the limits are those of web.toml, a tenth as long."""
    with pytest.MonkeyPatch.context() as lasting:
        yield from read_once(lasting, tmp_path_factory.mktemp("offline") / "home")


def read_once(monkeypatch, home):
    monkeypatch.setenv("LOTWISE_HOME", str(home))
    for limit, seconds in (
        ("connect_seconds", 0.5),
        ("read_seconds", 0.5),
        ("whole_seconds", 3),
        ("pause_seconds", 0.05),
    ):
        monkeypatch.setitem(WORDS["limits"], limit, seconds)
    with Google() as google:
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        google.book = google.add("Lots 2026", {"Lots": [HEADINGS, FIRST]})
        google.book.link_shared, google.home = True, home
        connect("Lots 2026", google.link(google.book), "google_link")
        refresh()
        assert codes() == ["M1"]
        yield google


@contextmanager
def fault(google, name):
    google.faults.always(name)
    yield
    google.faults.clear()


@contextmanager
def google_at(port: int):
    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setenv("LOTWISE_GOOGLE_BASE", f"http://127.0.0.1:{port}")
        yield


def pulled_cable(*_):
    return google_at(closed_port())


@contextmanager
def never_answers(*_):
    with black_hole() as port, google_at(port):
        yield


@contextmanager
def hanging_names(*_):
    """A proxy looks up the names here, and hangs over it."""
    with black_hole() as port, pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.delenv("LOTWISE_GOOGLE_BASE")
        meanwhile.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        yield


@pytest.mark.parametrize(
    ("what", "name", "says", "passes"),
    [
        (fault, "captive", "The network answered instead of Google.", True),
        (fault, "half", "The answer of Google broke off", True),
        (fault, "bad gzip", "The answer of Google broke off", True),
        (fault, "drop", "The answer of Google broke off", True),
        (fault, "slow", "Google did not answer in time.", True),
        (fault, "silent", "Google did not answer in time.", True),
        (fault, "503", "Google has a fault at the moment.", True),
        (fault, "429 html", "Google asks us to wait.", True),
        (fault, "sign in", "is not shared by link", False),
        (fault, "404", "Google has no Lots 2026 under this link any more", False),
        (pulled_cable, "", "There is no connection to 127.0.0.1.", True),
        (never_answers, "", "Google did not answer in time.", True),
        (hanging_names, "", "Google did not answer in time.", True),
    ],
)
def test_the_last_good_data_stay_and_the_reason_is_told(google, what, name, says, passes):
    before = store.current_id()
    with what(google, name):
        begun = time.monotonic()
        done = refresh()
        assert time.monotonic() - begun < 3 + 7  # the limit set above, and room for a busy computer
        assert (done.snapshot, store.current_id(), codes()) == (None, before, ["M1"])
        trouble = state("Lots 2026").trouble
        assert says in trouble.what and trouble.fix.endswith(".") and trouble.passes is passes


def test_the_link_of_a_source_is_in_no_log_of_what_went_wrong(google):
    google.faults.always("503")
    refresh()
    google.faults.clear()
    for file in google.home.rglob("*.log"):
        assert google.book.key not in file.read_text("utf-8")
    assert "Traceback" not in all_told(google.home)


def test_what_was_typed_meanwhile_is_there_at_the_first_refresh_that_gets_through(google):
    google.faults.always("captive")
    google.book.append_row("Lots", ["M2", "micro", "2025/26"])
    refresh()
    assert codes() == ["M1"] and state("Lots 2026").trouble
    google.faults.clear()
    refresh()
    assert (codes(), state("Lots 2026").trouble) == (["M1", "M2"], None)
