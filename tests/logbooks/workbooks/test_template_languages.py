"""The template in eight other languages: nothing in it is English, and what is typed into it is read the same."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import repeat
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook, load_workbook

from connectors.reading.files import read_workbook
from logbooks.catalogue import logbooks
from logbooks.check.intake import load
from logbooks.declare import Column, ColumnKind
from logbooks.setting_text import read_value
from logbooks.settings import settings
from logbooks.vocabulary.setting_words import setting_choice_title, setting_title
from logbooks.vocabulary.sheet_words import LANGUAGES
from logbooks.vocabulary.shown_names import choice_title
from logbooks.vocabulary.template_words import example
from logbooks.workbooks.template import tabs_of, write_template
from tests.languages import EACH

OTHERS = [code for code in LANGUAGES if code != "en"]
WORDS = re.compile(r"[^\W\d_]{2}")
SAME = tomllib.loads(Path(__file__).with_name("same_words.toml").read_text("utf-8"))["same"]


@cache
def said_in(code: str, folder: Path) -> tuple[tuple[str, str], ...]:
    """Everything a person can read in the template, with its place; a note and a list piece by piece."""
    write_template(folder / f"{code}.xlsx", "all", code)
    said: list[tuple[str, str]] = []
    for number, page in enumerate(load_workbook(folder / f"{code}.xlsx").worksheets):
        said.append((f"{number} tab", page.title))
        for row in page.iter_rows():
            for cell in row:
                said.append((f"{number} {cell.coordinate}", cell.value if isinstance(cell.value, str) else ""))
                note = re.split("\n| · ", cell.comment.text) if cell.comment else []
                said += [(f"{number} {cell.coordinate} note {line}", words) for line, words in enumerate(note)]
        for rule in page.data_validations.dataValidation:
            words = rule.formula1.strip('"').split(",") if rule.formula1.startswith('"') else []
            said += [(f"{number} {rule.sqref} choice {n}", word) for n, word in enumerate(words)]
    return tuple(said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_stands_in_english(folder, code):
    english, local = dict(said_in("en", folder)), dict(said_in(code, folder))
    assert english.keys() <= local.keys()  # the others have one column more: what the screens call a setting
    allowed = {word for one in SAME if code in one.get("in", OTHERS) for word in one["words"]}
    left = {place: words for place, words in english.items() if words == local[place] and WORDS.search(words)}
    assert {place: words for place, words in left.items() if words not in allowed} == {}


def test_every_word_that_is_the_same_is_met_and_has_its_reason(folder):
    english = dict(said_in("en", folder))
    for one in SAME:
        assert one["reason"].endswith(".")
        for code in one.get("in", OTHERS):
            met = {words for place, words in said_in(code, folder) if english.get(place) == words}
            if "in" in one:
                assert set(one["words"]) <= met, (one["reason"], code)
        assert set(one["words"]) <= set(english.values()), one["reason"]


def clean_rows(connection: duckdb.DuckDBPyConnection, code: str) -> dict[str, list[tuple]]:
    """The clean rows of every logbook; words that are kept as typed stand for the English ones they translate."""
    found = {}
    for name, logbook in logbooks().items():
        columns = ", ".join(f'"{column.clean_name}"' for column in logbook.columns)
        rows = connection.execute(f'SELECT {columns} FROM clean."{name}" ORDER BY row_no').fetchall()
        found[name] = [tuple(map(in_english, row, logbook.columns, repeat(code))) for row in rows]
    return found


def in_english(value, column: Column, code: str):
    return column.example if column.kind is ColumnKind.TEXT and value == example(column.example, code) else value


@cache
def typed_over(folder: Path, code: str) -> duckdb.DuckDBPyConnection:
    """A template whose grey rows were typed over in their first cell, so that they are rows like any, and whose list of
    settings is copied below, each with its example: read, checked, asked about."""
    path = folder / f"typed_{code}.xlsx"
    write_template(path, "all", code)
    book = load_workbook(path)
    for page, (logbook, _) in zip(book.worksheets[1:], tabs_of("all"), strict=True):
        page["A2"] = page["A2"].value.partition(": ")[2]
        if logbook.id == "settings":
            for row in example_settings(code):
                page.append(row)
    book.save(path)
    connection = duckdb.connect()
    load(connection, [read_workbook(path)])
    return connection


def example_settings(code: str) -> list[tuple[str, str]]:
    """Every setting but the one in the grey row by its name in that language, its choice or its yes too."""
    signed, rows = logbooks()["documents"].column("signed"), []
    for name, one in settings().items():
        value = one["example"]
        if one.get("kind") == "choice":
            value = setting_choice_title(name, value, code)
        if one.get("kind") == "yes_no":
            value = choice_title(signed, value, code)
        rows.append((setting_title(name, code), value))
    return rows[1:]


@pytest.mark.parametrize("code", EACH)
def test_the_examples_and_settings_of_the_template_are_read_as_the_english_ones(folder, code):
    """One row in each of the 25 logbooks and a row for each setting: no problem, no question, the same clean rows."""
    read = typed_over(folder, code)
    assert read.execute("SELECT code, logbook, written FROM problems").fetchall() == []
    assert read.execute("SELECT question FROM asked").fetchall() == []
    rows = clean_rows(read, code)
    assert rows == clean_rows(typed_over(folder, "en"), "en")
    assert {name: value for name, value, *_ in rows["settings"]} == {n: one["example"] for n, one in settings().items()}
    assert {name: len(one) for name, one in rows.items()} == dict.fromkeys(logbooks(), 1) | {
        "settings": len(settings())
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_choice_of_a_setting_is_read_back(code):
    for name, one in settings().items():
        for choice in one.get("choices", ()):
            shown = setting_choice_title(name, choice, code)
            assert read_value(one, shown) == choice, (name, shown)


def read_settings(path: Path, *rows: tuple[str, str]) -> duckdb.DuckDBPyConnection:
    """A Spanish sheet of settings, read."""
    book = Workbook()
    book.active.title = "Ajustes"
    for row in [("Ajuste", "Valor"), *rows]:
        book.active.append(row)
    book.save(path)
    connection = duckdb.connect()
    load(connection, [read_workbook(path)])
    return connection


def test_a_setting_misspelt_in_a_language_is_met_with_the_name_of_that_language(tmp_path):
    read = read_settings(tmp_path / "s.xlsx", ("inicio del pilto", "2025-10-15"))
    assert read.execute("SELECT code, fix FROM problems").fetchall() == [
        ("unknown-setting", "Use a name from the list of settings. Perhaps you mean inicio del piloto.")
    ]


def test_one_setting_under_two_names_with_two_values_is_a_contradiction(tmp_path):
    read = read_settings(tmp_path / "s.xlsx", ("inicio del piloto", "2025-10-15"), ("pilot_start", "2025-11-01"))
    assert read.execute("SELECT DISTINCT code FROM problems").fetchall() == [("same-key-other-content",)]
