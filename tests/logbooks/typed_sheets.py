"""Small workbooks written out in a test, and what the check says of them."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

import duckdb
import pyarrow

from connectors.cells import (
    BLANK,
    DATE,
    DATETIME,
    ERROR,
    FORMATTED,
    NUMBER,
    PERCENT,
    TEXT,
    UNSAVED,
    Remark,
    Tab,
    Workbook,
)
from logbooks.check import intake
from logbooks.warehouse.warehouse import Warehouse
from tests.lent import Databases

# Headings of four logbooks in few columns: only what they require.
RECEIPTS = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number"]
LOTS = ["Lot", "Stream", "Crop year"]
OFFERS = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Closed on", "Accepted price (USD/kg)"]
PAYMENTS = ["Paid on", "Farmer", "Amount", "Currency"]
QUALITY = ["Sampled on", "Lot", "Moisture (%)", "Cup score"]
SETTINGS = ["Setting", "Value"]


class Percent(str):
    """A cell the person saw as a percentage: Percent("12 %")."""


class Formatted(str):
    """A number with what its format writes beside it: Formatted("46.5 qq"), Formatted("F-012")."""


class Error(str):
    """A cell that shows an error: Error("#DIV/0!")."""


class Unsaved(str):
    """A formula of which the file holds no value."""


def letter(cell) -> str:
    """The letter a connector gives such a cell."""
    if cell is None or cell == "":
        return BLANK
    kinds = {
        Percent: PERCENT,
        Formatted: FORMATTED,
        Error: ERROR,
        Unsaved: UNSAVED,
        date: DATE,
        datetime: DATETIME,
        int: NUMBER,
        float: NUMBER,
    }
    return kinds.get(type(cell), TEXT)


def tab(
    sheet: str, *rows: list, source: str = "test.xlsx", hidden: tuple[int, ...] = (), remarks: tuple[Remark, ...] = ()
) -> Tab:
    """A tab of these rows, the first of which is row 1; empty rows are left away, as connectors do."""
    width = max(len(row) for row in rows)
    full = [(number, [*row, *[None] * (width - len(row))]) for number, row in enumerate(rows, start=1)]
    full = [(number, row) for number, row in full if any(letter(cell) != BLANK for cell in row)]
    cells = {
        "row": pyarrow.array([number for number, _ in full], pyarrow.int32()),
        "hidden": pyarrow.array([number in hidden for number, _ in full], pyarrow.bool_()),
        "kinds": pyarrow.array(["".join(letter(cell) for cell in row) for _, row in full], pyarrow.string()),
    }
    for column in range(width):
        texts = [None if letter(row[column]) == BLANK else str(row[column]) for _, row in full]
        cells[f"c{column + 1}"] = pyarrow.array(texts, pyarrow.string())
    return Tab(source, sheet, pyarrow.table(cells), width, remarks)


def workbooks(*tabs: Tab) -> list[Workbook]:
    """The tabs as the workbooks they say they come from, read on 1 April 2026."""
    by_source = {
        source: tuple(t for t in tabs if t.source == source) for source in dict.fromkeys(t.source for t in tabs)
    }
    return [
        Workbook(source, content_hash(*those), "2026-04-01T08:00:00+00:00", None, those)
        for source, those in by_source.items()
    ]


def content_hash(*tabs: Tab) -> str:
    """Another one where a tab is called otherwise or another cell stands in it."""
    return sha256(repr([(one.sheet, one.cells and one.cells.to_pylist()) for one in tabs]).encode()).hexdigest()


def checked(*tabs: Tab, mapping=None, as_of: date = date(2026, 3, 31)) -> Warehouse:
    """The warehouse of these tabs, read and checked the public way."""
    connection, lent = _DATABASES.lend()
    intake.fill(connection, workbooks(*tabs), mapping)
    return Warehouse(lent, "test", as_of)


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("SET GLOBAL threads = 1")  # of a few rows the second waits for the first
    intake.create(connection)


_DATABASES = Databases(_make)


def found(w: Warehouse) -> list[tuple]:
    """What is wrong, as (row, canonical column, code); the column is "" where the whole row is meant."""
    return [
        (p["row_no"], p["name"] or "", p["code"])
        for p in w.rows("SELECT row_no, name, code FROM problems ORDER BY row_no, name, code")
    ]


def standings(w: Warehouse) -> dict[int, str]:
    """Row to used, doubtful or left out, of a workbook of one tab."""
    return {row["row_no"]: row["standing"] for row in w.rows("SELECT row_no, standing FROM placed ORDER BY row_no")}
