"""Which country a word means and where it lies, for the countries that grow coffee; source and accuracy in countries.md."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from logbooks.words import fold

COUNTRIES = Path(__file__).with_name("countries.json")


@cache
def _countries() -> dict[str, dict]:
    return json.loads(COUNTRIES.read_text("utf-8"))


@cache
def code_of(text: str | None) -> str | None:
    """The ISO 3166-1 two-letter code of a country that grows coffee, from its code or its name in nine languages; else None."""
    if not text:
        return None
    bare = text.strip()
    return bare.upper() if bare.upper() in _countries() else _by_name().get(fold(bare) or bare)


def name_of(code: str) -> str:
    """The English name of the country."""
    return _countries()[code]["names"][0]


def outline(code: str) -> list[list[list[list[float]]]]:
    """The polygons of the country, each a list of rings of [longitude, latitude], the outer ring first."""
    return _countries()[code]["outline"]


@cache
def _by_name() -> dict[str, str]:
    return {fold(name) or name: code for code, country in _countries().items() for name in country["names"]}
