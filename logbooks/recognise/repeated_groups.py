"""Gives the rows of a survey's repeated groups, which stand on tabs of their own, the columns of their records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow

from connectors.cells import BLANK, TEXT, Remark, Tab
from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.recognise.headings import match
from logbooks.recognise.survey_headings import is_export, survey_row
from logbooks.vocabulary.survey_tools import joins, name_in_survey, records

JOINED, NOT_FOUND = "joined-to-record", "record-not-found"
TABLE_NAME = "_parent_table_name"
A_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d[\d.,' ]*")
ONE_AMOUNT = (ColumnKind.MASS, ColumnKind.MONEY)  # of a record it stands once, however many rows repeat it


@dataclass(frozen=True)
class JoinedTab:
    """A tab as it is to be read, as it was, and the place of the tab its rows were joined to, if any."""

    tab: Tab
    as_it_was: Tab
    parent: int | None = None


@dataclass(frozen=True)
class _Export:
    """A tab of an export: its headings by column, and the columns of the tool by name."""

    tab: Tab
    texts: dict[int, str]
    names: dict[str, int]

    def column(self, name: str) -> list[str]:
        """What stands below that heading, "" where blank."""
        return self.column_at(self.names[name])

    def column_at(self, index: int) -> list[str]:
        """What stands in that column below the headings, "" where blank."""
        return [text or "" for text in self.tab.table.column(f"c{index}").to_pylist()[1:]]


def with_their_records(tabs: Sequence[Tab]) -> list[JoinedTab]:
    """The tabs in their order, those of repeated groups with the columns of their records."""
    sheets = {place: sheet for place, tab in enumerate(tabs) if (sheet := _sheet(tab))}
    done: dict[int, JoinedTab] = {}
    for place in list(sheets):
        _join(place, sheets, done, ())
    return [done.get(place) or JoinedTab(tab, tab) for place, tab in enumerate(tabs)]


def _sheet(tab: Tab) -> _Export | None:
    """The tab where it is a survey's export, headings in its first row; else None."""
    if tab.cells is None or tab.cells.num_rows == 0:
        return None
    first = tab.cells.slice(0, 1).to_pylist()[0]
    texts = {at: text for at in range(1, tab.width + 1) if (text := first[f"c{at}"])}
    if not is_export(texts):
        return None
    return _Export(tab, texts, {name_in_survey(text): at for at, text in reversed(texts.items())})


def _join(place: int, sheets: dict[int, _Export], done: dict[int, JoinedTab], above: tuple[int, ...]) -> None:
    """Joins the tab of that place to its records, these first to theirs."""
    if place in done or place in above:
        return
    sheet = sheets[place]
    joined = JoinedTab(sheet.tab, sheet.tab)
    if joins().keys() & sheet.names.keys():
        joined = JoinedTab(replace(sheet.tab, remarks=(*sheet.tab.remarks, Remark(NOT_FOUND, 1))), sheet.tab)
    for mine, theirs in joins().items():
        for parent in _may_be(place, sheets, mine, theirs):
            _join(parent, sheets, done, (*above, place))
            rows = _rows(sheet, sheets[parent], mine, theirs)
            if rows is not None and joined.parent is None:
                joined = JoinedTab(_with_columns(sheet, sheets[parent], rows), sheet.tab, parent)
    done[place] = joined
    sheets[place] = _sheet(joined.tab) or sheet


def _may_be(place: int, sheets: dict[int, _Export], mine: str, theirs: str) -> list[int]:
    """The places of tabs whose records the rows may belong to; a mere number counts within its workbook, or where the
    tab is named."""
    sheet = sheets[place]
    if mine not in sheet.names:
        return []
    others = {at: one for at, one in sheets.items() if at != place and theirs in one.names}
    tops = [at for at, one in others.items() if mine not in one.names]
    if mine != "_parent_index":
        return tops
    names = set(sheet.column(TABLE_NAME)) - {""} if TABLE_NAME in sheet.names else set()
    named = [at for at, one in others.items() if {one.tab.sheet} == names]
    beside = [at for at in named or tops if others[at].tab.source == sheet.tab.source]
    found = beside or named
    return found if len(found) == 1 else []


def _rows(sheet: _Export, record: _Export, mine: str, theirs: str) -> list[int | None] | None:
    """For each row the place of its record below the headings, None where it names none; None altogether where a
    record is not there or stands twice."""
    keys = record.column(theirs)
    at = {key: number for number, key in enumerate(keys) if key}
    named = sheet.column(mine)
    if len(at) < len([key for key in keys if key]) or not any(named) or any(key and key not in at for key in named):
        return None
    return [at.get(key) for key in named]


def _with_columns(sheet: _Export, record: _Export, rows: list[int | None]) -> Tab:
    """The tab with the columns of its records behind its own, as far as they hold for each of their rows."""
    here = {name for names in _names(sheet).values() for name in names}
    own = survey_row(record.texts).own
    given = [
        at
        for at, names in _names(record).items()
        if at not in own and not here & set(names) and _holds_for_rows(names, record.column_at(at))
    ]
    at = pyarrow.array([0, *(None if row is None else row + 1 for row in rows)], pyarrow.int64())
    cells, letters = sheet.tab.table, [list(kinds) for kinds in sheet.tab.table.column("kinds").to_pylist()]
    kinds_there = record.tab.table.column("kinds").to_pylist()
    for number, index in enumerate(given, start=sheet.tab.width + 1):
        cells = cells.append_column(f"c{number}", record.tab.table.column(f"c{index}").take(at))
        for letter, row in zip(letters, at.to_pylist(), strict=True):
            letter.append(BLANK if row is None else kinds_there[row][index - 1])
    width = sheet.tab.width + len(given)
    if not sheet.names.keys() & set(records()) and (keys := _keys(record, rows)):
        width += 1
        cells = cells.append_column(f"c{width}", pyarrow.array([records()[0], *keys], pyarrow.string()))
        for letter, key in zip(letters, [records()[0], *keys], strict=True):
            letter.append(TEXT if key else BLANK)
    written = pyarrow.array(["".join(letter) for letter in letters], pyarrow.string())
    cells = cells.set_column(cells.schema.get_field_index("kinds"), "kinds", written)
    remark = Remark(JOINED, 1, None, "", f"{record.tab.sheet}: " + ", ".join(record.texts[index] for index in given))
    return replace(sheet.tab, cells=cells, width=width, remarks=(*sheet.tab.remarks, remark))


def _keys(record: _Export, rows: list[int | None]) -> list[str | None]:
    """A number of its own for each row: that of its record, and which of the record's rows it is."""
    name = next((name for name in records() if name in record.names), None)
    if name is None:
        return []
    numbers, seen = record.column(name), Counter[int]()
    keys: list[str | None] = []
    for row in rows:
        if row is not None:
            seen[row] += 1
        keys.append(f"{numbers[row]}-{seen[row]}" if row is not None and numbers[row] else None)
    return keys


def _names(sheet: _Export) -> dict[int, tuple[str, ...]]:
    """What each heading of people's own may be called: as it stands, and without its groups."""
    parted = survey_row(sheet.texts).names
    return {at: tuple(name.casefold() for name in (text, *parted.get(at, ()))) for at, text in sheet.texts.items()}


def _holds_for_rows(names: tuple[str, ...], cells: list[str]) -> bool:
    """Whether no logbook reads it as a weight or as money, which rows of one record share and must not repeat; what no
    logbook reads by its heading may be told by its words, and a number nobody knows may be an amount."""
    kinds = {
        book.column(hit.column).kind for book in logbooks().values() for name in names if (hit := match(book.id, name))
    }
    return not kinds & set(ONE_AMOUNT) if kinds else any(cells) and not any(A_NUMBER.fullmatch(cell) for cell in cells)
