"""Which units, money and settings are written in the sheets of a reading, whatever they are read as."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.recognise.column_units import dimension_of
from logbooks.recognise.recognised import Recognised
from logbooks.vocabulary.units import own_measure, read_unit
from logbooks.warehouse.warehouse import quoted, schemas_of

if TYPE_CHECKING:
    import duckdb

OF_THE_WORLD = ("rates", "market_prices")
# what stands around the numbers, and in columns of units, each once
AROUND_NUMBERS = r"""
    SELECT DISTINCT name, kind, logbook, trim(regexp_replace(text, '[\d.,]+', ' ', 'g'))
    FROM cells JOIN found USING (found_no)
    WHERE kind IN ('number', 'integer', 'mass', 'price', 'mass unit', 'price unit') AND letter NOT IN ('d', 'm', 'e')"""


def counted_in(connection: duckdb.DuckDBPyConnection, logs: Iterable[Recognised]) -> set[str]:
    """The local units that headings, titles, cells and settings name, as qq_kg or manzana_ha."""
    words = [
        (dimension_of(one.declared.column(name)), text)
        for one in logs
        for name, column in one.columns.items()
        for text in (column.unit, column.above)
        if text
    ]
    for name, kind, logbook, text in connection.execute(AROUND_NUMBERS).fetchall():
        of_role = {"mass unit": "mass", "price unit": "price"}.get(kind)
        words.append((of_role or dimension_of(logbooks()[logbook].column(name)), text))
    for setting, value in settings_written(connection).items():
        if setting in ("weight_unit", "price_unit"):
            words.append(("mass" if setting == "weight_unit" else "price", value))
    found = [read_unit(text, dimension, {}) for dimension, text in dict.fromkeys(words) if text]
    found += [own_measure(text, {}) for dimension, text in dict.fromkeys(words) if text and dimension == "mass"]
    return {unit.detail for unit in found if unit.code in ("unit-without-size", "measure-without-size") and unit.detail}


def money_written(connection: duckdb.DuckDBPyConnection, logs: Iterable[Recognised], word: str) -> bool:
    """Whether that sign or word for money stands in a cell of an amount, in a column of currencies or in a heading."""
    alone = rf"(^|[^\p{{L}}]){re.escape(word)}($|[^\p{{L}}])"
    found = connection.execute(
        """SELECT bool_or(regexp_matches(lower(text), ?)) FROM (
               SELECT DISTINCT text FROM cells JOIN found USING (found_no)
               WHERE kind IN ('money', 'price', 'currency', 'price unit')
               UNION SELECT unnest(?::VARCHAR[]))""",
        [alone, [column.header for one in logs for column in one.columns.values()]],
    ).fetchone()
    return bool(found and found[0])


def currencies_of_amounts(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The currencies of the amounts that were read, used or left out."""
    selects = (
        f"SELECT upper(trim(currency)) FROM {schema}.{quoted(book.id)}"
        for book in logbooks().values()
        if book.has("currency") and book.id not in OF_THE_WORLD
        for schema in schemas_of(book)
    )
    return {currency for (currency,) in connection.execute(" UNION ".join(selects)).fetchall() if currency}


def currencies_with_rates(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The currencies of which the sheets themselves hold a rate."""
    found = connection.execute("SELECT DISTINCT upper(trim(currency)) FROM clean.rates").fetchall()
    return {currency for (currency,) in found if currency}


def settings_written(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The settings that stand in the sheets, as they are read; those that were answered stand in no file."""
    found = connection.execute(
        "SELECT setting, any_value(value) FROM clean.settings WHERE source IS NOT NULL GROUP BY 1"
    )
    return dict(found.fetchall())
