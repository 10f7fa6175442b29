"""What may go wrong in selling, micro beside bulk: spread of price, kg unsold, claims, late payment, failed tests, and
how much hangs on one buyer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from logbooks.fixed_numbers import fixed
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.cases import Line, Stack, stacked
from metrics.engine.contract import Answer, Estimate, Sums
from metrics.engine.differences import plain_difference, shares_difference
from metrics.engine.estimates import ranged
from metrics.engine.intervals import Range
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
    """One stream's number, the cases it rests on and, where these are buyers, their deals; None where it has none, and
    then why."""

    value: float | None
    n: int
    case_is: str
    to_date: bool = False
    why_not: str | None = None
    deals: int | None = None


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
    """What one deal adds to a risk of its stream: `num` over `den`, and whether that may still grow."""

    buyer: str | None
    num: float
    den: float = 1.0
    open_still: bool = False


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
    of = {stream: [deal for deal in deals if deal["stream"] == stream] for stream in STREAMS}
    prices, days_late = {s: _prices(of[s]) for s in STREAMS}, {s: _days_late(of[s], w.as_of) for s in STREAMS}
    late = {s: [replace(one, num=min(one.num, 1), open_still=False) for one in days_late[s]] for s in STREAMS}
    return (
        _of_deals("price_spread", f"{question.currency}/kg", prices, _deviation),
        _of_deals("price_spread_share", "share", prices, _deviation_of_mean),
        _of_indicator("unsold", answers),
        _of_deals("claims", "share", {s: _claims(of[s]) for s in STREAMS}, _ratio),
        _of_deals("late", "share", late, _ratio, is_share=True),
        _of_deals("days_late", "days", days_late, _ratio),
        *(_of_indicator(name, answers) for name in list(FAILED)[1:]),
        _largest_buyer(of),
    )


def _prices(deals: list[dict]) -> list[_Told]:
    """The net price of each deal, each once; none of a single one, which does not spread."""
    found = [_Told(deal["buyer"], float(deal["net_price"])) for deal in deals if deal["net_price"] is not None]
    return found if len(found) > 1 else []


def _claims(deals: list[dict]) -> list[_Told]:
    """What buyers claimed of the value of the deals; to date while claims may come."""
    return [
        _Told(deal["buyer"], float(deal["claim"]), float(deal["value"]), deal["may_be_claimed"])
        for deal in deals
        if deal["value"] is not None
    ]


def _days_late(deals: list[dict], as_of: date) -> list[_Told]:
    """By how many days the deals whose day of payment has come were paid after it, or are overdue; in time is 0."""
    due = [deal for deal in deals if deal["due"] and (deal["paid_on"] or deal["due"] < as_of)]
    return [
        _Told(
            deal["buyer"], max(((deal["paid_on"] or as_of) - deal["due"]).days, 0), open_still=deal["paid_on"] is None
        )
        for deal in due
    ]


def _ratio(sums: Sums, squares: Sums) -> np.ndarray:
    return sums.num / sums.den


def _deviation(sums: Sums, squares: Sums) -> np.ndarray:
    """The standard deviation over deals; below a millionth of the mean it is rounding, and they are alike."""
    n, mean = sums.den, sums.num / sums.den
    variance = (squares.num / n - mean**2) * n / (n - 1)
    return np.sqrt(np.where(variance < 1e-12 * mean**2, 0.0, variance))


def _deviation_of_mean(sums: Sums, squares: Sums) -> np.ndarray:
    return _deviation(sums, squares) / (sums.num / sums.den)


def _of_deals(
    name: str,
    unit: str,
    told: Mapping[str, list[_Told]],
    value_of: Callable[[Sums, Sums], np.ndarray],
    is_share: bool = False,
) -> Risk:
    """A risk of the deals told, compared with one buyer left out at a time: what one buyer does is one case, however
    many deals he makes, and deals without the buyer's name count as those of one."""
    lines = [
        Line(stream + part, stream, ("buyer", one.buyer), one.num**power, one.den)
        for stream in STREAMS
        for one in told[stream]
        for part, power in (("", 1), (" squares", 2))
    ]
    stack = stacked(lines)
    values, sides = {}, {}
    for stream in STREAMS:
        sums = stack.sums.get(stream)
        if sums is None or not sums.den[0] > 0:
            sides[stream] = _none(stream)
            continue
        values[stream] = value_of(sums, stack.sums[stream + " squares"])
        to_date = any(one.open_still for one in told[stream])
        sides[stream] = RiskSide(float(values[stream][0]), sums.cases, "buyer", to_date, deals=len(told[stream]))
    enough = min(side.n for side in sides.values()) >= fixed("risk_fewest_buyers")
    return _beside(name, unit, sides, _apart(values, sides, stack, is_share) if enough else None)


def _apart(
    values: Mapping[str, np.ndarray], sides: Mapping[str, RiskSide], stack: Stack, is_share: bool
) -> Range | None:
    """The 80 % range of micro less bulk, as indicators have it; None where nothing varies."""
    blank, (micro, bulk) = Estimate("", case_is="buyer"), (values[stream] for stream in STREAMS)
    if is_share:
        both = (ranged(replace(blank, n=sides[s].n), "share", values[s], stack) for s in STREAMS)
        return shares_difference(blank, *both).range80
    return plain_difference(blank, micro - bulk, stack, few=False, both=(micro, bulk)).range80


def _none(stream: str) -> RiskSide:
    return RiskSide(None, 0, "buyer", why_not=NO_DEAL.format(stream=stream))


def _largest_buyer(deals: Mapping[str, list[dict]]) -> Risk:
    """The share of the kg that one buyer took; the greatest of some buyers has no range."""
    sides = {}
    for stream in STREAMS:
        kg: Counter[str] = Counter()
        for deal in deals[stream]:
            if deal["buyer"]:
                kg[deal["buyer"]] += deal["kg"]
        sides[stream] = RiskSide(max(kg.values()) / kg.total(), len(kg), "buyer") if kg else _none(stream)
    return _beside("largest_buyer", "share", sides, None)


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
    return _beside(name, "share", sides, (-ends[1], -ends[0]) if ends else None)


def _beside(name: str, unit: str, sides: Mapping[str, RiskSide], ends: Range | None) -> Risk:
    """Both sides with what the 80 % range of micro less bulk says of them."""
    if any(side.value is None for side in sides.values()):
        said = "unknown"
    elif ends is None:
        said = "describes"
    else:
        said = "higher" if ends[0] > 0 else "lower" if ends[1] < 0 else "unclear"
    return Risk(name, unit, sides["micro"], sides["bulk"], said)
