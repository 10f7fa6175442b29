"""Every word the pages show, through one function, so that a language is a file."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from words.numbers import counted

WORDS = Path(__file__).with_name("words.toml")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What Markdown takes for more than itself; a hyphen and a point only where a list may begin with them.
MARKUP = re.compile(r"([!#$&()*+:<=>@\[\\\]^_`{|}~]|(?<!\w)-|(?<=\d)\.(?!\S))")
# Markdown makes links of addresses even where every sign of them is escaped; they are broken where nobody sees it.
ADDRESS = re.compile(r"(https?:/(?=/)|\bwww(?=\.)|(?<=[-.\w+])@(?=[-\w]+\.))", re.IGNORECASE)
UNSEEN = "\u2060"  # a word joiner: no width, and no line is broken at it


@cache
def words() -> dict:
    """All words as nested tables, as they stand in words.toml."""
    with WORDS.open("rb") as file:
        return tomllib.load(file)


def say(key: str, **values: object) -> str:
    """The words under a dotted key, such as `lots.title`, with {name} filled in; KeyError where there are none.

    `say("freshness.left_out", count=1)` takes the entry `one` of a table and `many` for every other count; a count is
    written with its thousands apart.
    """
    entry = words()
    for part in key.split("."):
        entry = entry[part]
    if isinstance(entry, dict):
        entry = entry["one" if values["count"] == 1 else "many"]
    if isinstance(count := values.get("count"), int):
        values["count"] = counted(count)
    return entry.format(**values) if values else entry


def group_name(group: str) -> str:
    """What a group is called: the streams in our words, any other group by its own name."""
    names = words()["groups"]
    return names.get(group, group[:1].upper() + group[1:])


def as_text(written: object) -> str:
    """The text of a sheet in a form that Markdown shows to the letter: no link, picture, formula or colour comes of
    it."""
    return PUNCTUATION.sub(r"\\\1", _no_address(written))


def as_label(written: object) -> str:
    """The text of a sheet as the label of an input, shown to the letter too.

    Screen readers are told a label as it is written here, so no more is escaped than Markdown would take for more than
    itself: ML-01 and "Perg." stay as they are.
    """
    return MARKUP.sub(r"\\\1", _no_address(written))


def _no_address(written: object) -> str:
    return ADDRESS.sub(rf"\1{UNSEEN}", " ".join(str(written).split()))
