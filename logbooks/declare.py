"""The form a logbook is declared on: what the cooperative writes down, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any


class ColumnKind(StrEnum):
    """What a column holds; decides how its text is parsed, its DuckDB type and its name in the clean table."""

    ID = "id"  # text to the letter: 007, 5.10, 24-010
    TEXT = "text"
    CHOICE = "choice"  # one of `choices`
    DATE = "date"
    DATETIME = "datetime"
    NUMBER = "number"
    INTEGER = "integer"
    MASS = "mass"  # clean: kg
    MONEY = "money"  # an amount in the row's currency
    PRICE = "price"  # clean: row's currency per kg of the row's form
    SHARE = "share"  # clean: fraction; 12 % is 0.12
    PERCENT = "percent"  # clean: percent; 11.2 stays 11.2 (moisture)
    YES_NO = "yes_no"  # clean: true, false
    GEOMETRY = "geometry"  # GeoJSON or WKT, kept as text


DUCKDB_TYPES = {
    ColumnKind.ID: "VARCHAR",
    ColumnKind.TEXT: "VARCHAR",
    ColumnKind.CHOICE: "VARCHAR",
    ColumnKind.DATE: "DATE",
    ColumnKind.DATETIME: "TIMESTAMP",
    ColumnKind.NUMBER: "DOUBLE",
    ColumnKind.INTEGER: "BIGINT",
    ColumnKind.MASS: "DOUBLE",
    ColumnKind.MONEY: "DOUBLE",
    ColumnKind.PRICE: "DOUBLE",
    ColumnKind.SHARE: "DOUBLE",
    ColumnKind.PERCENT: "DOUBLE",
    ColumnKind.YES_NO: "BOOLEAN",
    ColumnKind.GEOMETRY: "VARCHAR",
}


# The columns that say what others are counted in.
COUNTED_IN = {
    "weight_unit": (ColumnKind.MASS,),
    "price_unit": (ColumnKind.PRICE,),
    "currency": (ColumnKind.PRICE, ColumnKind.MONEY),
}

FORMS = ("cherry", "wet parchment", "dry parchment", "dry cherry", "green")
STREAMS = ("micro", "bulk")


@dataclass(frozen=True)
class Column:
    """One column of a logbook.

    `known_from` names the date column on which this value becomes known: seen from before that day it is `before`
    (nothing, unless given). `lowest` and `highest` are believable ends, in clean units; outside them is doubtful, and
    above `most` is impossible.

    What a cell costs that can't be read is decided here: the row where it is `required` or `main` (it identifies the
    row or gives its main quantity), else the cell alone, together with those of the columns it `decides`: an amount is
    not known without its currency, nor is a blank one to be taken for its usual meaning. Where a tab has one of those
    it is `asked_with` and not this one, people are asked for it: a count of defects says little without its scheme.
    Where a heading that nobody understood could be this column, they are asked for it too if `lost_without` says, as
    the end of a sentence, what can't be known otherwise, and no tab has a column it may be `told_by`; where no tab has
    one of those it is `asked_without`, also where no heading could be it. The same tab may write it under the heading
    of another column, `also_under`: the day of a contract is often that of the deal, and a note says what was paid for.
    """

    name: str
    kind: ColumnKind
    title: str
    help: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    most: float | None = None
    main: bool = False
    decides: tuple[str, ...] = ()
    asked_with: tuple[str, ...] = ()
    lost_without: str = ""
    told_by: tuple[str, ...] = ()  # logbook.column
    asked_without: tuple[str, ...] = ()  # logbook.column
    also_under: tuple[str, ...] = ()
    known_from: str | None = None
    before: str | None = None
    starter: bool = True

    @property
    def clean_name(self) -> str:
        """The name in the clean table, with the unit in it: weight is weight_kg, price is price_per_kg."""
        if self.kind is ColumnKind.MASS and not self.name.endswith("_kg"):
            return f"{self.name}_kg"
        if self.kind is ColumnKind.PRICE:
            return f"{self.name}_per_kg"
        return self.name

    @property
    def is_score(self) -> bool:
        """Whether it is so many points of at most so many, so that people write 84/100 and 85 pts too."""
        return self.kind is ColumnKind.NUMBER and self.most is not None and self.most > 1

    @property
    def duckdb_type(self) -> str:
        return DUCKDB_TYPES[self.kind]


@dataclass(frozen=True)
class Logbook:
    """One logbook: what one row is, what identifies it, on which day it happened, its columns in the usual order.

    Numbers that join it with another need all rows of a lot, farmer or plot where it `is_a_leg`: what is known of its
    rows that are left out is kept in the schema `lost`, seen through the view `lost_<id>`. `at_each_place` says that
    each station, mill or store keeps a tab of its own; `filled_by` may say when, or out of what, behind a comma.
    """

    id: str
    title: str
    one_row_is: str
    filled_by: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    dated_by: str | None = None
    starter: bool = True
    is_a_leg: bool = False
    at_each_place: bool = False

    def column(self, name: str) -> Column:
        """The column of that canonical name; KeyError where there is none."""
        if name not in self._by_name:
            raise KeyError(f"{self.id} has no column {name}")
        return self._by_name[name]

    def has(self, name: str) -> bool:
        return name in self._by_name

    def called(self, written: str) -> str | None:
        """The canonical name of the column of that name, or of that name in the clean table: weight for weight_kg;
        None where there is none."""
        return written if self.has(written) else self._by_clean_name.get(written)

    def decided_by(self, name: str) -> tuple[str, ...]:
        """The columns whose values are not known where that one can't be read: those it is declared to decide, and of
        a unit or a currency all that are counted in it."""
        counted = COUNTED_IN.get(name, ())
        return self.column(name).decides + tuple(
            c.name for c in self.columns if c.kind in counted and not c.name.endswith("_kg")
        )

    def costs_the_row(self, name: str) -> bool:
        """Whether a cell of that column that can't be read leaves its row out; else only the cell is left out."""
        held = (self.column(one) for one in (name, *self.decided_by(name)))
        return any(column.required or column.main for column in held)

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def _by_clean_name(self) -> dict[str, str]:
        return {column.clean_name: column.name for column in self.columns}


def note() -> Column:
    """The free text column that ends every logbook."""
    return Column("note", ColumnKind.TEXT, "Note", "Anything worth remembering. No number is computed from it.", "")


# Columns that stand in several logbooks and mean the same in each; `more` are further fields of Column.


def lot_id(**more: Any) -> Column:
    """The code of the lot a row belongs to."""
    help_ = "The lot's own code, written the same way in every logbook."
    return Column("lot_id", ColumnKind.ID, "Lot", help_, "M-2025-01", **more)


def form(example: str, **more: Any) -> Column:
    """In which form the coffee was weighed."""
    help_ = "What was weighed: cherry, wet parchment, dry parchment, dry cherry or green."
    return Column("form", ColumnKind.CHOICE, "Form", help_, example, choices=FORMS, **more)


def weight_unit() -> Column:
    """The unit of the weights of a row."""
    help_ = "The unit of the weights in this row, where the heading does not say it: kg, lb, qq, bag."
    return Column("weight_unit", ColumnKind.TEXT, "Weight unit", help_, "", starter=False)


def currency(**more: Any) -> Column:
    """The money of the amounts of a row."""
    help_ = "Three letters, such as USD. Empty means the base currency of the settings."
    return Column("currency", ColumnKind.TEXT, "Currency", help_, "USD", **more)


def without_lot() -> tuple[Column, Column]:
    """The stream and the crop year of a row that belongs to no lot."""
    stream_help, year_help = (
        "micro or bulk; only where the row belongs to no lot.",
        "Only where the row belongs to no lot.",
    )
    return (
        Column("stream", ColumnKind.CHOICE, "Stream", stream_help, "", choices=STREAMS, starter=False),
        Column("crop_year", ColumnKind.TEXT, "Crop year", year_help, "", starter=False),
    )
