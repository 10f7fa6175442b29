"""A local Google, a key for it, and a wire to it whose clock does not make tests wait."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest

from connectors.google.google_links import BASE_VARIABLE
from connectors.google.service_key import VARIABLE, find_key
from connectors.google.wire import GooglePatience, Wire
from tests.google.server import Google


@dataclass
class Hurried:
    """A clock that goes on by itself and jumps over every wait; each wait is the longest that could be drawn."""

    skipped: float = 0.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return time.monotonic() + self.skipped

    def everyday(self) -> float:
        return time.time() + self.skipped

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.skipped += seconds

    def draw(self, least: float, most: float) -> float:
        return most


@pytest.fixture
def clock():
    return Hurried()


@pytest.fixture(scope="module")
def served():
    """One server for the tests of a file, because making a key takes a moment."""
    with Google(reads_a_minute=None) as google:
        google.account()
        yield google
        assert not google.broken, google.broken


@pytest.fixture
def google(served, monkeypatch, tmp_path):
    """The server with nothing on it, this computer set to ask it, and its key file in the environment."""
    served.faults.clear()
    served.files.clear()
    served.calls.clear()
    served.clock, served.reads_a_minute, served.skew, served.account().revoked = time.time, None, 0.0, False
    served.latency_seconds = 0.0
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(BASE_VARIABLE, served.base)
    monkeypatch.setenv(VARIABLE, str(served.account().write(tmp_path / "key.json")))
    return served


@pytest.fixture
def lots(google):
    """A small spreadsheet that is shared with the key."""
    book = google.add(
        "Lots 2026",
        {"Lots": [["Lot", "Kg"], ["L-1", 300], ["L-2", 250.5]]},
        owner=("Station office", "station@cooperative.example"),
    )
    book.share_with(google.account().address)
    return book


@pytest.fixture
def wire(google, clock):
    """A function that gives a wire to the server; waits are jumped over, no answer is waited for as long as in
    earnest."""

    def made(name: str = "Lots 2026", say=lambda said: None, **patience) -> Wire:
        return Wire(find_key(), name, say, GooglePatience(**{"timeout": (5, 20)} | patience), clock)

    return made
