"""Headings in two rows, of which an upper one stands over several lower ones: Weight (kg) over Gross and Net."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.cells import TEXT, Remark
from logbooks.catalogue import logbooks
from logbooks.recognise.header_rows import HeaderFit, Row


@dataclass(frozen=True)
class SharedHeading:
    """An upper heading and the lower ones under it, by their columns."""

    text: str
    under: dict[int, str]


@dataclass(frozen=True)
class SharedHeadings:
    """What the shared headings of a tab leave open: `asked` has a remark for each canonical column a person must
    choose, `choices` the columns of the sheet it may be with both their headings as one, `columns` are all of these,
    and data begin below `header_row`."""

    header_row: int
    asked: dict[str, Remark] = field(default_factory=dict)
    choices: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    columns: frozenset[int] = frozenset()


def shared_headings(rows: list[Row], reading: HeaderFit, pointed: Mapping[str, int | None]) -> SharedHeadings:
    """What is open where the header is the upper one of two rows, or both in one; `pointed` are the columns a person
    chose."""
    header = reading.row
    above, below = (header.row - 1, header.row) if header.lower else (header.row, header.row + 1)
    at = {row.row: row for row in rows}
    shared = _shared(at[above], at[below]) if above in at and below in at else []
    if not shared:
        return SharedHeadings(header.row)
    understood = {name: candidates[0][1] for name, candidates in reading.found.items() if pointed.get(name) is None}
    asked: dict[str, Remark] = {}
    choices: dict[str, tuple[tuple[int, str], ...]] = {}
    columns: set[int] = set()
    for one in shared:
        names = [name for name, index in understood.items() if index in one.under]
        if 0 < len(names) < len(one.under):
            asked |= {name: _which(reading.logbook, name, header.row, one) for name in names}
            choices |= dict.fromkeys(names, tuple((at, f"{one.text} {lower}") for at, lower in one.under.items()))
            columns |= one.under.keys()
    return SharedHeadings(below, asked, choices, frozenset(columns))


def _which(logbook: str, name: str, row: int, shared: SharedHeading) -> Remark:
    """That one heading stands over several columns: of a required column no row counts before somebody has chosen."""
    code = "which-column" if logbooks()[logbook].column(name).required else "which-of-several"
    return Remark(code, row, min(shared.under), shared.text, " or ".join(shared.under.values()))


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def _shared(above: Row, below: Row) -> list[SharedHeading]:
    """The shared headings; none where the lower row holds anything but words under them: such a row is data."""
    if any(below.kinds[index - 1 : index] != TEXT or not _is_word(text) for index, text in below.texts.items()):
        return []
    groups: list[SharedHeading] = []
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
