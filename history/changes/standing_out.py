"""The changes nobody should miss: what was edited, priced, deleted or agreed anew after it should have stood."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from history.changes.new_sheets import bring_new_sheets
from history.changes.pairing import Heading, Side, bring
from history.held_tab import HeldTab
from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind

if TYPE_CHECKING:
    import duckdb


SAID = Path(__file__).with_name("standing_out.toml")
MOST = 200  # of one kind are told one by one; all are counted
NAMED = 5  # deleted rows of one tab named in its sentence


@dataclass(frozen=True)
class StandsOut:
    """One such change in words, with its place in the newer reading; no row where a whole tab or several rows are
    meant."""

    what: str
    logbook: str | None
    source: str
    sheet: str
    row_no: int | None = None
    place: str = ""
    link: str = ""
    rows: int = 1  # how many rows its sentence speaks of


@dataclass(frozen=True)
class StandingOut:
    """All changes of one kind: its code of standing_out.toml, its title, how many there are, and the first of them."""

    code: str
    title: str
    count: int
    first: tuple[StandsOut, ...]


@cache
def kinds() -> dict[str, dict]:
    """What standing_out.toml says of every kind, worst first."""
    return {code: said for code, said in tomllib.loads(SAID.read_text("utf-8")).items() if code != "words"}


@cache
def _word(name: str) -> str:
    return tomllib.loads(SAID.read_text("utf-8"))["words"][name]


def found(
    cursor: duckdb.DuckDBPyConnection,
    before: Side,
    after: Side,
    headings: Iterable[Heading],
    as_of: date,
    held: Sequence[HeldTab],
) -> tuple[StandingOut, ...]:
    """Every kind that occurred, worst first, out of the tables row_change and edit of the cursor."""
    _facts(cursor, before, as_of)
    new = _sheets_new(bring_new_sheets(cursor, before, after))
    told = {
        "price-after-acceptance": _told(
            cursor, "price-after-acceptance", PRICES.format(**_listed("price-after-acceptance"))
        ),
        "lot-closed": _told(cursor, "lot-closed", CLOSED),
        "tab-gone": _counted(_tabs_gone(cursor, before, after)),
        "tab-held": _counted(
            StandsOut(_says("tab-held", tab=tab.sheet, why=tab.why), tab.logbook, tab.source, tab.sheet) for tab in held
        ),
        "sheet-new": _counted(new),
        "column-lost": _counted(_columns_lost(cursor, after, headings)),
        "row-deleted": _counted(_deleted(cursor, after)),
        "agreed-plan-changed": _told(cursor, "agreed-plan-changed", AGREED.format(**_listed("agreed-plan-changed"))),
        "setting-changed": _told(cursor, "setting-changed", SETTINGS),
        "date-moved-back": _told(cursor, "date-moved-back", DATES),
    }
    return tuple(StandingOut(code, said["title"], *told[code]) for code, said in kinds().items() if told[code][0])


def _counted(told: Iterable[StandsOut]) -> tuple[int, tuple[StandsOut, ...]]:
    all_of_them = tuple(told)
    return sum(one.rows for one in all_of_them), all_of_them[:MOST]


def _listed(code: str) -> dict[str, str]:
    """The columns a kind speaks of, as SQL lists."""
    return {
        name: ", ".join(f"'{column}'" for column in kinds()[code].get(name, ())) or "''"
        for name in ("columns", "also_filled_in")
    }


def _says(code: str, **values: object) -> str:
    return kinds()[code]["says"].format(**values)


def _facts(cursor: duckdb.DuckDBPyConnection, before: Side, as_of: date) -> None:
    """Brings what stood in the older reading: closed lots, accepted offers, agreed thresholds; columns known later."""
    for table, sql in (
        (
            "closed_lot",
            "SELECT lot_id, max(closed_on) AS closed_on FROM clean.lots WHERE closed_on <= $day GROUP BY lot_id",
        ),
        (
            "accepted_offer",
            "SELECT row_id, coalesce(closed_on, offered_on) AS closed_on FROM clean.offers WHERE status = "
            "'accepted' AND coalesce(closed_on, offered_on) <= $day",
        ),
        ("agreed", "SELECT row_id, agreed_on FROM clean.plan WHERE agreed_on <= $day"),
    ):
        bring(cursor, before.cursor.sql(sql, params={"day": as_of}).to_arrow_table(), table)
    columns = [(book.id, column) for book in logbooks().values() for column in book.columns]
    later = [(book, column.name, column.known_from) for book, column in columns if column.known_from]
    days = [(book, column.name) for book, column in columns if column.kind in (ColumnKind.DATE, ColumnKind.DATETIME)]
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE known_later AS SELECT unnest($1::VARCHAR[]) AS logbook, "
        "unnest($2::VARCHAR[]) AS name, unnest($3::VARCHAR[]) AS known_from",
        [list(part) for part in zip(*later, strict=True)],
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE day_column AS SELECT unnest($1::VARCHAR[]) AS logbook, "
        "unnest($2::VARCHAR[]) AS name",
        [list(part) for part in zip(*days, strict=True)],
    )


# A cell nobody typed anew, such as one whose heading changed, is told by what it means.
CELL = (
    "coalesce(e.heading, e.title) AS title, if(e.kind = 'reread', e.value_before, e.before) AS before, "
    "if(e.kind = 'reread', e.value_after, e.after) AS after, e.place"
)
# Each gives no, day, lot, and for one cell title, before, after, place; ordered by the row's place.
PRICES = (
    f"SELECT r.no, o.closed_on AS day, r.lot, {CELL}"
    """ FROM edit e JOIN row_change r USING (no) JOIN accepted_offer o ON o.row_id = r.b
    WHERE r.logbook = 'offers' AND e.name IN ({columns}) AND e.kind IN ('changed', 'reread')
      AND (coalesce(e.before, e.value_before) IS NOT NULL OR e.name IN ({also_filled_in}))"""
)
# What could not have been known when the lot was closed may be written later: a new row of a later day, the blank day
# of payment.
CLOSED = """SELECT r.no, l.closed_on AS day, l.lot_id AS lot, NULL AS title, NULL AS before, NULL AS after, '' AS place
    FROM row_change r JOIN closed_lot l ON l.lot_id IN (r.lot, r.lot_before)
    WHERE r.kind = 'removed'
       OR (r.kind = 'added' AND coalesce(r.day <= l.closed_on, true) AND r.tab NOT IN (FROM new_tab))
       OR (r.kind = 'changed' AND r.no IN (
            SELECT e.no FROM edit e LEFT JOIN known_later k ON k.logbook = r.logbook AND k.name = e.name LEFT
                JOIN cell_a d ON d.row_id = r.a AND d.label = k.known_from
            WHERE e.no = r.no AND e.kind = 'changed' AND coalesce(e.name, '') <> 'note'
              AND NOT coalesce(e.before IS NULL AND TRY_CAST(d.value AS DATE) > l.closed_on, false)))"""
AGREED = """SELECT DISTINCT r.no, g.agreed_on AS day, r.lot, NULL AS title, NULL AS before, NULL AS after, '' AS place
    FROM row_change r JOIN agreed g ON g.row_id = r.b LEFT JOIN edit e ON e.no = r.no
    WHERE r.logbook = 'plan' AND (r.kind = 'removed' OR (e.kind IN ('changed', 'reread') AND e.name IN ({columns})))"""
SETTINGS = """SELECT DISTINCT r.no, NULL AS day, r.lot, NULL AS title, NULL AS before, NULL AS after, '' AS place
    FROM row_change r LEFT JOIN edit e ON e.no = r.no
    WHERE r.logbook = 'settings' AND (r.kind = 'removed'
       OR (r.kind = 'added' AND r.tab NOT IN (FROM new_tab))
       OR (e.kind IN ('changed', 'reread') AND coalesce(e.name, 'note') <> 'note'))"""
DATES = (
    f"SELECT r.no, NULL AS day, r.lot, {CELL}"
    """ FROM edit e JOIN row_change r USING (no) JOIN day_column d ON d.logbook = r.logbook AND d.name = e.name
    WHERE e.kind IN ('changed', 'reread') AND TRY_CAST(e.value_after AS TIMESTAMP) <
        TRY_CAST(e.value_before AS TIMESTAMP)"""
)


def _told(cursor: duckdb.DuckDBPyConnection, code: str, sql: str) -> tuple[int, tuple[StandsOut, ...]]:
    """How many changes a SELECT found, and the first of them in words."""
    rows = cursor.execute(f"""SELECT r.no, r.who, r.kind, r.logbook, r.source, r.sheet, r.row_no, r.link, f.day, f.lot,
            f.title, f.before, f.after, f.place, count(*) OVER ()
        FROM ({sql}) f JOIN row_change r USING (no) ORDER BY r.tab, r.row_no, f.title LIMIT {MOST}""").fetchall()
    whole = _edits(cursor, [row[0] for row in rows])
    told = []
    for no, who, kind, logbook, source, sheet, row_no, link, day, lot, title, before, after, place, _ in rows:
        what = _says(
            code,
            who=_named(who, sheet, row_no),
            lot=lot,
            day=day,
            column=title,
            before=_cell(before),
            after=_cell(after),
            what=_what(kind, whole.get(no, ())),
        )
        at = "" if kind == "removed" else place or f"{row_no}:{row_no}"
        told.append(
            StandsOut(what, logbook, source, sheet, row_no, at, (link or "").replace("{place}", at) if at else "")
        )
    return rows[0][-1] if rows else 0, tuple(told)


def _named(who: str, sheet: str, row_no: int) -> str:
    """What a row is called; a bare number says little without its tab."""
    if not who:
        return f"{sheet} {row_no}"
    return who if any(map(str.isalpha, who)) else f"{sheet} {who}"


def _edits(cursor: duckdb.DuckDBPyConnection, numbers: list[int]) -> dict[int, list[tuple]]:
    """The changed cells of these rows: title, before, after."""
    edits: dict[int, list[tuple]] = {}
    for no, *cell in cursor.execute(
        "SELECT no, coalesce(heading, title), coalesce(before, ''), coalesce(after, '') FROM edit "
        "WHERE kind = 'changed' AND no IN (SELECT unnest(?::BIGINT[])) ORDER BY no, index",
        [numbers],
    ).fetchall():
        edits.setdefault(no, []).append(tuple(cell))
    return edits


def _what(kind: str, edits: Iterable[tuple]) -> str:
    if kind in ("added", "removed"):
        return _word(kind)
    return ", ".join(
        _word("changed").format(column=title, before=_cell(before), after=_cell(after))
        for title, before, after in edits
    ) or _word("reread")


def _cell(text: str | None) -> str:
    return text or _word("blank")


def _tabs_gone(cursor: duckdb.DuckDBPyConnection, before: Side, after: Side) -> list[StandsOut]:
    """Tabs of the older reading that are in the newer no logbook any more, where their rows went nowhere else."""
    there = set(after.number.values())
    lost = dict(cursor.execute("SELECT tab, count(*) FROM row_change WHERE kind = 'removed' GROUP BY tab").fetchall())
    return [
        StandsOut(_says("tab-gone", tab=tab.sheet, count=lost[number]), tab.logbook, tab.source, tab.sheet)
        for tab in before.tabs
        if (number := before.number[tab.tab_no]) not in there and number in lost
    ]


def _sheets_new(new: dict[tuple[str, str], int]) -> list[StandsOut]:
    """Sheets whose rows count for the first time, one sentence each whatever their rows are."""
    return [
        StandsOut(_says("sheet-new", tab=sheet or source, count=count), None, source, sheet)
        for (source, sheet), count in new.items()
    ]


def _columns_lost(cursor: duckdb.DuckDBPyConnection, after: Side, headings: Iterable[Heading]) -> list[StandsOut]:
    """Columns that are read no more, where that took a value from any row."""
    took = set(
        cursor.execute(
            "SELECT DISTINCT r.tab, e.label FROM edit e JOIN row_change r USING (no) WHERE e.before IS NOT NULL"
        ).fetchall()
    )
    tabs = {after.number[tab.tab_no]: tab for tab in after.tabs}
    return [
        StandsOut(
            _says(
                "column-lost",
                tab=tab.sheet,
                before=one.before,
                after=_cell(one.after),
                column=logbooks()[tab.logbook].column(one.name_before).title,
            ),
            tab.logbook,
            tab.source,
            tab.sheet,
        )
        for one in headings
        if one.name_before and not one.name_after and (one.tab, one.name_before) in took
        for tab in [tabs[one.tab]]
    ]


def _deleted(cursor: duckdb.DuckDBPyConnection, after: Side) -> list[StandsOut]:
    """Rows deleted from tabs that are still there, one sentence a tab."""
    there = sorted(set(after.number.values()))
    found = cursor.execute(
        f"""SELECT count(*), (list(who ORDER BY row_no))[1:{NAMED}], any_value(logbook), any_value(source),
            any_value(sheet)
        FROM row_change WHERE kind = 'removed' AND tab IN (SELECT unnest(?::INTEGER[])) GROUP BY tab ORDER BY tab""",
        [there],
    ).fetchall()
    told = []
    for count, who, logbook, source, sheet in found:
        names = ", ".join(who) + (_word("and_more").format(count=count - len(who)) if count > len(who) else "")
        told.append(
            StandsOut(_says("row-deleted", who=names, tab=sheet, count=count), logbook, source, sheet, rows=count)
        )
    return told
