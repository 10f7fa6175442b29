"""The snapshots as their own files tell of them, for the day on which the list of them is lost.

A file has the name of a snapshot only once it is finished, and tells in itself what it holds, when it was read and as
which one it was made. Its pins do not stand there; so all of them are kept for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

from connectors.utc_time import utc_seconds
from history.snapshots import manifest
from history.snapshots.snapshot import Snapshot, time_in
from history.snapshots.snapshot_file import opened_file

LOST_PINS = ("what stood on it, which is no longer known",)


def snapshots_in(files: Iterable[Path]) -> list[Snapshot]:
    """Those of the files that are whole snapshots, the one made last first; others are left out."""
    whole = []
    for file in files:
        with suppress(duckdb.Error, OSError, ValueError, manifest.Damaged):
            whole.append((_snapshot_of(file), file.stat().st_mtime_ns))
    in_order = sorted(whole, key=lambda found: (found[0].number, found[0].read_at, found[1]), reverse=True)
    return [snapshot for snapshot, _ in in_order]


def _snapshot_of(file: Path) -> Snapshot:
    """One snapshot as its file tells of it; raises where it tells nothing."""
    connection = opened_file(file)
    try:
        columns = {row[0] for row in connection.execute("DESCRIBE sources").fetchall()}
        zone = (
            connection.execute("SELECT mode(time_zone ORDER BY time_zone) FROM sources").fetchall()[0][0]
            if "time_zone" in columns
            else None
        )
        checked = {
            source: utc_seconds(read_at)
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
            LOST_PINS,
            zone,
            checked,
            manifest=manifest.digest(manifest.own(connection)),
            number=manifest.number(connection),
        )
    finally:
        connection.close()
