"""The sample's logs typed another way, read again, and every number of every indicator beside the first reading."""

from __future__ import annotations

import math
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from connectors.cells import Workbook
from history.snapshots import store
from logbooks.catalogue import logbooks
from logbooks.check.intake import load
from logbooks.declare import Column, ColumnKind
from logbooks.vocabulary.shown_names import choice_title
from logbooks.warehouse.warehouse import Warehouse
from logbooks.workbooks.template import UNITS, heading
from logbooks.workbooks.template_guide import tab_name
from metrics.engine.compute import answers
from sample_data.excel import save
from sample_data.memory import tab_of
from sample_data.sheets import SampleCell, Sheet, cell
from tests.metrics.sample import AS_OF, rows

YEAR = "2025/26"
ENDS = ("low", "high", "low80", "high80")


class Typed:
    """How a person types: the language of headings and choices, and how a column's heading and cells are put."""

    language = "en"

    def heading(self, book, column: Column) -> str:
        return heading(book, column, self.language)

    def cell(self, column: Column, value) -> SampleCell | None:
        if value is not None and column.kind in (ColumnKind.CHOICE, ColumnKind.YES_NO):
            return SampleCell(
                choice_title(column, ("no", "yes")[value] if isinstance(value, bool) else value, self.language)
            )
        return cell(column, value)


def sheets(logs: dict[str, list[dict]], typed: Typed) -> list[Sheet]:
    """The tabs of these logs under the template's headings; a value that is a Cell stands as it is."""
    found = []
    for name, written in logs.items():
        book = logbooks()[name]
        columns = [column for column in book.columns if any(row.get(column.name) is not None for row in written)]
        lines = [[SampleCell(typed.heading(book, column)) for column in columns]]
        lines += [
            [
                value if isinstance(value := row.get(column.name), SampleCell) else typed.cell(column, value)
                for column in columns
            ]
            for row in written
        ]
        found.append(Sheet(tab_name(book, typed.language), lines))
    return found


def read(logs: dict[str, list[dict]], typed: Typed | None = None) -> Warehouse:
    """The logs as cells, through recognising, parsing and checking; without an Excel file."""
    read_at = datetime.combine(AS_OF, datetime.min.time(), UTC).isoformat(timespec="seconds")
    book = Workbook(
        "typed.xlsx",
        "0" * 64,
        read_at,
        None,
        tuple(tab_of("typed.xlsx", sheet) for sheet in sheets(logs, typed or Typed())),
    )
    connection = duckdb.connect()
    load(connection, [book])
    return Warehouse(connection, "typed", AS_OF)


def read_from_excel(logs: dict[str, list[dict]], typed: Typed, path: Path) -> Warehouse:
    """The same through an .xlsx and the reader a cooperative's workbook goes through."""
    save(sheets(logs, typed), path)
    return store.temporary([path], as_of=AS_OF)


def numbers(w: Warehouse, year: str | None = YEAR) -> dict[tuple, object]:
    """{(indicator, where, name, group): Estimate} of everything every indicator says."""
    found = {}
    for name, answer in answers(w, year).items():
        beside = {"difference": answer.difference, "relative": answer.relative}
        found |= {(name, "", "", group): one for group, one in (answer.groups | beside).items() if one is not None}
        for where in ("parts", "by"):
            found |= {
                (name, where, key, group): one
                for key, groups in getattr(answer, where).items()
                for group, one in groups.items()
            }
    return found


@cache
def first() -> dict[tuple, object]:
    """The numbers of the sample typed in English, in kg."""
    return numbers(read(rows()))


def changed(
    found: dict[tuple, object], but: tuple[str, ...] = (), n: bool = True, wanted: dict | None = None
) -> list[str]:
    """Every number that is not what it was, in words; empty where none is. `but` names indicators left aside."""
    wanted = wanted or first()
    keys = sorted(set(found) | set(wanted), key=str)
    return [said for key in keys if key[0] not in but for said in _apart(key, wanted.get(key), found.get(key), n)]


def _apart(key: tuple, one, other, n: bool) -> list[str]:
    named = " ".join(str(word) for word in key if word)
    if one is None or other is None:
        return [f"{named}: {'is new' if one is None else 'is gone'}"]
    seen = ("value", *ENDS, *(("n",) if n else ()), "basis", "to_date")
    assert set(seen) <= {field.name for field in fields(one)}
    return [
        f"{named}, {field}: {getattr(one, field)} became {getattr(other, field)}"
        for field in seen
        if not _alike(getattr(one, field), getattr(other, field))
    ]


def _alike(one, other) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


__all__ = [
    "AS_OF",
    "UNITS",
    "YEAR",
    "Typed",
    "changed",
    "first",
    "numbers",
    "read",
    "read_from_excel",
    "rows",
    "sheets",
]
