"""What the template says in each language: guide, help, examples, settings; logbooks/vocabulary/template/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from logbooks.declare import Logbook
from logbooks.vocabulary.sheet_words import LANGUAGES

WORDS = Path(__file__).parent / "template"


@cache
def template_words(code: str) -> dict:
    """Everything one language's file says; KeyError names the language where there is none."""
    if code not in LANGUAGES:
        raise KeyError(f"no template in {code}; there are {', '.join(LANGUAGES)}")
    return tomllib.loads((WORDS / f"{code}.toml").read_text("utf-8"))


def guide(code: str) -> dict[str, str]:
    """The sentences and headings of the first tab."""
    return template_words(code)["guide"]


def about(logbook: Logbook, code: str) -> tuple[str, str]:
    """What one row of the logbook is, and who fills it in."""
    return tuple(template_words(code).get("about", {}).get(logbook.id, (logbook.one_row_is, logbook.filled_by)))


def said(sentence: str, code: str) -> str:
    """A sentence of the declarations or of settings.toml in that language; what holds no words as it is."""
    return template_words(code).get("sentences", {}).get(sentence, sentence)


def example(written: str, code: str) -> str:
    """The words of a declared example in that language; a code, a name or a number as it is."""
    return template_words(code).get("examples", {}).get(written, written)
