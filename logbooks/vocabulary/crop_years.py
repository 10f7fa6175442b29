"""Reads a crop year as people write it."""

from __future__ import annotations

import re

NAMED = re.compile(r"(?<![\d/.-])(20\d\d\s?[-/–—]\s?(?:20)?\d\d)(?![\d/-])")

ONE = re.compile(r"20\d\d")
LAST = "last"


def crop_year(text: str) -> str | None:
    """The season as 2025/26 where the text names two years that follow each other; else None."""
    found = re.fullmatch(r"(\d{4}|\d{2})\s*[-/–—]\s*(\d{4}|\d{2})", text.strip())
    if not found or (len(found[1]) == 2 and len(found[2]) == 4):
        return None
    first = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    second = int(found[2]) % 100
    consecutive = (first + 1) % 100 == second and (len(found[2]) == 2 or int(found[2]) == first + 1)
    return f"{first}/{second:02d}" if consecutive else None


def is_one_year(text: str) -> bool:
    """Whether the text is one year alone, of which nobody can tell which of the two of its season it is."""
    return bool(ONE.fullmatch(text.strip()))


def named_by(year: str, which: str) -> str:
    """The season of which that year is the "first" or the "last"."""
    first = int(year) - (which == LAST)
    return f"{first}/{(first + 1) % 100:02d}"


def crop_years_in(text: str) -> set[str]:
    """The seasons that stand in a sentence with four digits of the first year: COSECHA 2025/2026, Récolte 2025-26."""
    return {year for written in NAMED.findall(text) if (year := crop_year(written))}
