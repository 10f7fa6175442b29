"""Reads the values of the settings logbook by the kind of each setting, and what they say about the other logs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from logbooks.check.value_sql import Defaults
from logbooks.recognise.answers import Answers
from logbooks.setting_text import a_number, read_value
from logbooks.settings import settings
from logbooks.vocabulary.setting_words import nearest_setting, setting_called
from logbooks.vocabulary.units import Unit, read_unit
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb


def read_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings every setting's value into one form (a number as 0.12, a day as 2025-10-15) and flags what can't be
    read."""
    for row_id, written_name, value in connection.execute(
        "SELECT row_id, setting, value FROM clean.settings"
    ).fetchall():
        name = setting_called(written_name)
        if name is None:
            _flag(connection, row_id, "setting", "unknown-setting", written_name, nearest_setting(written_name))
            continue
        read = read_value(settings()[name], value)
        if read is None:
            _flag(connection, row_id, "value", "setting-unreadable", value, settings()[name].get("example", ""))
            connection.execute("DELETE FROM clean.settings WHERE row_id = ?", [row_id])
        else:
            connection.execute(
                "UPDATE clean.settings SET setting = ?, value = ? WHERE row_id = ?", [name, read, row_id]
            )


def _flag(connection: duckdb.DuckDBPyConnection, row_id: int, name: str, code: str, written: str, detail: str) -> None:
    connection.execute("INSERT INTO flags VALUES (?, 'settings', ?, ?, ?, ?)", [row_id, name, code, written, detail])


def take_answers(connection: duckdb.DuckDBPyConnection, answers: Answers) -> None:
    """Brings what people answered about settings and rates into the clean tables, where the sheets say nothing."""
    written = {name for (name,) in connection.execute("SELECT DISTINCT setting FROM clean.settings").fetchall()}
    of_the_way = {name: cost for names, cost in answers.of_kind("gate").items() for name in names.split("+")}
    told = of_the_way | answers.of_kind("setting")
    values = {name: read_value(settings()[name], value) for name, value in told.items() if name in settings()}
    rows = [(name, value) for name, value in values.items() if value is not None and name not in written]
    insert(connection, "clean.settings", rows, ("setting", "value"))
    rates = [
        (currency, float(number)) for currency, rate in answers.of_kind("rate").items() if (number := a_number(rate))
    ]
    insert(connection, "said_rate", rates, ("currency", "per_base"))


def defaults(connection: duckdb.DuckDBPyConnection, latest: date, answers: Answers) -> tuple[Defaults, date]:
    """What the settings and answers say about reading the other logs, and the last day that is not in the future."""
    said = dict(
        connection.execute(
            "SELECT setting, any_value(value) FROM clean.settings GROUP BY setting HAVING count(DISTINCT value) = 1"
        ).fetchall()
    )
    sizes = {name: float(value) for name, value in said.items() if name.endswith(("_kg", "_ha")) and a_number(value)}
    said_sizes = {f"{word}_kg": size for word, size in answers.of_kind("size").items()}
    said_sizes |= {f"{word}_ha": size for word, size in answers.of_kind("area").items()}
    sizes = {name: float(number) for name, size in said_sizes.items() if (number := a_number(size))} | sizes
    weight = read_unit(said["weight_unit"], "mass", sizes) if "weight_unit" in said else Unit()
    price = read_unit(said["price_unit"], "price", sizes) if "price_unit" in said else Unit()
    days = [latest, *([date.fromisoformat(said["as_of"])] if "as_of" in said else [])]
    marks = said.get("decimal_mark"), said.get("date_order")
    return Defaults(sizes, weight, price, *marks, said.get("base_currency")), max(days)
