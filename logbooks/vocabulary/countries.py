"""Which country a word means and where it lies, for the countries that grow coffee; source and accuracy in
countries.md."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from logbooks.vocabulary.sheet_words import fold

COUNTRIES = Path(__file__).with_name("countries.json")


@cache
def _lines() -> dict[str, str]:
    """The line of every country in the file; one country is asked for, so the others are not parsed."""
    lines = (line.strip().rstrip(",") for line in COUNTRIES.read_text("utf-8").splitlines() if line.startswith('"'))
    return {line[1:3]: line.partition(":")[2] for line in lines}


@cache
def _country(code: str) -> dict:
    return json.loads(_lines()[code])


@cache
def code_of(text: str | None) -> str | None:
    """The ISO 3166-1 two-letter code of a country that grows coffee, from its code or its name in nine languages; else
    None."""
    if not text:
        return None
    bare = text.strip()
    return bare.upper() if bare.upper() in _lines() else _by_name().get(fold(bare) or bare)


def name_of(code: str) -> str:
    """The English name of the country."""
    return _country(code)["names"][0]


def outline(code: str) -> list[list[list[list[float]]]]:
    """The polygons of the country, each a list of rings of [longitude, latitude], the outer ring first."""
    return _country(code)["outline"]


@cache
def _by_name() -> dict[str, str]:
    return {
        fold(name) or name: code
        for code, line in _lines().items()
        for name in json.loads(line.partition(',"outline"')[0] + "}")["names"]
    }
