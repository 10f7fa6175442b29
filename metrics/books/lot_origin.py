"""Who grew the coffee of one lot, where and when it was picked, and who was paid a premium for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from logbooks.warehouse.warehouse import Warehouse
from metrics.books.lot_plots import lots_not_received, plots_of_lots

# the lot and all that went into it
_IN_IT = """
    WITH RECURSIVE in_it AS (
        SELECT $lot::VARCHAR AS source
        UNION SELECT p.lot_id FROM in_it i JOIN processing p ON p.into_lot_id = i.source AND p.lot_id <> i.source)"""
_BROUGHT = f"""{_IN_IT}
    SELECT farmer_id, plot_id, sum(weight_kg * green_per_kg(form)) AS kg, count(*) AS deliveries,
        min(received_on) AS first_on, max(received_on) AS last_on
    FROM receipts WHERE lot_id IN (FROM in_it) AND weight_kg * green_per_kg(form) > 0
    GROUP BY farmer_id, plot_id ORDER BY farmer_id, plot_id"""
# A name counts as agreed to only where every row of the farmer says so.
_GROUNDS = """
    WITH agreed AS (
        SELECT farmer_id, min(trim(farmer_name)) AS name FROM clean.plots GROUP BY farmer_id
        HAVING bool_and(coalesce(name_may_be_shown, false)))
    SELECT p.plot_id, any_value(p.village) AS village, any_value(s.country) AS country,
        any_value(p.variety) AS variety, any_value(p.altitude_m) AS altitude_m, any_value(a.name) AS name,
        any_value(p.farmer_id) AS farmer_id
    FROM plots p LEFT JOIN checked.plot_shape s USING (row_id) LEFT JOIN agreed a USING (farmer_id)
    GROUP BY p.plot_id"""
_PREMIUM = """
    SELECT count(DISTINCT farmer_id) AS farmers, min(paid_on) AS first_on, max(paid_on) AS last_on,
        list(DISTINCT farmer_id) AS who
    FROM payments WHERE lot_id = $lot AND purpose = 'premium' AND amount > 0"""
_PREMIUMS_KEPT = "SELECT count(*) AS premiums FROM payments WHERE purpose = 'premium' AND lot_id IS NOT NULL"


@dataclass(frozen=True)
class LotOrigin:
    """Where one lot comes from, with those that went into it.

    `villages` are (village, share of kg) with None for what has none, `altitude_m` the lowest and the highest plot,
    `picked` the first and the last day of delivery, `located_share` the share of kg from plots of a valid place (None
    without receipts), `not_received` how many lots in it no receipt names. `names` are those of producers who agreed
    to be named. `premium_farmers` were paid a premium for this lot in `premium_paid` (first and last day); they are
    None where Payments name the lot of no premium.
    """

    producers: int
    plots: int
    deliveries: int
    villages: tuple[tuple[str | None, float], ...]
    countries: tuple[str, ...]
    altitude_m: tuple[float, float] | None
    varieties: tuple[str, ...]
    names: tuple[str, ...]
    picked: tuple[date, date] | None
    located_share: float | None
    not_received: int
    premium_farmers: int | None
    premium_paid: tuple[date, date] | None


def lot_origin(w: Warehouse, lot_id: str) -> LotOrigin:
    """The origin of one lot as of the warehouse's day; kg are green equivalent by the table of forms."""
    brought = w.rows(_BROUGHT, {"lot": lot_id})
    grounds = {row["plot_id"]: row for row in w.rows(_GROUNDS)}
    plots = [grounds[plot] for plot in dict.fromkeys(row["plot_id"] for row in brought) if plot in grounds]
    heights = [plot["altitude_m"] for plot in plots if plot["altitude_m"] is not None]
    farmers = {row["farmer_id"] for row in brought}
    known = [plot for plot in grounds.values() if plot["farmer_id"] in farmers]
    premium_farmers, premium_paid = _premium(w, lot_id, farmers)
    return LotOrigin(
        len(farmers),
        len({row["plot_id"] for row in brought if row["plot_id"]}),
        sum(row["deliveries"] for row in brought),
        _villages(brought, grounds),
        _distinct(plots, "country"),
        (min(heights), max(heights)) if heights else None,
        _distinct(plots, "variety"),
        _distinct(known, "name"),
        (min(row["first_on"] for row in brought), max(row["last_on"] for row in brought)) if brought else None,
        _located_share(w, lot_id),
        len(lots_not_received(w).get(lot_id, ())),
        premium_farmers,
        premium_paid,
    )


def _villages(brought: list[dict], grounds: dict[str, dict]) -> tuple[tuple[str | None, float], ...]:
    """The share of each village, the largest first and what has none last."""
    kg: dict[str | None, float] = {}
    for row in brought:
        village = grounds.get(row["plot_id"], {}).get("village")
        kg[village] = kg.get(village, 0.0) + row["kg"]
    whole = sum(kg.values())
    in_order = sorted(kg.items(), key=lambda one: (one[0] is None, -one[1], one[0] or ""))
    return tuple((village, share / whole) for village, share in in_order)


def _distinct(plots: list[dict], column: str) -> tuple[str, ...]:
    return tuple(sorted({plot[column] for plot in plots if plot[column]}))


def _located_share(w: Warehouse, lot_id: str) -> float | None:
    rows = [row for row in plots_of_lots(w, None).get(lot_id, ()) if row["kg"]]
    kg = sum(row["kg"] for row in rows)
    return sum(row["kg"] for row in rows if row["why_not"] is None) / kg if kg else None


def _premium(w: Warehouse, lot_id: str, farmers: set[str]) -> tuple[int | None, tuple[date, date] | None]:
    """How many of those who delivered to the lot were paid a premium for it, and when."""
    if not w.rows(_PREMIUMS_KEPT)[0]["premiums"]:
        return None, None
    paid = w.rows(_PREMIUM, {"lot": lot_id})[0]
    who = farmers.intersection(paid["who"] or ())
    return len(who), ((paid["first_on"], paid["last_on"]) if who else None)
