"""One question to the warehouse: a crop year and filters, with the shared tables laid out once for all indicators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

import pyarrow

from logbooks.catalogue import logbooks
from logbooks.warehouse.shared_tables import lay_out
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.engine.contract import SPLITS
from metrics.engine.metric_catalogue import metrics

NO_ROW = -1  # in a list of row ids: a place where there is none


def _as_rows(table: pyarrow.Table) -> list[dict]:
    """The rows as dictionaries; lists of row ids as arrays, because a season may rest on a million rows."""
    columns = [
        _row_ids(column) if name == "row_id" else _plain(column).to_pylist()
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    return [dict(zip(table.column_names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(column: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """Whole numbers too large for 64 bits come as decimals; numpy wants floats."""
    return column.cast(pyarrow.float64()) if pyarrow.types.is_decimal(column.type) else column


def _row_ids(column: pyarrow.ChunkedArray) -> list:
    if not pyarrow.types.is_list(column.type):
        return column.to_pylist()
    lists = column.combine_chunks()
    ids, ends = lists.values.fill_null(NO_ROW).to_numpy(), lists.offsets.to_numpy()
    return [
        ids[start:end] if there else None
        for (start, end), there in zip(pairwise(ends), lists.is_valid().to_pylist(), strict=True)
    ]


class Asked:
    """A crop year of a warehouse, filtered; `rows` gives the contract rows of any indicator's SQL for it."""

    def __init__(
        self, warehouse: Warehouse, crop_year: str | None, filters: Mapping[str, tuple[str, ...]] | None = None
    ):
        self.as_of, self.crop_year = warehouse.as_of, crop_year
        self.filters = {split: tuple(values) for split, values in (filters or {}).items() if values}
        unknown = set(self.filters) - set(SPLITS)
        if unknown:
            raise ValueError(f"no indicator can be filtered by {', '.join(sorted(unknown))}")
        self._rows: dict[tuple[str, bool], list[dict]] = {}
        self._cursor, self._laid_out = warehouse.cursor(), set()
        for split in SPLITS:  # for tables that compare lots with each other: both sides must be of the selection
            self._cursor.execute(
                f"SET VARIABLE only_{split} = ?::VARCHAR[]", [list(self.filters.get(split, ())) or None]
            )
        has_streams = self._one("SELECT count(*) FROM clean.lots WHERE stream IS NOT NULL")
        self.groups = ("micro", "bulk") if has_streams else ("all",)

    def _one(self, sql: str):
        lay_out(self._cursor, sql, self._laid_out)
        return self._cursor.execute(sql).fetchall()[0][0]

    def fetched(self, sql: str, parameters: list | None = None) -> list[dict]:
        """The result of any query, as dictionaries."""
        lay_out(self._cursor, sql, self._laid_out)
        cursor = self._cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def rows(self, sql: str, filtered: bool = True, own_groups: bool = False) -> list[dict]:
        """The rows of a SQL of the contract for this crop year and these filters.

        Without register the stream is all, save where the groups are no streams but `own_groups` of the indicator.
        """
        if (sql, filtered) in self._rows:
            return self._rows[sql, filtered]
        asked, where = [], ["true"]
        if self.crop_year is not None:
            where.append("crop_year = ?")
            asked.append(self.crop_year)
        if filtered:
            for split, values in self.filters.items():
                where.append(f"list_contains(?, {quoted(split)})")
                asked.append(list(values))
        lay_out(self._cursor, sql, self._laid_out)
        found = _as_rows(
            self._cursor.sql(f"SELECT * FROM ({sql}) WHERE {' AND '.join(where)}", params=asked).to_arrow_table()
        )
        if self.groups == ("all",) and not own_groups:
            for row in found:
                row["stream"] = "all"
        self._rows[sql, filtered] = found
        return found

    def setting(self, name: str, stream: str | None = None) -> str | None:
        """One setting as it was written: of that stream, else of all."""
        return self._settings.get((name, stream), self._settings.get((name, None)))

    def number(self, name: str, stream: str | None = None) -> float | None:
        """One setting as a number, None where it is absent or no number."""
        try:
            return float(self.setting(name, stream))
        except (TypeError, ValueError):
            return None

    @cached_property
    def _settings(self) -> dict[tuple[str, str | None], str]:
        return {
            (r["setting"], r["stream"]): r["value"] for r in self.fetched("SELECT setting, stream, value FROM setting")
        }

    @cached_property
    def currency(self) -> str:
        """The base currency."""
        return self._one("SELECT currency FROM base")

    @cached_property
    def left_out(self) -> dict[str, int]:
        """Rows left out at the check, by logbook; empty where nothing was checked."""
        known = self._one("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'ledger'")
        if not known:
            return {}
        return {
            r["logbook"]: r["n"]
            for r in self.fetched("SELECT logbook, sum(left_out)::INT AS n FROM main.ledger GROUP BY logbook")
        }

    @cached_property
    def filled(self) -> dict[str, set[str]]:
        """The columns that hold something, of the logbooks and columns indicators ask for; a logbook without a row is
        absent."""
        wanted: dict[str, set[str]] = {}
        for metric in metrics().values():
            for book in metric.reads:
                wanted.setdefault(book, set())
            for book, name in (column.split(".") for column in metric.columns):
                wanted[book].add(name)
        counts = [(book, name) for book, names in wanted.items() for name in (None, *sorted(names))]
        asked = ", ".join(
            f"(SELECT count({'*' if name is None else quoted(logbooks()[book].column(name).clean_name)}) FROM "
            f"clean.{quoted(book)})"
            for book, name in counts
        )
        number = dict(zip(counts, self._cursor.execute(f"SELECT {asked}").fetchall()[0], strict=True))
        return {
            book: {name for name in names if number[book, name]} for book, names in wanted.items() if number[book, None]
        }

    def missing(self, reads: tuple[str, ...], columns: tuple[str, ...]) -> str | None:
        """The sentence naming the logbook or column that holds nothing, None where all hold something."""
        books = logbooks()
        for book in dict.fromkeys([c.split(".")[0] for c in columns] or reads):
            if book not in self.filled:
                return f"The logbook {books[book].title} holds no rows."
        for book, name in (c.split(".") for c in columns):
            if name not in self.filled[book]:
                return f"The column {books[book].column(name).title} of the logbook {books[book].title} is empty."
        return None
