"""What may go wrong in selling, micro beside bulk: spread of price, kg unsold, claims, late payment, failed tests, and
how much hangs on one buyer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import stdtrit

from logbooks.fixed_numbers import fixed
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import Answer
from metrics.engine.question import Question
from metrics.engine.splitting import cannot_split

STREAMS = ("micro", "bulk")
_DEALS = """
    SELECT stream, buyer, kg, price * kg AS value, claim, net_price, may_be_claimed,
        shipped_on + payment_days::INTEGER AS due, paid_on, row_id
    FROM deals WHERE as_own AND kg > 0 AND stream IN ('micro', 'bulk') AND ($year IS NULL OR crop_year = $year)"""
# Indicators of which what is missing to the whole is the risk.
FAILED = {
    "unsold": "sold_share",
    "residues_failed": "residue_pass",
    "germs_failed": "microbiology_pass",
    "moisture_outside": "moisture_in_range",
}
NO_DEAL = "No {stream} deal is known that says it."


@dataclass(frozen=True)
class RiskSide:
    """One stream's number and what it rests on; None where it has none, and then why."""

    value: float | None
    n: int
    case_is: str
    to_date: bool = False
    why_not: str | None = None


@dataclass(frozen=True)
class Risk:
    """One risk, micro beside bulk, more being worse; `said` is higher, lower or unclear by the 80 % range of their
    difference, `describes` where too few cases show how sure it is, `unknown` where a side has no number."""

    name: str
    unit: str
    micro: RiskSide
    bulk: RiskSide
    said: str


@dataclass(frozen=True)
class _Told:
    """A number of one stream, and the same with every case left out once (none where that would say nothing)."""

    side: RiskSide
    without: np.ndarray | None = None


def risks(
    w: Warehouse,
    crop_year: str | None,
    answers: Mapping[str, Answer],
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Risk, ...] | str:
    """Every risk of a crop year, or of all, those of indicators from its `answers`; a sentence where filters are set
    that it can't be split by."""
    if why_not := cannot_split(filters):
        return why_not
    question = Question(w, crop_year)
    deals = question.fetched(_DEALS, {"year": crop_year})
    by_stream = {stream: [deal for deal in deals if deal["stream"] == stream] for stream in STREAMS}
    return (
        _of_deals("price_spread", f"{question.currency}/kg", by_stream, _spread),
        _of_deals("price_spread_share", "share", by_stream, lambda found, s: _spread(found, s, of_mean=True)),
        _of_indicator("unsold", answers),
        _of_deals("claims", "share", by_stream, _claims),
        _of_deals("late", "share", by_stream, lambda found, s: _late(found, s, w.as_of, days=False)),
        _of_deals("days_late", "days", by_stream, lambda found, s: _late(found, s, w.as_of, days=True)),
        *(_of_indicator(name, answers) for name in list(FAILED)[1:]),
        _of_deals("largest_buyer", "share", by_stream, _largest_buyer),
    )


def _of_deals(name: str, unit: str, deals: Mapping[str, list[dict]], told: Callable[[list[dict], str], _Told]) -> Risk:
    micro, bulk = (told(deals[stream], stream) for stream in STREAMS)
    return Risk(name, unit, micro.side, bulk.side, _compared(micro, bulk))


def _compared(micro: _Told, bulk: _Told) -> str:
    """Whether micro is higher than bulk by the 80 % range of the difference, each case left out once."""
    if micro.side.value is None or bulk.side.value is None:
        return "unknown"
    if micro.without is None or bulk.without is None or min(micro.side.n, bulk.side.n) < fixed("risk_fewest_cases"):
        return "describes"
    parts = [float((len(w) - 1) / len(w) * np.sum((w - w.mean()) ** 2)) for w in (micro.without, bulk.without)]
    apart, freedom = micro.side.value - bulk.side.value, min(micro.side.n, bulk.side.n) - 1
    reach = float(stdtrit(freedom, 0.90)) * sum(parts) ** 0.5
    return "higher" if apart > reach else "lower" if apart < -reach else "unclear"


def _none(stream: str, case_is: str = "deal") -> _Told:
    return _Told(RiskSide(None, 0, case_is, why_not=NO_DEAL.format(stream=stream)))


def _spread(deals: list[dict], stream: str, of_mean: bool = False) -> _Told:
    """The standard deviation of the net price over deals, each deal once; or its share of their mean."""
    prices = np.array([deal["net_price"] for deal in deals if deal["net_price"] is not None])
    n = len(prices)
    if n < 2:
        return _none(stream)

    def spread(count, total, squares):
        deviation = np.sqrt(np.maximum(squares - total**2 / count, 0.0) / (count - 1))
        return deviation / (total / count) if of_mean else deviation

    total, squares = prices.sum(), (prices**2).sum()
    without = spread(n - 1, total - prices, squares - prices**2) if n > 2 else None
    return _Told(RiskSide(float(spread(n, total, squares)), n, "deal"), without)


def _claims(deals: list[dict], stream: str) -> _Told:
    """What buyers claimed as a share of the value of the deals; to date while claims may come."""
    known = [deal for deal in deals if deal["value"] is not None]
    to_date = any(deal["may_be_claimed"] for deal in known)
    return _ratio([(deal["claim"], deal["value"]) for deal in known], stream, to_date)


def _late(deals: list[dict], stream: str, as_of: date, days: bool) -> _Told:
    """The share of the deals whose day of payment has come that were paid after it, or are not; or by how many days on
    the mean, those in time counting as 0."""
    due = [deal for deal in deals if deal["due"] and (deal["paid_on"] or deal["due"] < as_of)]
    overdue = [max(((deal["paid_on"] or as_of) - deal["due"]).days, 0) for deal in due]
    open_still = any(deal["paid_on"] is None for deal in due)
    return _ratio([(late if days else min(late, 1), 1) for late in overdue], stream, days and open_still)


def _ratio(pairs: list[tuple[float, float]], stream: str, to_date: bool) -> _Told:
    if not pairs or sum(den for _, den in pairs) <= 0:
        return _none(stream)
    num, den = (np.array(column, float) for column in zip(*pairs, strict=True))
    side = RiskSide(float(num.sum() / den.sum()), len(pairs), "deal", to_date)
    return _Told(side, (num.sum() - num) / (den.sum() - den) if len(pairs) > 1 else None)


def _largest_buyer(deals: list[dict], stream: str) -> _Told:
    """The share of the kg that one buyer took."""
    kg: Counter[str] = Counter()
    for deal in deals:
        if deal["buyer"]:
            kg[deal["buyer"]] += deal["kg"]
    if not kg:
        return _none(stream, "buyer")
    return _Told(RiskSide(max(kg.values()) / kg.total(), len(kg), "buyer"))


def _of_indicator(name: str, answers: Mapping[str, Answer]) -> Risk:
    """What an indicator of a share leaves to the whole, compared by the range of its difference."""
    answer = answers[FAILED[name]]
    sides = {}
    for stream in STREAMS:
        found = answer.groups.get(stream)
        if found is None or found.value is None:
            sides[stream] = RiskSide(None, 0, "", why_not=found.why_not if found else NO_DEAL.format(stream=stream))
        else:
            sides[stream] = RiskSide(1 - found.value, found.n, found.case_is, found.to_date)
    ends = answer.difference.range80 if answer.difference else None
    if any(side.value is None for side in sides.values()):
        said = "unknown"
    elif ends is None:
        said = "describes"
    else:
        said = "higher" if ends[1] < 0 else "lower" if ends[0] > 0 else "unclear"
    return Risk(name, "share", sides["micro"], sides["bulk"], said)
