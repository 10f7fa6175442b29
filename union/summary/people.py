"""Whose coffee and whose money is behind a number: its buyers, farmers and lots, by the sheet rows it came from.

Which logbooks name a buyer, a farmer, a plot or a lot is read from their declared columns. A row that names a lot
stands for the farmers who delivered to it, also by way of a lot that was passed on into it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse

MOST_ROWS = 200_000  # behind the numbers of one question
BUYER, FARMER, LOT = "buyer", "farmer", "lot"
Number = tuple[str, str, str]  # crop year, indicator, stream
People = Mapping[str, frozenset[str]]  # {"micro buyer": names folded, ...}; a kind of which nobody is named is absent

_BEHIND = """
    WITH RECURSIVE passed_on AS (
        SELECT lot_id, lot_id AS made_lot FROM delivery_plot WHERE lot_id IS NOT NULL
        UNION
        SELECT p.into_lot_id, passed_on.made_lot FROM clean.processing p
            JOIN passed_on ON passed_on.lot_id = p.lot_id WHERE p.into_lot_id IS NOT NULL),
    lot_farmer AS (
        SELECT DISTINCT o.lot_id, d.farmer_id FROM passed_on o JOIN delivery_plot d ON d.lot_id = o.made_lot
        WHERE d.farmer_id IS NOT NULL),
    asked AS (SELECT unnest($numbers::INT[]) AS number, unnest($ids::BIGINT[]) AS row_id),
    day AS (
        SELECT DISTINCT d.row_id, d.lot_id, d.stream, r.farmer_id
        FROM slip() s JOIN delivery_day d
          ON d.lot_id IS NOT DISTINCT FROM s.lot_id AND d.day IS NOT DISTINCT FROM s.day
         AND d.form IS NOT DISTINCT FROM s.form AND d.stream IS NOT DISTINCT FROM s.stream
         AND d.crop_year IS NOT DISTINCT FROM s.crop_year AND d.timing IS NOT DISTINCT FROM s.timing
         AND d.weighed = s.weighed AND d.looked_at = s.looked_at AND d.by_reading = s.by_reading
        JOIN clean.receipts r ON r.row_id = s.row_id
        WHERE d.row_id < -1 AND d.row_id IN (SELECT row_id FROM asked)),
    named AS ({named}),
    behind AS (SELECT DISTINCT a.number, n.kind, n.name, n.stream FROM asked a JOIN named n USING (row_id)),
    all_of AS (
        FROM behind
        UNION
        SELECT b.number, 'farmer', f.farmer_id, b.stream FROM behind b JOIN lot_farmer f ON f.lot_id = b.name
        WHERE b.kind = 'lot')
    SELECT number, kind, stream, list(DISTINCT folded(name)) AS names FROM all_of
    WHERE folded(name) <> '' GROUP BY ALL"""
_OF_LOT = "LEFT JOIN (SELECT lot_id, any_value(stream) AS stream FROM clean.lots GROUP BY lot_id) l USING (lot_id)"


def people_behind(w: Warehouse, numbers: Mapping[Number, Iterable[int]]) -> dict[Number, People]:
    """Of every number, given by the ids of the rows behind it, who is behind it: kinds are "micro buyer", "bulk lot"
    and so on, and "farmer" alone where no row of that kind tells its stream."""
    found: dict[Number, People] = {}
    groups: dict[frozenset[str], frozenset[str]] = {}  # most numbers of a season have the same people behind them
    for some in _batches(numbers):
        found |= _of_some(w, some, groups)
    return found


def _batches(numbers: Mapping[Number, Iterable[int]]) -> Iterator[dict[Number, list[int]]]:
    """The numbers in as many questions as keep the answer to one small: of a small cooperative all at once."""
    batch: dict[Number, list[int]] = {}
    for number, row_ids in numbers.items():
        batch[number] = list(row_ids)
        if sum(map(len, batch.values())) > MOST_ROWS:
            yield batch
            batch = {}
    yield batch


def _of_some(
    w: Warehouse, numbers: Mapping[Number, list[int]], groups: dict[frozenset[str], frozenset[str]]
) -> dict[Number, People]:
    keys = list(numbers)
    pairs = [(place, row_id) for place, key in enumerate(keys) for row_id in numbers[key]]
    found: dict[int, dict[str, dict[str, frozenset[str]]]] = defaultdict(lambda: defaultdict(dict))
    asked = {"numbers": [place for place, _ in pairs], "ids": [row_id for _, row_id in pairs]}
    for row in w.rows(_BEHIND.format(named=_named()), asked):
        names = frozenset(row["names"])
        found[row["number"]][row["kind"]][row["stream"] or ""] = groups.setdefault(names, names)
    return {key: _by_stream(found[place]) for place, key in enumerate(keys)}


def _by_stream(found: Mapping[str, Mapping[str, frozenset[str]]]) -> People:
    """Each stream stands for itself; those of no stream count only where there is no other of their kind."""
    people: dict[str, frozenset[str]] = {}
    for kind, of_stream in found.items():
        told = {f"{stream} {kind}": names for stream, names in of_stream.items() if stream}
        people |= told or {kind: of_stream[""]}
    return people


def _named() -> str:
    """The SQL of every row that names somebody: row_id, kind, name, stream."""
    found = [
        "SELECT row_id, 'farmer' AS kind, farmer_id AS name, stream FROM day WHERE farmer_id IS NOT NULL",
        "SELECT row_id, 'lot', lot_id, stream FROM day WHERE lot_id IS NOT NULL",
    ]
    for book in logbooks().values():
        own = "t.stream" if book.has("stream") else "NULL"
        stream, joined = (f"coalesce(l.stream, {own})", _OF_LOT) if book.has("lot_id") else (own, "")
        rows = f"{stream} AS stream FROM clean.{book.id} t {joined}"
        for kind, column in ((BUYER, "buyer"), (FARMER, "farmer_id"), (LOT, "lot_id")):
            if book.has(column):
                found.append(f"SELECT t.row_id, '{kind}', t.{column}, {rows} WHERE t.{column} IS NOT NULL")
        if book.has("plot_id") and not book.has("farmer_id"):
            owners = "JOIN (SELECT DISTINCT plot_id, farmer_id FROM clean.plots) p ON p.plot_id = t.plot_id"
            found.append(f"SELECT t.row_id, 'farmer', p.farmer_id, {rows} {owners} WHERE p.farmer_id IS NOT NULL")
    return " UNION ALL ".join(found)
