"""Numbers that decide stand once, with their reason; SQL names them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from logbooks.check.rules import rules
from logbooks.fixed_numbers import fixed, fixed_numbers, with_numbers
from logbooks.settings import settings
from logbooks.warehouse.shared_tables import macros, tables
from tests.support import warehouse_of

ROOT = Path(__file__).parents[2]
SQL = sorted((ROOT / "logbooks").rglob("*.sql"))
NOT_SQL = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\(VALUES.*?\) AS \w+\(", re.DOTALL)


def test_a_number_is_written_into_sql_by_its_name():
    assert with_numbers("kg >= {sold_out_share} * made") == "kg >= 0.99 * made"


def test_the_default_of_a_setting_is_written_in_too():
    assert with_numbers("coalesce(written, {moisture_low}, '{species}')") == "coalesce(written, 10, 'arabica')"


def test_other_braces_stay_as_they_are():
    assert with_numbers(r"{row}, \d{1,2}, \p{L}, {'state': 1}") == r"{row}, \d{1,2}, \p{L}, {'state': 1}"


def test_a_name_that_is_no_number_is_a_fault():
    with pytest.raises(KeyError):
        fixed("no_such_number")


@pytest.mark.parametrize("name", fixed_numbers())
def test_every_number_says_what_it_does_why_and_who_says_so(name):
    one = fixed_numbers()[name]
    assert one.means.endswith(".")
    assert one.reason.endswith(".")
    assert one.source
    assert one.unit


@pytest.mark.parametrize("name", fixed_numbers())
def test_every_number_is_used(name):
    files = [
        file
        for room in ("logbooks", "metrics", "decisions")
        for file in (ROOT / room).rglob("*")
        if file.suffix in (".py", ".sql")
    ]
    assert any(f"{{{name}}}" in text or f'fixed("{name}")' in text for text in (f.read_text("utf-8") for f in files))


def test_no_name_is_left_in_the_sql_that_is_run():
    for sql in (*tables().values(), *macros()):
        assert re.findall(r"\{[a-z]\w+\}", sql) == []
    assert {name for rule in rules() for name in re.findall(r"\{([a-z]\w+)\}", rule.sql)} <= {
        "logbook",
        "day",
        "amounts",
    }


@pytest.mark.parametrize("file", SQL, ids=lambda file: file.stem)
def test_no_number_that_decides_stands_in_sql(file):
    """Fractions outside tables of figures have a name and a reason; 0, 1 and a half are no thresholds."""
    found = re.findall(r"\b\d+\.\d+\b|\b\d+e-\d+\b", NOT_SQL.sub("", file.read_text("utf-8")))
    assert [number for number in found if number not in ("0.0", "0.5", "1.0")] == []


def test_a_setting_that_is_written_goes_before_its_default():
    limit = "SELECT coalesce(setting_number('moisture_low'), {moisture_low}) AS low"
    assert warehouse_of().rows(with_numbers(limit)) == [{"low": 10.0}]
    own = warehouse_of(settings=[{"setting": "moisture_low", "value": "9.5"}])
    assert own.rows(with_numbers(limit)) == [{"low": 9.5}]


def test_no_default_of_a_setting_is_said_twice():
    """Where nothing but the default is to be said, settings.toml says it once."""
    read = (ROOT / "logbooks" / "settings.toml").read_text("utf-8")
    for name, one in settings().items():
        assert not re.search(rf'^missing = "{re.escape(str(one.get("default")))}"$', read, re.MULTILINE), name
