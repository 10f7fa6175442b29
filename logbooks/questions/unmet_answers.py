"""Answers that meet nothing in the sheets of a reading: what they speak of is not there, or leaves its cells unread."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.questions.causes import GatheredCauses
from logbooks.questions.checked_answers import headings_are
from logbooks.questions.words_written import (
    counted_in,
    currencies_of_amounts,
    currencies_with_rates,
    money_written,
    settings_written,
)
from logbooks.recognise.answers import (
    ALWAYS,
    ASK,
    NOTHING,
    TOGETHER,
    Answers,
    for_tab,
    is_a_day,
    tab_words,
    without_tab,
)
from logbooks.recognise.column_units import dimension_of
from logbooks.recognise.header_rows import first_rows, tab_question
from logbooks.recognise.logs_beside import TOLD
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.recognise.title_season import NAME as SEASON
from logbooks.vocabulary.crop_years import crop_year
from logbooks.vocabulary.sheet_words import fold, fold_header
from logbooks.vocabulary.units import read_unit
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

    from logbooks.warehouse.warehouse import Warehouse

WORDS = Path(__file__).with_name("unmet.toml")
OF_A_COLUMN = ("dates", "mark", "percent", "word", "unit", "money", "blank")
READ_WITH = ("size", "area", "dates", "mark", "percent", "unit", "currency", "money")  # the cells must be read then


@dataclass(frozen=True)
class UnmetAnswer:
    """An answer that holds and meets nothing: the id of its question, what was said, and why in one sentence."""

    question: str
    answer: str
    why: str


def unmet_answers(w: Warehouse) -> list[UnmetAnswer]:
    """The answers a reading was given that meet nothing in it, in the order they were given."""
    if not w.rows("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'unmet'"):
        return []  # a snapshot made before this was looked at
    return [UnmetAnswer(**row) for row in w.rows("SELECT question, answer, why FROM main.unmet ORDER BY number")]


def write_down(
    connection: duckdb.DuckDBPyConnection, found: Sequence[Recognised], answers: Answers, gathered: GatheredCauses
) -> None:
    """Fills the table of the answers that meet nothing."""
    sheets = _Sheets(connection, found, gathered)
    rows: list[tuple[int, str, str, str]] = []
    for question in dict.fromkeys(one.question for one in answers):
        said = answers.said(question)
        if said and said != ASK and (why := sheets.why_unmet(question, said, answers.all_said(question))):
            rows.append((len(rows), question, said, why))
    insert(connection, "unmet", rows, ("number", "question", "answer", "why"))


@cache
def _words() -> dict:
    return tomllib.loads(WORDS.read_text("utf-8"))


class _Sheets:
    """What stands in the sheets that were read, as far as answers speak of it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, found: Sequence[Recognised], gathered: GatheredCauses):
        self.connection, self.found, self.gathered = connection, found, gathered
        self.logs = [one for one in found if one.logbook is not None]
        self._of_tabs: dict[str, _Sheets] = {}
        self._words_below: dict[tuple[str, str, int], set[str]] = {}

    def why_unmet(self, question: str, said: str, all_said: Sequence[str]) -> str:
        """Why the answer meets nothing; "" where it does."""
        any_tab, tab = without_tab(question)
        if tab:
            of_tab = self._of_tab(tab)
            if not of_tab.found:
                return _words()["no_tab_called"].format(tab=tab)
            return of_tab.why_unmet(any_tab, said, all_said) or self._still_waiting(question, said)
        kind, _, about = question.partition("/")
        if kind == "column":
            return self._of_column(about, all_said)
        if kind in OF_A_COLUMN:
            why = self._of_heading(about) if about else ""
            why = why or (self._tells_itself(question, said) if kind == "money" else "")
        else:
            look = LOOKS.get(kind)
            why = look(self, about, said) if look else ""
        return why or (self._still_waiting(question, said) if kind in READ_WITH else "")

    def _of_tab(self, tab: str) -> _Sheets:
        """What stands in the tabs of that name alone."""
        if tab not in self._of_tabs:
            here = [one for one in self.found if tab_words(one.tab.sheet) == tab]
            self._of_tabs[tab] = _Sheets(self.connection, here, self.gathered)
        return self._of_tabs[tab]

    def _stands_below(self, one: Recognised, column: FoundColumn, word: str) -> bool:
        """Whether that word, or code, is in a cell of the column; the cells are gone through once for all words."""
        key = (one.tab.source, one.tab.sheet, column.index)
        if key not in self._words_below:
            texts = one.tab.table.column(f"c{column.index}").unique().to_pylist() if column.index else ()
            self._words_below[key] = {fold(text) or text.strip() for text in texts if text}
        return word in self._words_below[key]

    def _still_waiting(self, question: str, said: str) -> str:
        """An answer that is none leaves the cells waiting because somebody wanted it so."""
        hanging = self.gathered.hanging.get(question)
        if said == NOTHING or hanging is None or not hanging.examples:
            return ""
        words = _words()["still_waiting"]["one" if hanging.cells == 1 else "many"]
        return words.format(cells=hanging.cells, written=hanging.examples[0].written)

    def _columns(self, about: str) -> list[tuple[Recognised, FoundColumn]]:
        """The columns of the sheets that are such a column, as receipts.form."""
        logbook, _, name = about.partition(".")
        return [(one, one.columns[name]) for one in self.logs if one.logbook == logbook and name in one.columns]

    def _title(self, about: str) -> str:
        return logbooks()[about.partition(".")[0]].title

    def _tells_itself(self, question: str, said: str) -> str:
        """Money is answered of a heading for the tabs that do not say it themselves."""
        column, heading = question.partition("/")[2].split("/")[:2]
        headed = [(one, at) for one, at in self._columns(column) if _is_headed(at, heading)]
        own = [
            self._settled_money.get((question, one.tab.source, one.tab.sheet)) or _money_of_heading(one, at)
            for one, at in headed
        ]
        if said == NOTHING or not all(own) or said in own:
            return ""
        apart = for_tab(question, headed[0][0].tab.sheet)
        return _words()["tells_itself"].format(currency=", ".join(dict.fromkeys(filter(None, own))), apart=apart)

    @cached_property
    def _settled_money(self) -> dict[tuple[str, str, str], str]:
        """The currency that a tab tells of a column, by question, workbook and tab."""
        rows = self.connection.execute(
            """SELECT question, source, sheet, answer FROM settled JOIN _tabs USING (tab_no)
               WHERE question LIKE 'money/%'"""
        ).fetchall()
        return {(question, source, sheet): answer for question, source, sheet, answer in rows}

    def _of_heading(self, about: str) -> str:
        column, heading, *word = about.split("/")
        headed = [(one, at) for one, at in self._columns(column) if _is_headed(at, heading)]
        if not heading or not headed:
            return _words()["no_heading"].format(logbook=self._title(column), heading=heading)
        if word and not any(self._stands_below(one, at, word[0]) for one, at in headed):
            return _words()["no_word"].format(word=word[0], heading=heading)
        return ""

    def _of_column(self, about: str, all_said: Sequence[str]) -> str:
        """A heading must be there; several may hold side by side, each for the tab that has it."""
        logbook, _, name = about.partition(".")
        tabs = [one for one in self.logs if one.logbook == logbook]
        rows_of = next((told.rows_of for told in TOLD if told.logbook == logbook), ())
        if all_said[0] == NOTHING and any(one.logbook in rows_of for one in self.logs):
            return ""  # what stands in the rows of another log is not looked for
        if not tabs:
            return _words()["no_logbook"].format(logbook=self._title(about))
        if all_said[0] == NOTHING or any(_is_no_heading(name, said) for said in all_said):
            return ""
        told = {fold_header(said) for said in all_said}
        lacking = [one for one in tabs if told.isdisjoint(map(fold_header, one.headings))]
        if len(lacking) < len(tabs):
            lacking = [one for one in lacking if name not in one.columns and name not in one.constants]
        if not lacking:
            return ""
        tab, headings = lacking[0].tab.sheet, headings_are(lacking[0].headings)
        return _words()["no_such_heading"].format(tab=tab, answer=all_said[0], headings=headings)

    @cached_property
    def _tabs(self) -> set[str]:
        return {tab_question(first_rows(one.tab)) for one in self.found if one.tab.cells is not None and one.tab.width}

    def _tab(self, about: str, said: str) -> str:
        return "" if f"tab/{about}" in self._tabs else _words()["no_tab"]

    def _day_of_sale(self, about: str, said: str) -> str:
        days = [*self._columns("offers.offered_on"), *self._columns("offers.closed_on")]
        there = any(_is_headed(at, about) for _, at in days)
        return "" if there else _words()["no_heading"].format(logbook=self._title("offers"), heading=about)

    def _lot(self, about: str, said: str) -> str:
        codes = [(one, one.columns["lot_id"]) for one in self.logs if "lot_id" in one.columns]
        if not any(self._stands_below(one, at, about) for one, at in codes if one.logbook != "lots"):
            return _words()["no_lot_word"].format(word=about)
        known = {lot for (lot,) in self.connection.execute("SELECT lot_id FROM clean.lots").fetchall()}
        unknown = [lot for lot in said.split(TOGETHER) if lot not in known and lot != NOTHING]
        return _words()["no_lot"].format(answer=unknown[0]) if unknown else ""

    def _unit(self, dimension: str, about: str) -> str:
        there = f"{about}_{dimension}" in self._local_units
        return "" if there else _words()["no_unit"].format(word=about)

    @cached_property
    def _local_units(self) -> set[str]:
        return counted_in(self.connection, self.logs)

    def _currency(self, about: str, said: str) -> str:
        return "" if money_written(self.connection, self.logs, about) else _words()["no_money"].format(word=about)

    def _rate(self, about: str, said: str) -> str:
        if about in currencies_with_rates(self.connection):
            return _words()["rate_written"].format(currency=about)
        if about not in currencies_of_amounts(self.connection):
            return _words()["no_amount"].format(currency=about)
        far = self.connection.execute("SELECT usual FROM not_taken_rate WHERE currency = ?", [about]).fetchone()
        return _words()["rate_far_off"].format(usual=far[0], currency=about) if far else ""

    def _setting(self, about: str, said: str) -> str:
        value = settings_written(self.connection).get(about)
        return "" if value is None else _words()["setting_written"].format(value=value)


LOOKS: dict[str, Callable[[_Sheets, str, str], str]] = {
    "tab": _Sheets._tab,
    "day_of_sale": _Sheets._day_of_sale,
    "lot": _Sheets._lot,
    "size": lambda sheets, about, said: sheets._unit("kg", about),
    "area": lambda sheets, about, said: sheets._unit("ha", about),
    "currency": _Sheets._currency,
    "rate": _Sheets._rate,
    "setting": _Sheets._setting,
}


def _is_headed(column: FoundColumn, heading: str) -> bool:
    return (fold_header(column.header) or column.header.strip()) == heading


def _money_of_heading(one: Recognised, column: FoundColumn) -> str | None:
    name = next(name for name, at in one.columns.items() if at is column)
    return read_unit(column.unit or "", dimension_of(one.declared.column(name)), {}).currency


def _is_no_heading(name: str, said: str) -> bool:
    """Whether it says what holds for every row: a choice, a day, a season."""
    return said.startswith(ALWAYS) or is_a_day(said) or (name == SEASON and crop_year(said) is not None)
