"""The lots as receipts, samples and sales tell of them in columns of their own, where no tab is a register of lots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from connectors.cells import Remark
from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.recognise.header_rows import Row, read_as
from logbooks.recognise.headings import LOOSE
from logbooks.recognise.mapping import TabMapping
from logbooks.recognise.recognised import FoundColumn, Recognised

LOTS = "lots"
TOLD = "lots-told-beside"
# What is true of a lot in whatever row it stands; an amount or a day is of the row.
OF_A_LOT = (ColumnKind.ID, ColumnKind.CHOICE, ColumnKind.TEXT)
NEEDED = frozenset(("lot_id", "stream"))


def with_lots(found: Sequence[Recognised]) -> list[Recognised]:
    """The readings, and behind them the lots in their rows."""
    firsts: list[Recognised] = []
    lots: list[Recognised] = []
    for one in found:
        columns = _columns(one)
        constants = {name: text for name, text in one.constants.items() if _is_of_a_lot(name) and name not in columns}
        if not columns.keys() >= {"lot_id"} or not columns.keys() | constants.keys() >= NEEDED:
            firsts.append(one)
            continue
        used = {column.index for column in columns.values()}
        first = replace(
            one,
            unknown=tuple((index, text) for index, text in one.unknown if index not in used),
            remarks=tuple(r for r in one.remarks if r.code != "unknown-column" or r.column not in used),
        )
        firsts.append(first)
        others = tuple((index, text) for index, text in _texts(one).items() if index not in used)
        told = ", ".join(f"“{column.header}”" for column in columns.values() if column.index)
        remarks = (Remark(TOLD, one.header_row, None, "", told),)
        lots.append(Recognised(one.tab, LOTS, one.header_row, columns, constants, others, (), remarks, beside=first))
    return [*firsts, *lots]


def _columns(one: Recognised) -> dict[str, FoundColumn]:
    """The columns of the reading that tell of its lots: its own of the same name, and those it knows nothing of."""
    if one.logbook is None or not one.declared.has("lot_id"):
        return {}
    columns = {name: column for name, column in one.columns.items() if _is_of_a_lot(name)}
    # what only its cells made a column of the log may be what its heading says of the lot
    free = {index for index, _ in one.unknown} | {settled.index for settled in one.settled}
    for name, candidates in read_as(Row(one.header_row, _texts(one)), LOTS, TabMapping()).found.items():
        hits = [(hit, index) for hit, index in candidates if index in free and hit.rank > LOOSE]
        if len(hits) == 1 and name not in columns and name not in one.constants and _is_of_a_lot(name):
            columns[name] = FoundColumn(hits[0][1], _texts(one)[hits[0][1]])
    return columns


def _is_of_a_lot(name: str) -> bool:
    declared = logbooks()[LOTS]
    return name != "note" and declared.has(name) and declared.column(name).kind in OF_A_LOT


def _texts(one: Recognised) -> dict[int, str]:
    """The headings of the tab, as far as they are known."""
    named = {column.index: column.header for column in one.columns.values() if column.index}
    return named | dict((*one.unknown, *one.of_the_tool))
