"""A person's own answers about their sheets: which logbook, which column, which unit; kept as a readable TOML file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from connectors.cells import Tab
from connectors.trouble import CannotGoOn
from logbooks.catalogue import logbooks
from logbooks.recognise.answers import Answers, GivenAnswer, for_tab, without_tab

ROW_NUMBER = "row number"
NOT_A_LOGBOOK = "not a logbook"


class BadMapping(CannotGoOn):
    """The mapping file says something we can't follow."""


@dataclass(frozen=True)
class TabMapping:
    """What a person said about the tabs whose workbook and tab name fit `source` and `sheet` (both may hold * and ?).

    `columns` gives each canonical column the header as it stands, or "row number", or "column D" where there is no
    header; columns that the tab's logbook does not have are of another tab that fits. `date_format` is written as in
    Python ("%B %d, %Y"); 1st, 2nd, 3rd, 4th are read as 1, 2, 3, 4. `strip` lists words taken out of a column's cells
    before they are read. Columns not named are still looked for. Raises BadMapping where a date format is none.
    """

    source: str = "*"
    sheet: str = "*"
    logbook: str | None = None
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    date_format: dict[str, str] = field(default_factory=dict)
    strip: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unit: dict[str, str] = field(default_factory=dict)
    decimal_mark: str | None = None
    date_order: str | None = None
    answers: Answers = field(default_factory=Answers)  # those of the whole mapping, for which the tab is looked at

    def __post_init__(self) -> None:
        for column, form in self.date_format.items():
            _require(
                _is_date_format(form),
                f"“{form}”, said of {column} in the mapping, is not a date format.",
                'Write it like "%B %d, %Y" for April 4, 2015 or "%d/%m/%Y" for 04/04/2015.',
            )

    def fits(self, source: str, sheet: str) -> bool:
        return fnmatchcase(source.casefold(), self.source.casefold()) and fnmatchcase(
            sheet.casefold(), self.sheet.casefold()
        )


@dataclass(frozen=True)
class Mapping:
    """All a person said: tab by tab, where the first that fits a tab holds, and in answers, which hold for any file."""

    tabs: tuple[TabMapping, ...] = ()
    answers: Answers = field(default_factory=Answers)

    def for_tab(self, source: str, sheet: str) -> TabMapping | None:
        """What was said about this tab, or None."""
        return next((tab for tab in self.tabs if tab.fits(source, sheet)), None)


SIMPLE = ("source", "sheet", "logbook", "header_row", "decimal_mark", "date_order")
TABLES = ("columns", "constants", "date_format", "strip", "unit")
ANSWER_KEYS = ("question", "answer", "said_by", "said_on")
WRITE_TABS = "Begin each part with [[tab]] or [[answer]], or make it again in Connect."
WRITE_ANSWERS = 'Write question = "size/qq" and answer = "46" below [[answer]], or answer it again in Questions.'


def load(path: Path) -> Mapping:
    """The mapping in that file; BadMapping says in one sentence what is wrong with it."""
    try:
        said = loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadMapping(
            f"The mapping {Path(path).name} could not be opened.",
            "Check that the file is there and is a text file.",
            str(error),
        ) from error
    _require(bool(said.tabs or said.answers), f"The mapping {Path(path).name} says nothing of any tab.", WRITE_TABS)
    return said


def loads(text: str) -> Mapping:
    """The mapping written in that text."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(
            f"The mapping is not readable TOML: {error}.", "Correct that line, or make the mapping again in Connect."
        ) from error
    for key in said:
        _require(key in ("tab", "answer", "answers"), f"“{key}” in the mapping means nothing here.", WRITE_TABS)
    tabs = said.get("tab", [])
    _require(
        isinstance(tabs, list) and all(isinstance(tab, dict) for tab in tabs),
        "The mapping must hold [[tab]] parts.",
        "Make it again in Connect.",
    )
    return Mapping(tuple(_tab(tab, number) for number, tab in enumerate(tabs, start=1)), _answers(said))


def _answers(said: dict) -> Answers:
    """The answers, from [[answer]] parts, and from a short table [answers] of question = answer before them."""
    short, parts = said.get("answers", {}), said.get("answer", [])
    _require(isinstance(short, dict), "The answers must be a table of questions and answers.", WRITE_ANSWERS)
    fits = isinstance(parts, list) and all(isinstance(one, dict) for one in parts)
    _require(fits, "The mapping must hold [[answer]] parts.", WRITE_ANSWERS)
    given = [{"question": question, "answer": answer} for question, answer in short.items()] + parts
    for number, one in enumerate(given, start=1):
        where = f"answer {number} of the mapping"
        for key in one:
            _require(key in ANSWER_KEYS, f"“{key}” in {where} means nothing here.", WRITE_ANSWERS)
        for key in ("question", "answer"):
            _require(
                isinstance(one.get(key), str | int | float | date), f"{where.capitalize()} has no {key}.", WRITE_ANSWERS
            )
    told = [GivenAnswer(**{key: str(value) for key, value in one.items()}) for one in given]
    return Answers(tuple(replace(one, question=_question(one.question)) for one in told))


def _question(written: str) -> str:
    """The id of the question, with the column it is about by its canonical name: unit/receipts.weight for
    unit/receipts.weight_kg."""
    any_tab, tab = without_tab(written)
    kind, *about = any_tab.split("/")
    logbook, _, column = about[0].partition(".") if about else ("", "", "")
    name = logbooks()[logbook].called(column) if logbook in logbooks() else None
    if name is None:
        return written
    question = "/".join([kind, f"{logbook}.{name}", *about[1:]])
    return for_tab(question, tab) if tab else question


def _tab(said: dict, number: int) -> TabMapping:
    where = f"tab {number} of the mapping"
    for key in said:
        if key not in (*SIMPLE, *TABLES):
            raise BadMapping(f"“{key}” in {where} means nothing here.", f"Use {', '.join((*SIMPLE, *TABLES))}.")
    _shapes(said, where)
    _require(
        said.get("logbook") in (None, NOT_A_LOGBOOK, *logbooks()),
        f"There is no logbook “{said.get('logbook')}” ({where}).",
        f"Use {', '.join(logbooks())} or “{NOT_A_LOGBOOK}”.",
    )
    fields: dict[str, Any] = {name: _by_column(said.get(name, {}), said.get("logbook"), where) for name in TABLES}
    fields["strip"] = {
        name: (words,) if isinstance(words, str) else tuple(words) for name, words in fields["strip"].items()
    }
    tab = TabMapping(**{key: said[key] for key in SIMPLE if key in said}, **fields)
    _require(
        tab.decimal_mark in (None, ",", "."),
        f"decimal_mark in {where} must be a comma or a point.",
        'Write decimal_mark = ",".',
    )
    _require(
        tab.date_order in (None, "dmy", "mdy"),
        f"date_order in {where} must be dmy or mdy.",
        'Write date_order = "dmy".',
    )
    _require(
        tab.header_row is None or (isinstance(tab.header_row, int) and tab.header_row >= 0),
        f"header_row in {where} must be a row number.",
        "Count rows as the sheet does, from 1.",
    )
    return tab


def _by_column(table: dict[str, Any], logbook: str | None, where: str) -> dict[str, Any]:
    """The table by canonical names. Without a logbook any that has a column of that name will do."""
    owners = [logbooks()[logbook]] if logbook in logbooks() else list(logbooks().values())
    found: dict[str, Any] = {}
    for written, value in table.items():
        name = next((called for one in owners if (called := one.called(written))), None)
        if name is None and len(owners) == 1:
            columns = ", ".join(column.clean_name for column in owners[0].columns)
            raise BadMapping(f"{logbook} has no column “{written}” ({where}).", f"Its columns are {columns}.")
        if name is None:
            raise BadMapping(
                f"No logbook has a column “{written}” ({where}).",
                "Write it as docs/logbooks.md has it, such as buyer or weight_kg.",
            )
        _require(name not in found, f"“{written}” in {where} is said twice.", f"Keep {written} or {name}, not both.")
        found[name] = value
    return found


def _shapes(said: dict, where: str) -> None:
    """Every part is what it should be: words, or a table of words; `strip` may list several."""
    for key in SIMPLE:
        kind, words = (int, "a row number") if key == "header_row" else (str, "text")
        _require(
            key not in said or isinstance(said[key], kind), f"{key} in {where} must be {words}.", f"Correct {key}."
        )
    for key in TABLES:
        table = said.get(key, {})
        _require(
            isinstance(table, dict),
            f"{key} in {where} must name columns.",
            f"Write [tab.{key}] and below it one line a column.",
        )
        for name, value in table.items():
            fits = isinstance(value, str) or (
                key == "strip" and isinstance(value, list) and all(isinstance(one, str) for one in value)
            )
            _require(fits, f"“{name}” in {key} of {where} must be text.", "Put it in quotation marks.")


def _is_date_format(form: str) -> bool:
    """Whether days are told apart when they are written so, and can be read again."""
    days = datetime(2015, 4, 3), datetime(2016, 11, 28)
    try:
        written = {day.strftime(form) for day in days}
        return len(written) == len(days) and all(datetime.strptime(one, form) for one in written)
    except (ValueError, re.error):
        return False


def _require(holds: bool, what: str, fix: str) -> None:
    if not holds:
        raise BadMapping(what, fix)


def refuse_unfitting(mapping: Mapping, read: Sequence[tuple[str, str]]) -> None:
    """Raises BadMapping where no part of a mapping speaks of any tab that was read, given by source and name: it would
    be passed over without a word."""
    if any(said.fits(source, sheet) for said in mapping.tabs for source, sheet in read) or not mapping.tabs:
        return
    _require(
        bool(read),
        "The mapping was not taken: no file has been read yet that it could speak of.",
        "Give the files first, or the files and the mapping together.",
    )
    meant = " or ".join(f"{said.source}, tab {said.sheet}" for said in mapping.tabs)
    there = "; ".join(f"{source}, tab {sheet}" for source, sheet in read[:3])
    raise BadMapping(
        f"The mapping speaks of no tab that was read: it is for {meant}.",
        f"Read was {there}. Correct source and sheet in the mapping; both may hold * for any letters.",
    )


def save(mapping: Mapping, path: Path) -> None:
    """Writes the mapping so that load() gives it back and a person can read and change it."""
    Path(path).write_text(dumps(mapping), "utf-8", newline="\n")


def tabs_said(mapping: Mapping, tabs: Iterable[Tab]) -> str:
    """What the mapping says of these tabs, as TOML text without the answers."""
    names = {(tab.source, tab.sheet) for tab in tabs}
    return dumps(Mapping(tuple(one for one in mapping.tabs if any(one.fits(*name) for name in names))))


def dumps(mapping: Mapping) -> str:
    """The mapping as TOML text."""
    lines = ["# What people said about their sheets. Made in Questions and Connect; may be changed by hand.", ""]
    for tab in mapping.tabs:
        lines.append("[[tab]]")
        lines += [f"{key} = {_value(getattr(tab, key))}" for key in SIMPLE if getattr(tab, key) is not None]
        for name in TABLES:
            if table := getattr(tab, name):
                lines += ["", f"[tab.{name}]", *(f"{_key(key)} = {_value(value)}" for key, value in table.items())]
        lines.append("")
    for answer in mapping.answers:
        said = ((key, getattr(answer, key)) for key in ANSWER_KEYS)
        lines += ["[[answer]]", *(f"{key} = {_value(value)}" for key, value in said if value or key == "answer"), ""]
    return "\n".join(lines)


def _value(value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    # A JSON string is a TOML string, but for the one control character JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _key(key: str) -> str:
    return (
        key
        if key.replace("_", "").replace("-", "").isascii() and key.replace("_", "").replace("-", "").isalnum()
        else _value(key)
    )
