"""Working capital: the cash the pilot took and brought week by week, and how much of it the cooperative had to
carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.question import Question
from metrics.engine.splitting import cannot_split

# What a deal brought: its price for the kg, less claims, less what only the settings say of the way to the buyer: what
# bills of its lot or, in that season, of its stream say of it goes out as a bill. One of which a cell that its price
# needs is not known brought an unknown sum; `way_unknown` is a price of which nobody wrote what to take off.
_BROUGHT = """
    SELECT d.row_id, d.crop_year, d.paid_on, d.price * d.kg AS full_price, o.prefinance_share AS advanced,
        CASE WHEN p.why_not IS NULL THEN full_price END AS value,
        value - d.claim - coalesce(n.by_setting, 0) * d.kg AS amount, d.no_basis IS NOT NULL AS way_unknown
    FROM deals d JOIN priced p USING (row_id) JOIN answered_offer o USING (row_id) LEFT JOIN (
        SELECT row_id, sum(coalesce(by_setting, per_kg)) AS by_setting FROM netted_of_deal t
        WHERE NOT billed AND NOT EXISTS (FROM spent s WHERE s.lot_id IS NULL AND s.stream = t.stream
            AND s.crop_year = t.crop_year AND s.kind = t.category)
        GROUP BY row_id) n USING (row_id)
    WHERE d.stream = 'micro'"""
# What buyers paid, or were to advance, for deals whose sample they refused or have not approved yet.
_UNAPPROVED = """
    SELECT o.row_id, o.crop_year, CASE WHEN u.row_id IS NULL
            THEN coalesce(o.accepted_weight_kg, o.weight_kg) * o.accepted_price_per_kg
                * CASE WHEN o.paid_on IS NULL THEN o.prefinance_share ELSE 1 END
                / units_per_base(o.closed_on, coalesce(upper(trim(o.currency)), base.currency), base.currency,
                    r.per_base, r.good_until) END AS amount
    FROM answered_offer o CROSS JOIN base LEFT JOIN unread_deal u USING (row_id)
        ASOF LEFT JOIN rate r ON r.currency = upper(trim(o.currency)) AND r.dated <= o.closed_on
    WHERE o.agreed AND o.status IN ('rejected', 'open') AND o.stream = 'micro'
        AND (o.paid_on IS NOT NULL OR o.prefinance_share > 0)"""
_FLOWS = f"""
    SELECT spent_on AS day, -amount AS amount, row_id, crop_year, 'cost' AS what FROM spent
    WHERE stream = 'micro' AND role <> 'farmers'
    UNION ALL
    SELECT paid_on, -amount, row_id, crop_year, 'farmers' FROM paid_for WHERE stream = 'micro'
    UNION ALL
    SELECT paid_on, amount, row_id, crop_year, 'buyers' FROM ({_BROUGHT}) WHERE paid_on IS NOT NULL"""
# What is not in it, or not as it should be, by kind: how many rows, and their money in the base currency where known.
_NOT_IN = f"""
    SELECT 'no_rate' AS kind, row_id, crop_year, NULL AS amount FROM ({_FLOWS})
    WHERE amount IS NULL AND what <> 'buyers'
    UNION ALL
    SELECT 'no_price', row_id, crop_year, NULL FROM ({_FLOWS}) WHERE amount IS NULL AND what = 'buyers'
    UNION ALL
    SELECT 'no_price', row_id, crop_year, NULL FROM lost_offers
    WHERE paid_on IS NOT NULL AND (status IS NULL OR lot_id IS NULL) AND coalesce(stream = 'micro', lot_id IS NULL)
        AND row_id IN (SELECT row_id FROM left_out_cells)
    UNION ALL
    SELECT 'unread', l.row_id, l.crop_year, CASE WHEN coalesce(upper(trim(l.currency)), base.currency) = base.currency
        THEN l.amount END
    FROM (SELECT row_id, crop_year, currency, amount FROM lost_costs WHERE stream = 'micro' UNION ALL
          SELECT row_id, crop_year, currency, amount FROM lost_payments WHERE coalesce(stream = 'micro', lot_id IS NULL)
         ) l, base
    UNION ALL
    SELECT 'untold', row_id, crop_year, amount FROM paid_for WHERE stream IS NULL
    UNION ALL
    SELECT 'shared', row_id, crop_year, amount FROM spent WHERE stream IS NULL AND role <> 'farmers'
    UNION ALL
    SELECT 'way_unknown', row_id, crop_year, value FROM ({_BROUGHT})
    WHERE way_unknown AND paid_on IS NOT NULL AND amount IS NOT NULL
    UNION ALL
    SELECT 'unapproved', row_id, crop_year, amount FROM ({_UNAPPROVED})
    UNION ALL
    SELECT 'unpaid', row_id, crop_year, value FROM ({_BROUGHT}) WHERE paid_on IS NULL
    UNION ALL
    SELECT 'advanced', row_id, crop_year, value * advanced FROM ({_BROUGHT}) WHERE advanced > 0"""
OF_YEAR = "$year IS NULL OR crop_year = $year OR crop_year IS NULL"
KINDS = ("unread", "no_rate", "no_price", "untold", "shared", "way_unknown", "unapproved", "unpaid", "advanced")


@dataclass(frozen=True)
class CashWeek:
    """One week from its Monday: what went out and what came in, in base currency, and the balance at its end."""

    starts_on: date
    out: float
    came_in: float
    balance: float


@dataclass(frozen=True)
class NotCounted:
    """Rows of one kind that are not in it, or not as they should be, and their money where it is known."""

    kind: str
    rows: int
    amount: float | None


@dataclass(frozen=True)
class CashFlow:
    """The weeks from the first flow of cash to the last, from a balance of 0; `peak_need` is the most that was out on
    one day, `limit` what the cooperative can owe, `interest` what the balances below 0 cost until today at the rate set
    (None without one)."""

    weeks: tuple[CashWeek, ...]
    peak_need: float
    peak_on: date
    days_below: int
    limit: float | None
    interest: float | None
    not_counted: tuple[NotCounted, ...]
    row_ids: tuple[int, ...]

    @property
    def balance(self) -> float:
        return self.weeks[-1].balance


def cash_flow(
    w: Warehouse, crop_year: str | None, filters: Mapping[str, tuple[str, ...]] | None = None
) -> CashFlow | str:
    """The cash of the pilot of a crop year, or of all, to the day of the data; the reason where there is none."""
    if why_not := cannot_split(filters):
        return why_not
    question = Question(w, crop_year)
    flows = question.fetched(
        f"""SELECT day, sum(least(amount, 0)) AS out, sum(greatest(amount, 0)) AS came_in, list(row_id) AS row_ids
        FROM ({_FLOWS}) WHERE amount IS NOT NULL AND ({OF_YEAR}) GROUP BY day ORDER BY day""",
        {"year": crop_year},
    )
    if not flows:
        return "No cost, payment or paid deal of micro with its day and money is written down."
    balances = list(accumulate(flow["out"] + flow["came_in"] for flow in flows))
    lowest = min(balances)
    days = [flow["day"] for flow in flows]
    below = _below(days, balances, w.as_of)
    rate = question.number("finance_rate")
    return CashFlow(
        _weeks(flows),
        max(-lowest, 0.0),
        days[balances.index(lowest)],
        sum(held for held, _ in below),
        question.number("credit_limit"),
        None if rate is None else sum(held * owed for held, owed in below) * rate / 365,
        _not_counted(question, crop_year),
        tuple(sorted({row for flow in flows for row in flow["row_ids"]})),
    )


def _below(days: list[date], balances: list[float], until: date) -> list[tuple[int, float]]:
    """How long each balance below 0 was held, in days, and how much was owed."""
    held = [(after - before).days for before, after in pairwise([*days, max(until, days[-1])])]
    return [(length, -balance) for length, balance in zip(held, balances, strict=True) if balance < 0]


def _weeks(flows: list[dict]) -> tuple[CashWeek, ...]:
    monday = flows[0]["day"] - timedelta(days=flows[0]["day"].weekday())
    found, balance = [], 0.0
    while monday <= flows[-1]["day"]:
        of_week = [flow for flow in flows if monday <= flow["day"] < monday + timedelta(days=7)]
        out, came_in = (sum(flow[way] for flow in of_week) for way in ("out", "came_in"))
        balance += out + came_in
        found.append(CashWeek(monday, -out, came_in, balance))
        monday += timedelta(days=7)
    return tuple(found)


def _not_counted(question: Question, crop_year: str | None) -> tuple[NotCounted, ...]:
    rows = question.fetched(
        f"SELECT kind, count(*) AS rows, sum(amount) AS amount FROM ({_NOT_IN}) WHERE {OF_YEAR} GROUP BY kind",
        {"year": crop_year},
    )
    by_kind = {row["kind"]: NotCounted(row["kind"], row["rows"], row["amount"]) for row in rows}
    return tuple(by_kind[kind] for kind in KINDS if kind in by_kind)
