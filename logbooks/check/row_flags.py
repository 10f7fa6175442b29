"""What is looked for in the rows of a tab, not in one parsed cell: what is missing or can't be believed."""

from __future__ import annotations

from dataclasses import dataclass

from logbooks.check.staged_rows import ColumnPlace, StagedTab, literal
from logbooks.check.value_sql import MEASURED, number
from logbooks.declare import Column, ColumnKind
from logbooks.warehouse.warehouse import quoted

# What is more than the whole: a share is of it, and what is wet throughout is no coffee.
WHOLES = {ColumnKind.SHARE: "{value} > 1", ColumnKind.PERCENT: "{value} >= 100"}


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


def flags(tab: StagedTab) -> list[Flag]:
    """Every fault to be looked for in the rows of that tab."""
    table, typed, book = tab.table, tab.typed, literal(tab.logbook.id)
    is_first = tab.recognised.beside is None  # else what is missing or hidden is said of the log it stands in
    found = [Flag(typed, "hidden", f"{book}, '', 'hidden-row', '', ''")] if is_first else []
    for place in tab.places.values():
        name, written, detail = literal(place.column.name), f"({place.text})", literal(place.unit.detail)
        if place.column.required and is_first:
            found.append(Flag(table, f"{written} IS NULL", f"{book}, {name}, 'missing-value', '', ''"))
        if place.role in ("mass", "price"):
            found.append(_no_unit(tab, place))
        elif place.unit.code and place.role in ("number", "money", "integer"):
            found.append(
                Flag(
                    table,
                    f"{written} IS NOT NULL",
                    f"{book}, {name}, {literal(place.unit.code)}, {written}, {detail}",
                )
            )
        if place.money_asked:
            found.append(_no_money(tab, place))
        if place.role in MEASURED:
            found.append(_units(tab, place))
        if _ends(place.column):
            found.append(_range(tab, place, book, name))
    if tab.logbook.has("currency"):
        found.append(
            Flag(
                typed,
                "len(currencies) > 1",
                f"{book}, 'currency', 'two-currencies-in-a-row', array_to_string(list_sort(currencies), ', '), "
                "array_to_string(list_sort(currencies), ', ')",
            )
        )
    return found


def _no_unit(tab: StagedTab, place: ColumnPlace) -> Flag:
    """Nothing says the unit of a weight or price, or its size is not known."""
    book, name = literal(tab.logbook.id), literal(place.column.name)
    code = literal(place.unit.code or place.above.code or "no-unit")
    said = f"{book}, {name}, {code}, ({place.text}), {literal(place.unit.detail or place.above.detail)}"
    return Flag(tab.typed, quoted("no unit " + place.column.name), said, tab.table)


def _no_money(tab: StagedTab, place: ColumnPlace) -> Flag:
    """Nothing says the money of an amount or price, and it may be one of several."""
    said = f"{literal(tab.logbook.id)}, {literal(place.column.name)}, 'no-money-said', ({place.text}), ''"
    waits = f"len(currencies) = 0 AND {quoted(place.column.clean_name)} IS NOT NULL"
    return Flag(tab.typed, waits, said, tab.table)


def _units(tab: StagedTab, place: ColumnPlace) -> Flag:
    """Number format, heading and unit column name different units for one cell."""
    differ = quoted("units of " + place.column.name)
    heading = literal(tab.recognised.columns[place.column.name].unit) if place.index else "''"
    said = f"{literal(tab.logbook.id)}, {literal(place.column.name)}, {differ}, ({place.text}), {heading}"
    return Flag(tab.typed, f"{differ} IS NOT NULL", said, tab.table)


def _ends(column: Column) -> bool:
    """Whether there is anything its numbers can't be or hardly are."""
    return column.kind in WHOLES or any(end is not None for end in (column.lowest, column.highest, column.most))


def _range(tab: StagedTab, place: ColumnPlace, book: str, name: str) -> Flag:
    """What can't be (below zero, more than the whole, beyond the end of the scale), else what is hard to believe."""
    column, value = place.column, quoted(place.column.clean_name)
    low, high = number(column.lowest), number(column.highest)
    impossible = {
        "below-zero": f"{value} < 0" if column.lowest is not None and column.lowest >= 0 else "false",
        "share-above-one": WHOLES.get(column.kind, "false").format(value=value),
        "beyond-its-scale": f"{value} > {number(column.most)}",
    }
    ends = literal(
        f"{'' if column.lowest is None else format(column.lowest, 'g')} … "
        f"{'' if column.highest is None else format(column.highest, 'g')}".strip()
    )
    most = "''" if column.most is None else literal(format(column.most, "g"))
    whens = " ".join(f"WHEN {said} THEN '{code}'" for code, said in impossible.items())
    return Flag(
        tab.typed,
        f"{' OR '.join(impossible.values())} OR {value} < {low} OR {value} > {high}",
        f"{book}, {name}, CASE {whens} ELSE 'out-of-range' END, ({place.text}), "
        f"CASE WHEN {impossible['beyond-its-scale']} THEN {most} ELSE {ends} END",
        tab.table,
    )
