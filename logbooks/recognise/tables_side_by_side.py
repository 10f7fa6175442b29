"""Finds the tables that stand side by side in a tab, an empty column between them, each of which is a log by itself."""

from __future__ import annotations

from dataclasses import replace

import pyarrow

from connectors.cells import BLANK, Tab, letters
from logbooks.catalogue import logbooks
from logbooks.recognise.header_rows import best_reading, first_rows
from logbooks.recognise.mapping import TabMapping
from logbooks.recognise.row_keys import key_of_a_count

FEWEST = 3  # columns of a table


def side_by_side(tab: Tab) -> list[Tab]:
    """The tables, the first under the name of the tab, each in the columns where it stands; the tab itself where it is
    one table, or its parts are no logs without each other. A column or two by themselves belong to the table before
    them, so that none is dropped."""
    blocks: list[list[int]] = []
    for block in _blocks(tab):
        if blocks and (len(block) < FEWEST or len(blocks[0]) < FEWEST):
            blocks[-1] += block
        else:
            blocks.append(block)
    if len(blocks) < 2:
        return [tab]
    parts = [_part(tab, block, number) for number, block in enumerate(blocks, start=1)]
    return parts if all(_is_a_log(part) for part in parts) else [tab]


def _blocks(tab: Tab) -> list[list[int]]:
    """The columns that hold something, those together that touch."""
    blocks: list[list[int]] = []
    for number in range(1, tab.width + 1):
        if tab.table.column(f"c{number}").null_count == tab.table.num_rows:
            continue
        if blocks and blocks[-1][-1] == number - 1:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _part(tab: Tab, block: list[int], number: int) -> Tab:
    """The tab with nothing but what stands in those columns."""
    cells = tab.table
    first, last = block[0], block[-1]
    kinds = [
        BLANK * (first - 1) + text[first - 1 : last] + BLANK * (tab.width - last)
        for text in cells.column("kinds").to_pylist()
    ]
    nothing = pyarrow.nulls(cells.num_rows, pyarrow.string())
    for other in range(1, tab.width + 1):
        if other not in block:
            cells = cells.set_column(cells.schema.get_field_index(f"c{other}"), f"c{other}", nothing)
    cells = cells.set_column(cells.schema.get_field_index("kinds"), "kinds", pyarrow.array(kinds, pyarrow.string()))
    cells = cells.filter(pyarrow.array([bool(text.strip(BLANK)) for text in kinds]))
    here = tuple(one for one in tab.remarks if (one.column in block if one.column else number == 1))
    if number == 1:
        return replace(tab, cells=cells, remarks=here)
    # by its columns: what stands below it is a table with a number
    where = f"{tab.sheet}, columns {letters(first)}:{letters(last)}"
    return replace(tab, sheet=where, cells=cells, remarks=here, tab_id="")


def _is_a_log(part: Tab) -> bool:
    """Whether its headings alone hold all that a log needs, but for a key that only names the row."""
    rows = first_rows(part)
    readings = (best_reading(rows, logbook, TabMapping()) for logbook in logbooks()) if rows else ()
    return any(
        len(reading.found) >= FEWEST and set(reading.missing) <= key_of_a_count(reading.logbook) for reading in readings
    )
