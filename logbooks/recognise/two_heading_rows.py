"""Headings in two rows, of which an upper one stands over several lower ones: Weight (kg) over Gross and Net."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from connectors.cells import TEXT
from logbooks.recognise.header_rows import Row


@dataclass(frozen=True)
class SharedHeading:
    """An upper heading and the lower ones under it, by their columns."""

    text: str
    under: dict[int, str]


@dataclass(frozen=True)
class TwoRows:
    """The row of the lower headings, and the upper ones that are shared."""

    row: int
    shared: tuple[SharedHeading, ...]

    def undecided(self, places: Collection[int]) -> list[SharedHeading]:
        """Those of which some of these columns, and not every one, are understood: which was meant is not said."""
        return [one for one in self.shared if 0 < len(one.under.keys() & set(places)) < len(one.under)]


def two_rows(rows: list[Row], header: Row) -> TwoRows | None:
    """The lower headings where the header is the upper one of two rows, or both in one; None where it stands alone."""
    at = {row.row: row for row in rows}
    pairs = [(header.row - 1, header.row)] if header.lower else [(header.row, header.row + 1)]
    for above, below in pairs:
        if above in at and below in at:
            shared = _shared(at[above], at[below])
            if shared:
                return TwoRows(below, tuple(shared))
    return None


def _shared(above: Row, below: Row) -> list[SharedHeading]:
    """The shared headings; none where the lower row holds anything but words under them: such a row is data."""
    if any(
        below.kinds[index - 1 : index] != TEXT or any(c.isdigit() for c in below.texts[index]) for index in below.texts
    ):
        return []
    groups = []
    for index, text in sorted(above.texts.items()):
        if groups and index in groups[-1].under:
            continue
        under = {index: below.texts[index]} if index in below.texts else {}
        right = index + 1
        while under and right in below.texts and above.texts.get(right, text) == text:
            under[right] = below.texts[right]
            right += 1
        if len(under) > 1:
            groups.append(SharedHeading(text, under))
    explained = {index for group in groups for index in group.under}
    return groups if explained == below.texts.keys() else []
