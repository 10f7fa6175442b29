"""Price lists with a column for each price group of coffee, as the ICO prints them: market prices of robusta, and of
arabica, of which a person says the column that is theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow

from connectors.cells import BLANK, Tab
from logbooks.recognise.header_rows import first_rows
from logbooks.recognise.mapping import Mapping, TabMapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.recognition import recognise
from logbooks.vocabulary.sheet_words import fold_header

GROUPS = Path(__file__).parents[1] / "vocabulary" / "indicator_prices.toml"
PRICES, FEWEST = "market_prices", 2  # so many groups make it such a list
PRICED_IN = "USD"  # as the ICO does, whatever money the cooperative reckons in


def price_list(tab: Tab, mapping: Mapping | None) -> list[Recognised]:
    """The market prices of each species that the tab lists; [] where it is no such list."""
    if tab.cells is None:
        return []
    for row in first_rows(tab):
        groups = {index: species for index, text in row.texts.items() if (species := _species().get(fold_header(text)))}
        if len(groups) >= FEWEST and "arabica" in groups.values():
            return [_of(tab, row.texts, row.row, groups, one, mapping) for one in dict.fromkeys(groups.values())]
    return []


def _of(
    tab: Tab, texts: dict[int, str], header_row: int, groups: dict[int, str], species: str, mapping: Mapping | None
) -> Recognised:
    """The prices of one species; where several columns price it, which is meant is asked."""
    own = [index for index, other in groups.items() if other == species]
    is_first = species == next(iter(groups.values()))
    others = [
        index for index in texts if index not in own and (index in groups or not is_first) and index != min(texts)
    ]
    columns = {"price": texts[own[0]]} if len(own) == 1 else {}
    if min(texts) < min(groups):
        columns["date"] = texts[min(texts)]
    part = _without(tab, others)
    part = part if is_first else replace(part, sheet=f"{tab.sheet}, {texts[own[0]]}", tab_id="", remarks=())
    said = TabMapping(
        part.source,
        part.sheet,
        PRICES,
        header_row,
        columns=columns,
        constants={"species": species, "currency": PRICED_IN},
    )
    before = mapping or Mapping()
    return recognise(part, replace(before, tabs=(said, *before.tabs)))


def _without(tab: Tab, columns: Collection[int]) -> Tab:
    """The tab with nothing in those columns."""
    cells, nothing = tab.table, pyarrow.nulls(tab.table.num_rows, pyarrow.string())
    for index in columns:
        cells = cells.set_column(cells.schema.get_field_index(f"c{index}"), f"c{index}", nothing)
    kinds = [
        "".join(BLANK if at in columns else letter for at, letter in enumerate(text, start=1))
        for text in cells.column("kinds").to_pylist()
    ]
    cells = cells.set_column(cells.schema.get_field_index("kinds"), "kinds", pyarrow.array(kinds, pyarrow.string()))
    return replace(tab, cells=cells)


@cache
def _species() -> dict[str, str]:
    """The species by the folded name of a price group."""
    named = tomllib.loads(GROUPS.read_text("utf-8"))
    return {fold_header(name): species for species, names in named.items() for name in names}
