"""Columns of amounts that name no money and can't be in the base currency by their size: they come to more for each kg
green than anybody pays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from logbooks.check.staged_rows import ColumnPlace, StagedTab
from logbooks.fixed_numbers import fixed

if TYPE_CHECKING:
    import duckdb

# Where the kg of the coffee stand, and whether they are green.
KG = {("offers", "weight"): True, ("lots", "green_kg"): True, ("receipts", "weight"): False}


def too_large(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab], base: str) -> set[int]:
    """The found_no of each such column; none where no kg are written down, or the base has no usual size."""
    usual = connection.execute("SELECT per_usd FROM usual_rate WHERE currency = ?", [base]).fetchone()
    kg: dict[str, float] = {}
    for tab in tabs if usual else ():
        for name, place in tab.places.items():
            if (tab.logbook.id, name) in KG:
                for_one = 1.0 if KG[tab.logbook.id, name] else fixed("most_cherry_for_green")
                green = _sum(connection, tab, place) / for_one
                kg[tab.logbook.id] = kg.get(tab.logbook.id, 0.0) + green
    if not usual or not any(kg.values()):
        return set()
    most = max(kg.values()) * fixed("most_paid_for_kg_green") * usual[0]
    amounts = ((tab, place) for tab in tabs for place in tab.places.values() if place.role == "money" and place.index)
    return {place.found_no for tab, place in amounts if _sum(connection, tab, place) > most}


def _sum(connection: duckdb.DuckDBPyConnection, tab: StagedTab, place: ColumnPlace) -> float:
    """What the numbers of the column come to, weights in kg by their own unit, that of their row or of the heading."""
    counted_in = next((other for other in tab.places.values() if other.role == "mass unit"), None)
    size, join = "p.size", ""
    if counted_in and place.role == "mass":
        size = "coalesce(p.size, u.size)"
        join = f"LEFT JOIN parsed u ON u.found_no = {counted_in.found_no} AND u.text = ({counted_in.text})"
    ((found,),) = connection.execute(
        f"""SELECT sum(greatest(coalesce(p.number, TRY_CAST(({place.text}) AS DOUBLE)), 0) * coalesce({size}, ?))
            FROM {tab.table} t LEFT JOIN parsed p
                ON p.found_no = ? AND p.letter = {place.letter} AND p.text = ({place.text}) {join}
            WHERE row_id IS NOT NULL""",
        [place.unit.size or 1.0, place.found_no],
    ).fetchall()
    return float(found or 0.0)
