"""Finds out what a tab is: which logbook, where its header row stands, which column is which and in which unit."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from connectors.cells import TEXT, Remark, Tab
from logbooks import headers
from logbooks.catalogue import logbooks
from logbooks.headers import LOOSE, Match, match
from logbooks.mapping import NOT_A_LOGBOOK, ROW_NUMBER, Mapping, TabMapping
from logbooks.words import fold, guide_words, header_words, tab_words

FIRST_ROWS = 20
GUIDE, EMPTY, SAID_SO = "guide", "empty", "said so"
MAPPED = headers.EXACT + 1


@dataclass(frozen=True)
class FoundColumn:
    """Where a canonical column stands: `index` counts from 1, 0 is the row number itself.

    `unit` is what stands in the header (kg, qq, %, ha, USD/lb, USc per lb) for logbooks/beside.py to read; where that
    can't, there is a remark unknown-unit. `strip` is taken out of each cell, small or capital, before it is read.
    """

    index: int
    header: str
    unit: str | None = None
    strip: tuple[str, ...] = ()
    date_format: str | None = None


@dataclass(frozen=True)
class Recognised:
    """What a tab was found to be. Data begin below `header_row` (a row of the sheet, 0 where there is none).

    With `logbook` None the tab is not read: `not_a_log` says "guide", "empty" or "said so" where that is as it should
    be, else the remarks say why. A required column that is missing is a remark, and the tab can't be used.
    """

    tab: Tab
    logbook: str | None = None
    header_row: int = 0
    columns: dict[str, FoundColumn] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    decimal_mark: str | None = None
    date_order: str | None = None
    not_a_log: str = ""


@dataclass(frozen=True)
class Row:
    """One of the first rows: its number in the sheet and what its cells say."""

    row: int
    texts: dict[int, str]
    kinds: str = ""


@dataclass(frozen=True)
class Reading:
    """One logbook tried on one row: which cell would be which column, best first."""

    logbook: str
    row: Row
    found: dict[str, list[tuple[Match, int]]]
    given: frozenset[str] = frozenset()      # canonical columns a person gave as constants or the row number

    @property
    def missing(self) -> tuple[str, ...]:
        """Required columns that no cell names and nobody gave."""
        forms = {best[0][0].form and "form" for best in self.found.values()}
        return tuple(column.name for column in logbooks()[self.logbook].columns
                     if column.required and column.name not in self.found and column.name not in self.given | forms)

    @property
    def weight(self) -> float:
        """How many columns were found; one found by a loose word counts half."""
        return sum(0.5 if best[0][0].rank == LOOSE else 1.0 for best in self.found.values())


def recognise(tab: Tab, mapping: Mapping | None = None) -> Recognised:
    """What the tab is: logbook, header row, columns, units; read from its first 20 filled rows, its name and the mapping."""
    said = mapping.for_tab(tab.source, tab.sheet) if mapping else None
    if said and said.logbook == NOT_A_LOGBOOK:
        return Recognised(tab, not_a_log=SAID_SO)
    if tab.cells is None or tab.cells.num_rows == 0:
        return Recognised(tab, not_a_log=EMPTY)
    rows = _first_rows(tab)
    if not (said and said.logbook) and _is_guide(tab, rows):
        return Recognised(tab, not_a_log=GUIDE)
    reading, why_not = _choose(tab, rows, said or TabMapping())
    return _settle(tab, rows, reading, said or TabMapping()) if reading else Recognised(tab, remarks=(why_not,))


def _first_rows(tab: Tab) -> list[Row]:
    names = [f"c{number}" for number in range(1, tab.width + 1)]
    found = []
    for cells in tab.cells.slice(0, FIRST_ROWS).to_pylist():
        texts = {number: cells[name].strip() for number, name in enumerate(names, start=1) if cells[name] and cells[name].strip()}
        found.append(Row(cells["row"], texts, cells["kinds"]))
    return found


def _is_guide(tab: Tab, rows: list[Row]) -> bool:
    first = next(iter(rows[0].texts.values()), "")
    return fold(tab.sheet) in guide_words() or fold(first).startswith("lotwise")


# --- which logbook -------------------------------------------------------------------------------------------------

def _choose(tab: Tab, rows: list[Row], said: TabMapping) -> tuple[Reading | None, Remark]:
    """The one reading that fits, or the remark that says why there is none."""
    if said.logbook:
        return _best(rows, said.logbook, said), Remark("no-header")
    named = _named(tab.sheet)
    if named and _complete(by_name := _best(rows, named, said)):
        return by_name, Remark("")
    readings = sorted((_best(rows, logbook, said) for logbook in logbooks()), key=lambda r: (_complete(r), r.weight), reverse=True)
    first, complete = readings[0], [reading for reading in readings if _complete(reading)]
    if complete:
        equal = [reading for reading in complete if reading.weight == first.weight]
        if len(equal) > 1:
            return None, Remark("which-logbook", first.row.row, detail=", ".join(logbooks()[r.logbook].title for r in equal))
        return first, Remark("")
    return _choose_incomplete(sorted(readings, key=lambda r: r.weight, reverse=True), named)


def _complete(reading: Reading) -> bool:
    return not reading.missing and reading.weight >= 1.5


def _choose_incomplete(readings: list[Reading], named: str | None) -> tuple[Reading | None, Remark]:
    """No logbook has all it needs: the one the tab is named after, or one that leads clearly and lacks a single column."""
    first, second = readings[:2]
    by_name = next((reading for reading in readings if reading.logbook == named), None)
    if by_name and by_name.weight >= 2:
        return by_name, Remark("")
    if first.weight >= 3 and len(first.missing) == 1 and first.weight >= second.weight + 2:
        return first, Remark("")
    if first.weight < 2:
        return None, Remark("no-header", detail=logbooks()[named].title if named else "")
    declared = logbooks()[first.logbook]
    lacking = ", ".join(declared.column(name).title for name in first.missing)
    return None, Remark("tab-not-recognised", first.row.row, detail=f"{declared.title}: {lacking}")


def _named(sheet: str) -> str | None:
    """The logbook the tab is named after: Lotes, Lotes 2025-26, Recibos Estación Norte; None where two or none fit."""
    words = [word for word in fold(sheet).split() if not any(c.isdigit() for c in word)]
    if exact := tab_words().get(" ".join(words)):
        return exact
    runs = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    inside = {tab_words()[run] for run in runs if run in tab_words()}
    return inside.pop() if len(inside) == 1 else None


def _best(rows: list[Row], logbook: str, said: TabMapping) -> Reading:
    """The logbook on the row that fits it best; the upper one of equals; two rows joined where only together they do."""
    if said.header_row is not None:
        rows = [row for row in rows if row.row == said.header_row] or [Row(said.header_row, {})]
        return _read(rows[0], logbook, said)
    best = max((_read(row, logbook, said) for row in rows), key=_fit)
    joined = [_read(both, logbook, said) for above, below in pairwise(rows)
              if best.row in (above, below) and (both := _joined(above, below))]
    best_joined = max(joined, key=_fit, default=best)
    return best_joined if _fit(best_joined) > _fit(best) else best


def _fit(reading: Reading) -> tuple[float, float]:
    return reading.weight, -reading.row.row


def _joined(above: Row, below: Row) -> Row | None:
    """A header in two rows, such as Asked over price, as one; None where a lower cell is not text."""
    if below.row != above.row + 1 or any(below.kinds[index - 1] != TEXT for index in below.texts if index <= len(below.kinds)):
        return None
    indexes = sorted(above.texts.keys() | below.texts.keys())
    return Row(below.row, {i: " ".join(row.texts[i] for row in (above, below) if i in row.texts) for i in indexes})


def _read(row: Row, logbook: str, said: TabMapping) -> Reading:
    """Every cell of the row tried as a header of the logbook; what a person said comes first."""
    found: dict[str, list[tuple[Match, int]]] = {}
    pointed = {name: place for name, where in said.columns.items() if (place := _pointed(where, row)) is not None}
    for name, index in pointed.items():
        if index:
            own = match(logbook, row.texts.get(index, ""))
            unit = own.unit if own and own.column == name else None
            found[name] = [(Match(name, MAPPED, unit), index)]
    for index, text in row.texts.items():
        hit = match(logbook, text)
        if hit and hit.column not in said.columns and hit.column not in said.constants and index not in pointed.values():
            found.setdefault(hit.column, []).append((hit, index))
    for candidates in found.values():
        candidates.sort(key=lambda candidate: (-candidate[0].rank, candidate[1]))
    given = frozenset(said.constants) | {name for name, index in pointed.items() if index == 0}
    return Reading(logbook, row, found, given)


def _pointed(where: str, row: Row) -> int | None:
    """The column a person points to: 0 for the row number, by letter for "column D", else by its header in this row."""
    if fold(where) == ROW_NUMBER:
        return 0
    if by_letter := re.fullmatch(r"column ([A-Z]{1,3})", where.strip()):
        number = 0
        for letter in by_letter[1]:
            number = number * 26 + ord(letter) - 64
        return number
    same = [index for index, text in row.texts.items() if text == where] or [index for index, text in row.texts.items() if fold(text) == fold(where)]
    return same[0] if len(same) == 1 else None


# --- which column --------------------------------------------------------------------------------------------------

def _settle(tab: Tab, rows: list[Row], reading: Reading, said: TabMapping) -> Recognised:
    """The reading as the answer: one cell a column, the rest listed with what was wrong."""
    declared, row = logbooks()[reading.logbook], reading.row
    remarks: list[Remark] = []
    columns = {name: FoundColumn(0, ROW_NUMBER) for name, where in said.columns.items() if _pointed(where, row) == 0}
    constants = dict(said.constants)
    taken: set[int] = set()
    for name, candidates in reading.found.items():
        hit, index = candidates[0]
        equals = [other for found, other in candidates if found.rank == hit.rank]
        taken |= set(equals)
        if len(equals) > 1 and (index := _the_one(tab, row, equals)) is None:
            remarks += [Remark("duplicate-column", row.row, other, row.texts[other], declared.column(name).title) for other in equals]
            continue
        if len(equals) > 1:
            remarks += [Remark("duplicate-column-same", row.row, other, row.texts[other], declared.column(name).title) for other in equals if other != index]
            hit = next(found for found, other in candidates if other == index)
        if not hit.unit_understood and name not in said.unit:
            remarks.append(Remark("unknown-unit", row.row, index, row.texts.get(index, ""), hit.unit or ""))
        if hit.form and "form" not in reading.found:
            constants.setdefault("form", hit.form)
        columns[name] = FoundColumn(index, row.texts.get(index, ""), said.unit.get(name, hit.unit),
                                    said.strip.get(name, ()), said.date_format.get(name))
    remarks += [Remark("mapped-column-not-found", row.row, None, where, declared.column(name).title)
                for name, where in said.columns.items() if _pointed(where, row) is None]
    remarks += [Remark("missing-column", row.row, None, "", column.title) for column in declared.columns
                if column.required and column.name not in columns and column.name not in constants]
    unknown = tuple((index, text) for index, text in row.texts.items() if index not in taken)
    remarks += [Remark("unknown-column", row.row, index, text, _did_you_mean(reading.logbook, text, columns)) for index, text in unknown]
    remarks += _without_header(tab, row, taken)
    order = said.date_order or next((o for c in columns.values() if (o := headers.date_order_in(c.header))), None)
    found = Recognised(tab, reading.logbook, row.row, columns, constants, unknown, tuple(remarks), said.decimal_mark, order)
    return _with_units_below(found, rows)


def _below(tab: Tab, row: Row, index: int):
    """The cells of a column under the header."""
    numbers = tab.cells.column("row").to_numpy()
    return tab.cells.column(f"c{index}").slice(int((numbers <= row.row).sum()))


def _the_one(tab: Tab, row: Row, indexes: list[int]) -> int | None:
    """Of columns under the same name the one to use: the only filled one, or the first where all hold the same; else none."""
    filled = [index for index in indexes if _below(tab, row, index).null_count < len(_below(tab, row, index))]
    if len(filled) <= 1:
        return (filled or indexes)[0]
    first = _below(tab, row, filled[0])
    return filled[0] if all(_below(tab, row, index).equals(first) for index in filled[1:]) else None


def _without_header(tab: Tab, row: Row, taken: set[int]) -> list[Remark]:
    return [Remark("column-without-header", row.row, index) for index in range(1, tab.width + 1)
            if index not in row.texts and index not in taken and _below(tab, row, index).null_count < len(_below(tab, row, index))]


def _did_you_mean(logbook: str, text: str, found: dict[str, FoundColumn]) -> str:
    """The title of a column not found yet whose words look like this header, or nothing."""
    words = {word: name for word, name in header_words(logbook).items() if name not in found}
    near = difflib.get_close_matches(fold(text)[:headers.LONGEST], words, n=1, cutoff=0.8)
    return logbooks()[logbook].column(words[near[0]]).title if near else ""


def _with_units_below(found: Recognised, rows: list[Row]) -> Recognised:
    """A row right under the header that holds nothing but units (kg, %, dd/mm/yyyy) belongs to the header."""
    below = next((row for row in rows if row.row == found.header_row + 1), None)
    by_index = {column.index: name for name, column in found.columns.items()}
    if below is None or not below.texts:
        return found
    units, declared, order = {}, logbooks()[found.logbook], found.date_order
    for index, text in below.texts.items():
        name = by_index.get(index)
        unit = headers.unit_for(declared.column(name), text) if name else None
        if unit is None and not headers.date_order_in(text):
            return found
        order = order or headers.date_order_in(text)
        if unit:
            units[name] = unit
    if not units:
        return found
    columns = {name: replace(c, unit=c.unit or units.get(name)) for name, c in found.columns.items()}
    return replace(found, header_row=below.row, columns=columns, date_order=order)
