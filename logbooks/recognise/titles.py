"""What the titles above the headings of a tab say of all its rows: the crop year, the currency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from logbooks.recognise.header_rows import FIRST_ROWS
from logbooks.vocabulary.crop_years import crop_years_in

if TYPE_CHECKING:
    from logbooks.recognise.recognised import Recognised


def rows_above(found: Recognised) -> list[dict[int, str]]:
    """The rows above the headings of a recognised tab: column number to what stands there."""
    if found.tab.cells is None or found.header_row < 2:
        return []
    first = found.tab.cells.slice(0, FIRST_ROWS).to_pylist()
    above = [row for row in first if row["row"] < found.header_row]
    return [{n: text for n in range(1, found.tab.width + 1) if (text := row[f"c{n}"])} for row in above]


def titles(found: Recognised) -> list[str]:
    """Every text that stands above the headings of a recognised tab, row by row."""
    return [text for row in rows_above(found) for text in row.values()]


def crop_years(found: Recognised) -> set[str]:
    """The crop years that its titles name."""
    return {year for text in titles(found) for year in crop_years_in(text)}


def seasons(found: Iterable[Recognised]) -> dict[str, set[str]]:
    """The crop years that the titles of each workbook name, by its source."""
    named: dict[str, set[str]] = {}
    for one in found:
        named.setdefault(one.tab.source, set()).update(crop_years(one))
    return named
