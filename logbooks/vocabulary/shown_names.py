"""What logbooks, columns and choices are called in a language, as the template shows them."""

from __future__ import annotations

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.vocabulary.sheet_words import SAME_WORDS, language


def title(logbook: str, code: str = "en") -> str:
    """The logbook's name in that language, else in English."""
    words = language(code).get("tabs", {}).get(logbook) if code != "en" else None
    return words[0] if words else logbooks()[logbook].title


def column_title(logbook: str, column: str, code: str = "en") -> str:
    """The column's header in that language, else in English."""
    declared = logbooks()[logbook].column(column)
    if code == "en":
        return declared.title
    words = language(code)
    found = words.get("headers_in", {}).get(logbook, {}).get(column) or words.get("headers", {}).get(column)
    return found[0] if found else declared.title


def choice_title(column: Column, choice: str, code: str = "en") -> str:
    """The choice in that language, else as it is; choice_words() reads it back."""
    if code == "en":
        return choice
    groups = language(code).get("choices", {})
    names = (
        ("yes_no",) if column.kind is ColumnKind.YES_NO else (column.name, SAME_WORDS.get(column.name, ""), "yes_no")
    )
    for name in names:
        if groups.get(name, {}).get(choice):
            return groups[name][choice][0]
    return choice
