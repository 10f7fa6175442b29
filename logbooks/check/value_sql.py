"""The SQL that brings the cells of one tab to clean values: numbers in the unit of their column, days, words."""

from __future__ import annotations

from dataclasses import dataclass, field

from logbooks.check.staged_rows import ColumnPlace, StagedTab, literal
from logbooks.recognise.column_units import dimension_of
from logbooks.vocabulary.units import LABORATORY, Unit

NO_UNIT = Unit()
NO_CODE = "NULL::VARCHAR"
IN_FORMAT, IN_COLUMN = "unit-in-format", "unit-in-column"  # which of two places contradicts the heading
MEASURED = ("number", "mass", "price", "money")  # roles whose cells may name a unit of their own


@dataclass(frozen=True)
class Defaults:
    """What the settings say where the sheets are silent."""

    sizes: dict[str, float] = field(default_factory=dict)
    weight: Unit = NO_UNIT
    price: Unit = NO_UNIT
    decimal_mark: str | None = None
    date_order: str | None = None
    base_currency: str | None = None


ALWAYS = "true"
# Read by DuckDB once, where the conditions themselves stand in its statements hundreds of times.
ODD = """
CREATE OR REPLACE TEMP MACRO odd_number(letter, written) AS NOT (letter = 'n'
    AND coalesce(isfinite(TRY_CAST(written AS DOUBLE)), false));
CREATE OR REPLACE TEMP MACRO odd_day(letter, written, latest) AS
    NOT (letter = 'd' AND coalesce(TRY_CAST(written AS DATE) BETWEEN DATE '1990-01-01' AND latest, false));
CREATE OR REPLACE TEMP MACRO odd_text(letter, written) AS
    letter IN ('e', 'u') OR strlen(written) <> length(written) OR contains(written, '  ') OR contains(written, chr(10))
        OR contains(written, chr(9));
CREATE OR REPLACE TEMP MACRO unlike(one, other) AS coalesce(abs(one - other) > 1e-9 * abs(one), false);
CREATE OR REPLACE TEMP MACRO odd_id(letter, written) AS letter IN ('d', 'm', 'h') OR odd_text(letter, written);
"""


def odd(place: ColumnPlace, letter: str = "letter", text: str = "text", latest: str = "9999-12-31") -> str:
    """The SQL condition under which a cell does not say by itself what it is and must be parsed."""
    if place.role in MEASURED and place.column.name != "cup_score":
        return f"odd_number({letter}, {text})"
    if place.role == "date":
        return f"odd_day({letter}, {text}, DATE '{latest}')"
    if place.role in ("text", "geometry", "id"):
        return f"{'odd_id' if place.role == 'id' else 'odd_text'}({letter}, {text})"
    return ALWAYS


# The fields of `parsed` that each role of column reads.
FIELDS = {
    "mass": ("number", "size"),
    "price": ("number", "size", "scale", "currency"),
    "money": ("number", "scale", "currency"),
    "number": ("number", "size"),
    "integer": ("number",),
    "share": ("number",),
    "percent": ("number",),
    "date": ("day",),
    "datetime": ("moment",),
    "yes_no": ("yes",),
    "currency": ("currency",),
    "mass unit": ("word", "size", "code"),
    "price unit": ("word", "size", "scale", "currency", "code"),
}


@dataclass(frozen=True)
class ValueSql:
    """The SQL of one tab's values; `parsed` are the found numbers of columns of which a cell had to be parsed."""

    tab: StagedTab
    defaults: Defaults
    latest: str
    parsed: frozenset[int]

    def join(self) -> str:
        """The parsed cells, one row a sheet row."""
        if not self.parsed:
            return ""
        fields = ", ".join(
            f"any_value(p.{name}) FILTER (found_no = {place.found_no}) AS {name}_{place.found_no}"
            for place in self.tab.places.values()
            if place.found_no in self.parsed
            for name in FIELDS.get(place.role, ("word",))
        )
        return f"""LEFT JOIN (SELECT row_id, {fields} FROM cells c JOIN parsed p USING (found_no, letter, text)
                   WHERE found_no IN ({", ".join(map(str, sorted(self.parsed)))}) GROUP BY row_id) v
                       ON v.row_id = t.row_id"""

    def columns(self) -> dict[str, str]:
        """The SQL of every clean column of the tab, and beside masses and prices of whether the unit is missing."""
        columns = {
            place.column.clean_name: self.value(place) for place in self.tab.places.values() if place.role != "currency"
        }
        columns |= {
            f"no unit {place.column.name}": f"{self._bare(place)} IS NOT NULL AND {self._size(place)} IS NULL AND "
            f"{self._unit_read(place)} AND {self.disagreement(place)} IS NULL"
            for place in self._of("mass", "price")
        }
        columns |= {
            f"units of {place.column.name}": f"CASE WHEN {self._bare(place)} IS NOT NULL THEN "
            f"{self.disagreement(place)} END"
            for place in self._of(*MEASURED)
        }
        if (
            self.tab.logbook.id == "lab_tests"
            and (of_results := self.tab.places.get("result"))
            and _printed_in(of_results)
        ):
            # a limit or LOQ without a unit is in that of its result
            columns["unit"] = f"coalesce({columns.get('unit', 'NULL')}, {literal(_printed_in(of_results))})"
        if self.tab.logbook.has("currency"):
            columns["currencies"] = self._all_of(self._currencies())
            if settled := self._settled_money():
                columns["currencies"] = (
                    f"CASE WHEN len({columns['currencies']}) > 0 THEN {columns['currencies']} "
                    f"ELSE {self._all_of(settled)} END"
                )
        return columns

    def value(self, place: ColumnPlace) -> str:
        """The clean value of one column; NULL where two places name different units for it."""
        itself = self._value(place)
        disagreement = self.disagreement(place) if place.role in MEASURED else NO_CODE
        return itself if disagreement == NO_CODE else f"CASE WHEN {disagreement} IS NULL THEN {itself} END"

    def _value(self, place: ColumnPlace) -> str:
        kind = place.role
        if kind == "mass":
            return f"{self._bare(place)} * {self._size(place)}"
        if kind == "price":
            return f"{self._bare(place)} * {self._scale(place)} / {self._size(place)}"
        if kind == "money":
            return f"{self._bare(place)} * {self._scale(place)}"
        if kind == "number":
            return f"{self._bare(place)} * coalesce({self._field(place, 'size')}, {number(place.unit.size)}, 1)"
        if kind == "date":
            return self._choose(place, "day", "TRY_CAST({text} AS DATE)")
        if kind in ("id", "text", "geometry"):
            text = self._choose(place, "word", "{text}")
            return f"printed_with({text}, {literal(_printed_in(place))})" if _printed_in(place) else text
        return self._field(place, FIELDS.get(kind, ("word",))[0])

    def _choose(self, place: ColumnPlace, name: str, inline: str) -> str:
        """The parsed value where the cell had to be parsed, else what the cell itself says."""
        itself = inline.replace("{text}", f"({place.text})")
        if place.found_no not in self.parsed:
            return itself
        condition = odd(place, place.letter, f"({place.text})", self.latest)
        return f"CASE WHEN {condition} THEN v.{name}_{place.found_no} ELSE {itself} END"

    def _field(self, place: ColumnPlace, name: str) -> str:
        return f"v.{name}_{place.found_no}" if place.found_no in self.parsed else "NULL"

    def _bare(self, place: ColumnPlace) -> str:
        return self._choose(place, "number", "TRY_CAST({text} AS DOUBLE)")

    def _of(self, *roles: str) -> list[ColumnPlace]:
        return [place for place in self.tab.places.values() if place.role in roles]

    def _unit_column(self, place: ColumnPlace) -> ColumnPlace | None:
        return next(iter(self._of("mass unit" if place.role == "mass" else "price unit")), None)

    def _size(self, place: ColumnPlace) -> str:
        """Kg per unit: from the cell, else the heading, else the unit column, else the title, else the settings; NULL
        where nobody says it."""
        beside, default = (
            self._unit_column(place),
            self.defaults.weight if place.role == "mass" else self.defaults.price,
        )
        known = 1.0 if place.column.name.endswith("_kg") else default.size
        if place.unit.code or (place.above.code and not place.unit.size):
            # the heading names a unit we can't size: only the cell's own unit can help
            return self._field(place, "size") + "::DOUBLE"
        column = self._field(beside, "size") if beside else "NULL"
        if place.unit_said:
            typed = f"CASE WHEN {place.letter} <> 'f' THEN {self._field(place, 'size')} END"
            return f"coalesce({typed}, {number(place.unit.size)})"
        told = (self._field(place, "size"), number(place.unit.size), column, number(place.above.size), number(known))
        return f"coalesce({', '.join(told)})"

    def disagreement(self, place: ColumnPlace) -> str:
        """The SQL of the kind of problem where number format, heading and unit column name different units; else NULL.

        What somebody typed beside the number holds against all three.
        """
        if place.unit_said:
            return NO_CODE
        beside = self._unit_column(place) if place.role in ("mass", "price") else None
        heading, scale = number(place.unit.size), number(place.unit.scale)
        column = self._field(beside, "size") if beside else "NULL"
        found = []
        if place.found_no in self.parsed and (place.unit.size or beside):
            cell = self._field(place, "size")
            found.append(f"{place.letter} = 'f' AND (unlike({cell}, {heading}) OR unlike({cell}, {column}))")
        if place.found_no in self.parsed and place.unit.scale:
            own, money = self._field(place, "scale"), self._field(place, "currency")
            found.append(f"{place.letter} = 'f' AND {money} IS NOT NULL AND unlike(coalesce({own}, 1.0), {scale})")
        told = [f"WHEN {' OR '.join(found)} THEN '{IN_FORMAT}'"] if found else []
        if place.unit.size and column != "NULL":
            typed = self._field(place, "size")
            told.append(f"WHEN {typed} IS NULL AND unlike({heading}, {column}) THEN '{IN_COLUMN}'")
        return f"CASE {' '.join(told)} END" if told else NO_CODE

    def _unit_read(self, place: ColumnPlace) -> str:
        """False where the unit column of the row already has a problem of its own."""
        beside = self._unit_column(place)
        return f"{self._field(beside, 'code')} IS NULL" if beside else "true"

    def _scale(self, place: ColumnPlace) -> str:
        """0.01 for cents, by the first that names the money: cell, heading, unit column, settings."""
        cell = (self._field(place, "scale"), self._field(place, "currency"))
        beside = self._unit_column(place) if place.role == "price" else None
        parts = [f"CASE WHEN {cell[0]} IS NOT NULL OR {cell[1]} IS NOT NULL THEN coalesce({cell[0]}, 1.0) END"]
        if beside:
            scale, currency = self._field(beside, "scale"), self._field(beside, "currency")
            parts.append(f"CASE WHEN {scale} IS NOT NULL OR {currency} IS NOT NULL THEN coalesce({scale}, 1.0) END")
        if place.unit.scale or place.unit.currency:
            # A heading such as USD/kg says all; one such as USD leaves it to the unit column whether cents are meant.
            parts.insert(1 if place.unit.scale or place.unit.size else len(parts), number(place.unit.scale or 1.0))
        if place.role == "price":
            parts += [number(place.above.scale), number(self.defaults.price.scale)]
        return f"coalesce({', '.join(parts)}, 1.0)"

    def _all_of(self, currencies: list[str]) -> str:
        """Each of these currencies once."""
        return f"list_distinct(list_filter([{', '.join(currencies) or 'NULL::VARCHAR'}], lambda c: c IS NOT NULL))"

    def _settled_money(self) -> list[str]:
        """What was settled or answered about the money of amounts in rows that name none."""
        return [
            f"CASE WHEN {self._bare(place)} IS NOT NULL THEN {literal(place.money)} END"
            for place in self._of("price", "money")
            if place.money
        ]

    def _currencies(self) -> list[str]:
        """Every currency the row names: its own column, and beside or above its amounts."""
        named = [self._field(place, "currency") for place in self._of("currency", "price unit")]
        for place in self._of("price", "money"):
            heading = (
                f"CASE WHEN {self._bare(place)} IS NOT NULL THEN {literal(place.unit.currency)} END"
                if place.unit.currency
                else "NULL"
            )
            own = self._field(place, "currency")
            named.append(f"coalesce({own}, {heading})")
            if place.unit.currency and own != "NULL":  # what only the format shows must agree with the heading
                named.append(f"CASE WHEN {place.letter} = 'f' THEN {heading} END")
        return [f"CAST({name} AS VARCHAR)" for name in named if name != "coalesce(NULL, NULL)"]


def _printed_in(place: ColumnPlace) -> str:
    """The unit in the heading of a column of results, limits or LOQs; empty where there is none."""
    return place.unit.detail if dimension_of(place.column) == LABORATORY and not place.unit.code else ""


def number(value: float | None) -> str:
    """The number as SQL."""
    return "NULL::DOUBLE" if value is None else f"{value!r}::DOUBLE"
