"""Rows of a data file as a table in SQL, because a snapshot is opened where no file can be read."""

from __future__ import annotations

from collections.abc import Iterable


def table_of(name: str, columns: str, rows: Iterable[Iterable[object]]) -> str:
    """The SQL of a table of that name with these columns and rows."""
    written = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    return f"CREATE TEMP TABLE {name} AS\nSELECT * FROM (VALUES {written}) AS t({columns})"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    quoted = "'" + str(value).replace("'", "''") + "'"
    return quoted if isinstance(value, str) else f"DATE {quoted}"
