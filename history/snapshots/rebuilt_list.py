"""The snapshots as their own files tell of them, for the day on which the list of them is lost.

A file has the name of a snapshot only once it is finished, and tells in itself what it holds, when it was read and as
which one it was made. What stood on it is not told there; so all of them are kept for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from history.snapshots import manifest
from history.snapshots.snapshot import Snapshot, time_in

CLOSED: manifest.Config = {"enable_external_access": "false", "lock_configuration": "true"}
STOOD_ON = ("what stood on it, which is no longer known",)


def found_again(files: Iterable[Path]) -> list[Snapshot]:
    """Those of the files that are whole snapshots, newest first in the order in which they were made; others are left
    out."""
    told = []
    for file in files:
        with suppress(duckdb.Error, OSError, ValueError, manifest.Damaged):
            told.append((_told(file), file.stat().st_mtime_ns))
    return [one for one, _ in sorted(told, key=lambda told: (told[0].number, told[0].read_at, told[1]), reverse=True)]


def _told(file: Path) -> Snapshot:
    """One snapshot as its file tells of it; raises where it tells nothing."""
    connection = duckdb.connect(file, read_only=True, config=CLOSED)
    try:
        columns = {row[0] for row in connection.execute("DESCRIBE sources").fetchall()}
        zone = (
            connection.execute("SELECT mode(time_zone ORDER BY time_zone) FROM sources").fetchall()[0][0]
            if "time_zone" in columns
            else None
        )
        checked = {
            source: _utc(read_at)
            for source, read_at in connection.execute(
                "SELECT source, max(read_at) FROM sources GROUP BY source"
            ).fetchall()
            if read_at
        }
        read_at = time_in(file.stem)
        return Snapshot(
            file.stem,
            read_at,
            read_at,
            STOOD_ON,
            zone,
            checked,
            manifest=manifest.digest(manifest.own(connection)),
            number=manifest.number(connection),
        )
    finally:
        connection.close()


def _utc(moment: str) -> str:
    at = datetime.fromisoformat(moment)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
