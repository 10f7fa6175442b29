"""Forms on which coffee was cupped: attributes with points in each row, and at the end the score they come to."""

from __future__ import annotations

from collections.abc import Iterable

from logbooks.vocabulary.sheet_words import fold_header
from logbooks.vocabulary.words_in_headings import is_cup_attribute, says_final

FEWEST = 4  # attributes in a row of headings tell a form


def is_cup_form(headings: Iterable[str]) -> bool:
    """Whether a row of headings is that of a form for cupping, on which defects are faults of the cup, not beans."""
    return len({fold_header(text) for text in headings if is_cup_attribute(text)}) >= FEWEST


def final_of(headings: dict[int, str]) -> int | None:
    """The one of several columns of scores whose heading says that it is the final one; None where none or several
    do."""
    final = [index for index, text in headings.items() if says_final(text)]
    return final[0] if len(final) == 1 else None
