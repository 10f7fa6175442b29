"""gspread's way to Google with bounds: a time-out on every call, at most so many tries and seconds, a pace, and
counts."""

from __future__ import annotations

import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

import requests
from google.auth.transport.requests import Request
from gspread.http_client import HTTPClient
from gspread.urls import DRIVE_FILES_API_V3_URL, SPREADSHEET_URL

from connectors.google import google_failures
from connectors.google.google_failures import DRIVE, SHEETS, TOKEN, GoogleRefused, WrongShape, without_secrets
from connectors.google.google_links import base
from connectors.google.pace import LIMITS, Pace, remembered_in
from connectors.google.service_key import ServiceKey
from connectors.trouble import CannotGoOn
from connectors.waiting import within

# Below these levels they write what was signed with the key, and whole links.
logging.getLogger("google").setLevel(logging.INFO)
logging.getLogger("urllib3").setLevel(logging.WARNING)
GOOGLE = {SHEETS: "https://sheets.googleapis.com", DRIVE: "https://www.googleapis.com"}


@dataclass(frozen=True)
class GooglePatience:
    """How often, how long and how slowly one attempt may ask; seconds."""

    tries: int = LIMITS["patience"]["tries"]
    seconds: float = LIMITS["patience"]["seconds"]
    seconds_a_read: float = LIMITS["patience"]["seconds_a_read"]
    first_wait: float = LIMITS["patience"]["first_wait_seconds"]
    longest_wait: float = LIMITS["patience"]["longest_wait_seconds"]
    timeout: tuple[float, float] = (LIMITS["patience"]["connect_seconds"], LIMITS["patience"]["answer_seconds"])


@dataclass
class Clock:
    """The time a wire goes by, and how it waits."""

    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    draw: Callable[[float, float], float] = random.uniform
    everyday: Callable[[], float] = field(default=time.time)


class Wire(HTTPClient):
    """gspread's client for one source and one key; whatever fails raises NotNow or NotAllowed, in words, and never a
    secret.

    `counts` are the calls made, tries included: sheets, drive, token.
    """

    def __init__(
        self,
        key: ServiceKey,
        name: str = "The spreadsheet",
        say: Callable[[str], None] = lambda said: None,
        patience: GooglePatience | None = None,
        clock: Clock | None = None,
    ):
        elsewhere = base()
        # with a session of ours gspread needs no credentials, which its types do not know
        super().__init__(None, _session(not elsewhere))  # type: ignore[arg-type]
        self.key, self.name, self.say = key, name, say
        self.patience, self.clock = patience or GooglePatience(), clock or Clock()
        self.set_timeout(self.patience.timeout)
        self.pace = Pace(key.address, remembered_in(), self.clock.everyday)
        self.counts: Counter[str] = Counter()
        self._elsewhere = elsewhere
        # google-auth's own session would also ask hosts of its own in the background; ours fetches a token and nothing
        # else.
        self._credentials = key.credentials()
        self._signing = _Signing(_session(not elsewhere), self.timeout, self.counts)
        self.session.auth = self._signed
        self.begin()

    def begin(self) -> None:
        """A new attempt, with all its tries and seconds."""
        self._failures, self._renewed = 0, False
        self._until = self.clock.now() + self.patience.seconds

    def allow(self, seconds: float) -> None:
        """More time for this attempt, because it has more to ask than usual."""
        self._until += seconds

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: Any = None,
        json: Any = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        """The answer, whole and of JSON; raises NotNow or NotAllowed once there is no use in trying on."""
        host = SHEETS if endpoint.startswith(GOOGLE[SHEETS]) else DRIVE
        if self._elsewhere:
            endpoint = self._elsewhere + endpoint.removeprefix(GOOGLE[host])
        ask = partial(
            self.session.request,
            method=method,
            url=endpoint,
            params=dict(params or {}) | {"prettyPrint": "false"},
            data=data,
            json=json,
            files=files,
            headers=headers,
            timeout=self.timeout,
        )
        while True:
            try:
                return self._once(host, ask)
            except _SignInFailed as failed:
                self._settle(failed.error, TOKEN)
            except google_failures.FAILURES as error:
                self._settle(error, host)

    def spreadsheet(self, identity: str, params: dict[str, Any]) -> dict:
        """What Sheets tells of a spreadsheet, under the `fields` of the parameters."""
        return self._object(self.request("get", SPREADSHEET_URL % identity, params), SHEETS)

    def file(self, identity: str, fields: str) -> dict:
        """What Drive tells of a file."""
        return self._object(
            self.request(
                "get", f"{DRIVE_FILES_API_V3_URL}/{identity}", {"fields": fields, "supportsAllDrives": "true"}
            ),
            DRIVE,
        )

    def files(self, params: dict[str, Any]) -> dict:
        """One page of what Drive lists."""
        return self._object(self.request("get", DRIVE_FILES_API_V3_URL, params), DRIVE)

    def trouble(self, code: str, detail: str = "") -> CannotGoOn:
        """A fault by its name, as what stops us."""
        return google_failures.trouble(
            google_failures.faults()[code], self.name, self.key.address, self.key.project, detail=detail
        )

    def _once(self, host: str, ask: Callable[[], requests.Response]) -> requests.Response:
        try:
            if not self._credentials.valid:
                self._within(lambda: self._credentials.refresh(self._signing))
        except google_failures.FAILURES as error:
            raise _SignInFailed(error) from None
        if host == SHEETS:
            self._keep_pace()
        self.counts[host] += 1
        return self._within(lambda: _read(ask()))

    def _keep_pace(self) -> None:
        while (seconds := self.pace.take()) > 0:
            if seconds >= 1:
                self.say(
                    f"Google is read at most {LIMITS['pace']['reads']} times a minute; going on in {seconds:.0f} s."
                )
            self.clock.wait(seconds)
            self.allow(seconds)

    def _settle(self, error: Exception, host: str) -> None:
        """Waits where another try is worth it, else raises the failure in words."""
        fault, asked = google_failures.of_error(error, host), getattr(error, "wait_seconds", None)
        self._failures += 1
        wait = self._wait_seconds(asked)
        over = self._failures >= self.patience.tries or self.clock.now() + wait >= self._until
        if fault.code == "signed-out" and not (self._renewed or over):
            # the token may have been taken back: once more with a new one
            self._renewed, self._credentials.token = True, None
            return
        if over or not fault.again:
            secrets = [one for one in (*self.key.secrets(), self._credentials.token) if one]
            detail = without_secrets(f"{type(error).__name__} {error}", secrets)
            # What the libraries raised may quote what was sent.
            raise google_failures.trouble(
                fault, self.name, self.key.address, self.key.project, asked, f"{host}, try {self._failures}, {detail}"
            ) from None
        self.say(f"{google_failures.trouble(fault, self.name, wait_seconds=asked).what} Trying again in {wait:.0f} s.")
        self.clock.wait(wait)

    def _wait_seconds(self, asked: float | None) -> float:
        """Full jitter, so that many who were refused together do not come back together; or as long as Google asks
        for."""
        drawn = self.clock.draw(
            0, min(self.patience.longest_wait, self.patience.first_wait * 2 ** (self._failures - 1))
        )
        return drawn if asked is None else max(asked, drawn)

    def _within(self, work: Callable[[], Any]) -> Any:
        """What the work returns, or a time-out: sockets know none while a name is looked up or an answer drips in."""
        try:
            return within(min(max(self._until - self.clock.now(), 0.05), sum(self.patience.timeout)), work)
        except google_failures.FAILURES:
            raise
        except TimeoutError:
            raise requests.exceptions.Timeout("no whole answer in the time there is") from None
        except OSError as error:  # such as certificates this computer is told to use and has not
            raise requests.ConnectionError(str(error)) from None

    def _signed(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._credentials.token}"
        return request

    def _object(self, response: requests.Response, host: str) -> dict:
        told = response.json()
        if not isinstance(told, dict):
            raise self.trouble("other-shape", f"{host} told a {type(told).__name__} and no object")
        return told


class _SignInFailed(Exception):
    def __init__(self, error: Exception):
        super().__init__()
        self.error = error


class _Signing(Request):
    """How google-auth fetches a token: once, within the time-out; what is refused is raised at once, for us to try
    again."""

    def __init__(self, session: requests.Session, timeout: Any, counts: Counter[str]):
        super().__init__(session)
        self._asked_timeout, self._counts = timeout, counts

    def __call__(self, url, method="GET", body=None, headers=None, timeout=None, **more):
        self._counts[TOKEN] += 1
        answer = super().__call__(url, method, body, headers, self._asked_timeout, **more)
        told = _read(answer._response).json()
        lasts = told.get("expires_in", 0) if isinstance(told, dict) else None
        if not isinstance(lasts, int) or not isinstance(told.get("access_token"), str):
            raise WrongShape("no token in the answer")
        return answer


def _session(with_proxies: bool) -> requests.Session:
    session = requests.Session()
    session.max_redirects = 0  # Google sends nobody elsewhere here; sign-in pages of networks do
    session.trust_env = with_proxies
    session.headers.update({"Accept-Encoding": "gzip", "User-Agent": "Lotwise (gzip)"})  # Google asks for both words
    return session


def _read(response: requests.Response) -> requests.Response:
    """The answer, read once; raises Refused where it is no success or no whole JSON."""
    if response.status_code != 200:
        raise GoogleRefused(
            response.status_code, response.text, _asked_seconds(response.headers.get("Retry-After", ""))
        )
    try:
        told = json.loads(response.content)
    except ValueError:
        raise GoogleRefused(200, response.text) from None
    response.json = lambda **_: told  # type: ignore[method-assign]  # gspread asks for it: read once, checked here
    return response


def _asked_seconds(header: str) -> float | None:
    """What Retry-After asks for: seconds, or a moment."""
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
