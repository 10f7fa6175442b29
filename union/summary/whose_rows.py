"""Whether two summaries are of the same cooperative, by the rows they were made of: names are written otherwise or are
one for all invented cooperatives, and rows stay."""

from __future__ import annotations

from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse

SMALLEST = 100  # hashes of rows that stand for all of them (a bottom-k sketch, Broder 1997)
ALIKE = 0.2  # a season three times as long has a third of its rows in common with what it was
NAMING = ("lot_id", "farmer_id", "buyer")  # rows that name none of these, such as rates, are anybody's


def sketch_of(w: Warehouse) -> frozenset[int]:
    """The smallest hashes of all rows that name a lot, a farmer or a buyer, wherever in a sheet they stand."""
    rows = " UNION ALL ".join(
        f"SELECT hash(t) AS row_hash FROM (SELECT * EXCLUDE (row_id, source, sheet, row_no, doubtful) "
        f"FROM clean.{book.id}) t"
        for book in logbooks().values()
        if any(map(book.has, NAMING))
    )
    found = w.rows(f"SELECT DISTINCT row_hash FROM ({rows}) ORDER BY row_hash LIMIT {SMALLEST}")
    return frozenset(row["row_hash"] for row in found)


def are_of_one(some: frozenset[int], others: frozenset[int]) -> bool:
    """Whether so many rows are the same that both are of one cooperative."""
    smallest = sorted(some | others)[: min(len(some), len(others))]
    common = some & others
    return bool(smallest) and sum(one in common for one in smallest) >= ALIKE * len(smallest)
