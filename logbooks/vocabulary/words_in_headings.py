"""What a word in a heading says of a column, whatever else it is called, from logbooks/vocabulary/languages/."""

from __future__ import annotations

from functools import cache

from logbooks.vocabulary.sheet_words import LANGUAGES, fold, fold_header, language


def says_made(heading: str) -> bool:
    """Whether a heading says of a weight that it is what a lot gave: produced, and not what was sold of it."""
    return _names_one_of(heading, _listed("made"))


def says_paid(heading: str) -> bool:
    """Whether a heading says of an amount that it was paid, and not what a delivery is worth."""
    return _names_one_of(heading, _listed("paid"))


def is_word_for_paid(text: str) -> bool:
    """Whether it is such a word and no more."""
    return fold(text) in _listed("paid")


def says_final(heading: str) -> bool:
    """Whether a heading says of a score that it is the final one."""
    return _names_one_of(heading, _listed("final"))


def is_cup_attribute(heading: str) -> bool:
    """Whether a heading is what is given points when coffee is cupped: acidity, body, sweetness."""
    return fold_header(heading) in _listed("cup_attributes")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(fold(word) for code in LANGUAGES for word in language(code)["words"][name])


def _names_one_of(heading: str, words: frozenset[str]) -> bool:
    return any(f" {word} " in f" {fold_header(heading)} " for word in words)
