"""The real gspread client against the local server: every failure ends, in words, within its tries and its time, and
without a secret."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from gspread.http_client import HTTPClient

from connectors.google.google_links import BASE_VARIABLE
from connectors.google.pace import Pace
from connectors.google.service_key import SCOPES, find_key, of_text
from connectors.google.wire import GooglePatience, Wire
from connectors.trouble import NotAllowed, NotNow

BOOK = {"fields": "spreadsheetId,sheets(properties(title))"}

# What happens to every call of a kind; what is said; how often it is tried.
FAILURES = [
    ("429", "sheets", NotNow, "Google asks us to wait", 5),
    ("429 html", "sheets", NotNow, "Google asks us to wait", 5),
    # a third wait would end at 60 s
    ("429 retry after", "sheets", NotNow, "Google asks us to wait 20 seconds", 3),
    ("500", "sheets", NotNow, "Google has a fault at the moment", 5),
    ("502 html", "sheets", NotNow, "Google has a fault at the moment", 5),
    ("503", "sheets", NotNow, "Google has a fault at the moment", 5),
    ("drop", "sheets", NotNow, "There is no connection to Google", 5),
    ("half", "sheets", NotNow, "arrived incomplete", 5),
    ("bad gzip", "sheets", NotNow, "arrived incomplete", 5),
    ("captive", "sheets", NotNow, "The network answered in place of Google", 1),
    ("sign in", "sheets", NotNow, "The network answered in place of Google", 1),
    ("403 not shared", "sheets", NotAllowed, "is not shared with Lotwise", 1),
    (
        "403 sheets off",
        "sheets",
        NotAllowed,
        "The Google Sheets API is switched off in the project synthetic-project",
        1,
    ),
    ("403 scope", "sheets", NotAllowed, "too few rights", 1),
    ("404", "sheets", NotAllowed, "is no longer there, or its link is wrong", 1),
    ("400 excel", "sheets", NotAllowed, "is an Excel file kept in Google Drive", 1),
    ("401", "sheets", NotAllowed, "Google no longer accepts the sign-in", 2),  # once more with a new token
    ("429", "token", NotNow, "Google asks us to wait", 5),
    ("502 html", "token", NotNow, "Google has a fault at the moment", 5),
    ("drop", "token", NotNow, "There is no connection to Google", 5),
    ("captive", "token", NotNow, "The network answered in place of Google", 1),
    ("invalid_grant", "token", NotAllowed, "it was revoked or has expired, or the clock", 1),
    ("wrong clock", "token", NotAllowed, "because the clock of this computer is wrong", 1),
    ("account gone", "token", NotAllowed, "was deleted or switched off", 1),
]


@pytest.mark.parametrize(
    ("fault", "on", "kind", "said", "tries"), FAILURES, ids=[f"{fault} ({on})" for fault, on, *_ in FAILURES]
)
def test_every_failure_ends_in_words(google, lots, wire, clock, caplog, fault, on, kind, said, tries):
    google.faults.always(fault, on)
    began = clock.now()
    ours = wire()
    with caplog.at_level(logging.DEBUG, "lotwise"), pytest.raises(kind) as caught:
        ours.spreadsheet(lots.key, BOOK)
    assert said in caught.value.what
    assert google.count(on) == ours.counts[on] == tries
    assert clock.now() - began <= 60
    assert no_secret_in(caught.value, google)


def no_secret_in(trouble, google) -> bool:
    """Whether neither the key nor a token stands in what is said, logged or printed of it."""
    account = google.account()
    everything = "".join(traceback.format_exception(trouble)) + repr(trouble) + trouble.detail
    lines = [line for line in account.info()["private_key"].splitlines() if not line.startswith("-----")]
    return not any(secret in everything for secret in (*lines, account.key_id, *google.tokens, "Bearer", "eyJ"))


def test_the_log_can_be_read_also_where_nobody_is_signed_in_yet(google, lots, wire):
    google.faults.always("invalid_grant", "token")
    with pytest.raises(NotAllowed) as caught:
        wire().spreadsheet(lots.key, BOOK)
    assert caught.value.detail.startswith("key-revoked: token, try 1, GoogleRefused status 400: {")
    assert "Invalid JWT Signature." in caught.value.detail


def test_no_library_writes_a_secret_into_a_log(google, lots, wire, caplog):
    """Even where somebody has all of them write all they do."""
    with caplog.at_level(logging.DEBUG):
        wire().spreadsheet(lots.key, BOOK)
    google.faults.always("invalid_grant", "token")
    with caplog.at_level(logging.DEBUG), pytest.raises(NotAllowed):
        wire().spreadsheet(lots.key, BOOK)
    written = caplog.text + "".join(repr(vars(record)) for record in caplog.records)
    assert not [
        secret
        for secret in (*google.tokens, google.account().key_id, lots.key, "assertion", "eyJ")
        if secret in written
    ]


@pytest.mark.parametrize(
    ("fault", "on"), [("slow", "sheets"), ("silent", "sheets"), ("slow", "token"), ("silent", "token")]
)
def test_an_answer_that_drips_or_never_comes_is_not_waited_for(google, lots, wire, fault, on):
    """A server that sends a byte now and then meets every time-out of a socket; here 0.6 s stand for the 60."""
    google.faults.always(fault, on)
    google.slow_bytes_a_second = 10
    began = time.monotonic()
    with pytest.raises(NotNow, match="Google did not answer in time"):
        wire(timeout=(0.3, 0.3), seconds=0.6).spreadsheet(lots.key, BOOK)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("on", ["sheets", "token"])
def test_a_call_that_was_given_up_ends_by_itself(google, lots, wire, on):
    before = set(threading.enumerate())
    google.faults.always("silent", on)
    with pytest.raises(NotNow):
        wire(timeout=(0.2, 0.2), tries=1).spreadsheet(lots.key, BOOK)
    left = [one for one in set(threading.enumerate()) - before if "_tell" in one.name]
    for one in left:
        one.join(5)
    assert not any(one.is_alive() for one in left)


def test_a_proxy_is_never_asked_for_this_computer(google, lots, wire, monkeypatch):
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert wire().spreadsheet(lots.key, BOOK)["spreadsheetId"] == lots.key


def test_an_answer_that_stops_in_the_middle_is_too_slow(google, lots, wire):
    google.faults.always("slow", "sheets")
    google.slow_bytes_a_second = 1
    with pytest.raises(NotNow, match="Google did not answer in time"):
        wire(timeout=(0.2, 0.2), tries=1).spreadsheet(lots.key, BOOK)


def test_what_passes_is_tried_again_until_it_passed(google, lots, wire, clock):
    said = []
    google.faults.next("429", "502 html", "drop", "half", on="sheets")
    told = wire(say=said.append).spreadsheet(lots.key, BOOK)
    assert [one["properties"]["title"] for one in told["sheets"]] == ["Lots"]
    assert clock.waits == [1, 2, 4, 8]  # the longest that can be drawn: doubled at each try
    assert [line.split(".")[0] for line in said] == [
        "Google asks us to wait, because it was asked often",
        "Google has a fault at the moment",
        "There is no connection to Google",
        "The answer of Google arrived incomplete",
    ]


def test_all_calls_of_an_attempt_share_its_five_tries(google, lots, wire):
    google.faults.next("500", "500", "ok", "500", "500", "500", on="sheets")
    ours = wire()
    ours.spreadsheet(lots.key, BOOK)
    with pytest.raises(NotNow):
        ours.spreadsheet(lots.key, BOOK)
    ours.begin()
    assert ours.spreadsheet(lots.key, BOOK)["spreadsheetId"] == lots.key
    assert ours.counts == {"token": 1, "sheets": 7}


def test_a_token_taken_back_after_four_failures_is_the_fifth(google, lots, wire):
    google.faults.next("500", "500", "500", "500", "401", on="sheets")
    ours = wire()
    with pytest.raises(NotAllowed, match="Google no longer accepts the sign-in"):
        ours.spreadsheet(lots.key, BOOK)
    assert ours.counts == {"token": 1, "sheets": 5}


def test_what_google_asks_us_to_wait_is_waited_where_it_fits(google, lots, wire, clock):
    google.faults.next("429 retry after", on="sheets")
    wire().spreadsheet(lots.key, BOOK)
    assert clock.waits == [20]


def test_what_google_asks_us_to_wait_is_told_at_once_where_it_does_not_fit(google, lots, wire, clock):
    google.faults.next("429 retry after", on="sheets")
    with pytest.raises(NotNow, match="Google asks us to wait 20 seconds"):
        wire(seconds=15).spreadsheet(lots.key, BOOK)
    assert (clock.waits, google.count("sheets")) == ([], 1)


def test_the_waits_are_drawn_so_that_not_all_come_back_together(google, lots):
    drawn, waited = [], []

    class Chance:
        now, everyday = staticmethod(time.monotonic), staticmethod(time.time)
        wait = staticmethod(waited.append)

        @staticmethod
        def draw(least, most):
            drawn.append((least, most))
            return most / 1000

    google.faults.next("500", "500", "500", on="sheets")
    Wire(find_key(), clock=Chance()).spreadsheet(lots.key, BOOK)
    assert drawn == [(0, 1), (0, 2), (0, 4)]
    assert waited == [0.001, 0.002, 0.004]


def test_a_token_that_was_taken_back_is_fetched_anew(google, lots, wire):
    ours = wire()
    ours.spreadsheet(lots.key, BOOK)
    google.tokens.clear()
    assert ours.spreadsheet(lots.key, BOOK)["spreadsheetId"] == lots.key
    assert ours.counts == {"token": 2, "sheets": 3}


def test_it_asks_for_little_and_gets_it_packed(google, lots, wire):
    ours = wire()
    ours.spreadsheet(lots.key, BOOK)
    ours.file(lots.key, "id,version")
    ours.files({"q": "trashed=false", "fields": "files(id)"})
    assert isinstance(ours, HTTPClient)
    assert {token.scopes for token in google.tokens.values()} == {frozenset(SCOPES)}
    assert [call.kind for call in google.calls] == ["token", "sheets", "drive", "drive"]
    assert all(call.compact for call in google.calls[1:])
    assert ours.session.headers["Accept-Encoding"] == "gzip"
    assert "gzip" in ours.session.headers["User-Agent"]


def test_nothing_is_asked_in_the_background(google, lots, wire):
    """google-auth's own session looks up where a key may be used, at a host nobody named."""
    before = set(threading.enumerate())
    wire().spreadsheet(lots.key, BOOK)
    assert not [one.name for one in set(threading.enumerate()) - before if "process_request" not in one.name]


def test_a_defect_of_ours_is_not_taken_for_a_failure_of_google(google, lots, wire):
    def broken(said):
        raise KeyError("a defect")

    google.faults.next("500", on="sheets")
    with pytest.raises(KeyError, match="a defect"):
        wire(say=broken).spreadsheet(lots.key, BOOK)


# -- something else than Google answers -------------------------------------------------------------------------------
@pytest.fixture
def answered(google, monkeypatch):
    """A function that puts another server in Google's place, which answers all but the sign-in with these bytes."""
    servers = []

    def by(status: int, body: bytes, **headers: str) -> str:
        class Other(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                for name, value in {
                    "Content-Type": "application/json",
                    "Content-Length": str(len(body)),
                    **headers,
                }.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Other))
        threading.Thread(target=servers[-1].serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setenv(BASE_VARIABLE, f"http://127.0.0.1:{servers[-1].server_port}")
        return servers[-1]

    yield by
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "headers", "said"),
    [
        (302, b"", {"Location": "https://sign-in.example.org/"}, "The network answered in place of Google"),
        (200, b"<html>Sign in</html>", {"Content_Type": "text/html"}, "The network answered in place of Google"),
        (200, b"\xef\xbb\xbf  <!doctype html>", {}, "The network answered in place of Google"),
        (511, b"{}", {}, "The network answered in place of Google"),
        (200, b"[1, 2]", {}, "The answer does not look like an answer of Google"),
        (200, b'"hello"', {}, "The answer does not look like an answer of Google"),
        (200, b'{"sheets": [{"prop', {}, "arrived incomplete"),
        (200, b"", {}, "arrived incomplete"),
        (200, b"\xff\xfe\x00", {}, "arrived incomplete"),
        (204, b"", {}, "arrived incomplete"),
    ],
)
def test_an_answer_that_is_not_googles_is_recognised(wire, answered, status, body, headers, said):
    answered(status, body, **headers)
    with pytest.raises(NotNow, match=said):
        wire().spreadsheet("1" * 44, BOOK)


def test_nobody_there(google, monkeypatch, wire, clock):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv(BASE_VARIABLE, f"http://127.0.0.1:{taken.getsockname()[1]}")
        began = clock.now()
        with pytest.raises(NotNow, match="There is no connection to Google"):
            wire().spreadsheet("1" * 44, BOOK)
    assert clock.now() - began < 60


def test_certificates_this_computer_is_told_to_use_and_has_not(google, monkeypatch, clock):
    """Found before anybody is asked; and the way out is a port where nobody listens."""
    info = google.account().info() | {"token_uri": "https://oauth2.googleapis.com/token"}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.delenv(BASE_VARIABLE)
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{taken.getsockname()[1]}")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "no/such/certificates.pem")
        with pytest.raises(NotNow, match="There is no connection to Google") as caught:
            Wire(of_text(json.dumps(info)), clock=clock).spreadsheet("1" * 44, BOOK)
    assert "no/such/certificates.pem" in caught.value.detail


# -- the pace ---------------------------------------------------------------------------------------------------------
def test_google_is_never_read_more_than_sixty_times_a_minute(google, lots, clock):
    """150 reads by two wires one after the other, as two processes make them; the server goes by the same clock."""
    google.clock, google.reads_a_minute = clock.everyday, 60
    for _ in range(2):
        wire = Wire(find_key(), "Lots 2026", patience=GooglePatience(timeout=(1, 1)), clock=clock)
        for _ in range(75):
            wire.spreadsheet(lots.key, BOOK)
    assert google.most_reads_a_minute() <= 60
    assert google.count("sheets") == 150  # not one was refused
    assert sum(clock.waits) < 121  # 55 reads, a minute, 55, a minute, 40


def test_waiting_for_the_pace_is_no_failure(google, lots, wire, clock):
    said = []
    ours = wire(say=said.append, seconds=5)
    for number in range(60):
        if number == 57:
            google.faults.next("503", on="sheets")  # after the wait as before it, there is time for another try
        ours.spreadsheet(lots.key, BOOK)
    assert said[0].startswith("Google is read at most 55 times a minute; going on in ")


def paced(file, now: float, reads: int = 1, address: str = "a@b.example") -> Pace:
    return Pace(address, file, lambda: now, reads)


def test_the_next_process_keeps_to_the_pace_and_another_key_has_its_own(tmp_path):
    program = (
        "import sys; from pathlib import Path; from connectors.google.pace import Pace; "
        "print(Pace('a@b.example', Path(sys.argv[1]), lambda: 10_001.0, 1).take())"
    )
    assert paced(tmp_path / "reads.json", 10_000).take() == 0
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "reads.json")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout == "59.0\n"
    assert paced(tmp_path / "reads.json", 10_001, address="other@b.example").take() == 0
    assert paced(tmp_path / "reads.json", 10_060).take() == 0


def test_a_clock_that_was_set_back_holds_nothing_up(tmp_path):
    assert paced(tmp_path / "reads.json", 10_000).take() == 0
    assert paced(tmp_path / "reads.json", 5_000).take() == 0


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}', "\x00", '{"a": ["b", null]}'])
def test_a_damaged_memory_of_reads_is_none(tmp_path, content):
    (tmp_path / "reads.json").write_text(content, encoding="utf-8")
    assert [paced(tmp_path / "reads.json", 100).take() for _ in range(2)] == [0, 60]


def test_where_nothing_can_be_remembered_a_process_still_keeps_to_it(tmp_path):
    (tmp_path / "home").write_text("a file in the folder's place", encoding="utf-8")
    assert [paced(tmp_path / "home" / "reads.json", 100, reads=2).take() for _ in range(3)] == [0, 0, 60]


def test_sources_read_side_by_side_share_the_pace(tmp_path):
    taken = []
    threads = [
        threading.Thread(
            target=lambda: taken.extend(paced(tmp_path / "reads.json", 100, reads=10).take() for _ in range(5))
        )
        for _ in range(6)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(taken) == [0] * 10 + [60] * 20


def test_the_memory_of_reads_names_nobody(google, lots, wire, tmp_path):
    wire().spreadsheet(lots.key, BOOK)
    text = (tmp_path / "home" / "google-reads.json").read_text("utf-8")
    assert google.account().address not in text
    assert lots.key not in text
