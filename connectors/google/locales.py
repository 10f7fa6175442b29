"""What the locale of a spreadsheet says of numbers and days that stand there as text."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("locales.toml")
MARKS = (".", ",")
ORDERS = ("day first", "month first", "year first")


def decimal_mark(locale: str) -> str | None:
    """The mark before decimals, "." or ","; None where the locale is not one we know."""
    return _said(locale, MARKS)


def date_order(locale: str) -> str | None:
    """The usual order of a day: "day first", "month first" or "year first"; None where the locale is not one we
    know."""
    return _said(locale, ORDERS)


def _said(locale: str, answers: tuple[str, ...]) -> str | None:
    language, *rest = locale.replace("-", "_").split("_")
    language, territory = language.lower(), rest[-1].upper() if rest else ""
    for kind, name in (("locales", f"{language}_{territory}"), ("territories", territory), ("languages", language)):
        found = [answer for answer in answers if name in _table()[answer].get(kind, ())]
        if found:
            return found[0]
    return None


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
