"""The way of one lot day by day: its steps, its hand-overs, the papers and photographs that are on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from logbooks.warehouse.warehouse import Warehouse

_STEPS = """
    SELECT name, first_on, last_end, form_out, kg_out, moisture_out FROM lot_step WHERE lot_id = $lot
    ORDER BY coalesce(first_on, last_end) NULLS LAST, last_end NULLS LAST, name"""
_MOVES = """
    SELECT moved_on, from_place, to_place, form, weight_kg, bags, signed FROM moved WHERE lot_id = $lot
    ORDER BY moved_on, row_id"""
_PAPERS = "SELECT document, present FROM custody WHERE lot_id = $lot ORDER BY place"
_PHOTOS = """
    SELECT count(*) AS photos, min(dated_on) AS first_on, max(dated_on) AS last_on FROM paper
    WHERE paper = 'photo' AND lot_id = $lot"""


@dataclass(frozen=True)
class WayStep:
    """One step: its days, and what came out of it; moisture in percent."""

    name: str
    first_on: date | None
    last_on: date | None
    form: str | None
    kg: float | None
    moisture: float | None


@dataclass(frozen=True)
class WayMove:
    """One hand-over; `signed` says that both sides are written."""

    moved_on: date
    from_place: str
    to_place: str
    form: str | None
    kg: float | None
    bags: int | None
    signed: bool


@dataclass(frozen=True)
class LotWay:
    """Steps and hand-overs in their order, the papers a lot's file must hold as (name, whether it is there), and the
    photographs listed with the first and last of their days."""

    steps: tuple[WayStep, ...]
    moves: tuple[WayMove, ...]
    papers: tuple[tuple[str, bool], ...]
    photos: int
    photographed: tuple[date | None, date | None]


def lot_way(w: Warehouse, lot_id: str) -> LotWay:
    """The way of one lot as of the warehouse's day."""

    def asked(sql: str) -> list[dict]:
        return w.rows(sql, {"lot": lot_id})

    photos = asked(_PHOTOS)[0]
    return LotWay(
        tuple(WayStep(*row.values()) for row in asked(_STEPS)),
        tuple(WayMove(*row.values()) for row in asked(_MOVES)),
        tuple((row["document"], row["present"]) for row in asked(_PAPERS)),
        photos["photos"],
        (photos["first_on"], photos["last_on"]),
    )
