"""Gives a tab that needs a crop year the one its title names, where no day of its workbook speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from logbooks.declare import ColumnKind
from logbooks.fixed_numbers import fixed
from logbooks.recognise.answers import ALWAYS, NO_ANSWER, Answers, about_column
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.settled_columns import Settled
from logbooks.recognise.titles import titles
from logbooks.vocabulary.crop_years import crop_years_in

NAME = "crop_year"
INTAKE = ("received_on", "opened_on")  # of the harvest itself; coffee is sold and paid for long after it
IN_FULL = re.compile(r"(\d{4})-(\d\d)-\d\d")
SHORT = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](?:20)?(\d\d)")
FIRST_MONTH = 10  # of a crop year where the settings name no other


def with_title_seasons(found: Sequence[Recognised], answers: Answers) -> list[Recognised]:
    """The recognised tabs, those that lack a crop year with that of their title."""
    return [_with_title(one, found, answers.of_tab(one.tab.sheet)) for one in found]


def _with_title(one: Recognised, found: Sequence[Recognised], answers: Answers) -> Recognised:
    if one.logbook is None or not one.declared.has(NAME) or not one.declared.column(NAME).required:
        return one
    if NAME in one.columns or NAME in one.constants:
        return one
    named = [(text, year) for text in titles(one) for year in crop_years_in(text)]
    question = about_column("column", one.logbook, NAME)
    if len({year for _, year in named}) != 1 or answers.said(question) in NO_ANSWER:
        return one
    title, year = named[0]
    if not _agree(year, (other for other in found if other.tab.source == one.tab.source)):
        return one
    missing = one.declared.column(NAME).title
    return replace(
        one,
        constants=one.constants | {NAME: year},
        remarks=tuple(r for r in one.remarks if not (r.code == "missing-column" and r.detail == missing)),
        settled=(*one.settled, Settled(question, f"{ALWAYS}{year}", NAME, title, 0, "title-names-season", title)),
    )


def _agree(year: str, tabs: Iterable[Recognised]) -> bool:
    """Whether nearly all days of intake that can be read one way only lie in that crop year, and none in a year it does
    not touch; true also where the workbook has no days of intake at all."""
    first, written, certain = int(year[:4]), 0, []
    for tab in tabs:
        for name in INTAKE:
            column = tab.columns.get(name)
            if column and column.index and tab.tab.cells is not None:
                days = [day for text in tab.below[f"c{column.index}"].to_pylist() if text and (day := _month(text))]
                written += len(days)
                certain += [day for day in days if day[1]]
    if not written:
        return True
    inside = [(y, m) in _months(first) for y, m in certain]
    touched = all(y in (first, first + 1) for y, _ in certain)
    return bool(certain) and touched and sum(inside) >= fixed("settled_share_of_words") * len(inside)


def season_of_days(one: Recognised) -> str | None:
    """The crop year in which all days of the tab lie that can be read one way only; None where they lie in several."""
    below = one.below
    days = {
        day
        for name, column in one.columns.items()
        if column.index and one.declared.column(name).kind is ColumnKind.DATE
        for text in below[f"c{column.index}"].to_pylist()
        if text and (day := _month(text)) and day[1]
    }
    firsts = {year if month >= FIRST_MONTH else year - 1 for year, month in days}
    return f"{(first := firsts.pop())}/{(first + 1) % 100:02d}" if len(firsts) == 1 else None


def _months(first: int) -> set[tuple[int, int]]:
    """Year and month of every month of the crop year that begins in that year."""
    return {(first, m) for m in range(FIRST_MONTH, 13)} | {(first + 1, m) for m in range(1, FIRST_MONTH)}


def _month(text: str) -> tuple[int, int] | None:
    """The year and month of a day; the month 0 where day and month could be exchanged; None where it is no day."""
    if full := IN_FULL.match(text):
        return int(full[1]), int(full[2])
    if not (short := SHORT.fullmatch(text.strip())):
        return None
    a, b, year = int(short[1]), int(short[2]), 2000 + int(short[3])
    months = {month for month in (a, b) if 1 <= month <= 12}
    return year, months.pop() if len(months) == 1 else 0
