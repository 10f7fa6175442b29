"""The log of what went wrong, in the data folder: the whole of it under a reference number, but never a key."""

from __future__ import annotations

import re
import secrets
import traceback
from contextlib import suppress
from pathlib import Path

from connectors.utc_time import utc_seconds
from history.data_folder import home

# Keys and tokens as libraries may quote them in their own words.
SECRET = re.compile(
    r"-----BEGIN.*?(-----END[^-]*-----|\Z)|ya29\.[\w.-]+|GOCSPX-[\w-]+|AIza[\w-]{30,}|eyJ[\w-]+\.[\w-]+\.[\w-]+"
    r"|(?<=://)[^/\s@\"']+:[^/\s@\"']+(?=@)"
    r"|((private_key|private_key_id|client_secret|refresh_token|access_token|assertion|authkey|sig)[\\\"']*\s*[=:]\s*)"
    r"[\\\"']*[^\s,;&\"'}]+",
    re.DOTALL | re.IGNORECASE,
)


def log_file() -> Path:
    """The file itself."""
    return home() / "lotwise.log"


def logged(fault: BaseException, about: str = "") -> str:
    """Writes the whole of an unexpected error to the log; returns the reference number it stands under there."""
    reference = secrets.token_hex(3).upper()
    note(f"reference {reference} {about}".rstrip(), "".join(traceback.format_exception(fault)))
    return reference


def note(what: str, detail: str = "") -> None:
    """Writes a line, and what a library said, to the log; a log that can't be written stops nobody."""
    with suppress(Exception), log_file().open("a", encoding="utf-8", errors="replace") as file:
        file.write(f"{utc_seconds()} {without_secrets(what)}\n")
        if detail:
            file.write(f"{without_secrets(detail)}\n")


def without_secrets(text: str) -> str:
    """The text with every key and token in it blotted out."""
    return SECRET.sub("[not written down]", text)
