"""Whether a cell says that its row is a total, a mean or a sum carried over: TOTAL NOVEMBER, Suma semana 45, Tổng cộng;
in nine languages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from logbooks.vocabulary.sheet_words import LANGUAGES, language

_SHORT = 4  # a word of so few letters means something else without its accents: Công is a name, cộng a total


def says_total(text: str) -> bool:
    """Whether the text is a word for a total, alone or beside months, numbers and words such as week, lot, farmer."""
    words = re.findall(r"\w+", _plain(text))
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # T O T A L
    if len(words) > 1 and len(text.split()) == 1 and any(word in _totals() and len(word) <= _SHORT for word in words):
        return False  # SUM-2025-01 is a code
    return _pattern().fullmatch(" ".join(words)) is not None


def begins_like_total(text: str) -> bool:
    """Whether the text begins with a long word for a total, whatever follows: Total Finca La Paz, but a buyer too."""
    words = re.findall(r"\w+", _plain(text))
    return len(words) > 1 and len(words[0]) > _SHORT and words[0] in _totals()


@cache
def may_say_total() -> str:
    """The regular expression (Python and DuckDB alike) that every such text matches once lower and unaccented."""
    firsts = {_bare(word).split()[0] for word in _words("total")}
    return "|".join(sorted(r"\s?".join(map(re.escape, word)) for word in firsts if len(word) > 1))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _bare(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", _plain(text)) if unicodedata.category(c) != "Mn")


@cache
def _pattern() -> re.Pattern:
    """Words between single spaces of which one or several running are a total, and every other may stand beside it."""
    total, beside = ("|".join(map(re.escape, sorted(words))) for words in (_totals(), _beside()))
    other = rf"(?:{total}|{beside}|\w|\w*\d\w*)"
    return re.compile(rf"(?:{other} )*(?:{total})(?: {other})*")


def _words(name: str) -> list[str]:
    return [" ".join(re.findall(r"\w+", _plain(word))) for code in LANGUAGES for word in language(code)["words"][name]]


@cache
def _totals() -> frozenset[str]:
    words = _words("total")
    return frozenset((*words, *(_bare(word) for word in words if len(word) > _SHORT)))


@cache
def _beside() -> frozenset[str]:
    months = [_plain(word) for code in LANGUAGES for names in language(code)["months"].values() for word in names]
    words = [*_words("beside_total"), *months, *(f"የ{month}" for month in months)]  # Amharic: of November
    return frozenset((*words, *(_bare(word) for word in words)))
