"""The logs of one season as known on one day, each indicator asked when it is first needed."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import cached_property

from decisions.gates import standing
from decisions.what_if import plain_inputs
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine.compute import answer, crop_years
from metrics.engine.contract import Answer, CannotSay
from metrics.engine.economics import Inputs

MIDDLE = 180  # the day of a pilot on which its own season has begun and the one after it has not
# By rows that have a day: a register may hold weighed lots of a later season that say no day.
BEGUN = """
    SELECT max(crop_year) AS season FROM (SELECT crop_year FROM receipts UNION ALL SELECT crop_year FROM offers
        UNION ALL SELECT crop_year FROM quality)"""


def season_of(w: Warehouse) -> str | None:
    """The season of the pilot: the newest that had begun by its day 180, so that day 360 is not judged by the first
    weeks of the season after; the newest there is while no pilot began or no row has a day."""
    seasons, middle = crop_years(w), standing(w).gate_on(MIDDLE)
    day = w.as_of if middle is None else min(middle, w.as_of)
    begun = w.seen_on(day).rows(BEGUN)[0]["season"]
    return begun if begun in seasons else next(iter(seasons), None)


class LogsOfADay:
    """One warehouse with the season a verdict is about; `known` are answers that somebody has asked for already."""

    def __init__(self, w: Warehouse, known: Mapping[str, Answer] | None = None):
        self.w = w
        self.season = season_of(w)
        self._known = {id: one for id, one in (known or {}).items() if one.crop_year == self.season}
        self._days: dict[date, LogsOfADay] = {w.as_of: self}

    def on(self, day: date) -> LogsOfADay:
        """The same logs as known on another day, the same each time it is asked for."""
        if day not in self._days:
            self._days[day] = LogsOfADay(self.w.seen_on(day))
            self._days[day]._days = self._days
        return self._days[day]

    def answer(self, indicator: str) -> Answer:
        """The indicator of the season."""
        if indicator not in self._known:
            self._known[indicator] = answer(self.w, indicator, self.season)
        return self._known[indicator]

    def knowing(self, found: Answer) -> LogsOfADay:
        """The same with another answer of one indicator."""
        other = copy(self)
        other._known, other._days = {**self._known, found.id: found}, {}
        other._days[self.w.as_of] = other
        return other

    @cached_property
    def inputs(self) -> Inputs | None:
        """The figures break-even rests on, as plain numbers; None where they can't be had."""
        try:
            return plain_inputs(measured_inputs(self.w, self.season))
        except CannotSay:
            return None

    def one(self, sql: str) -> dict:
        """The first row of a query that may name $season."""
        return self.w.rows(sql, {"season": self.season})[0]

    def kept(self, names: list[str]) -> frozenset[str]:
        """Those of the logbooks that hold a row."""
        return frozenset(name for name in names if self.w.rows(f"SELECT 1 FROM {quoted(name)} LIMIT 1"))
