"""The logs of one season as known on one day, each indicator asked when it is first needed."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import cached_property

from decisions.what_if import plain_inputs
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine.compute import answer, crop_years
from metrics.engine.contract import Answer, CannotSay
from metrics.engine.economics import Inputs


class LogsOfADay:
    """One warehouse with the season a verdict is about; `known` are answers that somebody has asked for already."""

    def __init__(self, w: Warehouse, known: Mapping[str, Answer] | None = None):
        self.w = w
        self.season = next(iter(crop_years(w)), None)
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
