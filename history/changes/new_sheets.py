"""Tabs that the older of two readings did not read: their rows were typed whenever they were, and count since now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from history.changes.pairing import Side, bring

if TYPE_CHECKING:
    import duckdb

ROWS = "SELECT tab, count(*) FROM row_change WHERE kind = 'added' AND tab IN (FROM new_tab) GROUP BY tab ORDER BY tab"


def bring_new_sheets(cursor: duckdb.DuckDBPyConnection, before: Side, after: Side) -> dict[tuple[str, str], int]:
    """How many rows came with each such tab, by file and tab; of a file none of whose tabs was read before with the
    file, its tab "". Fills the table new_tab with their numbers; reads the table row_change."""
    there, known = set(before.number.values()), {tab.source for tab in before.tabs}
    new = {after.number[tab.tab_no]: tab for tab in after.tabs if after.number[tab.tab_no] not in there}
    bring(cursor, pa.table({"tab": pa.array(list(new), pa.int32())}), "new_tab")
    rows: dict[tuple[str, str], int] = {}
    for number, count in cursor.execute(ROWS).fetchall():
        place = new[number].source, new[number].sheet if new[number].source in known else ""
        rows[place] = rows.get(place, 0) + count
    return rows
