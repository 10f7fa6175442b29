"""What mending a cause may change in the realised premium: its rows counted once with each plausible end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing
from functools import cached_property
from itertools import islice
from typing import Any

from decisions.fix_causes import FixCause
from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.problems import CELL_LEFT_OUT, LEFT_OUT, Problem
from logbooks.warehouse.trial_tables import TrialTables
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.engine import compute

MOST = 4  # causes tried, those first whose rows weigh most: each takes the whole premium twice
LEGS = ("offers", "processing", "receipts")  # what the premium is made of and what is kept of rows left out
DUPLICATES = "same-key-other-content"
ENDS = (0.1, 0.9)  # of the values that other rows of the same stream hold in that column
NUMBERS = (ColumnKind.MASS, ColumnKind.PRICE, ColumnKind.MONEY, ColumnKind.NUMBER, ColumnKind.DATE)
LIKELY = 2  # words of a column with choices, those that stand there most
MADE = """SELECT sum(produced_kg) AS kg FROM produced
    WHERE stream = 'micro' AND crop_year = $season AND lot_id NOT IN (SELECT lot_id FROM unjoined)"""


def premiums_at_stake(w: Warehouse, causes: Sequence[FixCause]) -> dict[Problem, float]:
    """By the first problem of a cause the most that mending it may change the realised premium of the newest season, in
    the base currency; a cause is absent where it can't be worked out."""
    may = [one for one in causes if one.first.logbook in LEGS and one.row_ids]
    may = [one for one in may if one.first.severity in (LEFT_OUT, CELL_LEFT_OUT)]
    may.sort(key=lambda one: (-(one.money or 0.0), -(one.kg or 0.0), -one.rows))
    if not may:
        return {}
    with closing(TrialTables(w)) as tables:
        tried = _Tried(w, tables)
        able = ((one, ends) for one in may if (ends := tried.ends(one)))
        changes = {one.first: tried.most(ends) for one, ends in islice(able, MOST)}
    return {problem: change for problem, change in changes.items() if change is not None}


class _Tried:
    """The premium of the newest season, as it stands and as it would be."""

    def __init__(self, w: Warehouse, tables: TrialTables):
        self.tables, self.season = tables, next(iter(compute.crop_years(w)), None)

    @cached_property
    def now(self) -> float | None:
        """The premium as it stands."""
        return self._premium(self.tables.seen())

    def ends(self, cause: FixCause) -> list[AbstractContextManager[Warehouse]]:
        """The ways in which its rows might count, each as long as it is entered; none where they belong to another
        season or can't be counted by a guess."""
        seasons = {row["crop_year"] for row in self._rows(cause)}
        return list(self._ends(cause)) if seasons == {self.season} else []

    def most(self, ends: Sequence[AbstractContextManager[Warehouse]]) -> float | None:
        """The largest change over these ends; None where there is a premium at none of them."""
        found = []
        for end in ends:
            with end as seen:
                found.append(self._premium(seen))
        changes = [abs(premium - (self.now or 0.0)) for premium in found if premium is not None]
        return round(max(changes), 2) if changes else None

    def _premium(self, seen: Warehouse) -> float | None:
        """What the pilot earned more than bulk would have, in the base currency: the premium per kg times the kg it
        stands for."""
        premium = compute.answer(seen, "realised_premium", self.season).difference
        if premium is None or premium.value is None:
            return None
        (made,) = seen.rows(MADE, {"season": self.season})
        return premium.value * (made["kg"] or 0.0)

    def _rows(self, cause: FixCause) -> list[dict]:
        """Crop year and stream of the rows of a cause, left out or not."""
        book = cause.first.logbook or ""
        select = " UNION ALL ".join(f"SELECT row_id, crop_year, stream FROM {view}" for view in (book, f"lost_{book}"))
        ids = {"ids": list(cause.row_ids)}
        return self.tables.seen().rows(f"FROM ({select}) WHERE row_id IN (SELECT unnest($ids::BIGINT[]))", ids)

    def _ends(self, cause: FixCause) -> Iterator[AbstractContextManager[Warehouse]]:
        book = logbooks()[cause.first.logbook or ""]
        if cause.first.code == DUPLICATES:
            for last in (False, True):
                yield self.tables.one_of_each(book.id, cause.row_ids, last)
        elif cause.first.name and book.has(cause.first.name):
            column = book.column(cause.first.name)
            for value in self._values(cause, column):
                yield self.tables.with_value(book.id, column, value, cause.row_ids)

    def _values(self, cause: FixCause, column: Column) -> list[Any]:
        """The plausible ends of a column: of numbers and days those of other rows of the stream, of words those that
        stand there most."""
        book, name, seen = cause.first.logbook or "", quoted(column.clean_name), self.tables.seen()
        if column.kind is ColumnKind.CHOICE:
            sql = f"SELECT {name} AS value FROM {book} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
            return [row["value"] for row in seen.rows(sql)][:LIKELY]
        if column.kind not in NUMBERS:
            return []
        sql = f"""SELECT unnest(quantile_disc({name}, [{ENDS[0]}, {ENDS[1]}])) AS value FROM {book}
            WHERE stream IN (SELECT unnest($streams::VARCHAR[]))"""
        streams = sorted({row["stream"] for row in self._rows(cause) if row["stream"]})
        ends = [row["value"] for row in seen.rows(sql, {"streams": streams})]
        return list(dict.fromkeys(end for end in ends if end is not None))
