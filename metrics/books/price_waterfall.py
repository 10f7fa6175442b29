"""From the buyer's price to the farmer's hand: what is taken off on the way, per kg green, for micro and for bulk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from logbooks.fixed_numbers import fixed
from logbooks.settings import called
from logbooks.warehouse.cost_categories import cost_categories, of_the_pilot
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.estimates import LOST
from metrics.engine.question import Question
from metrics.engine.splitting import cannot_split

# The parts in their order: the categories of cost one by one, as in the added cost; one that has none of their names
# stands with the others.
OTHER, FINANCE, FARMERS = "other costs", "finance", "farmers"
NOT_WRITTEN = "not written down"
CATEGORIES = tuple(kind for kind in of_the_pilot() if kind != FINANCE)
PARTS = ("freight and export", *CATEGORIES, OTHER, FINANCE, FARMERS)

_PRICES = """
    WITH sold AS (
        SELECT d.* FROM deals d WHERE d.as_own AND d.why_not IS NULL AND ($year IS NULL OR d.crop_year = $year))
    SELECT stream, sum(kg) AS kg, sum(price * kg) / sum(kg) AS price,
           sum(CASE WHEN billed THEN netted_per_kg * kg ELSE 0 END) / sum(kg) AS billed, sum(CASE WHEN billed THEN 0
               ELSE netted_per_kg * kg END) / sum(kg) AS by_setting,
           string_agg(DISTINCT no_basis, ', ') AS no_basis, list(row_id) AS row_ids,
           sum(CASE WHEN paid_on IS NOT NULL THEN greatest(paid_on - coalesce(shipped_on, closed_on), 0) * kg END)
               / sum(CASE WHEN paid_on IS NOT NULL THEN kg END) AS days_to_cash
    FROM sold WHERE stream IS NOT NULL GROUP BY stream"""
_COSTS = """
    SELECT kind, stream, sum(amount) FILTER (known) AS amount, count(*) FILTER (amount IS NULL) AS unrated,
        count(*) FILTER (NOT known) AS unmade, list(row_id) AS row_ids
    FROM (SELECT c.*, u.lot_id IS NULL AS known FROM cost_of_season c LEFT JOIN unweighed u USING (lot_id))
    WHERE role NOT IN ('netted', 'farmers') AND ($year IS NULL OR crop_year = $year) GROUP BY ALL"""
_MADE = "SELECT stream, sum(produced_kg) AS kg FROM produced WHERE $year IS NULL OR crop_year = $year GROUP BY stream"
# By the stream it was paid for, and `untold` what names none.
_PAID = f"""
    SELECT part AS stream, sum(num) FILTER (counts) AS amount, sum(den) FILTER (counts) AS kg,
        bool_or(to_date) AS to_date, flatten(list(row_id) FILTER (counts)) AS row_ids,
        count(DISTINCT case_id) FILTER (counts) AS farmers,
        count(DISTINCT case_id) FILTER (contains(why_not, '{LOST}')) AS lost
    FROM (SELECT *, why_not IS NULL AS counts FROM farmer_pay) WHERE $year IS NULL OR crop_year = $year
    GROUP BY part"""


@dataclass(frozen=True)
class PricePart:
    """What one thing takes of the price, in base currency per kg green: the part of it that bills show, and the part
    assumed.

    Both are None where nothing is written down; then `said` says so. Else it says what was assumed, or nothing.
    """

    name: str
    measured: float | None = None
    assumed: float | None = None
    said: str = ""
    row_ids: tuple[int, ...] = ()
    to_date: bool = False

    @property
    def value(self) -> float | None:
        """Both together; None where nothing is written down, which is not zero."""
        return (
            None if self.measured is None and self.assumed is None else (self.measured or 0.0) + (self.assumed or 0.0)
        )


@dataclass(frozen=True)
class PriceWaterfall:
    """The price a buyer pays, the parts in their order, and what is left: price = sum of the parts + left, exactly.

    The price and what is taken off on the way to the gate are per kg green sold as its own stream, costs per kg green
    made, pay per kg green delivered. What is not written down is in `left`, and `unknown` names it.
    """

    stream: str
    price: float
    parts: tuple[PricePart, ...]
    kg: float
    to_date: bool = False
    row_ids: tuple[int, ...] = ()

    @property
    def left(self) -> float:
        return self.price - sum(part.value or 0.0 for part in self.parts)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts if part.value is None)


def waterfalls(
    w: Warehouse, crop_year: str | None, filters: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, PriceWaterfall | str]:
    """Micro and bulk of a crop year, each its waterfall or the reason why there is none. Costs can't be split by
    filters."""
    if why_not := cannot_split(filters):
        return dict.fromkeys(("micro", "bulk"), why_not)
    question = Question(w, crop_year)
    prices, paid = (
        {row["stream"]: row for row in question.fetched(sql, {"year": crop_year})} for sql in (_PRICES, _PAID)
    )
    made = {row["stream"]: row["kg"] for row in question.fetched(_MADE, {"year": crop_year})}
    costs = question.fetched(_COSTS, {"year": crop_year})
    return {
        stream: _of(question, stream, prices.get(stream), _pay(paid, stream), made, costs)
        for stream in ("micro", "bulk")
    }


def _of(
    question: Question, stream: str, sold: dict | None, pay: PricePart, made: dict, costs: list[dict]
) -> PriceWaterfall | str:
    if sold is None:
        return f"No {stream} deal with a price is closed yet."
    if sold["no_basis"]:
        lacking = called(sold["no_basis"])
        return f"The price of {stream} deals can't be brought to the gate: missing in Settings: {lacking}."
    if not made.get(stream):
        return f"No kg green made is known of {stream} lots yet."
    of_part = {name: [c for c in costs if _part_of(c["kind"]) == name] for name in PARTS[1:-1]}
    of_costs = {
        name: _cost(name, stream, made, found)
        for name, found in of_part.items()
        if found or name == FINANCE or cost_categories().get(name, {}).get("role") == "expected"
    }
    if of_costs[FINANCE].value is None:
        of_costs[FINANCE] = _waiting(question, stream, sold)
    parts = (
        PricePart(
            PARTS[0],
            sold["billed"],
            sold["by_setting"] or None,
            "costs of Settings, not of bills" if sold["by_setting"] else "",
        ),
        *of_costs.values(),
        pay,
    )
    return PriceWaterfall(stream, sold["price"], parts, sold["kg"], pay.to_date, tuple(sorted(sold["row_ids"])))


def _part_of(kind: str) -> str:
    return kind if kind in PARTS[1:-1] else OTHER


def _cost(name: str, stream: str, made: dict, costs: list[dict]) -> PricePart:
    """Costs of the stream per kg it made, and those of the whole cooperative spread evenly over every kg made."""
    own = [c for c in costs if c["stream"] == stream]
    shared = [c for c in costs if c["stream"] is None]
    measured = (
        sum(c["amount"] or 0.0 for c in own) / made[stream] if any(c["amount"] is not None for c in own) else None
    )
    assumed = (
        sum(c["amount"] or 0.0 for c in shared) / sum(made.values())
        if any(c["amount"] is not None for c in shared)
        else None
    )
    unrated, unmade = (sum(c[which] for c in own + shared) for which in ("unrated", "unmade"))
    said = [f"{unrated} costs in a currency without a rate are not in it"] * bool(unrated)
    said += [f"{unmade} costs of lots whose kg green are not known are not in it"] * bool(unmade)
    said += ["costs of the whole cooperative spread evenly over every kg"] * (assumed is not None)
    if measured is None and assumed is None:
        return PricePart(name, said="; ".join(said) or NOT_WRITTEN)
    return PricePart(
        name, measured, assumed, "; ".join(said), tuple(sorted(i for c in own + shared for i in c["row_ids"]))
    )


def _waiting(question: Question, stream: str, sold: dict) -> PricePart:
    """Interest until the buyer paid, by the setting finance_rate, where no cost of finance is written down."""
    rate = question.number("finance_rate", stream)
    if rate is None or sold["days_to_cash"] is None:
        return PricePart("finance", said=NOT_WRITTEN)
    net = sold["price"] - sold["billed"] - sold["by_setting"]
    return PricePart(
        "finance",
        assumed=net * rate * sold["days_to_cash"] / 365,
        said="setting finance_rate over the days until buyers paid",
    )


def _pay(paid: Mapping[str, dict], stream: str) -> PricePart:
    """What farmers were paid per kg green delivered to the stream; not known where much of the money names no stream,
    or too many farmers can't be counted."""
    own = paid.get(stream)
    if own is None or not own["kg"] or not own["amount"]:
        return PricePart(FARMERS, said=NOT_WRITTEN)
    untold = (paid["untold"]["amount"] or 0.0) if "untold" in paid else 0.0
    told = sum(paid[one]["amount"] or 0.0 for one in ("micro", "bulk") if one in paid)
    if untold > fixed("untold_pay_share") * (untold + told):
        return PricePart(
            FARMERS, said=f"{untold / (untold + told):.0%} of the money paid names neither lot, stream nor receipt"
        )
    if own["lost"] > fixed("lost_cases_share") * (own["lost"] + own["farmers"]):
        of = own["lost"] + own["farmers"]
        return PricePart(FARMERS, said=f"a delivery or payment could not be counted of {own['lost']} of {of} farmers")
    said = ["to date: more may be paid"] * bool(own["to_date"])
    said += [f"without the farmers of whom a delivery or payment could not be counted ({own['lost']})"] * bool(
        own["lost"]
    )
    rows = tuple(sorted({row for row in own["row_ids"] if row is not None}))
    return PricePart(FARMERS, own["amount"] / own["kg"], said="; ".join(said), row_ids=rows, to_date=own["to_date"])


def extra_pay(w: Warehouse, crop_year: str | None, least_farmers: int) -> tuple[float, bool] | None:
    """What farmers were paid per kg green of micro-lots above that of bulk, as a share of it, and whether more may
    come; None where either can't be told, or rests on so few farmers that the pay of one of them would show."""
    paid = {row["stream"]: row for row in Question(w, crop_year).fetched(_PAID, {"year": crop_year})}
    micro, bulk = _pay(paid, "micro"), _pay(paid, "bulk")
    if not micro.value or not bulk.value:
        return None
    if min(paid[stream]["farmers"] for stream in ("micro", "bulk")) < least_farmers:
        return None
    return micro.value / bulk.value - 1, micro.to_date or bulk.to_date
