"""Units that stand in rows of their own, below or above the headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from logbooks.recognise.column_units import unit_for
from logbooks.recognise.date_order import date_order_in
from logbooks.recognise.header_rows import Row

if TYPE_CHECKING:
    from logbooks.recognise.recognised import Recognised


def with_units_below(found: Recognised, rows: list[Row]) -> Recognised:
    """A row right under the header that holds nothing but units (kg, %, dd/mm/yyyy) belongs to the header."""
    below = next((row for row in rows if row.row == found.header_row + 1), None)
    by_index = {column.index: name for name, column in found.columns.items()}
    if below is None or not below.texts:
        return found
    units, declared, order = {}, found.declared, found.date_order
    for index, text in below.texts.items():
        name = by_index.get(index)
        unit = unit_for(declared.column(name), text) if name else None
        if unit is None and not date_order_in(text):
            return found
        order = order or date_order_in(text)
        if unit:
            units[name] = unit
    if not units:
        return found
    columns = {name: replace(c, unit=c.unit or units.get(name)) for name, c in found.columns.items()}
    return replace(found, header_row=below.row, columns=columns, date_order=order)
