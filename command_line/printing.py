"""What every command prints, and how: lines of a terminal of 80 columns, one JSON object, an exit code."""

from __future__ import annotations

import json
import sys
import textwrap
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DONE, ROWS_LEFT_OUT, SOME_FAILED, NOT_DONE, STOPPED = 0, 1, 1, 2, 130
WIDE = 79


def harmless(written: object, most: int = 60) -> str:
    """What a sheet holds, fit for a terminal: on one line, without control characters, cut to a length."""
    text = "".join(c if c.isprintable() else " " for c in str(written or ""))
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def in_words(day: date | None) -> str:
    """A date nobody can misread, as the pages say it: 31 Mar 2026."""
    from history.snapshots.moments import day_written

    return day_written(day) if day else "an unknown day"


def wrapped(text: str, first: str = "", other: str | None = None) -> list[str]:
    """The text in lines of the terminal, the first and the others indented."""
    return textwrap.wrap(
        text, WIDE, initial_indent=first, subsequent_indent=first if other is None else other, break_on_hyphens=False
    )


def plain(text: str) -> str:
    """The text in ASCII, but for what the sheets themselves hold."""
    return text.translate(_plain())


@cache
def _plain() -> dict[int, str]:
    from words import numbers

    return str.maketrans(
        {
            numbers.MINUS: "-",
            numbers.SPACE: " ",
            numbers.ABSENT: "-",
            "\u2018": "'",
            "\u2019": "'",
            "\u201c": '"',
            "\u201d": '"',
            "\u2014": "-",
            "\u00b7": "-",
        }
    )


def print_text(text: str) -> None:
    """Prints for a person; a letter the terminal does not know becomes a question mark, never a crash."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(text)


def print_json(found: dict) -> None:
    """Prints one JSON object in UTF-8, whatever the terminal speaks; NaN would be a bug and is refused."""
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))


def say_error(text: str) -> None:
    """One line on standard error, in whatever letters it can show."""
    letters = sys.stderr.encoding or "ascii"
    sys.stderr.write(" ".join(text.split()).encode(letters, errors="replace").decode(letters) + "\n")
