"""The lowest price each open offer of micro could go at: break-even on its kg, and what it would bring as bulk. It is
for the cooperative alone; no page, picture or file for buyers may name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from logbooks.settings import called
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine.contract import CannotSay
from metrics.engine.economics import Inputs, needed

# What is taken off a price of an incoterm per kg: as the season's deals show it, else by the settings.
_OPEN = """
    WITH shown AS (
        SELECT incoterm, sum(netted_per_kg * kg) / sum(kg) AS per_kg FROM deals
        WHERE stream = 'micro' AND crop_year = $season AND no_basis IS NULL AND kg > 0 GROUP BY incoterm),
    by_setting AS (
        SELECT n.incoterm, coalesce(sum(coalesce(own.number, every.number)), 0) AS per_kg,
            string_agg(CASE WHEN n.always AND coalesce(own.number, every.number) IS NULL THEN n.category END, ', '
                ORDER BY n.category) AS missing
        FROM netted n LEFT JOIN setting own ON own.setting = n.category AND own.stream = 'micro'
            LEFT JOIN setting every ON every.setting = n.category AND every.stream IS NULL
        GROUP BY n.incoterm),
    waiting AS (
        SELECT o.*, coalesce(upper(trim(o.currency)), base.currency) AS money, base.currency AS base_money,
            coalesce(o.incoterm, usual_incoterm()) AS term,
            u.row_id IS NOT NULL AS unread, coalesce(u.kg_unread, false) AS kg_unread,
            row_id IN (SELECT row_id FROM left_out_cells WHERE name = 'incoterm') AS term_unread
        FROM answered_offer o CROSS JOIN base LEFT JOIN unread_deal u USING (row_id)
        WHERE NOT o.agreed AND o.status = 'open' AND o.stream = 'micro' AND o.crop_year = $season
            AND coalesce(o.sold_as, 'micro') = 'micro')
    SELECT w.offer_id, w.lot_id, w.buyer, w.offered_on, w.term AS incoterm, w.term_unread,
        CASE WHEN NOT w.kg_unread THEN w.weight_kg * green_per_kg(coalesce(w.form, 'green')) END AS kg,
        CASE WHEN NOT w.unread THEN w.asked_price_per_kg / green_per_kg(coalesce(w.form, 'green'))
            / units_per_base(w.offered_on, w.money, w.base_money, r.per_base, r.good_until) END AS asked,
        getvariable('as_of') - w.offered_on AS days_open,
        CASE WHEN w.term = 'EXW' THEN 0.0 WHEN s.per_kg IS NOT NULL THEN s.per_kg WHEN b.missing IS NULL THEN b.per_kg
            END AS on_the_way, b.missing
    FROM waiting w LEFT JOIN shown s ON s.incoterm = w.term LEFT JOIN by_setting b ON b.incoterm = w.term
        ASOF LEFT JOIN rate r ON r.currency = w.money AND r.dated <= w.offered_on
    ORDER BY w.offered_on, w.offer_id"""
_LASTED = """
    SELECT median(answered_on - offered_on) AS days FROM answered_offer
    WHERE status <> 'open' AND stream = 'micro' AND crop_year = $season AND answered_on >= offered_on"""
UNREAD = "The incoterm of the offer could not be read."
NO_INCOTERM = "The offer names no terms, and Settings do not say which hold then (default_incoterm)."
NOTHING_TAKEN_OFF = "What lies between gate and {incoterm} is not known: missing in Settings: {missing}."


@dataclass(frozen=True)
class PriceFloor:
    """One open offer and the lowest prices it could go at, in base currency per kg green at its own incoterm.

    At `breaks_even_at` its kg earn what a kg of the season must; below `as_bulk` they would bring more as bulk, for
    what was spent on them is spent. `usual_days` is how long the answered offers of the season took, half of them at
    most. A price that could not be computed is None, and `why_not` says why.
    """

    offer_id: str
    lot_id: str
    buyer: str | None
    offered_on: date
    kg: float | None
    incoterm: str | None
    asked: float | None
    days_open: int
    usual_days: float | None
    breaks_even_at: float | None = None
    as_bulk: float | None = None
    why_not: str | None = None


def price_floors(w: Warehouse, crop_year: str | None) -> tuple[PriceFloor, ...]:
    """The floor of every open offer of micro lots of a crop year, the oldest offer first."""
    rows = w.rows(_OPEN, {"season": crop_year})
    if not rows:
        return ()
    usual = w.rows(_LASTED, {"season": crop_year})[0]["days"]
    try:
        found: Inputs | str = Inputs(**{name: one.value for name, one in measured_inputs(w, crop_year).items()})
    except CannotSay as reason:
        found = str(reason)
    return tuple(_floor(row, usual, found) for row in rows)


def _floor(row: dict, usual: float | None, inputs: Inputs | str) -> PriceFloor:
    names = ("offer_id", "lot_id", "buyer", "offered_on", "kg", "incoterm", "asked", "days_open")
    told = {name: row[name] for name in names} | {"usual_days": None if usual is None else float(usual)}
    why_not = _not_on_the_way(row) or (inputs if isinstance(inputs, str) else None)
    if why_not is not None or isinstance(inputs, str):
        return PriceFloor(**told, why_not=why_not)
    gate, bulk = needed_per_kg(inputs), inputs.bulk_price - inputs.return_discount
    return PriceFloor(**told, breaks_even_at=gate + row["on_the_way"], as_bulk=bulk + row["on_the_way"])


def needed_per_kg(inputs: Inputs) -> float:
    """What a kg made must earn at the gate for the season to do as well as bulk."""
    return float(np.ravel(needed(inputs) / inputs.produced_kg)[0])


def _not_on_the_way(row: dict) -> str | None:
    if row["term_unread"]:
        return UNREAD
    if row["incoterm"] is None:
        return NO_INCOTERM
    if row["on_the_way"] is None:
        missing = called(row["missing"]) if row["missing"] else row["incoterm"]
        return NOTHING_TAKEN_OFF.format(incoterm=row["incoterm"], missing=missing)
    return None
