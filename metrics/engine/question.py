"""One question to the warehouse: a crop year and filters, with the shared tables laid out once for all indicators."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from logbooks.catalogue import logbooks
from logbooks.fixed_numbers import fixed
from logbooks.questions.open_questions import OpenQuestion, kept_questions
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.engine.contract import SPLITS, Metric
from metrics.engine.metric_catalogue import metrics
from metrics.engine.open_answers import no_rows


class Question:
    """A crop year of a warehouse, filtered; `rows` gives the contract rows of any indicator's SQL for it."""

    def __init__(
        self,
        warehouse: Warehouse,
        crop_year: str | None,
        filters: Mapping[str, tuple[str, ...]] | None = None,
        half: int = 0,
    ):
        self.as_of, self.crop_year = warehouse.as_of, crop_year
        self.filters = {split: tuple(values) for split, values in (filters or {}).items() if values}
        unknown = set(self.filters) - set(SPLITS)
        if unknown:
            raise ValueError(f"no indicator can be filtered by {', '.join(sorted(unknown))}")
        self._rows: dict[tuple[str, bool], list[dict]] = {}
        self._shared = warehouse.shared_tables(half)
        has_streams = self._one("SELECT count(*) FROM clean.lots WHERE stream IS NOT NULL")
        self.groups = ("micro", "bulk") if has_streams else ("all",)

    def _one(self, sql: str):
        return self._shared.ask(sql, chosen=self.filters)[1][0][0]

    def fetched(self, sql: str, parameters: list | dict | None = None) -> list[dict]:
        """The result of any query, as dictionaries."""
        names, rows = self._shared.ask(sql, parameters, self.filters)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def rows(self, sql: str, filtered: bool = True, own_groups: bool = False) -> list[dict]:
        """The rows of a SQL of the contract for this crop year and these filters.

        Without register the stream is all, save where the groups are no streams but `own_groups` of the indicator.
        """
        filters = self.filters if filtered else {}
        if (sql, bool(filters)) in self._rows:
            return self._rows[sql, bool(filters)]
        asked: list[object] = []
        where = ["true"]
        if self.crop_year is not None:
            where.append("crop_year = ?")
            asked.append(self.crop_year)
        for split, values in filters.items():
            where.append(f"list_contains(?, {quoted(split)})")
            asked.append(list(values))
        found = [
            {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}
            for row in self.fetched(f"SELECT * FROM ({sql}) WHERE {' AND '.join(where)}", asked)
        ]
        if self.groups == ("all",) and not own_groups:
            for row in found:
                row["stream"] = "all"
        self._rows[sql, bool(filters)] = found
        return found

    def count(self, row_ids: tuple[int, ...]) -> int:
        """How many sheet rows these stand for, the deliveries of a day each counted."""
        return sum(self._slips[row_id] if row_id < -1 else 1 for row_id in row_ids)

    @cached_property
    def _slips(self) -> dict[int, int]:
        return dict(self._shared.ask("SELECT row_id, slips FROM delivery_day")[1])

    def setting(self, name: str, stream: str | None = None) -> str | None:
        """One setting as it was written: of that stream, else of all."""
        return self._settings.get((name, stream), self._settings.get((name, None)))

    def number(self, name: str, stream: str | None = None) -> float | None:
        """One setting as a number, None where it is absent or no number."""
        written = self.setting(name, stream)
        try:
            return None if written is None else float(written)
        except ValueError:
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
    def _ledger(self) -> dict[str, tuple[int, int]]:
        """Rows left out or not read yet, and all of them and those that count, by logbook."""
        known = self._one("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'ledger'")
        if not known:
            return {}
        parts = "logbook, sum(left_out + not_read)::INT AS lost, sum(rows_in - not_data)::INT AS rows_in"
        rows = self.fetched(f"SELECT {parts} FROM main.ledger GROUP BY logbook")
        return {r["logbook"]: (r["lost"], r["rows_in"]) for r in rows}

    @property
    def left_out(self) -> dict[str, int]:
        """Rows left out at the check or not read yet, by logbook; empty where nothing was checked."""
        return {book: lost for book, (lost, _) in self._ledger.items()}

    @cached_property
    def asked(self) -> list[OpenQuestion]:
        """What the reading leaves open, first what most hangs on."""
        return kept_questions(self.fetched)

    def may_wait_for(self, metric: Metric) -> str:
        """The first open question on which much of what an indicator reads hangs, above all of the columns it is made
        of; "" where none does."""
        for concerns in (metric.columns, metric.reads):
            for one in self.asked:
                kept = [name.split(".")[0] for name in set(concerns).intersection(one.keeps)]
                rows = sum(self._ledger.get(book, (0, 0))[1] for book in set(kept))
                if kept and max(one.unused, one.cells) >= fixed("named_question_share") * rows:
                    return one.asks
        return ""

    @cached_property
    def filled(self) -> dict[str, set[str]]:
        """The columns that hold something, of the logbooks and columns indicators ask for; a logbook without a row is
        absent."""
        wanted: dict[str, set[str]] = {}
        for metric in metrics().values():
            for book in metric.reads:
                wanted.setdefault(book, set())
            for book, name in (name.split(".") for column in metric.columns for name in (column, *also(column))):
                wanted[book].add(name)
        counts = {book: [None, *sorted(names)] for book, names in wanted.items()}
        asked = ", ".join(f"({_counting(book, names)})" for book, names in counts.items())
        found = iter(self._shared.ask(f"SELECT * FROM {asked}")[1][0])
        number = {(book, name): next(found) for book, names in counts.items() for name in names}
        return {
            book: {name for name in names if number[book, name]} for book, names in wanted.items() if number[book, None]
        }

    def empty(self, reads: tuple[str, ...], columns: tuple[str, ...]) -> str:
        """The first logbook of these columns, else of those read, that holds no rows; "" where each holds some."""
        books = dict.fromkeys([c.split(".")[0] for c in columns] or reads)
        return next((book for book in books if book not in self.filled), "")

    def missing(self, reads: tuple[str, ...], columns: tuple[str, ...]) -> str | None:
        """The sentence naming the logbook or column that holds nothing, None where all hold something."""
        books = logbooks()
        if empty := self.empty(reads, columns):
            return no_rows(empty, books[empty].title, self.asked)
        for column in columns:
            book, name = column.split(".")
            if not any(one.split(".")[1] in self.filled[book] for one in (column, *also(column))):
                return f"Nothing is written under {books[book].column(name).title} in the logbook {books[book].title}."
        return None


def also(column: str) -> tuple[str, ...]:
    """The columns of the same logbook that may hold in another way what is asked for: a price may be written as what it
    is above the exchange."""
    return {"offers.accepted_price": ("offers.differential",)}.get(column, ())


def _counting(book: str, names: list[str | None]) -> str:
    """The SQL that counts the rows of a logbook, and of each column those that hold something."""
    each = (quoted(logbooks()[book].column(name).clean_name) if name else "*" for name in names)
    return f"SELECT {', '.join(f'count({one})' for one in each)} FROM clean.{quoted(book)}"
