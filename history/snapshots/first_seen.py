"""When every row was first seen in a snapshot: copied forward from one to the next, so that thinning loses nothing of
it.

`seen_at` is when the first snapshot holding the row was made. `bare_at` is when the sheet was last known not to hold
it; it is null where that can't be told: in the first snapshot of a log or tab, where a row vanished from the same tab
in the same step, because then the new one may be the old one corrected, where the row lacked what it needs, because the
number of a receipt may be there long before the receipt, and where the computer's clock was set back meanwhile.
`seen_there` and `bare_there` are the same by the clock on the wall where the spreadsheet is kept. Rows that are gone
stay, without a `row_id`, for they may come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from history import row_identity
from history.snapshots.moments import local
from logbooks.warehouse.warehouse import Warehouse

if TYPE_CHECKING:
    import duckdb

# A row that is known by another name than before, though not a cell of it is another, stayed: its heading or its
# mapping changed.
FILL = """INSERT INTO first_seen
    WITH lost AS (SELECT *, row_number() OVER (PARTITION BY source, tab, cells ORDER BY row_id) AS place
        FROM _seen_before b
                  WHERE b.row_id IS NOT NULL AND NOT EXISTS (FROM _seen_here h WHERE h.logbook = b.logbook
                      AND h.identity = b.identity)),
    new AS (SELECT *, row_number() OVER (PARTITION BY source, tab, cells ORDER BY row_id) AS place FROM _seen_here h
            WHERE NOT EXISTS (FROM _seen_before b WHERE h.logbook = b.logbook AND h.identity = b.identity)),
    stayed AS (SELECT new.row_id, lost.row_id AS was, lost.* EXCLUDE (row_id) FROM new JOIN lost
        USING (source, tab, cells, place)),
    known AS (SELECT h.row_id, b.seen_at, b.seen_there, b.bare_at, b.bare_there FROM _seen_here h JOIN _seen_before b
        USING (logbook, identity)
              UNION ALL SELECT row_id, seen_at, seen_there, bare_at, bare_there FROM stayed),
    gone AS (SELECT DISTINCT source, logbook FROM lost WHERE row_id NOT IN (SELECT was FROM stayed))
    SELECT h.logbook, h.identity, h.row_id, coalesce(k.seen_at, $seen_at), coalesce(k.seen_there, $seen_there),
           CASE WHEN k.row_id IS NOT NULL THEN k.bare_at WHEN told THEN c.bare_at END,
           CASE WHEN k.row_id IS NOT NULL THEN k.bare_there WHEN told THEN c.bare_there END
    FROM (SELECT *, EXISTS (FROM _tabs_before t WHERE t.source = here.source AND t.logbook = here.logbook)
                 AND NOT EXISTS (FROM _tabs_before t WHERE t.source = here.source AND t.tab = here.tab
                     AND t.logbook IS DISTINCT FROM here.logbook)
                 AND NOT EXISTS (FROM gone g WHERE g.source = here.source AND g.logbook = here.logbook)
                     AND NOT here.begun AS told FROM _seen_here here) h
    LEFT JOIN known k ON k.row_id = h.row_id
    LEFT JOIN _checked c ON c.source = h.source AND c.bare_at <= $seen_at
    UNION ALL
    SELECT b.logbook, b.identity, NULL, b.seen_at, b.seen_there, b.bare_at, b.bare_there
    FROM _seen_before b WHERE NOT EXISTS (FROM _seen_here h WHERE h.logbook = b.logbook AND h.identity = b.identity)"""


def fill(
    connection: duckdb.DuckDBPyConnection,
    seen_at: str,
    before: duckdb.DuckDBPyConnection | None = None,
    checked: Mapping[str, str] | None = None,
    time_zone: str | None = None,
) -> None:
    """Fills `first_seen` of a snapshot just read from the one before; `checked` says of every workbook when that held
    its newest content."""
    row_identity.identities(connection)
    connection.execute("""CREATE OR REPLACE TEMP TABLE _seen_before (logbook VARCHAR, identity VARCHAR, row_id BIGINT,
                              source VARCHAR, tab VARCHAR, cells VARCHAR[], seen_at VARCHAR, seen_there TIMESTAMP,
                              bare_at VARCHAR, bare_there TIMESTAMP);
                          CREATE OR REPLACE TEMP TABLE _tabs_before (source VARCHAR, tab VARCHAR, logbook VARCHAR);
                          CREATE OR REPLACE TEMP TABLE _checked (source VARCHAR, bare_at VARCHAR,
                              bare_there TIMESTAMP)""")
    if before is not None:
        _carry_over(connection, before)
        known = [(source, at, local(at, time_zone)) for source, at in (checked or {}).items()]
        if known:
            connection.executemany("INSERT INTO _checked VALUES (?, ?, ?)", known)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE _seen_here AS
        SELECT i.logbook, i.identity, i.row_id, t.source, {_tab("t")} AS tab, p.cells,
               EXISTS (FROM _problems w WHERE w.tab_no = p.tab_no AND w.row_no = p.row_no
                   AND w.code = 'missing-value') AS begun
        FROM identity i JOIN _placed p USING (row_id) JOIN _tabs t USING (tab_no)""")
    connection.execute(FILL, {"seen_at": seen_at, "seen_there": local(seen_at, time_zone)})
    connection.execute(
        "DROP TABLE identity; DROP TABLE _seen_before; DROP TABLE _seen_here; DROP TABLE _tabs_before; DROP "
        "TABLE _checked"
    )


def bring_up(before: duckdb.DuckDBPyConnection, read_at: str, time_zone: str | None) -> None:
    """Names the rows of a snapshot of another version as this one does; where it had no such table, they were first
    seen in it."""
    if before.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = '_made_by'").fetchall():
        return  # the file itself, made by this version
    row_identity.identities(before)
    before.execute("UPDATE first_seen SET identity = i.identity FROM identity i WHERE i.row_id = first_seen.row_id")
    before.execute(
        """INSERT INTO first_seen SELECT logbook, identity, row_id, ?, ?, NULL, NULL FROM identity
                      WHERE row_id NOT IN (SELECT row_id FROM first_seen WHERE row_id IS NOT NULL)""",
        [read_at, local(read_at, time_zone)],
    )


def last_typed(w: Warehouse) -> dict | None:
    """The last that is known to have been typed: logbook, source, sheet, row_no, seen_at (ISO, UTC) and told_by; None
    where nothing tells.

    Where told_by is "reading", that row was first seen by then. In the first reading of a tab every row is seen at
    once; in a source of such tabs alone its own time of its last edit is the best there is: told_by is "source", and no
    row is named.
    """
    if not w.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = '_placed'"):
        return None
    found = w.rows("""
        WITH seen AS (SELECT f.logbook, t.source, t.sheet, p.row_no, f.seen_at, f.row_id, f.bare_at,
            min(f.seen_at) OVER (PARTITION BY tab_no) AS first_at
                      FROM first_seen f JOIN _placed p USING (row_id) JOIN _tabs t USING (tab_no)),
        typed AS (SELECT *, 'reading' AS told_by FROM seen WHERE seen_at > first_at OR bare_at IS NOT NULL),
        edited AS (SELECT s.source, s.modified_at AS seen_at, 'source' AS told_by FROM sources s
                   WHERE s.modified_at IS NOT NULL AND s.source NOT IN (SELECT source FROM typed))
        SELECT logbook, source, sheet, row_no, seen_at, told_by FROM (FROM typed UNION ALL BY NAME FROM edited)
        ORDER BY CAST(seen_at AS TIMESTAMPTZ) DESC, row_id DESC NULLS LAST LIMIT 1""")
    return found[0] if found else None


def _tab(alias: str) -> str:
    """The SQL of what stays of a tab when it is renamed, else its name."""
    return f"coalesce(nullif({alias}.tab_id, ''), {alias}.sheet)"


def _carry_over(connection: duckdb.DuckDBPyConnection, before: duckdb.DuckDBPyConnection) -> None:
    """Brings what the snapshot before knew into tables of this connection; neither may reach the other's file."""
    for table, sql in (
        (
            "_seen_before",
            f"""SELECT f.logbook, f.identity, f.row_id, t.source, {_tab("t")}, p.cells, f.seen_at, f.seen_there,
                    f.bare_at, f.bare_there
                FROM first_seen f LEFT JOIN _placed p USING (row_id) LEFT JOIN _tabs t USING (tab_no)""",
        ),
        ("_tabs_before", f"SELECT source, {_tab('_tabs')}, CASE WHEN refused_code IS NULL THEN logbook END FROM _tabs"),
    ):
        connection.register("_rows_before", before.sql(sql).to_arrow_table())
        connection.execute(f"INSERT INTO {table} FROM _rows_before")
        connection.unregister("_rows_before")
