"""What the processes and steps of the sheets are called in English, from logbooks/vocabulary/process_words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from logbooks.vocabulary.sheet_words import fold

FILE = Path(__file__).with_name("process_words.toml")


def process_in_english(written: str) -> str | None:
    """The English word for a process; None where it is none of the known."""
    return _english("process").get(fold(written))


def step_in_english(written: str) -> str | None:
    """The English word for a step; None where it is none of the known."""
    return _english("step").get(fold(written))


@cache
def _english(kind: str) -> dict[str, str]:
    declared = tomllib.loads(FILE.read_text("utf-8"))[kind]
    return {fold(word): english for english, alternatives in declared.items() for word in (english, *alternatives)}
