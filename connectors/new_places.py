"""A place that somebody wants to connect, looked at before it is: nothing given, nothing there, or no spreadsheet."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from connectors.reading.files import ANY_ENDING, ENDINGS
from connectors.shared_files import shared_files
from connectors.shared_files.watched_files import place
from connectors.source import is_link
from connectors.trouble import CannotOpen, NothingToRead, NotNow
from connectors.waiting import within

BY_ID = "google_sheet"  # a sheet of this kind may be named by its bare id
TOLD = tomllib.loads(Path(__file__).with_name("no_spreadsheet.toml").read_text("utf-8"))


def refuse_no_sheets(where: str, kind: str = "") -> None:
    """Raises NothingToRead for an empty text or a path where nothing is, CannotOpen for what is no spreadsheet, NotNow
    for a drive that does not answer. A link is judged by its address alone: nobody is asked."""
    if not where.strip().strip("\"'").strip():
        raise NothingToRead(TOLD["what"]["empty"], TOLD["fix"]["empty"])
    if is_link(where):
        _refuse_link(where)
    elif kind != BY_ID:
        _refuse_path(place(where))


def _refuse_link(where: str) -> None:
    try:
        parts = urlsplit(where.strip())
    except ValueError:
        raise CannotOpen("This is no link that can be followed.", TOLD["fix"]["link"]) from None
    address = f"{parts.netloc.rpartition('@')[2]}{parts.path}".lower()
    for one in TOLD["link"]:
        if re.search(one["sign"], address):
            raise CannotOpen(one["what"], TOLD["fix"]["link"])


def _refuse_path(path: Path) -> None:
    try:
        is_folder, is_file = within(shared_files.FilePatience().read, lambda: (path.is_dir(), path.is_file()))
    except TimeoutError as error:
        raise NotNow(
            f"{path.name} can't be looked at: its network drive does not answer.",
            "Check the connection to that drive and try again.",
            repr(error),
        ) from error
    if not is_folder and not is_file:
        raise NothingToRead(TOLD["what"]["missing"].format(name=path), TOLD["fix"]["missing"])
    if is_file and path.suffix.lower() not in ENDINGS:
        raise CannotOpen(TOLD["what"]["path"].format(name=path.name), TOLD["fix"]["path"].format(endings=ANY_ENDING))
