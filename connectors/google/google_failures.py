"""What went wrong between us and Google, by its name in faults.toml, and the words for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, TransportError
from gspread.exceptions import GSpreadException
from urllib3.exceptions import ReadTimeoutError

from connectors.trouble import CannotGoOn, NotAllowed, NotNow

FILE = Path(__file__).with_name("google_failures.toml")
SHEETS, DRIVE, TOKEN = "sheets", "drive", "token"  # whom we asked
SIGN_IN_PAGE = "sign-in-page"
_LOGGED = 300  # letters of an answer that the log keeps
_LIKE_A_SECRET = re.compile(
    r"ya29\.[\w.-]+|eyJ[\w-]+\.[\w-]+\.?[\w-]*|-----BEGIN.*?(-----END[A-Z ]*-----|$)|[Bb]earer\s+\S+", re.DOTALL
)


@dataclass(frozen=True)
class GoogleFault:
    """One kind of failure; `again` means that another try at once may help, `passes` that time alone will."""

    code: str
    passes: bool
    again: bool
    what: str
    fix: str
    status: tuple[int, ...] = ()
    host: str = ""
    words: tuple[str, ...] = ()

    def fits(self, status: int, host: str, text: str) -> bool:
        """Whether an answer of this status, from whom, with this text in small letters, is this fault."""
        return (
            status in self.status
            and self.host in ("", host)
            and (not self.words or any(word in text for word in self.words))
        )


class GoogleRefused(GSpreadException):
    """An answer that is not what was asked for; holds nothing that was sent."""

    def __init__(self, status: int, text: str, wait_seconds: float | None = None):
        super().__init__(f"status {status}: {text[:_LOGGED]}")
        self.status, self.text, self.wait_seconds = status, text, wait_seconds


class WrongShape(GSpreadException):
    """An answer in JSON that holds something else than what was asked for."""


class Gone(NotAllowed):
    """There is no such file, or none that this key may know of."""


class TabMoved(NotNow):
    """A tab is no longer where it was a moment ago."""


# All that gspread, requests and google-auth raise where the other side or the way to it fails; what else is raised is
# our own defect and must be seen as one. JSON cut short is a Refused: it is found where the answer is read.
FAILURES = (GSpreadException, GoogleAuthError, requests.RequestException)


@cache
def faults() -> dict[str, GoogleFault]:
    """Every fault by its code, in the order in which they are tried."""
    found = {}
    for code, said in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        fields: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in said.items()}
        found[code] = GoogleFault(code, **fields)
    return found


def of_answer(status: int, text: str, host: str) -> GoogleFault:
    """The fault an answer tells of."""
    page = text.lstrip("\ufeff \t\r\n").startswith("<")
    if (page and status < 500 and status not in (407, 429)) or 300 <= status < 400:
        return faults()[SIGN_IN_PAGE]
    if 200 <= status < 300:
        return faults()["half-answer"]
    small = text.lower()
    fitting = next((fault for fault in faults().values() if fault.fits(status, host, small)), None)
    return fitting or faults()["other" if status >= 500 else "refused"]


def of_error(error: Exception, host: str) -> GoogleFault:
    """The fault that what was raised tells of."""
    if isinstance(error, TransportError) and error.args and isinstance(error.args[0], Exception):
        error = error.args[0]  # google-auth puts what requests raised into one of its own
    if isinstance(error, requests.ConnectionError) and error.args and isinstance(error.args[0], ReadTimeoutError):
        # in the middle of an answer; at its beginning requests has a kind for it
        return faults()["too-slow"]
    if isinstance(error, GoogleRefused):
        return of_answer(error.status, error.text, host)
    for kinds, code in _BY_KIND:
        if isinstance(error, kinds):
            return faults()[code]
    return faults()["other-shape"]


_BY_KIND: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (WrongShape, "other-shape"),
    (requests.exceptions.TooManyRedirects, SIGN_IN_PAGE),
    (requests.exceptions.SSLError, "not-google"),
    (requests.exceptions.ProxyError, "no-connection"),
    (requests.exceptions.Timeout, "too-slow"),
    ((requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError), "half-answer"),
    (requests.exceptions.RequestException, "no-connection"),
    (TransportError, "no-connection"),
    (GoogleAuthError, "key-refused"),
)


def trouble(
    fault: GoogleFault,
    name: str,
    address: str = "",
    project: str = "",
    wait_seconds: float | None = None,
    detail: str = "",
) -> CannotGoOn:
    """The fault as what stops us, in words: NotNow where it passes by itself, NotAllowed where somebody must act."""
    wait = (
        ""
        if not wait_seconds
        else f" {wait_seconds:.0f} seconds"
        if wait_seconds < 120
        else f" {wait_seconds / 60:.0f} minutes"
    )
    told = {"name": name, "address": address or "the service account", "project": project, "wait": wait}
    kind = {"gone": Gone, "tab-moved": TabMoved}.get(fault.code, NotNow if fault.passes else NotAllowed)
    return kind(_filled(fault.what, told), _filled(fault.fix, told), f"{fault.code}: {detail}")


def without_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """The text for the log, short and with everything that is or looks like a secret taken out."""
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    return _LIKE_A_SECRET.sub("[secret]", text)[:_LOGGED]


def _filled(sentence: str, told: dict[str, str]) -> str:
    # One pass, so that a name with braces in it stays a name.
    return re.sub(r"\{(\w+)\}", lambda found: told[found[1]], sentence)
