"""How a download fails, and whose answer it is: every failure of the way in the words of web.toml, without the link."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from connectors.reading_limits import LIMITS
from connectors.trouble import CannotGoOn, NotAllowed, NotNow, TooLarge

WORDS = tomllib.loads(Path(__file__).with_name("web_failures.toml").read_text(encoding="utf-8"))
LOCAL = ("localhost", "127.0.0.1", "::1")
ANYBODY = {
    "hosts": [],
    "sign_in": [],
    "in_link": [],
    "in_page": [],
    "share": "Ask who keeps it to share it so that anyone who has the link may download it.",
}


class Failed(Exception):
    """A try that failed; `code` is one of web.toml's, `wait` what the other side asked for in seconds."""

    def __init__(self, code: str, host: str, status: int = 0, wait: float = 0):
        super().__init__(code, host, status)
        self.code, self.host, self.status, self.wait = code, host, status, wait

    @property
    def more_tries(self) -> int:
        """How many tries after a first one that failed so are worth it."""
        return WORDS["trouble"].get(self.code, {"again": 0})["again"]


def host_of(link: str) -> str:
    """The computer a link asks, the one part of it that may be shown."""
    with suppress(ValueError):
        return (urlsplit(link).hostname or "").lower()
    return ""


def service_of(link: str) -> dict:
    """Whom a link asks: an entry of `services` in web.toml, or its host as itself."""
    host = host_of(link)
    known = (one for one in WORDS["services"].values() if below(host, one["hosts"]))
    return next(known, ANYBODY | {"who": host or "the other side"})


def in_words(failed: Failed, service: Mapping, name: str) -> CannotGoOn:
    """A failure as what is told to the reader, without the link."""
    detail = f"{failed.code} {failed.status or ''} from {failed.host}"
    if failed.code == "too-large":
        return TooLarge(
            f"{name} is larger than {LIMITS['file']['size_mb']} MB.",
            "Remove pictures, or split the workbook by season.",
            detail,
        )
    words = WORDS["trouble"][failed.code]
    told = {"name": name, "who": service["who"], "share": service["share"], "host": failed.host or "the other side"}
    what, fix = (words[part].format_map(told) for part in ("what", "fix"))
    return (NotNow if words["passes"] else NotAllowed)(what, fix, detail)


def code_of(error: Exception) -> str:
    """A failure of the way there, told by what lies at its bottom."""
    chain: list[BaseException] = []
    bottom: BaseException | None = error
    while bottom is not None and bottom not in chain:
        chain.append(bottom)
        reason = getattr(bottom, "reason", None)
        nested = next((one for one in bottom.args if isinstance(one, Exception)), None) or reason
        bottom = nested if isinstance(nested, Exception) else bottom.__cause__ or bottom.__context__
    names = {type(one).__name__ for one in chain}
    if names & {"SSLError", "SSLCertVerificationError", "CertificateError"}:
        return "certificate"
    if names & {"Timeout", "ConnectTimeout", "ReadTimeout", "ConnectTimeoutError", "ReadTimeoutError", "TimeoutError"}:
        return "slow"
    # a proxy that is not there, written wrongly, of a kind we do not speak
    if names & {"ProxyError", "InvalidProxyURL", "ProxySchemeUnknown", "InvalidSchema"}:
        return "proxy"
    if names & {"gaierror", "NameResolutionError"}:
        return "offline"
    if names & {"ChunkedEncodingError", "ContentDecodingError", "IncompleteRead", "ProtocolError", "DecodeError"}:
        return "broken-off"
    return "round-and-round" if "InvalidURL" in names else "no-way"


def code_of_status(status: int) -> str:
    """An answer that is neither the file nor a redirect."""
    known = {
        401: "not-shared",
        403: "not-shared",
        404: "not-found",
        408: "their-side",
        410: "not-found",
        429: "wait",
        511: "portal",
    }
    return known.get(status, "their-side" if status >= 500 else "status")


def below(host: str, hosts: list[str]) -> bool:
    """Whether a computer is one of these or below one of them."""
    return any(host == one or host.endswith(f".{one}") for one in hosts)
