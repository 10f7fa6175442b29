"""Where in lotwise.toml something stands, the ends within which its numbers are believed, and what looks like a
secret."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).with_name("configuration_limits.toml")


def source_lines(text: str) -> list[int]:
    """The lines, from 1, on which a source begins."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if re.match(r"\s*\[\[\s*[\"']?source[\"']?\s*\]\]", line)
    ]


def line_of(text: str, key: str) -> int:
    """The first line, from 1, that begins with this key or part; 0 where none does."""
    return next(
        (
            number
            for number, line in enumerate(text.splitlines(), start=1)
            if re.match(rf"[\s\[\"']*{re.escape(key)}[\"'\s\]]*(=|\]|\s*$|#)", line)
        ),
        0,
    )


@cache
def limits() -> dict:
    return tomllib.loads(LIMITS.read_text("utf-8"))


def secret_in(text: str) -> bool:
    return any(re.search(sign, text) for sign in limits()["secrets"]["signs"])


def secret_lines(text: str) -> list[int]:
    """The first line of every run of lines that look like a key; remarks count too, for they are kept and copied as
    well."""
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if secret_in(line)]
    return [number for number in lines if number - 1 not in lines]


def short(text: str) -> str:
    return "..." if secret_in(text) else text[:40]
