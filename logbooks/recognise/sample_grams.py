"""How much coffee was looked at for defects, where the headings of their counts say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from logbooks.catalogue import logbooks
from logbooks.vocabulary.units import read_unit

SO_MUCH = re.compile(r"(?<![\w.,])(\d{2,4}) ?([^\W\d_]+)")


def counted_in_a_sample(name: str) -> bool:
    """Whether a column counts the defects of so many grams, which its heading may name."""
    return name in logbooks()["quality"].column("sample_g").decides


def without_grams(text: str) -> str:
    """The heading without the weight of a sample."""
    return " ".join(SO_MUCH.sub(lambda hit: " " if _grams(hit) else hit[0], text).split())


def grams_in(text: str) -> str:
    """The weight of the sample that a heading of its defects names, such as 350 of "Defects (350 g)"; else ""."""
    return next((grams for hit in SO_MUCH.finditer(text) if (grams := _grams(hit))), "")


def grams_of(headings: Mapping[str, str]) -> tuple[str, Iterable[str]]:
    """The one weight that the headings of defects name, by column; where they name several, "" and the columns that
    do."""
    named = {name: grams_in(text) for name, text in headings.items() if counted_in_a_sample(name)}
    said = {name: grams for name, grams in named.items() if grams}
    if len(set(said.values())) > 1:
        return "", said
    return next(iter(said.values()), ""), ()


def _grams(hit: re.Match[str]) -> str:
    return hit[1] if read_unit(hit[2], "g", {}).size == 1 else ""
