"""What is looked for in the rows of a tab, not in one parsed cell: what is missing or can't be believed."""

from __future__ import annotations

from dataclasses import dataclass

from logbooks.check.staged_rows import ColumnPlace, StagedTab, literal
from logbooks.check.value_sql import MEASURED, number
from logbooks.declare import ColumnKind
from logbooks.warehouse.warehouse import quoted


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
    found = [Flag(typed, "hidden", f"{book}, '', 'hidden-row', '', ''")]
    for place in tab.places.values():
        name, written, detail = literal(place.column.name), f"({place.text})", literal(place.unit.detail)
        if place.column.required:
            found.append(Flag(table, f"{written} IS NULL", f"{book}, {name}, 'missing-value', '', ''"))
        if place.role in ("mass", "price"):
            code = literal(place.unit.code or "no-unit")
            found.append(
                Flag(
                    typed,
                    quoted("no unit " + place.column.name),
                    f"{book}, {name}, {code}, {written}, {detail}",
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
        if place.role in MEASURED:
            found.append(_units(tab, place))
        if place.column.lowest is not None or place.column.highest is not None or place.column.kind is ColumnKind.SHARE:
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


def _units(tab: StagedTab, place: ColumnPlace) -> Flag:
    """Number format, heading and unit column name different units for one cell."""
    differ = quoted("units of " + place.column.name)
    heading = literal(tab.recognised.columns[place.column.name].unit) if place.index else "''"
    said = f"{literal(tab.logbook.id)}, {literal(place.column.name)}, {differ}, ({place.text}), {heading}"
    return Flag(tab.typed, f"{differ} IS NOT NULL", said, tab.table)


def _range(tab: StagedTab, place: ColumnPlace, book: str, name: str) -> Flag:
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
        tab.typed,
        f"{value} < {low} OR {value} > {high}",
        f"{book}, {name}, {code}, ({place.text}), {ends}",
        tab.table,
    )
