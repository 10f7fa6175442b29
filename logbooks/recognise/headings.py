"""Reads one header cell: which column of a logbook it names and in which unit, in any of the nine languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.recognise.column_units import SMALL_WORDS, unit_for
from logbooks.recognise.sample_grams import counted_in_a_sample, without_grams
from logbooks.vocabulary.sheet_words import (
    choice_words,
    fold,
    fold_header,
    header_words,
    loose_words,
    other_tone,
    way_words,
)
from logbooks.vocabulary.units import CURRENCY, read_currency, read_unit

LONGEST = 80  # a cell with more letters is a sentence, not a header
LONGEST_UNIT = 8  # words and signs, as in COP por carga de 125 kg
EXACT, REORDERED, LOOSE = 3, 2, 1
# What stands in brackets after a header and says nothing about the unit.
NO_UNIT = frozenset(
    re.findall(r"\S+", "net neto netto required optional obligatorio opcional obrigatorio code codigo text texto")
)
BRACKET = re.compile(r"[(\[{（]([^)\]}）]*)[)\]}）]")


@dataclass(frozen=True)
class Match:
    """What a header names: a canonical column; how surely; its unit (raw where not understood); the form in it, if
    any."""

    column: str
    rank: int
    unit: str | None = None
    unit_understood: bool = True
    form: str | None = None


def words_of(text: str) -> list[str]:
    """The words of a header, in one writing and with the signs that may be units: Peso_USD/lb is Peso, USD, /, lb."""
    return re.sub(r"[_;:–—-]+|,(?!\d)|(?<!\d),", " ", unicodedata.normalize("NFKC", text)).replace("/", " / ").split()


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" / ", "/")


@lru_cache(maxsize=20_000)
def match(logbook: str, text: str) -> Match | None:
    """The column of the logbook this header names, or None; what is in brackets or beside it may be a unit."""
    if len(text) > LONGEST:
        return None
    folded = fold_header(text)
    if _vocabulary(logbook).isdisjoint(folded.split()):
        return _unit_alone(logbook, text)
    if (whole := _lookup(logbook, text)) and not _drops_a_unit(logbooks()[logbook].column(whole[0]), text, whole[1]):
        return _whole(logbook, text, whole)
    found = (
        _with_bracket(logbook, text)
        or _with_unit_beside(logbook, text)
        or _with_form(logbook, text)
        or _with_way(logbook, text)
        or _unit_alone(logbook, text)
        or _of_a_sample(logbook, text)
    )
    return found or (_whole(logbook, text, whole) if whole else None)


def _whole(logbook: str, text: str, found: tuple[str, int]) -> Match:
    return Match(*found, _unit_inside(logbooks()[logbook].column(found[0]), text))


def _drops_a_unit(column: Column, text: str, rank: int) -> bool:
    """Whether a header was known only without a small word that may be its unit: the đ of "Số tiền (đ)" is no French
    d."""
    if rank != REORDERED:
        return False
    words = words_of(BRACKET.sub(r" \1 ", text))
    return any(fold(word) in SMALL_WORDS and unit_for(column, word) for word in words)


def unit_named(logbook: str, name: str, text: str) -> Match:
    """What a header says of a column that a person named by hand: its unit and form, whatever its other words mean."""
    own = match(logbook, text)
    if own and own.column == name:
        return own
    if not logbooks()[logbook].has(name):
        return Match(name, EXACT)
    column = logbooks()[logbook].column(name)
    inside = " ".join(BRACKET.findall(text)).strip()
    if inside and (unit := unit_for(column, inside) or _unit_inside(column, inside)):
        return Match(name, EXACT, unit)
    words = words_of(BRACKET.sub(" ", text))
    for size in range(min(LONGEST_UNIT, len(words) - 1), 0, -1):
        for part in (words[-size:], words[:size]):
            if unit := unit_for(column, _joined(part)):
                return Match(name, EXACT, unit)
    if inside and column.kind in (ColumnKind.MASS, ColumnKind.PRICE) and not set(fold(inside).split()) <= NO_UNIT:
        return Match(name, EXACT, inside, unit_understood=False)
    return Match(name, EXACT, _unit_inside(column, text))


def _of_a_sample(logbook: str, text: str) -> Match | None:
    """Defectos 350g, where the grams are no unit but how much was looked at."""
    without = without_grams(text)
    found = match(logbook, without) if logbook == "quality" and without != text else None
    return found if found and counted_in_a_sample(found.column) else None


@cache
def _vocabulary(logbook: str) -> frozenset[str]:
    """Every single word that is part of some header of the logbook: most cells hold none, and are done with at once."""
    ways = way_words() if logbooks()[logbook].has("weight_in") else ()
    return frozenset(part for word in (*header_words(logbook), *loose_words(logbook), *ways) for part in word.split())


def _lookup(logbook: str, text: str) -> tuple[str, int] | None:
    folded = fold_header(text)
    if other_tone(logbook, text):
        return None
    if found := header_words(logbook).get(folded):
        return found, EXACT
    if found := loose_words(logbook).get(folded):
        return found, LOOSE
    found = _reordered(logbook).get(_bag(folded))
    return (found, REORDERED) if found else None


def _bag(folded: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in folded.split() if word not in SMALL_WORDS))


@cache
def _reordered(logbook: str) -> dict[tuple[str, ...], str]:
    """Header words in any order and without small words, where at least two are left and mean one column only."""
    found: dict[tuple[str, ...], set[str]] = {}
    for word, column in header_words(logbook).items():
        found.setdefault(_bag(word), set()).add(column)
    loose = {_bag(word) for word in loose_words(logbook)}
    return {
        bag: columns.pop() for bag, columns in found.items() if len(columns) == 1 and len(bag) > 1 and bag not in loose
    }


def _unit_inside(column: Column, text: str) -> str | None:
    """The unit that is part of a header known as a whole: kg of "Kg oro", % of "% maduro"."""
    if column.kind is ColumnKind.MONEY:  # of its words only those in brackets and signs such as € can be a currency
        named = [*BRACKET.findall(text), *(word for word in words_of(text) if not any(c.isalnum() for c in word))]
        return next((unit for word in named if (unit := unit_for(column, word))), None)
    return next((unit for word in words_of(text) if (unit := unit_for(column, word))), None)


def _with_bracket(logbook: str, text: str) -> Match | None:
    """Weight (qq); Fecha (dd/mm/aaaa); Peso (neto) (kg)."""
    inside = " ".join(BRACKET.findall(text)).strip()
    outside = BRACKET.sub(" ", text)
    if not inside or not fold(outside):
        return None
    found = match(logbook, " ".join(outside.split()))
    if found is None:
        return None
    column = logbooks()[logbook].column(found.column)
    if form := _form_named(logbook, found.column, fold(inside)):
        return replace(found, form=form)
    if found.unit is not None:
        return _with_money(column, found, inside)
    # of what a price is in, no word may be passed over: XYZ/lb is not "per lb"
    if unit := unit_for(column, inside) or (None if column.kind is ColumnKind.PRICE else _unit_inside(column, inside)):
        return Match(found.column, found.rank, unit, form=found.form)
    if column.kind is ColumnKind.MASS and read_unit(inside, "money", {}).currency:
        return _money_beside(logbook, found.column, inside) if found.rank == LOOSE else None
    if column.kind in (ColumnKind.MASS, ColumnKind.PRICE) and not set(fold(inside).split()) <= NO_UNIT:
        return Match(found.column, found.rank, inside, unit_understood=False)
    return found


def _with_money(column: Column, found: Match, inside: str) -> Match:
    """Precio por kg (US$): the money that stands in brackets beside what the price is for."""
    if column.kind is not ColumnKind.PRICE or not found.unit or read_unit(found.unit, "price", {}).currency:
        return found
    both = f"{inside} {found.unit}"
    return replace(found, unit=both) if read_unit(inside, "money", {}).currency and unit_for(column, both) else found


def _with_unit_beside(logbook: str, text: str) -> Match | None:
    """Weight kg; Precio USD/lb; Price per kg; % maduro; Precio/lb; peso_kg_neto."""
    words = words_of(text)
    for size in range(min(LONGEST_UNIT, len(words) - 1), 0, -1):
        for unit_part, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            if found := _unit_and_rest(logbook, unit_part, rest):
                return found
    for size in range(min(3, len(words) - 2), 0, -1):
        for at in range(1, len(words) - size):
            if found := _unit_and_rest(logbook, words[at : at + size], words[:at] + words[at + size :]):
                return found
    return None


def _unit_and_rest(logbook: str, unit_part: list[str], rest: list[str]) -> Match | None:
    found = _lookup(logbook, " ".join(rest)) if fold(" ".join(rest)) else None
    if found and (unit := unit_for(logbooks()[logbook].column(found[0]), _joined(unit_part))):
        return Match(found[0], found[1], unit)
    return _money_beside(logbook, found[0], _joined(unit_part)) if found and found[1] == LOOSE else None


def _money_beside(logbook: str, name: str, text: str) -> Match | None:
    """The amount, where a word such as quantity, that may be a weight, stands beside a currency: Kiasi USD."""
    column = logbooks()[logbook].column(name)
    money = column.kind is ColumnKind.MASS and read_unit(text, "money", {}).currency
    return Match("amount", LOOSE, text) if money and logbooks()[logbook].has("amount") else None


def _form_named(logbook: str, column: str, folded: str) -> str | None:
    """The form of coffee a header adds to the one weight column: Kg cereza; Peso (oro)."""
    declared = logbooks()[logbook]
    if column != "weight" or not declared.has("form"):
        return None
    return choice_words(declared.column("form")).get(folded)


def _with_form(logbook: str, text: str) -> Match | None:
    """Kg cereza, Cherry kg, Peso oro qq, quantity_green_kg: a weight and the form it is in."""
    words = words_of(text)
    for size in range(min(3, len(words) - 1), 0, -1):
        places = sorted(range(len(words) - size + 1), key=lambda at: (at != len(words) - size, at))  # the end first
        for at in places:
            rest = words[:at] + words[at + size :]
            form = _form_named(logbook, "weight", fold(" ".join(words[at : at + size])))
            if form and any(fold(word) for word in rest):
                found = match(logbook, " ".join(rest))
                if found and found.column == "weight" and found.form is None:
                    return Match("weight", LOOSE, found.unit, found.unit_understood, form)
    return None


def _with_way(logbook: str, text: str) -> Match | None:
    """Quantity kg Out, Entrada cantidad: what is a weight or a form by itself, and whether it went in or came out."""
    words = words_of(text)
    for size in range(min(3, len(words) - 1) if logbooks()[logbook].has("weight_in") else 0, 0, -1):
        for said, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            way = way_words().get(fold(" ".join(said)))
            found = match("receipts", _joined(rest)) if way else None
            if found and found.column in ("weight", "form") and not found.form:
                return replace(found, column=f"{found.column}_{way}", rank=REORDERED)
    return None


def _unit_alone(logbook: str, text: str) -> Match | None:
    """USD/lb as a price, qq as a weight, Lempiras as an amount, where the logbook has one that can be meant."""
    declared = logbooks()[logbook]
    if not any(c.isalpha() for c in text):
        return None
    text = _joined(words_of(BRACKET.sub(r" \1 ", text)))
    price = "price" if declared.has("price") else "accepted_price"
    if declared.has(price) and "/" in text and unit_for(declared.column(price), text):
        return Match(price, LOOSE, text)
    if any(c.isdigit() for c in text):
        return None
    if (
        declared.has("amount") and read_currency(text) and not CURRENCY.fullmatch(text.upper())
    ):  # a code may head a rate
        return Match("amount", LOOSE, text)
    if declared.has("weight") and fold(text) != "bags" and unit_for(declared.column("weight"), text):
        return Match("weight", LOOSE, text)
    return None
