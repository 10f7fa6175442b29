"""Every failure by its name, and what is said of it."""

from __future__ import annotations

import re

import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError

from connectors.google import google_failures
from connectors.google.google_failures import GoogleRefused
from connectors.google.google_failures import faults as every_fault
from connectors.trouble import NotAllowed, NotNow
from tests.google.faults import FAULTS

ADDRESS = "reader@synthetic-project.iam.gserviceaccount.com"

# What comes over the wire, from whom, and what it is. The bodies are those of tests/google/faults.py.
ANSWERS = [
    ("429", "sheets", "rate-limit"),
    ("429 html", "sheets", "rate-limit"),
    ("429", "drive", "rate-limit"),
    ("429", "token", "rate-limit"),
    ("500", "sheets", "google-side"),
    ("502 html", "drive", "google-side"),
    ("503", "token", "google-side"),
    ("403 not shared", "sheets", "not-shared"),
    ("403 sheets off", "sheets", "sheets-off"),
    ("403 drive off", "drive", "drive-off"),
    ("403 scope", "sheets", "scopes"),
    ("404", "sheets", "gone"),
    ("400 excel", "sheets", "excel-in-drive"),
    ("401", "sheets", "signed-out"),
    ("invalid_grant", "token", "key-revoked"),
    ("account gone", "token", "account-gone"),
    ("wrong clock", "token", "clock-wrong"),
    ("captive", "sheets", "sign-in-page"),
    ("sign in", "drive", "sign-in-page"),
]


@pytest.mark.parametrize(("name", "host", "code"), ANSWERS)
def test_an_answer_is_known_for_what_it_is(name, host, code):
    answer = FAULTS[name]
    assert google_failures.of_answer(answer.status, answer.body.decode(), host).code == code


@pytest.mark.parametrize(
    ("status", "text", "host", "code"),
    [
        (
            403,
            '{"error": {"errors": [{"domain": "usageLimits", "reason": "userRateLimitExceeded"}]}}',
            "drive",
            "rate-limit-of-drive",
        ),
        (400, '{"error": {"message": "Unable to parse range: \'Lots\'!A1:B2"}}', "sheets", "tab-moved"),
        (400, '{"error": {"message": "Invalid field selection"}}', "drive", "refused"),
        (403, "<html>Blocked by the network</html>", "sheets", "sign-in-page"),
        (302, "", "sheets", "sign-in-page"),
        (511, "{}", "sheets", "sign-in-page"),
        (407, "<html>proxy</html>", "sheets", "proxy"),
        (200, '{"sheets": [', "sheets", "half-answer"),
        (200, "", "token", "half-answer"),
        (418, "{}", "sheets", "refused"),
        (599, "{}", "sheets", "other"),
    ],
)
def test_further_answers(status, text, host, code):
    assert google_failures.of_answer(status, text, host).code == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (requests.ConnectTimeout(), "too-slow"),
        (requests.ReadTimeout(), "too-slow"),
        (requests.ConnectionError("reset by peer"), "no-connection"),
        (requests.exceptions.ProxyError(), "no-connection"),
        (requests.exceptions.SSLError(), "not-google"),
        (requests.exceptions.ChunkedEncodingError(), "half-answer"),
        (requests.exceptions.ContentDecodingError(), "half-answer"),
        (requests.TooManyRedirects(), "sign-in-page"),
        (TransportError(requests.ReadTimeout()), "too-slow"),
        (TransportError("no"), "no-connection"),
        (RefreshError("no access token"), "key-refused"),
        (GoogleRefused(429, "{}"), "rate-limit"),
        (google_failures.WrongShape("a list"), "other-shape"),
    ],
)
def test_what_is_raised_is_known_for_what_it_is(error, code):
    assert google_failures.of_error(error, "sheets").code == code


@pytest.mark.parametrize("code", every_fault())
def test_every_fault_is_two_sentences_for_a_person(code):
    fault = every_fault()[code]
    told = google_failures.trouble(fault, "Lots 2026", ADDRESS, "synthetic-project", 30.0)
    assert isinstance(told, NotNow if fault.passes else NotAllowed)
    for sentence in (told.what, told.fix):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not re.search(
            r"[{}]|\b(HTTP|JSON|token|status|exception|\d\d\d)\b", sentence.replace("Keys, Add key, JSON", "")
        )
    if not fault.passes and not fault.again:
        assert re.search(
            r"\b([Oo]pens?|presses|add|adds|press|Ask|Set|Look|Refresh|Check|takes|Its|administrator)\b", told.fix
        ), "nobody is told to do anything"


def test_who_must_click_what():
    told = google_failures.trouble(every_fault()["not-shared"], "Lots 2026", ADDRESS)
    assert str(told) == (
        f"Lots 2026 is not shared with Lotwise. Its owner opens the spreadsheet, presses Share, adds {ADDRESS} "
        f"as Viewer, and presses Send."
    )


def test_how_long_google_asks_us_to_wait():
    said = [
        google_failures.trouble(every_fault()["rate-limit"], "x", wait_seconds=seconds).what
        for seconds in (None, 20, 900)
    ]
    assert said == [
        "Google asks us to wait, because it was asked often.",
        "Google asks us to wait 20 seconds, because it was asked often.",
        "Google asks us to wait 15 minutes, because it was asked often.",
    ]


def test_a_name_with_braces_stays_a_name():
    assert (
        google_failures.trouble(every_fault()["not-shared"], "{address} {0} {nothing}", ADDRESS).what
        == "{address} {0} {nothing} is not shared with Lotwise."
    )


def test_the_log_gets_no_secret():
    text = (
        '{"access_token": "ya29.abc-DEF_1", "assertion": "eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl", "h": "Bearer opaque", '
        '"private_key": "-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----", "id": "key-id-1"}'
    )
    logged = google_failures.without_secrets(text, ["key-id-1"])
    assert not re.search(r"ya29|eyJ|opaque|MIIE|key-id-1", logged)
    assert len(google_failures.without_secrets("x" * 10_000)) == 300
