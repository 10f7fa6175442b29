"""What an indicator is made of: the logbooks it reads, and the words of its SQL and of the shared tables below it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.warehouse.shared_tables import lay_out, made_of, tables
from logbooks.warehouse.warehouse import empty_warehouse, quoted
from metrics.engine.contract import Metric
from metrics.engine.metric_catalogue import file_of, metrics

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLAN = "physical_plan"
# What the database leaves out of a plan because it knows that there are no rows.
LOOKS_AT_ROWS = "statistics_propagation,empty_result_pullup,join_order,build_side_probe_side"
COMMENT_OR_TEXT = re.compile(r"--[^\n]*|('(?:[^']|'')*')")
SAYS_HOW_TO_READ = ("currency", "weight_unit", "price_unit", "unit", "defect_unit")


@cache
def words_read(metric_id: str) -> frozenset[str]:
    """All words of what a number is made by: its file, its SQL and that of its shared tables."""
    metric = metrics()[metric_id]
    shared = [tables()[name] for query in metric.queries for name in made_of(query) if name in tables()]
    texts = (file_of(metric).read_text("utf-8"), *metric.queries, *shared)
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


@cache
def read_by(metric_id: str) -> frozenset[str]:
    """The logbooks a number of this indicator may come from: those it names, those its shared tables are made of,
    settings and the register of lots."""
    metric = metrics()[metric_id]
    named = {name for sql in metric.queries for name in made_of(sql) if name in logbooks()}
    books = {*metric.reads, "settings", *named}
    if any(logbooks()[book].has("lot_id") for book in books):
        books.add("lots")
    return frozenset(books)


def may_read(metric: Metric, kept: str, closely: bool = False) -> bool:
    """Whether rows of a logbook, or cells of a column written logbook.column, can reach the indicator: it names the
    logbook, and the column is written in what it is made by; `closely` also whether its SQL needs it, which takes a
    second or two. A unit or a currency says how others are read, so that it reaches what its logbook does."""
    book, _, name = kept.partition(".")
    if book not in metric.reads:
        return False
    column = logbooks()[book].column(name) if name else None
    if column is None or column.name in SAYS_HOW_TO_READ:
        return True
    if words_read(metric.id).isdisjoint({column.name, column.clean_name}):
        return False
    needed = columns_read(metric.id)[book] if closely else ()
    return not needed or column.clean_name in needed


@cache
def columns_read(metric_id: str) -> Mapping[str, frozenset[str]]:
    """The columns the SQL of an indicator needs, by logbook, as they are called in it: of every shared table only what
    its readers need of it, down to the logbooks, as the database plans it over empty ones."""
    with closing(empty_warehouse(date.max)) as w:
        cursor, there = w.cursor(), set[str]()
        cursor.execute(f"SET disabled_optimizers = '{LOOKS_AT_ROWS}'")
        needed: defaultdict[str, set[str]] = defaultdict(set)
        to_plan = list(metrics()[metric_id].queries)
        while to_plan:
            sql = to_plan.pop()
            lay_out(cursor, sql, there)
            for table, columns in _scanned(cursor, sql).items():
                new = (columns & _columns_of(cursor, table)) - needed[table]
                needed[table] |= new
                if new and table in tables():
                    to_plan.append(f"SELECT {', '.join(map(quoted, sorted(needed[table])))} FROM ({_select_of(table)})")
    return defaultdict(frozenset, {book: frozenset(columns) for book, columns in needed.items() if book in logbooks()})


def _scanned(cursor: DuckDBPyConnection, sql: str) -> Mapping[str, set[str]]:
    """The tables an SQL is planned to scan, each with every word of what is taken of it and of how it is filtered."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    plans = [plan for kind, plan in cursor.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall() if kind == PLAN]
    nodes = [node for plan in plans for node in json.loads(plan)]
    while nodes:
        node = nodes.pop()
        told = node.get("extra_info", {})
        if "Table" in told:
            words = f"{told.get('Projections', '')} {told.get('Filters', '')}"
            found[told["Table"].split(".")[-1]] |= set(re.findall(r"\w+", words))
        nodes += node.get("children", [])
    return found


def _columns_of(cursor: DuckDBPyConnection, table: str) -> set[str]:
    if table not in tables() and table not in logbooks():
        return set()
    return {name for name, *_ in cursor.execute(f"DESCRIBE SELECT * FROM {quoted(table)}").fetchall()}


def _select_of(table: str) -> str:
    """What a shared table is made by, without making it."""
    sql = COMMENT_OR_TEXT.sub(lambda found: found[1] or "", tables()[table])
    return re.sub(rf"^\s*CREATE (OR REPLACE )?TEMP TABLE {table} AS", "", sql).strip().rstrip(";")
