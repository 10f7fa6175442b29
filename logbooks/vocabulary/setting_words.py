"""What settings and their choices are called in the nine languages, from logbooks/vocabulary/languages/*.toml."""

from __future__ import annotations

import difflib
from functools import cache

from logbooks.settings import settings
from logbooks.vocabulary.sheet_words import LANGUAGES, fold, language


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Folded name of a setting to its id and to the name as it is written, all languages."""
    found = {fold(name): (name, name) for name in settings()}
    for code in LANGUAGES:
        for name, alternatives in language(code).get("settings", {}).items():
            for word in alternatives:
                found.setdefault(fold(word), (name, word))
    return found


def setting_called(written: str) -> str | None:
    """The id of the setting a sheet calls so, in any language and any letters; None where there is none."""
    return _names().get(fold(written), (None, ""))[0]


def nearest_setting(written: str) -> str:
    """The name of a setting that reads most like it, as it is written; nothing where none does."""
    # among the names of nine languages something far from the word always reads a little like it
    near = difflib.get_close_matches(fold(written), _names(), n=1, cutoff=0.75)
    near = near or difflib.get_close_matches(fold(written), map(fold, settings()), n=1, cutoff=0.5)
    return _names()[near[0]][1] if near else ""


def setting_title(name: str, code: str = "en") -> str:
    """The setting's name in that language; in English its id."""
    return language(code).get("settings", {}).get(name, (name,))[0]


@cache
def setting_choices(name: str) -> dict[str, str]:
    """Folded word to canonical choice of one setting, all languages; empty where it has none."""
    choices = settings()[name].get("choices", ())
    found = {fold(choice) or choice: choice for choice in choices}
    for code in LANGUAGES:
        for choice, alternatives in language(code).get("choices", {}).get(name, {}).items():
            if choice in choices:
                found |= {fold(word): choice for word in alternatives}
    return found


def setting_choice_title(name: str, choice: str, code: str = "en") -> str:
    """The choice in that language, else as it is; setting_choices() reads it back."""
    return language(code).get("choices", {}).get(name, {}).get(choice, (choice,))[0] if code != "en" else choice
