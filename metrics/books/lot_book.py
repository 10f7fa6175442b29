"""The list of lots a manager keeps in his head: made, sold, unsold, for how much, days open, unpaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from logbooks.fixed_numbers import with_numbers
from logbooks.settings import called
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.question import Question

_BOOK = with_numbers("""
    WITH sales AS (
        SELECT lot_id, sum(kg) AS sold_kg, list(DISTINCT buyer ORDER BY buyer) AS buyers, list(row_id) AS row_ids,
               CASE WHEN count(net_value) = count(*) THEN sum(net_value) / sum(kg) END AS price_per_kg,
               list(DISTINCT why_not) AS why_not, list(DISTINCT CASE WHEN why_not IS NULL THEN no_basis END) AS lacking,
               max(coalesce(answered_on, closed_on)) AS last_sold_on,
               sum(CASE WHEN paid_on IS NULL THEN price * kg END) AS unpaid_amount,
               count(*) FILTER (paid_on IS NULL) AS unpaid_deals,
               count(*) FILTER (paid_on IS NULL AND payment_days IS NULL) AS untermed_deals,
               max(CASE WHEN paid_on IS NULL THEN getvariable('as_of') - (shipped_on + payment_days::INTEGER) END)
                   AS overdue_days
        FROM deals GROUP BY lot_id),
    offered AS (
        SELECT lot_id, min(offered_on) AS first_offered_on, count(*) AS offers, list(row_id) AS row_ids
        FROM offers GROUP BY lot_id),
    promised AS (   -- agreed, and no sale before its sample is approved
        SELECT lot_id, CASE WHEN count(kg) = count(*) THEN sum(kg) END AS kg, true AS agreed
        FROM waiting_deal GROUP BY lot_id)
    SELECT l.lot_id, l.stream, l.crop_year, l.station, l.variety, l.process, l.opened_on, l.closed_on,
           p.produced_kg AS made_kg, p.assumed AS made_assumed,
           CASE WHEN kept.offers AND x.lot_id IS NULL THEN coalesce(s.sold_kg, 0) END AS sold_kg,
           CASE WHEN kept.offers AND x.lot_id IS NULL AND p.produced_kg IS NOT NULL
                THEN greatest(p.produced_kg - coalesce(s.sold_kg, 0), 0) END AS unsold_kg,
           CASE WHEN w.agreed THEN w.kg ELSE 0 END AS promised_kg, coalesce(s.buyers, []) AS buyers, s.price_per_kg,
           s.why_not, s.lacking, coalesce(o.offers, 0) AS offers,
           CASE WHEN s.sold_kg >= {sold_out_share} * p.produced_kg THEN s.last_sold_on
                ELSE coalesce(l.closed_on, getvariable('as_of')) END - o.first_offered_on AS days_open,
           s.unpaid_amount, coalesce(s.unpaid_deals, 0) AS unpaid_deals,
           coalesce(s.untermed_deals, 0) AS untermed_deals,
           CASE WHEN s.overdue_days > 0 THEN s.overdue_days END AS overdue_days,
           list_distinct([l.row_id] || coalesce(p.row_ids, []) || coalesce(o.row_ids, [])) AS row_ids
    FROM lot l LEFT JOIN made_kg p USING (lot_id) LEFT JOIN sales s USING (lot_id) LEFT JOIN offered o USING (lot_id)
        LEFT JOIN lost_deal x USING (lot_id) LEFT JOIN promised w USING (lot_id),
         -- without that log nothing is known of sales; 0 would be a claim
         (SELECT count(*) > 0 AS offers FROM offers) kept
    ORDER BY l.stream DESC, l.lot_id""")


def lot_book(w: Warehouse, crop_year: str | None, filters: Mapping[str, tuple[str, ...]] | None = None) -> list[dict]:
    """One dictionary a lot, micro first: kg green, prices net at the gate per kg green, amounts in the base currency.

    `days_open` runs from the first offer to the day the lot was sold out or closed, else to the day of the data.
    `unpaid_amount` is what buyers still owe at contract price, `overdue_days` how long the oldest of it is past its
    term (shipping day plus agreed days), `untermed_deals` how many of its `unpaid_deals` have no agreed days.
    `promised_kg`, among the unsold, are agreed and wait for the approval of
    their sample. What is not known is None.
    """
    question = Question(w, crop_year, filters)
    rows = question.rows(_BOOK)
    return [
        {
            **{name: value for name, value in row.items() if name not in ("why_not", "lacking")},
            "buyers": tuple(row["buyers"]),
            "why_no_price": _why_no_price(row["why_not"], row["lacking"]),
            "row_ids": tuple(i for i in row["row_ids"] if i is not None),
        }
        for row in rows
    ]


def _why_no_price(why_not: Sequence[str | None] | None, lacking: Sequence[str | None] | None) -> str | None:
    """Why deals of a lot have no price at the gate, and what they lack in Settings."""
    reasons = [why for why in why_not or () if why]
    reasons += [f"missing in Settings: {called(names)}" for names in lacking or () if names]
    return "; ".join(sorted(reasons)) or None
