"""Takes apart the place a survey tool notes in one cell: latitude, longitude, height and accuracy."""

from __future__ import annotations

from dataclasses import replace

import pyarrow
import pyarrow.compute as compute

from connectors.cells import BLANK, NUMBER, TEXT, Remark, Tab
from logbooks.recognise.recognised import Recognised

IN_ONE_CELL = "place-in-one-cell"
NUMBER_IN = r"-?\d+(?:\.\d+)?"
PLACE = rf"^\s*(?P<latitude>{NUMBER_IN}) (?P<longitude>{NUMBER_IN}) {NUMBER_IN} {NUMBER_IN}\s*$"
PARTS = ("latitude", "longitude")


def place_column(one: Recognised) -> int | None:
    """The one column of which each filled cell is such a place, in a log that wants latitude and longitude and has no
    column for them; else None."""
    if one.logbook is None or not all(one.declared.has(part) for part in PARTS) or set(PARTS) & one.columns.keys():
        return None
    holding = [index for index, _ in one.unknown if _are_places(_below(one, index))]
    return holding[0] if len(holding) == 1 else None


def taken_apart(one: Recognised, index: int) -> Tab:
    """Its tab with the two parts of that column behind the others, each under its own heading."""
    tab, first = one.tab, one.tab.table.column("row").to_pylist().index(one.header_row)
    cells, letters = tab.table, [list(kinds) for kinds in tab.table.column("kinds").to_pylist()]
    parts = compute.extract_regex(cells.column(f"c{index}").combine_chunks(), PLACE)
    for number, part in enumerate(PARTS, start=tab.width + 1):
        texts = compute.struct_field(parts, part).to_pylist()
        texts[: first + 1] = [*[None] * first, one.declared.column(part).title]
        cells = cells.append_column(f"c{number}", pyarrow.array(texts, pyarrow.string()))
        for place, (letter, text) in enumerate(zip(letters, texts, strict=True)):
            letter.append(BLANK if text is None else TEXT if place == first else NUMBER)
    written = pyarrow.array(["".join(letter) for letter in letters], pyarrow.string())
    cells = cells.set_column(cells.schema.get_field_index("kinds"), "kinds", written)
    return replace(tab, cells=cells, width=tab.width + len(PARTS))


def told(one: Recognised, index: int) -> Recognised:
    """What the tab taken apart was found to be, with a word on where its places come from."""
    heading = dict(one.unknown).get(index, "")
    others = tuple(r for r in one.remarks if r.code != "unknown-column" or r.column != index)
    unknown = tuple((at, text) for at, text in one.unknown if at != index)
    of_the_tool = (*one.of_the_tool, (index, heading))
    remarks = (*others, Remark(IN_ONE_CELL, one.header_row, index, heading))
    return replace(one, unknown=unknown, of_the_tool=of_the_tool, remarks=remarks)


def _below(one: Recognised, index: int) -> pyarrow.ChunkedArray:
    table = one.tab.table
    return table.filter(compute.greater(table.column("row"), one.header_row)).column(f"c{index}").drop_null()


def _are_places(cells: pyarrow.ChunkedArray) -> bool:
    return len(cells) > 0 and bool(compute.all(compute.match_substring_regex(cells, PLACE)).as_py())
