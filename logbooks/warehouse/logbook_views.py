"""The view of every logbook as of the day of a cursor: which columns it has, and the SQL that makes it."""

from __future__ import annotations

from logbooks.declare import Column, Logbook

# Where a row came from: `row_no` is the row of the sheet as the person sees it, `row_id` is one number per row of all
# logs.
PLACE = ("row_id BIGINT", "source VARCHAR", "sheet VARCHAR", "row_no INTEGER", "doubtful BOOLEAN")

# What the register of lots says of a row that does not say it itself; the settings are of no season.
RESOLVED = ("stream", "crop_year")


def quoted(name: str) -> str:
    """The name as a DuckDB identifier, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def view_sql(logbook: Logbook, schema: str) -> str:
    """The SQL of one as-of view: later rows absent, later outcomes masked, stream and crop year resolved."""
    fields = ["t.row_id", "t.source", "t.sheet", "t.row_no", "t.doubtful"]
    fields += [f"{_seen(logbook, c)} AS {quoted(c.clean_name)}" for c in logbook.columns if c.name not in RESOLVED]
    joins = ""
    if logbook.id == "lots":
        fields += ["t.stream", "t.crop_year"]
    elif logbook.id not in ("settings",):
        has_lot = logbook.has("lot_id")
        if has_lot:
            joins = (
                "LEFT JOIN (SELECT lot_id, any_value(stream) stream, any_value(crop_year) crop_year FROM "
                "clean.lots GROUP BY lot_id) l ON l.lot_id = t.lot_id"
            )
        # A receipt with neither lot nor stream counts as bulk; without a register of lots there are no streams.
        nothing = (
            "CASE WHEN t.lot_id IS NULL AND EXISTS (SELECT 1 FROM clean.lots) THEN 'bulk' END"
            if logbook.id == "receipts"
            else "NULL::VARCHAR"
        )
        stream = ["l.stream"] * has_lot + ["t.stream"] * logbook.has("stream") + [nothing]
        year = ["l.crop_year"] * has_lot + ["t.crop_year"] * logbook.has("crop_year")
        year += [f"crop_year_of(t.{quoted(logbook.dated_by)})"] if logbook.dated_by else ["NULL::VARCHAR"]
        fields += [f"coalesce({', '.join(stream)}) AS stream", f"coalesce({', '.join(year)}) AS crop_year"]
    else:
        fields += ["t.stream"]
    # A row without its day is there from the start: what came of it has a day of its own.
    where = f"WHERE coalesce(t.{quoted(logbook.dated_by)} <= getvariable('as_of'), true)" if logbook.dated_by else ""
    name = logbook.id if schema == "clean" else f"lost_{logbook.id}"
    return (
        f"CREATE OR REPLACE VIEW {quoted(name)} AS SELECT {', '.join(fields)} FROM "
        f"{schema}.{quoted(logbook.id)} t {joins} {where}"
    )


def _seen(logbook: Logbook, column: Column) -> str:
    """What was known of a column on the day: its own value, or what it was before."""
    name = f"t.{quoted(column.clean_name)}"
    if column.known_from is None:
        return name
    before = "NULL" if column.before is None else "'" + column.before.replace("'", "''") + "'"
    known = f"t.{quoted(logbook.column(column.known_from).clean_name)}"
    return f"CASE WHEN {known} > getvariable('as_of') THEN {before} ELSE {name} END"


def columns_of_view(logbook: Logbook) -> str:
    """The columns of that view with their types, as CREATE TABLE takes them."""
    own = [f"{quoted(c.clean_name)} {c.duckdb_type}" for c in logbook.columns if c.name not in RESOLVED]
    resolved = RESOLVED[: 1 if logbook.id == "settings" else 2]
    return ", ".join([*PLACE, *own, *(f"{name} VARCHAR" for name in resolved)])
