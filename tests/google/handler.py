"""How a call is answered: who asks, what goes wrong by plan, which file, and the bytes on the wire."""

from __future__ import annotations

import gzip
import re
import secrets
import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google import answers, drive, faults, masks
from tests.google.faults import Answer, refused, told
from tests.google.keys import claims_in_time
from tests.google.ranges import NoSuchRange
from tests.google.sheets import SPREADSHEET, Spreadsheet

SCOPES = "https://www.googleapis.com/auth/"
SHEET_SCOPES = {
    SCOPES + name for name in ("spreadsheets", "spreadsheets.readonly", "drive", "drive.readonly", "drive.file")
}
DRIVE_SCOPES = {
    SCOPES + name for name in ("drive", "drive.readonly", "drive.file", "drive.metadata", "drive.metadata.readonly")
}
AUDIENCE = "https://oauth2.googleapis.com/token"  # google-auth names it whatever address the key file gives
TOKEN_SECONDS = 3600
ROUTES = (
    (r"/token", "token"),
    (r"/v4/spreadsheets/.*", "sheets"),
    (r"/drive/v3/files(/.*)?", "drive"),
    (r"/spreadsheets/d/[^/]+/export", "export"),
)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_) -> None:
        """Nothing on the console; the log of calls is the server's `calls`."""

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    @property
    def google(self):
        """The server's content."""
        return self.server.google

    def _serve(self, body: bytes) -> None:
        from tests.google.server import Call

        address = urlsplit(self.path)
        path = address.path
        kind = next((kind for pattern, kind in ROUTES if re.fullmatch(pattern, path)), "page")
        token = self.google.tokens.get((self.headers.get("Authorization") or "").removeprefix("Bearer "))
        call = Call(
            self.google.clock(),
            kind,
            self.command,
            path,
            parse_qs(address.query, keep_blank_values=True),
            token.user if token else None,
        )
        with self.google.lock:
            self.google.calls.append(call)
            call.fault = self.google.faults.draw(kind)
            within = kind != "sheets" or self.google.within_quota(call.user)
        planned = faults.FAULTS[call.fault] if call.fault else None
        if self.google.latency_seconds:
            self.google.closing.wait(self.google.latency_seconds)
        if planned and not planned.wire:
            answer = planned
        elif not within:
            answer = faults.too_many()
        else:
            answer = self._answer(call, kind, token, body)
        if planned and planned.wire and answer.status < 400:
            answer = Answer(answer.status, answer.body, answer.content_type, answer.headers, planned.wire)
        self.google.answered(kind)
        self._send(call, answer)

    # -- answers ------------------------------------------------------------------------------------------------------
    def _answer(self, call, kind: str, token, body: bytes) -> Answer:
        try:
            if kind == "token":
                return self._token(body)
            if kind == "export":
                return drive.export(self.google, call)
            if kind == "page":
                return drive.page_of(self.google, call)
            if token is None or token.ends < time.time():
                return faults.NOT_SIGNED_IN
            if not token.scopes & (SHEET_SCOPES if kind == "sheets" else DRIVE_SCOPES):
                return faults.NO_SCOPE
            return self._sheets(call) if kind == "sheets" else drive.files(self.google, call)
        except masks.UnknownField as error:
            return _unknown_field(kind, str(error))
        except NoSuchRange as error:
            return refused(400, "INVALID_ARGUMENT", str(error))

    def _token(self, body: bytes) -> Answer:
        asked = parse_qs(body.decode())
        if asked.get("grant_type") != ["urn:ietf:params:oauth:grant-type:jwt-bearer"]:
            return told(400, {"error": "unsupported_grant_type", "error_description": "Invalid grant_type"})
        for account in self.google.accounts.values():
            claims = account.signed(asked.get("assertion", [""])[0])
            if (
                claims
                and claims.get("iss") == account.address
                and claims.get("aud") in (f"{self.google.base}/token", AUDIENCE)
            ):
                if account.revoked:
                    return faults.REVOKED
                if not claims_in_time(claims, self.google.skew):
                    return faults.WRONG_CLOCK
                return self._signed_in(account.address, claims["scope"])
        return faults.REVOKED

    def _signed_in(self, user: str, scopes: str) -> Answer:
        from tests.google.server import _Token

        token = f"ya29.{secrets.token_urlsafe(40)}"
        self.google.tokens[token] = _Token(user, frozenset(scopes.split()), time.time() + TOKEN_SECONDS)
        return told(200, {"access_token": token, "expires_in": TOKEN_SECONDS, "token_type": "Bearer"})

    def _sheets(self, call) -> Answer:
        key, _, rest = call.path.removeprefix("/v4/spreadsheets/").partition("/")
        book = self.google.files.get(key)
        if book is None:
            return faults.NOT_FOUND
        if not book.may_read(call.user):
            return faults.NOT_SHARED
        if book.mime != SPREADSHEET:
            return faults.NOT_A_SPREADSHEET
        with book.lock:
            return told(200, _read(book, rest, call.query), call.compact)

    # -- the wire -----------------------------------------------------------------------------------------------------
    def _send(self, call, answer: Answer) -> None:
        body, zipped = answer.body, "gzip" in (self.headers.get("Accept-Encoding") or "") and len(answer.body) > 500
        if zipped or answer.wire == "bad gzip":
            body, zipped = gzip.compress(body, 5), True
        call.status, call.sent = answer.status, len(body)
        if answer.wire == "silent":
            self.google.closing.wait()
        if answer.wire in ("silent", "drop"):
            call.status = 0
            return self._hang_up()
        if answer.wire == "late":
            self.google.closing.wait(self.google.late_seconds)
        if answer.wire == "bad gzip":
            body = body[:10] + bytes(255 - one for one in body[10:])
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        for name, value in (*answer.headers, ("Vary", "Origin, X-Origin, Referer"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        if answer.wire == "slow":
            return self._drip(body)
        self.wfile.write(body[: len(body) // 2] if answer.wire == "half" else body)
        self.wfile.flush()
        if answer.wire == "half":
            self._hang_up()

    def _drip(self, body: bytes) -> None:
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            if self.google.closing.wait(1 / self.google.slow_bytes_a_second):
                return self._hang_up()

    def _hang_up(self) -> None:
        """Cuts the line; a plain close would leave the client waiting."""
        self.close_connection = True
        self.wfile.flush()
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _read(book: Spreadsheet, rest: str, query: dict[str, list[str]]) -> object:
    """The body of an answer of the Sheets interface; `rest` is the path below the spreadsheet."""

    def one(name: str, usual: str) -> str:
        return query.get(name, [usual])[0]

    tree = masks.mask(one("fields", ""))
    how = (
        one("valueRenderOption", "FORMATTED_VALUE"),
        one("dateTimeRenderOption", "SERIAL_NUMBER"),
        one("majorDimension", "ROWS"),
    )
    if not rest:
        return answers.spreadsheet_of(
            book, tree, query.get("ranges", []), one("includeGridData", "false").lower() == "true"
        )
    if rest == "values:batchGet":
        return masks.pruned(
            {
                "spreadsheetId": book.key,
                "valueRanges": [answers.values_of(book, text, *how) for text in query.get("ranges", [])],
            },
            tree,
        )
    if rest.startswith("values/"):
        return masks.pruned(answers.values_of(book, unquote(rest.removeprefix("values/")), *how), tree)
    raise NoSuchRange(f"Unable to parse range: {rest}")


def _unknown_field(kind: str, path: str) -> Answer:
    if kind == "drive":
        return refused(400, "", f"Invalid field selection {path}", reason="invalidParameter")
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    violations = [{"field": path, "description": text}]
    return refused(
        400,
        "INVALID_ARGUMENT",
        "Request contains an invalid argument.",
        {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations},
    )
