"""SQL that is asked again and again, parsed once a process: parsing takes a sixth of making a shared table."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

MOST_KEPT = 500  # about 7 MB for all shared tables


def run(
    cursor: DuckDBPyConnection, sql: str, parameters: Sequence[object] | Mapping[str, object] | None = None
) -> DuckDBPyConnection:
    """The cursor after all statements of this SQL, with the result of the last one; parameters are those of one
    statement alone."""
    for statement in _parsed(sql):
        cursor.execute(statement, parameters)
    return cursor


@lru_cache(maxsize=MOST_KEPT)
def _parsed(sql: str) -> tuple[duckdb.Statement, ...]:
    return tuple(duckdb.extract_statements(sql))
