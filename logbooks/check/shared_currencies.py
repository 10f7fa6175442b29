"""Currencies that share a name: FCFA is XAF in Cameroon and XOF in Togo, and the workbook may say which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.vocabulary.units import shared_names

if TYPE_CHECKING:
    import duckdb


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the letters of one currency for a shared name where the clean tables and settings hold those of one alone.

    Where they hold none or several the name stays, as a currency of its own: it meets the rates written under it, and
    without any there is no rate for it.
    """
    holding = [book.id for book in logbooks().values() if book.has("currency")]
    selects = [f"SELECT upper(trim(currency)) AS code FROM clean.{book}" for book in holding]
    selects.append("SELECT upper(value) FROM clean.settings WHERE setting = 'base_currency'")
    asked = f"SELECT DISTINCT code FROM ({' UNION ALL '.join(selects)})"
    named = {code for (code,) in connection.execute(asked).fetchall()}
    for name, codes in shared_names().items():
        meant = named.intersection(codes)
        if name in named and len(meant) == 1:
            for book in holding:
                connection.execute(
                    f"UPDATE clean.{book} SET currency = ? WHERE upper(trim(currency)) = ?", [*meant, name]
                )
