"""Brings the values of one tab into the clean table of its logbook and flags every cell that can't be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from logbooks.check.staged_rows import IN_FORMAT, ColumnPlace, StagedTab, literal
from logbooks.declare import ColumnKind
from logbooks.recognise.headings import dimension_of
from logbooks.vocabulary.units import LABORATORY, Unit
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

NO_UNIT = Unit()
BARE = ("number", "mass", "money", "price")


@dataclass(frozen=True)
class Defaults:
    """What the settings say where the sheets are silent."""

    sizes: dict[str, float] = field(default_factory=dict)
    weight: Unit = NO_UNIT
    price: Unit = NO_UNIT
    decimal_mark: str | None = None
    date_order: str | None = None


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
CREATE OR REPLACE TEMP MACRO odd_id(letter, written) AS letter IN ('d', 'm', 'h') OR odd_text(letter, written);
"""


def odd(place: ColumnPlace, letter: str = "letter", text: str = "text", latest: str = "9999-12-31") -> str:
    """The SQL condition under which a cell does not say by itself what it is and must be parsed."""
    if place.role in BARE and place.column.name != "cup_score":
        return f"odd_number({letter}, {text})"
    if place.role == "date":
        return f"odd_day({letter}, {text}, DATE '{latest}')"
    if place.role in ("text", "geometry", "id"):
        return f"{'odd_id' if place.role == 'id' else 'odd_text'}({letter}, {text})"
    return ALWAYS


def collect(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab], latest: str) -> set[int]:
    """Adds the cells of the staged tabs that must be parsed to `cells`; returns the found numbers of their columns."""
    odd_cells = {
        place.found_no: (
            f"({place.text}) IS NOT NULL AND {odd(place, place.letter, f'({place.text})', latest)}",
            f"SELECT row_id, {place.found_no}, {place.letter}, ({place.text}) FROM {tab.table} WHERE row_id IS "
            f"NOT NULL",
        )
        for tab in tabs
        for place in tab.places.values()
    }
    questions = [
        (tab.table, [(place.found_no, odd_cells[place.found_no][0]) for place in tab.places.values()]) for tab in tabs
    ]
    wanted = holding(connection, questions)
    if wanted:
        connection.execute(
            "INSERT INTO cells "
            + " UNION ALL ".join(f"{odd_cells[n][1]} AND {odd_cells[n][0]}" for n in sorted(wanted))
        )
    return wanted


def holding(
    connection: duckdb.DuckDBPyConnection, questions: Sequence[tuple[str, Sequence[tuple[int, str]]]]
) -> set[int]:
    """The numbers of those conditions that hold for a data row of their table; all tables are asked at once.

    Nearly all hold for no row, and asking costs far less than a SELECT of the rows for each.
    """
    asked = []
    for table, conditions in questions:
        held = ", ".join(f"CASE WHEN bool_or({condition}) THEN {number} END" for number, condition in conditions)
        if held:
            asked.append(
                f"SELECT unnest(list_filter([{held}], lambda n: n IS NOT NULL)) FROM {table} WHERE row_id IS NOT NULL"
            )
    return {number for (number,) in connection.execute(" UNION ALL ".join(asked)).fetchall()} if asked else set()


def type_tabs(
    connection: duckdb.DuckDBPyConnection,
    tabs: Sequence[StagedTab],
    defaults: Defaults,
    latest: str,
    with_odd: set[int],
) -> dict[StagedTab, list[str]]:
    """Makes for every tab the table of its data rows with their clean values and flags what is missing or odd; returns
    the columns.

    `with_odd` are the found numbers of the columns of which a cell had to be parsed.
    """
    columns, flags = {}, []
    for tab in tabs:
        sql = ValueSql(
            tab, defaults, latest, frozenset(p.found_no for p in tab.places.values() if p.found_no in with_odd)
        )
        values = sql.columns()
        connection.execute(f"""CREATE OR REPLACE TEMP TABLE {tab.typed} AS
            SELECT t.row_id, {literal(tab.source)} AS source, {literal(tab.sheet)} AS sheet, t.row_no, t.hidden,
                {", ".join(f"{value} AS {quoted(name)}" for name, value in values.items())}
            FROM {tab.table} t {sql.join()} WHERE t.row_id IS NOT NULL""")
        columns[tab], flags = list(values), flags + sql.flags()
    wanted = holding(
        connection,
        [
            (table, [(number, flag.condition) for number, flag in enumerate(flags) if flag.table == table])
            for table in dict.fromkeys(flag.table for flag in flags)
        ],
    )
    if wanted:
        connection.execute("INSERT INTO flags " + " UNION ALL ".join(flags[number].select for number in sorted(wanted)))
    return columns


@dataclass(frozen=True)
class Flag:
    """A fault a row of that table may have: the SQL condition, and the SELECT of (row_id, logbook, name, code, written,
    detail)."""

    table: str
    condition: str
    said: str
    beside: str = ""  # the table of the texts, where what was written is told

    @property
    def select(self) -> str:
        texts = f"JOIN {self.beside} USING (row_id, row_no, hidden)" if self.beside else ""
        return f"SELECT row_id, {self.said} FROM {self.table} {texts} WHERE row_id IS NOT NULL AND ({self.condition})"


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
            f"{self._unit_read(place)}"
            for place in self._of("mass", "price")
        }
        if (
            self.tab.logbook.id == "lab_tests"
            and (of_results := self.tab.places.get("result"))
            and _printed_in(of_results)
        ):
            # a limit or LOQ without a unit is in that of its result
            columns["unit"] = f"coalesce({columns.get('unit', 'NULL')}, {literal(_printed_in(of_results))})"
        if self.tab.logbook.has("currency"):
            columns["currencies"] = (
                f"list_distinct(list_filter([{', '.join(self._currencies()) or 'NULL::VARCHAR'}], lambda c: c "
                f"IS NOT NULL))"
            )
        return columns

    def value(self, place: ColumnPlace) -> str:
        """The clean value of one column."""
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
        """Kg per unit: from the cell, else the heading, else the unit column, else the settings; NULL where nobody says
        it."""
        beside, default = (
            self._unit_column(place),
            self.defaults.weight if place.role == "mass" else self.defaults.price,
        )
        known = 1.0 if place.column.name.endswith("_kg") else default.size
        if place.unit.code:  # the heading names a unit we can't size: only the cell's own unit can help
            return self._field(place, "size") + "::DOUBLE"
        column = self._field(beside, "size") if beside else "NULL"
        return f"coalesce({self._field(place, 'size')}, {number(place.unit.size)}, {column}, {number(known)})"

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
            parts.append(number(self.defaults.price.scale))
        return f"coalesce({', '.join(parts)}, 1.0)"

    def _currencies(self) -> list[str]:
        """Every currency the row names: its own column, and beside or above its amounts."""
        named = [self._field(place, "currency") for place in self._of("currency", "price unit")]
        for place in self._of("price", "money"):
            heading = (
                f"CASE WHEN {self._bare(place)} IS NOT NULL THEN {literal(place.unit.currency)} END"
                if place.unit.currency
                else "NULL"
            )
            named.append(f"coalesce({self._field(place, 'currency')}, {heading})")
        return [f"CAST({name} AS VARCHAR)" for name in named if name != "coalesce(NULL, NULL)"]

    def flags(self) -> list[Flag]:
        """What is looked for in the rows, not in one parsed cell."""
        table, typed, book = self.tab.table, self.tab.typed, literal(self.tab.logbook.id)
        found = [Flag(typed, "hidden", f"{book}, '', 'hidden-row', '', ''")]
        for place in self.tab.places.values():
            name, written, detail = literal(place.column.name), f"({place.text})", literal(place.unit.detail)
            if place.column.required:
                found.append(Flag(table, f"{written} IS NULL", f"{book}, {name}, 'missing-value', '', ''"))
            if place.role in ("mass", "price"):
                found.append(
                    Flag(
                        typed,
                        quoted("no unit " + place.column.name),
                        f"{book}, {name}, {self._why_no_unit(place)}, {written}, {detail}",
                        table,
                    )
                )
            elif place.unit.code and place.role in ("number", "money", "integer"):
                found.append(
                    Flag(
                        table,
                        f"{written} IS NOT NULL",
                        f"{book}, {name}, {literal(place.unit.code)}, {written}, {detail}",
                    )
                )
            if (
                place.column.lowest is not None
                or place.column.highest is not None
                or place.column.kind is ColumnKind.SHARE
            ):
                found.append(self._range(place, book, name))
        if self.tab.logbook.has("currency"):
            found.append(
                Flag(
                    typed,
                    "len(currencies) > 1",
                    f"{book}, 'currency', 'two-currencies-in-a-row', array_to_string(currencies, ', '), ''",
                )
            )
        return found

    def _why_no_unit(self, place: ColumnPlace) -> str:
        """The SQL of the kind: what is wrong with the heading's unit; else that there is none."""
        code, default = (
            place.unit.code or "no-unit",
            self.defaults.weight if place.role == "mass" else self.defaults.price,
        )
        if code != IN_FORMAT or default.size or self.tab.recognised.columns[place.column.name].unit:
            return literal(code)
        # Only the first cell of such a format is known; of the others it is true that nobody says their unit.
        rows = [
            remark.row
            for remark in self.tab.recognised.tab.remarks
            if remark.code == IN_FORMAT and remark.column == place.index
        ]
        return f"CASE WHEN row_no IN ({', '.join(map(str, rows))}) THEN {literal(code)} ELSE 'no-unit' END"

    def _range(self, place: ColumnPlace, book: str, name: str) -> Flag:
        """Below zero where that can't be, a share above the whole, or outside the believable ends."""
        column, value = place.column, quoted(place.column.clean_name)
        low, high = number(column.lowest), number(column.highest)
        below = "'below-zero'" if column.lowest is not None and column.lowest >= 0 else "NULL"
        above = "'share-above-one'" if column.kind is ColumnKind.SHARE else "'out-of-range'"
        ends = literal(
            f"{'' if column.lowest is None else format(column.lowest, 'g')} … "
            f"{'' if column.highest is None else format(column.highest, 'g')}".strip()
        )
        code = (
            f"CASE WHEN {value} < 0 AND {below} IS NOT NULL THEN {below} WHEN {value} > {high} THEN {above} ELSE "
            f"'out-of-range' END"
        )
        return Flag(
            self.tab.typed,
            f"{value} < {low} OR {value} > {high}",
            f"{book}, {name}, {code}, ({place.text}), {ends}",
            self.tab.table,
        )


def _printed_in(place: ColumnPlace) -> str:
    """The unit in the heading of a column of results, limits or LOQs; empty where there is none."""
    return place.unit.detail if dimension_of(place.column) == LABORATORY and not place.unit.code else ""


def number(value: float | None) -> str:
    """The number as SQL."""
    return "NULL::DOUBLE" if value is None else f"{value!r}::DOUBLE"
