"""A dress: how one cooperative's rows are written down, drawn by a seed.

Every dress has one kind, which is what it tries, over a language and habits of its own; `mixed` tries several at once.
A dress is `plain` when a person who opens it could misread nothing: no typo, and nothing in `unclear`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("en", "vi", "es", "pt", "fr", "sw", "id", "am", "rw")
WEIGHED = ("receipts", "processing", "offers")
PAID = ("offers", "costs", "payments")
DAYS = ("d/m/y", "d/m/yy", "d.m.y", "y-m-d", "d-mon-y", "m/d/y")
KINDS = (
    *("headings", "titles", "two heading rows", "gross and net", "merged cells", "totals", "totals by month"),
    *("units in the heading", "units in the cell", "units in the format", "units in a column", "units in the settings"),
    *("money in the heading", "money in the cell", "money in the format", "money in a column"),
    *("days as text", "days in formats", "numbers as text", "percent", "a tab a month", "csv", "ods"),
    *("hidden column", "hidden rows", "struck rows", "struck in a cell", "second table", "prefilled rows"),
    *("not yet", "mixed"),
)
MIXABLE = (
    *("titles", "merged cells", "totals", "units in the heading", "units in the cell", "units in the format"),
    *("units in a column", "money in the heading", "money in the cell", "money in the format", "money in a column"),
    *("days as text", "numbers as text", "percent", "a tab a month", "struck rows", "two heading rows", "not yet"),
)
REMARK_TOO = ("Note", "Nota")  # in French and Portuguese
UNCLEAR = {
    "gross and net": "which of the two weights counts",
    "hidden column": "whether the hidden column is meant",
    "hidden rows": "whether hidden rows count",
    "struck rows": "whether a row that is struck through counts",
    "second table": "whether the second table belongs to the first",
}


@cache
def words(name: str) -> dict[str, Any]:
    """The tables of headings.toml or values.toml."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Dress:
    """How the rows are written; `name` is seed-number and draws everything again."""

    name: str
    kind: str
    language: str
    rng_seed: str
    container: str = "xlsx"  # or csv, ods
    titles: int = 0  # rows above the headings
    headings: str = "one"  # or groups, split, gross and net
    merged: bool = False
    totals: str = ""  # or last, by month
    weight_place: str = "heading"  # or cell, format, column, settings
    weight_unit: dict[str, str] = field(default_factory=dict)  # by logbook
    money_place: str = "column"
    money: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the codes that occur, by logbook
    price_per: str = "kg"
    days: str = "real"  # or one of DAYS, as text
    day_format: str = "yyyy-mm-dd"  # of real days
    numbers: str = "real"  # or text
    mark: str = "."
    percent: str = "heading"  # or text, format, plain
    by_month: bool = False
    divider: str = ";"
    encoding: str = "utf-8-sig"
    hidden: str = ""  # or column, rows
    struck: str = ""  # or rows, part
    second_table: bool = False
    prefilled: bool = False
    not_yet: bool = False
    typo: str = ""
    unclear: tuple[str, ...] = ()
    faultless: bool = False  # every word the first of its list

    @property
    def plain(self) -> bool:
        return not self.typo and not self.unclear

    def rng(self, purpose: str) -> Random:
        """A stream of chance of its own, so that one choice more moves no other."""
        return Random(f"{self.rng_seed} {purpose}")

    def said(self, table: str, *keys: str) -> str:
        """One of the words people of this language write for it, the same all through the dress."""
        found: Any = words(table)
        for key in keys:
            found = found[key]
        said = found[self.language]
        return said[0] if self.faultless else self.rng("/".join((table, *keys))).choice(said)


def drawn(seed: int, number: int, typos: tuple[str, ...]) -> Dress:
    """The dress of that number; kinds and typos take turns, all else is chance."""
    kinds = (*KINDS, *(f"typo: {typo}" for typo in typos))
    kind, rng = kinds[number % len(kinds)], Random(f"dress {seed} {number}")
    language = rng.choice(LANGUAGES)
    dress = Dress(f"{seed}-{number}", kind, language, f"{seed} {number}", mark=words("values")["marks"][language])
    dress = replace(
        dress,
        weight_unit=dict.fromkeys(WEIGHED, "kg"),
        money=dict.fromkeys(PAID, ("USD",)),
        money_place=rng.choice(("heading", "column")),
        percent=rng.choice(("heading", "text", "format")),
        day_format=rng.choice(("yyyy-mm-dd", "dd/mm/yyyy", "d-mmm-yy")),
    )
    if dress.said("headings", "cup_score") in REMARK_TOO:
        dress = replace(dress, unclear=("its heading of the score is also the word for a remark",))
    if kind.startswith("typo: "):
        local: str = words("values")["money"][language][0]["code"]
        money: dict[str, tuple[str, ...]] = dict.fromkeys(PAID, (local,)) if "rate" in kind.split() else dress.money
        typo = kind.removeprefix("typo: ")
        return replace(dress, typo=typo, money=money, money_place="column", percent="heading")
    for each in rng.sample(MIXABLE, 5) if kind == "mixed" else (kind,):
        dress = replace(dress, **_habits(each, dress, rng))
    return dress


def _habits(kind: str, dress: Dress, rng: Random) -> dict[str, Any]:
    """What is otherwise than usual in a dress of this kind."""
    if kind.startswith("units in"):
        found = _units(dress, rng) | {"weight_place": kind.split()[-1]}
        if found["weight_place"] == "settings":  # which name one unit for all
            found["weight_unit"] = dict.fromkeys(WEIGHED, found["weight_unit"]["receipts"])
        return found
    if kind.startswith("money in"):
        return _moneys(dress, rng, kind.split()[-1])
    months = ("dd/mm/yy", "d.m.yyyy", "d mmmm yyyy", "mm-dd-yy", "[$-409]d-mmm-yyyy", "ddd dd/mm/yyyy")
    habits: dict[str, dict[str, Any]] = {
        "headings": {},
        "titles": {"titles": rng.randint(2, 5)},
        "two heading rows": {"headings": rng.choice(("groups", "split"))},
        "gross and net": {"headings": "gross and net"},
        "merged cells": {"merged": True},
        "totals": {"totals": "last"},
        "totals by month": {"totals": "by month"},
        "days as text": {"days": rng.choice(DAYS if dress.language == "en" else DAYS[:-1])},
        "days in formats": {"day_format": rng.choice(months)},
        "numbers as text": {"numbers": "text"},
        "percent": {"percent": rng.choice(("text", "format", "plain", "heading"))},
        "a tab a month": {"by_month": True},
        "csv": _csv(dress, rng) if kind == "csv" else {},
        "ods": {"container": "ods"},
        "hidden column": {"hidden": "column"},
        "hidden rows": {"hidden": "rows"},
        "struck rows": {"struck": "rows"},
        "struck in a cell": {"struck": "part"},
        "second table": {"second_table": True},
        "prefilled rows": {"prefilled": True},
        "not yet": {"not_yet": True},
    }
    unclear = (*dress.unclear, UNCLEAR[kind]) if kind in UNCLEAR else dress.unclear
    return habits[kind] | {"unclear": unclear}


def _units(dress: Dress, rng: Random) -> dict[str, Any]:
    known = list(words("values")["units"][dress.language])
    return {"weight_unit": {logbook: rng.choice(known) for logbook in WEIGHED}}


def _moneys(dress: Dress, rng: Random, place: str) -> dict[str, Any]:
    """Money of the land in some logbooks, and where every cell can say its own, both in one column."""
    local = rng.choice(words("values")["money"][dress.language])["code"]
    mixed = (("USD", local), (local,)) if place != "heading" else ((local,), ("USD",))
    units = [unit for unit in words("values")["units"][dress.language] if unit in ("kg", "lb", "qq")]
    return {
        "money_place": place,
        "money": {logbook: rng.choice(mixed) for logbook in PAID},
        "price_per": rng.choice(units),
    }


def _csv(dress: Dress, rng: Random) -> dict[str, Any]:
    encodings = ["utf-8-sig", "utf-8", "utf-16"]
    if dress.language in ("en", "es", "pt", "fr", "id", "sw"):
        encodings.append("cp1252")
    divider = rng.choice((";", "\t") if dress.mark == "," else (",", ";", "\t"))
    return {"container": "csv", "divider": divider, "encoding": rng.choice(encodings), "days": rng.choice(DAYS[:4])}
