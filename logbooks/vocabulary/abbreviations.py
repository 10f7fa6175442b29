"""Abbreviations in headings and the words they are short for, from logbooks/vocabulary/languages/*.toml."""

from __future__ import annotations

import re
from functools import cache

from logbooks.vocabulary.sheet_words import LANGUAGES, language


def spelled_out(text: str) -> str:
    """A header in which each abbreviation stands as the word it is short for: Tgl. kirim is tanggal kirim."""
    return _abbreviation().sub(lambda hit: _abbreviated()[hit[1].lower()], text)


@cache
def _abbreviated() -> dict[str, str]:
    """Abbreviation to word, all languages."""
    said = [language(code).get("abbreviated", {}) for code in LANGUAGES]
    return {short: word for part in said for word, shorts in part.items() for short in shorts}


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(_abbreviated())})(?:\.|(?!\w))", re.IGNORECASE)
