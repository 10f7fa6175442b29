"""The database in the file of a snapshot, always opened alike: DuckDB opens no file a second time in one process with
other settings."""

from __future__ import annotations

from pathlib import Path

import duckdb

from history.snapshots import manifest
from logbooks.warehouse.warehouse import LOCKED_DOWN

# What no query may do: reach files, the network, Python's variables or its own limits.
LOCKED: manifest.Config = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "max_temp_directory_size": "1GB",
}


def opened_file(path: Path) -> duckdb.DuckDBPyConnection:
    """The database of that file, to be read and locked down; whether it is whole nobody has looked yet."""
    return duckdb.connect(path, read_only=True, config=LOCKED | LOCKED_DOWN)
