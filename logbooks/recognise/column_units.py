"""What the numbers of a column can be counted in, and whether some words name such a unit."""

from __future__ import annotations

import re

from logbooks.declare import Column, ColumnKind
from logbooks.vocabulary.sheet_words import fold
from logbooks.vocabulary.units import LABORATORY, local_units, read_unit

# Small words that carry no meaning in a header. Not "in" or "en": weight in is a column of its own.
SMALL_WORDS = frozenset(re.findall(r"\S+", "of the de del la el los las do da dos das du des le les l d wa ya za cha"))
# A unit never begins with these: Cherry A kg is a grade of cherry, not "a kg".
_LINKING = frozenset(("a", "the", "of", "el", "la", "le", "un", "una", "une", "amount", "each", "cada", "moi"))
PERCENT = frozenset(
    re.split(
        ", ",
        "percent, percentage, pct, porcentaje, por ciento, porcentagem, por cento, pourcentage, pour cent, phan tram, "
        "persen, persentase, asilimia, ijanisha",
    )
)
DIMENSION = {
    ColumnKind.MASS: "mass",
    ColumnKind.PRICE: "price",
    ColumnKind.MONEY: "money",
    ColumnKind.SHARE: "share",
    ColumnKind.PERCENT: "share",
}
PRINTED = frozenset(("result", "limit", "loq"))  # text as a laboratory prints it: <0.01, ND, 0,005


def dimension_of(column: Column) -> str:
    """What the numbers of a column measure: mass, price, money, share, laboratory, or its own unit; "" where they have
    none."""
    if column.kind is ColumnKind.TEXT and column.name in PRINTED:
        return LABORATORY
    return DIMENSION.get(column.kind) or column.unit


def unit_for(column: Column, text: str) -> str | None:
    """The text where it names a unit such a column can have (qq, USD/lb, %, ha, mg/kg), a local one of unknown size
    too; else None."""
    dimension = dimension_of(column)
    if not dimension:
        return None
    if dimension == "share" and " ".join(word for word in fold(text).split() if word not in SMALL_WORDS) in PERCENT:
        return "%"
    text = text.strip(" ()[]{}（）")
    if dimension == LABORATORY:
        return None if read_unit(text, dimension, {}).code else text
    said = read_unit(text, dimension, {})
    counted = dimension == "price" and said.size  # USD/50 kg
    if (any(c.isdigit() for c in text) and not counted) or not _LINKING.isdisjoint(fold(text).split()[:1]):
        return None
    if said.code == "unit-without-size":  # its other words must be understood too: Sacas vendidas is no unit
        said = read_unit(text, dimension, dict.fromkeys(local_units(), 1.0))
    named = said.size or said.scale or said.currency or said.percent
    return text if named and not said.code else None
