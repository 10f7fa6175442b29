"""Text with a line through it: what of a cell is left, and what a person is told of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from connectors.cells import Remark
from connectors.formats.grid import place_of


def runs_at(text: str, starts: Sequence[int], struck: Sequence[bool]) -> list[tuple[str, bool]]:
    """The runs of a text that begin at these places, the first of them 0, and whether each is struck; spreadsheet
    programs count the places in units of UTF-16, of which some letters are two."""
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2]
    return [
        (units[2 * start : 2 * end].decode("utf-16-le", "replace"), line)
        for start, end, line in zip(starts, ends, struck, strict=True)
    ]


@dataclass
class Struck:
    """Where lines go through the cells of one tab, rows and columns from 1."""

    whole: set[tuple[int, int]] = field(default_factory=set)
    parts: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)  # what is left, what is struck

    def add(self, row: int, column: int, runs: Iterable[tuple[str, bool]]) -> str:
        """The text of a cell of those runs (text, struck), without its struck ones, which are noted; the whole text
        where all of it is struck."""
        runs = list(runs)
        left = "".join(text for text, struck in runs if not struck)
        gone = "".join(text for text, struck in runs if struck)
        if gone.strip() and left.strip():
            self.parts[row, column] = left, gone
            return left
        if gone.strip():
            self.whole.add((row, column))
        return "".join(text for text, _ in runs)

    def remarks(self) -> Iterator[Remark]:
        """One remark a row that has cells struck through as a whole, with their places; one a cell struck in part."""
        of_row: dict[int, list[int]] = {}
        for row, column in sorted(self.whole):
            of_row.setdefault(row, []).append(column)
        for row, columns in of_row.items():
            yield Remark("struck-through", row, columns[0], detail=", ".join(place_of(row, one) for one in columns))
        for (row, column), (left, gone) in sorted(self.parts.items()):
            yield Remark("struck-in-part", row, column, left.strip(), f"{place_of(row, column)}: {gone.strip()}")
