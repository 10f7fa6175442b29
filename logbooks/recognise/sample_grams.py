"""How much coffee was looked at for defects, where the heading of their count says it."""

from __future__ import annotations

import re

from logbooks.catalogue import logbooks

GRAMS = re.compile(r"(?<![\w.,])(\d{2,4}) ?(?:g|gr|gm|gramos?|gramas?|grams?|grammes?|gam)\b", re.IGNORECASE)


def counted_in_a_sample(name: str) -> bool:
    """Whether a column counts the defects of so many grams, which its heading may name."""
    return name in logbooks()["quality"].column("sample_g").decides


def grams_in(text: str) -> str:
    """The weight of the sample that a heading of its defects names, such as 350 of "Defects (350 g)"; else ""."""
    found = GRAMS.search(text)
    return found[1] if found else ""
