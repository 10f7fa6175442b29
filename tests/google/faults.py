"""What goes wrong on the way, as Google and networks really do it, and the plan of when it does."""

from __future__ import annotations

import json
import threading
from collections import deque
from dataclasses import dataclass
from random import Random

PROJECT = "123456789012"
HELP = "type.googleapis.com/google.rpc.Help"
INFO = "type.googleapis.com/google.rpc.ErrorInfo"
JSON, HTML = "application/json; charset=UTF-8", "text/html; charset=UTF-8"


@dataclass(frozen=True)
class Answer:
    """One answer: status, body, kind of body; `wire` names what happens to it on the way."""

    status: int
    body: bytes
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    wire: str = ""  # drop, half, bad gzip, slow, late, silent


def told(status: int, answer: object, compact: bool = False) -> Answer:
    """An answer in JSON, indented as Google does unless it is asked for prettyPrint=false."""
    text = (
        json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        if compact
        else json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    )
    return Answer(status, text.encode(), JSON)


def page(status: int, title: str, text: str) -> Answer:
    """An answer in HTML."""
    body = (
        f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{title}</title><p><b>{status}.</b> "
        f"<ins>{title}</ins><p>{text}</html>"
    )
    return Answer(status, body.encode(), HTML)


def refused(code: int, status: str, message: str, *details: dict, reason: str = "", domain: str = "global") -> Answer:
    """An error as the Sheets interface words it; with a reason, as Drive does."""
    error: dict = {"code": code, "message": message, "status": status}
    if reason:
        error = {"code": code, "message": message, "errors": [{"message": message, "domain": domain, "reason": reason}]}
    if details:
        error["details"] = list(details)
    return told(code, {"error": error})


def switched_off(service: str) -> Answer:
    """403: the interface is off in the project the key belongs to."""
    title = {"sheets": "Google Sheets API", "drive": "Google Drive API"}[service]
    where = f"https://console.developers.google.com/apis/api/{service}.googleapis.com/overview?project={PROJECT}"
    message = (
        f"{title} has not been used in project {PROJECT} before or it is disabled. Enable it by visiting {where} "
        f"then retry."
    )
    details = (
        {"@type": HELP, "links": [{"description": "Google developers console API activation", "url": where}]},
        {
            "@type": INFO,
            "reason": "SERVICE_DISABLED",
            "domain": "googleapis.com",
            "metadata": {"consumer": f"projects/{PROJECT}", "service": f"{service}.googleapis.com"},
        },
    )
    if service == "drive":
        return told(
            403,
            {
                "error": {
                    "code": 403,
                    "message": message,
                    "status": "PERMISSION_DENIED",
                    "details": list(details),
                    "errors": [
                        {
                            "message": message,
                            "domain": "usageLimits",
                            "reason": "accessNotConfigured",
                            "extendedHelp": where,
                        }
                    ],
                }
            },
        )
    return refused(403, "PERMISSION_DENIED", message, *details)


def too_many(service: str = "sheets") -> Answer:
    """429 in JSON: the reads of this minute are used up."""
    message = (
        f"Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service "
        f"'{service}.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    return refused(
        429,
        "RESOURCE_EXHAUSTED",
        message,
        {
            "@type": INFO,
            "reason": "RATE_LIMIT_EXCEEDED",
            "domain": "googleapis.com",
            "metadata": {
                "quota_limit": "ReadRequestsPerMinutePerUser",
                "quota_limit_value": "60",
                "quota_location": "global",
                "quota_metric": f"{service}.googleapis.com/read_requests",
                "consumer": f"projects/{PROJECT}",
                "service": f"{service}.googleapis.com",
            },
        },
        {
            "@type": HELP,
            "links": [
                {
                    "description": "Request a higher quota limit.",
                    "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                }
            ],
        },
    )


NOT_SHARED = refused(403, "PERMISSION_DENIED", "The caller does not have permission")
NOT_FOUND = refused(404, "NOT_FOUND", "Requested entity was not found.")
NOT_A_SPREADSHEET = refused(400, "FAILED_PRECONDITION", "This operation is not supported for this document")
NOT_SIGNED_IN = refused(
    401,
    "UNAUTHENTICATED",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or "
    "other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
)
NO_SCOPE = refused(
    403,
    "PERMISSION_DENIED",
    "Request had insufficient authentication scopes.",
    {
        "@type": INFO,
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "method": "google.apps.sheets.v4.SpreadsheetsService.GetSpreadsheet",
        },
    },
)
REVOKED = told(400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."})
ACCOUNT_GONE = told(400, {"error": "invalid_grant", "error_description": "Invalid grant: account not found"})
WRONG_CLOCK = told(
    400,
    {
        "error": "invalid_grant",
        "error_description": "Invalid JWT: Token must be a short-lived token (60 minutes) and in a "
        "reasonable timeframe. Check your iat and exp values in the JWT claim.",
    },
)
HTML_429 = page(429, "Sorry...", "We're sorry... but your computer or network may be sending automated queries.")
CAPTIVE = page(
    200, "Welcome to Hotel Wi-Fi", "Sign in to use the internet.<form action=/login><input name=room></form>"
)
SIGN_IN = page(200, "Google Sheets: Sign-in", "<form action=/signin><input type=email name=identifier></form>")
FAULTS: dict[str, Answer] = {
    "429": too_many(),
    "429 html": HTML_429,
    "429 retry after": Answer(429, too_many().body, JSON, (("Retry-After", "20"),)),
    "403 not shared": NOT_SHARED,
    "403 sheets off": switched_off("sheets"),
    "403 drive off": switched_off("drive"),
    "403 scope": NO_SCOPE,
    "404": NOT_FOUND,
    "400 excel": NOT_A_SPREADSHEET,
    "401": NOT_SIGNED_IN,
    "500": refused(500, "INTERNAL", "Internal error encountered."),
    "502 html": page(502, "That's an error.", "The server encountered a temporary error."),
    "503": refused(503, "UNAVAILABLE", "The service is currently unavailable."),
    "captive": CAPTIVE,
    "sign in": SIGN_IN,
    "invalid_grant": REVOKED,
    "account gone": ACCOUNT_GONE,
    "wrong clock": WRONG_CLOCK,
    **{name: Answer(0, b"", wire=name) for name in ("drop", "half", "bad gzip", "slow", "late", "silent")},
}
# Those that pass by themselves, for a share of failing calls.
PASSING = ("429", "429 html", "500", "502 html", "503", "drop", "half", "bad gzip", "captive")


class Faults:
    """The plan: faults that are served first, then a share of the calls, else none.

    `on` narrows a plan to a kind of call: sheets, drive, token or export.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: deque[tuple[str, str | None]] = deque()
        self._always: dict[str | None, str] = {}
        self._share: tuple[float, Random, tuple[str, ...], tuple[str, ...]] | None = None

    def next(self, *names: str, on: str | None = None) -> None:
        """The coming calls fail so, one after the other; "ok" lets one through."""
        with self._lock:
            self._next.extend((_named(name), on) for name in names)

    def always(self, name: str, on: str | None = None) -> None:
        """All calls fail so, until clear()."""
        self._always[on] = _named(name)

    def share(
        self,
        share: float,
        seed: int,
        names: tuple[str, ...] = PASSING,
        on: tuple[str, ...] = ("sheets", "drive", "export"),
    ) -> None:
        """That share of the calls fails, each in one of these ways, drawn from the seed."""
        self._share = (share, Random(seed), tuple(_named(name) for name in names), on)

    def clear(self) -> None:
        """Nothing fails from now on."""
        with self._lock:
            self._next.clear()
            self._always.clear()
            self._share = None

    def draw(self, kind: str) -> str | None:
        """The fault of a call of this kind; None where it goes well."""
        with self._lock:
            for one in self._next:
                if one[1] in (None, kind):
                    self._next.remove(one)
                    return None if one[0] == "ok" else one[0]
            lasting = self._always.get(kind) or self._always.get(None)
            if lasting:
                return None if lasting == "ok" else lasting
            if self._share and kind in self._share[3] and self._share[1].random() < self._share[0]:
                return self._share[1].choice(self._share[2])
        return None


def _named(name: str) -> str:
    if name not in FAULTS and name != "ok":
        raise ValueError(f"no fault {name}; there are {sorted(FAULTS)}")
    return name
