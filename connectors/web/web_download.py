"""One bounded download of a workbook by its link: what came, or in words why nothing did. The link itself is never
told."""

from __future__ import annotations

import hashlib
import logging
import random
import time
import zlib
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import requests
import urllib3

from connectors.reading_limits import LIMITS, MB
from connectors.shared_files.shared_files import whole
from connectors.signatures import OLD_EXCEL, OLE, ZIP
from connectors.utc_time import utc_seconds
from connectors.waiting import within
from connectors.web.allowed_links import allowed, no_portal
from connectors.web.web_failures import (
    LOCAL,
    WORDS,
    Failed,
    below,
    code_of,
    code_of_status,
    host_of,
    in_words,
    service_of,
)

PIECE = 65_536
PAGE = ("<!doctype html", "<html", "<head", "<script", "<meta")
# below that it writes whole links, and a shared link is as good as a key
logging.getLogger("urllib3").setLevel(logging.WARNING)


def _limit(name: str) -> Any:
    return field(default_factory=lambda: WORDS["limits"][name])


@dataclass(frozen=True)
class DownloadPatience:
    """How long and how often a download is tried; seconds."""

    connect: float = _limit("connect_seconds")
    read: float = _limit("read_seconds")
    whole: float = _limit("whole_seconds")
    tries: int = _limit("tries")
    pause: float = _limit("pause_seconds")
    most_bytes: int = LIMITS["file"]["size_mb"] * MB


@dataclass(frozen=True)
class Download:
    """What came: the bytes, or that nothing has changed since the mark; `mark` is for the next time."""

    content: bytes
    mark: Mapping[str, str]
    unchanged: bool
    modified_at: str | None  # ISO, UTC, as the other side tells it
    file_name: str  # likewise; "" where it tells none
    calls: int  # requests made, with all tries and redirects


def download(
    link: str,
    name: str,
    mark: Mapping | None = None,
    patience: DownloadPatience | None = None,
    service: Mapping | None = None,
) -> Download:
    """The file behind a link, whole and no larger than limits.toml allows; raises NotNow, NotAllowed or TooLarge, in
    words.

    `name` is what people call the source, `service` whom it asks where the link does not tell. Only https is asked,
    http on this computer alone; redirects are followed one by one and never into this network.
    """
    patience, service = patience or DownloadPatience(), service or service_of(link)
    until, failed = time.monotonic() + patience.whole, Failed("slow", host_of(link))
    attempt = _DownloadAttempt(link, service, mark or {}, patience)
    for number in range(patience.tries):
        if number and not _pause(number, failed, patience, until):
            break
        try:
            return attempt.within(until)
        except Failed as error:
            failed = error
        if number >= failed.more_tries:
            break
    raise in_words(failed, service, name)


def _pause(number: int, failed: Failed, patience: DownloadPatience, until: float) -> bool:
    """Waits before a further try, by chance up to twice as long each time; False where there is no time left for it."""
    seconds = max(failed.wait, random.uniform(0, patience.pause * 2 ** (number - 1)))
    if time.monotonic() + seconds >= until:
        return False
    time.sleep(seconds)
    return True


class _DownloadAttempt:
    """One try after another at one link; each held to its time from outside, because no time-out holds the look-up of a
    name or an answer that drips."""

    def __init__(self, link: str, service: Mapping, mark: Mapping, patience: DownloadPatience):
        self.link, self.service, self.patience, self.calls = link.strip(), service, patience, 0
        self.answer: requests.Response | None = None
        self.of = hashlib.sha256(self.link.encode()).hexdigest()[:16]
        self.mark = mark if mark.get("of") == self.of else {}

    def within(self, until: float) -> Download:
        """What came until then; raises Failed."""
        failed = "slow"
        try:
            return within(until - time.monotonic(), lambda: self._try(until))
        except TimeoutError:
            if self.answer is not None:
                with suppress(Exception):  # whatever state the answer is in, nobody waits for it any more
                    self.answer.raw.shutdown()
        # UnicodeError: a name that can be none
        except (OSError, UnicodeError, urllib3.exceptions.HTTPError) as error:
            failed = code_of(error)
        raise Failed(failed, host_of(self.link))  # here, where no library's words with the link in them hang on it

    def _try(self, until: float) -> Download:
        with _Session() as session:
            session.auth = _nothing  # keeps a .netrc of this computer out of it
            session.headers["User-Agent"] = "Lotwise"
            session.headers["Accept-Encoding"] = "gzip"
            self.answer = self._arrive(session, until)
            with self.answer:
                return self._read(self.answer, until)

    def _arrive(self, session: requests.Session, until: float) -> requests.Response:
        """The first answer that is no redirect."""
        link, inside = self.link, None
        for _ in range(WORDS["limits"]["redirects"] + 1):
            inside = allowed(link, inside)
            left = max(0.1, until - time.monotonic())
            self.calls += 1
            # no proxy of this computer stands before itself
            direct: dict[str, Any] | None = {"http": None, "https": None} if host_of(link) in LOCAL else None
            answer = session.get(
                link,
                headers=self._conditions(),
                stream=True,
                allow_redirects=False,
                proxies=direct,
                timeout=(min(self.patience.connect, left), min(self.patience.read, left)),
            )
            if not answer.is_redirect:
                answer.url = link
                return answer
            answer.close()
            link = _led_to(session, answer, link)
            no_portal(self.service, link)
        raise Failed("round-and-round", host_of(link))

    def _conditions(self) -> dict[str, str]:
        asked = {"If-None-Match": self.mark.get("etag"), "If-Modified-Since": self.mark.get("last_modified")}
        return {header: value for header, value in asked.items() if value}

    def _read(self, answer: requests.Response, until: float) -> Download:
        status, host = answer.status_code, host_of(answer.url)
        if status == 304 and self.mark:
            return Download(b"", self.mark, True, _when(answer), "", self.calls)
        if status != 200:
            raise Failed(code_of_status(status), host, status, _asked_to_wait(answer))
        packed = bytearray()
        for piece in answer.raw.stream(PIECE, decode_content=False):
            packed += piece
            if len(packed) > self.patience.most_bytes:
                raise Failed("too-large", host)
            if time.monotonic() > until:
                raise Failed("slow", host)
        content = _unpacked(
            bytes(packed), answer.headers.get("Content-Encoding", "").lower(), self.patience.most_bytes, host
        )
        _workbook(content, answer, self.service)
        mark = {
            "of": self.of,
            "sha256": hashlib.sha256(content).hexdigest(),
            "etag": answer.headers.get("ETag", ""),
            "last_modified": answer.headers.get("Last-Modified", ""),
        }
        return Download(
            content, mark, mark["sha256"] == self.mark.get("sha256"), _when(answer), _named(answer), self.calls
        )


class _Session(requests.Session):
    """A session that leaves redirects to us: its own way of only looking at one reads and unpacks all that comes with
    it."""

    def resolve_redirects(self, *_: Any, **__: Any) -> Generator[Any, None, None]:
        yield from ()


def _nothing(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _led_to(session: requests.Session, answer: requests.Response, link: str) -> str:
    try:
        return urljoin(link, session.get_redirect_target(answer))
    except ValueError:
        raise Failed("round-and-round", host_of(link)) from None


def _unpacked(packed: bytes, encoding: str, most_bytes: int, host: str) -> bytes:
    """The body without its gzip, which must be whole: urllib3 takes half of one for all there is."""
    if encoding in ("", "identity"):
        return packed
    unpacking = zlib.decompressobj(wbits=47)  # gzip or zlib, as its head tells
    try:
        content = unpacking.decompress(packed, most_bytes + 1)
    except zlib.error:
        raise Failed("broken-off", host) from None
    if len(content) > most_bytes:
        raise Failed("too-large", host)
    if not unpacking.eof:
        raise Failed("broken-off", host)
    return content


def _workbook(content: bytes, answer: requests.Response, service: Mapping) -> None:
    """Raises Failed where what came is a page or something else that is no workbook, or not the whole of one."""
    host = host_of(answer.url)
    if content.startswith((ZIP, OLE, *OLD_EXCEL)):
        if not whole(content):
            raise Failed("broken-off", host, 200)
        return
    kind = answer.headers.get("Content-Type", "").lower()
    start = content[:PIECE].decode("utf-8", "replace").lstrip("\ufeff \r\n\t").lower()
    if "html" not in kind and not start.startswith(PAGE):
        if service["hosts"] or not kind.startswith(
            ("text/", "application/octet-stream", "application/csv", "application/vnd")
        ):
            raise Failed("not-a-workbook", host, 200)
        return  # a .csv, perhaps; the reader says what else it is
    if any(mark in start for mark in service["in_page"]):
        raise Failed("not-shared", host, 200)
    if not service["hosts"]:
        raise Failed("a-page", host, 200)
    raise Failed("their-page" if below(host, service["hosts"]) else "portal", host, 200)


def _asked_to_wait(answer: requests.Response) -> float:
    with suppress(ValueError):
        return min(max(0.0, float(answer.headers.get("Retry-After", "0"))), 3600.0)  # of nan, 0
    return 0.0


def _when(answer: requests.Response) -> str | None:
    with suppress(KeyError, ValueError, TypeError, OverflowError):
        return utc_seconds(parsedate_to_datetime(answer.headers["Last-Modified"]))
    return None


def _named(answer: requests.Response) -> str:
    header = Message()
    header["Content-Disposition"] = answer.headers.get("Content-Disposition", "")
    return Path(unquote(header.get_filename() or "").replace("\\", "/")).name
