"""A local server that speaks what a reader needs of Google: sign-in, Sheets v4, Drive v3 and the export of a shared
link.

    with Google() as google:
        book = google.add("Lots 2026", {"Lots": [["lot_id", "kg"], ["L-1", 300]]})
        book.share_with(google.account().address)
        ...LOTWISE_GOOGLE_BASE=google.base

It answers this computer only. Every call is logged; failures are planned in `faults`; sheets are edited in Python
meanwhile.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer

from tests.google.faults import Faults
from tests.google.keys import Account
from tests.google.sheets import SPREADSHEET, Spreadsheet

READS_A_MINUTE = 60
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass
class Call:
    """One call that came in."""

    at: float  # seconds, of the server's clock
    kind: str  # sheets, drive, token, export, page
    method: str
    path: str
    query: dict[str, list[str]]
    user: str | None = None
    status: int = 0  # as answered; 0 where the connection was dropped
    fault: str | None = None  # of the plan
    sent: int = 0  # bytes of the body

    @property
    def compact(self) -> bool:
        """Whether the answer is asked for without line breaks."""
        return self.query.get("prettyPrint") == ["false"]


@dataclass
class _Hook:
    left: int
    kind: str | None
    what: Callable[[], object]


@dataclass
class _Token:
    user: str
    scopes: frozenset[str]
    ends: float = field(default=0.0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    google: Google

    def handle_error(self, request, client_address) -> None:
        """A client that went away is no news; anything else is kept for the test to see."""
        import sys

        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            self.google.broken.append(error)


class Google:
    """The server and all that lies on it. `clock` gives seconds since 1970; the quota and the times of edits go by
    it."""

    def __init__(
        self, port: int = 0, clock: Callable[[], float] = time.time, reads_a_minute: int | None = READS_A_MINUTE
    ):
        from tests.google.handler import Handler

        self.clock, self.reads_a_minute = clock, reads_a_minute
        self.files: dict[str, Spreadsheet] = {}
        self.calls: list[Call] = []
        self.broken: list[BaseException | None] = []  # defects of this server, never of a client
        self.faults = Faults()
        # seconds the server's clock goes before, where keys are judged
        self.skew = 0.0
        self.slow_bytes_a_second = 1  # of the fault slow
        self.late_seconds = 0.5  # of the fault late
        self.files_a_page: int | None = None  # at most, whatever is asked; Google may give fewer as well
        self.latency_seconds = 0.0  # of every answer
        self.lock = threading.RLock()
        self.closing = threading.Event()
        self.tokens: dict[str, _Token] = {}
        self.accounts: dict[str, Account] = {}
        self._hooks: list[_Hook] = []
        self._server = _Server(("127.0.0.1", port), Handler)
        self._server.google = self
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Google:
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    # -- what lies on it ----------------------------------------------------------------------------------------------
    def account(self, address: str = "reader@synthetic-project.iam.gserviceaccount.com") -> Account:
        """The service account of that address, made at the first call."""
        if address not in self.accounts:
            self.accounts[address] = Account(address, self.base)
        return self.accounts[address]

    def add(
        self,
        title: str,
        tabs: Mapping[str, Sequence[Sequence[object]]] | None = None,
        *,
        locale: str = "en_US",
        time_zone: str = "America/Tegucigalpa",
        owner: tuple[str, str] = ("", ""),
        mime: str = SPREADSHEET,
        key: str | None = None,
    ) -> Spreadsheet:
        """A new spreadsheet with these tabs; shared with nobody yet."""
        key = key or "1" + "".join(secrets.choice(ALPHABET) for _ in range(43))
        book = Spreadsheet(key, title, self.clock, locale=locale, time_zone=time_zone, owner=owner, mime=mime)
        for name, rows in (tabs or {}).items():
            book.add_tab(name, rows)
        with self.lock:
            self.files[key] = book
        return book

    def delete(self, book: Spreadsheet) -> None:
        """Takes a file out for good."""
        with self.lock:
            del self.files[book.key]

    def link(self, book: Spreadsheet, gid: int | None = None) -> str:
        """The link a person copies from the browser."""
        return f"https://docs.google.com/spreadsheets/d/{book.key}/edit" + (
            "?usp=sharing" if gid is None else f"?gid={gid}#gid={gid}"
        )

    # -- what happens meanwhile ---------------------------------------------------------------------------------------
    def after(self, calls: int, what: Callable[[], object], kind: str | None = None) -> None:
        """Does something right after the answer to the n-th call from now on (of a kind) was made up, before it is
        sent."""
        with self.lock:
            self._hooks.append(_Hook(calls, kind, what))

    def answered(self, kind: str) -> None:
        """Runs the hooks that are due."""
        with self.lock:
            due = []
            for hook in [one for one in self._hooks if one.kind in (None, kind)]:
                hook.left -= 1
                if hook.left <= 0:
                    due.append(hook)
                    self._hooks.remove(hook)
        for hook in due:
            hook.what()

    # -- the log ------------------------------------------------------------------------------------------------------
    def count(self, kind: str | None = None, since: int = 0) -> int:
        """How many calls came in, of a kind, after the first `since` of the log."""
        return sum(1 for call in self.calls[since:] if kind in (None, call.kind))

    def most_reads_a_minute(self) -> int:
        """The most reads of the Sheets interface any one user made within any 60 seconds."""
        most = 0
        for user in {call.user for call in self.calls}:
            times = sorted(call.at for call in self.calls if call.kind == "sheets" and call.user == user)
            first = 0
            for last, at in enumerate(times):
                while times[first] <= at - 60:
                    first += 1
                most = max(most, last - first + 1)
        return most

    def within_quota(self, user: str | None) -> bool:
        """Whether the user may read once more in these 60 seconds; the call in hand is in the log already."""
        if self.reads_a_minute is None:
            return True
        now, reads = self.clock(), 0
        for call in reversed(self.calls):
            if call.at <= now - 60:
                break
            reads += call.kind == "sheets" and call.user == user
        return reads <= self.reads_a_minute
