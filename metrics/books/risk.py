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
    SELECT d.stream, d.buyer, d.kg, CASE WHEN p.why_not IS NULL THEN d.price * d.kg END AS value, d.claim, d.net_price,
        d.may_be_claimed, d.shipped_on + d.payment_days::INTEGER AS due, d.paid_on,
        coalesce(due, d.shipped_on, d.paid_on) < getvariable('as_of') AS may_be_late
    FROM deals d JOIN priced p USING (row_id)
    WHERE d.as_own AND d.stream IN ('micro', 'bulk') AND ($year IS NULL OR d.crop_year = $year)"""
# Indicators of which what is missing to the whole is the risk.
FAILED = {
    "unsold": "sold_share",
    "residues_failed": "residue_pass",
    "germs_failed": "microbiology_pass",
    "moisture_outside": "moisture_in_range",
}
NO_DEAL = "No {stream} deal is known that says it."
LACKING = "None of the {stream} deals it is about ({count}) has all the cells that it needs."
ONE_DEAL = "A single {stream} deal shows no spread."
NO_BUYER = "Of {count} of {all} {stream} deals the buyer's name or the kg are not known: any buyer's may be the most."
CLAIMS_ARE_WRITTEN = """SELECT 1 FROM offers WHERE claim_amount IS NOT NULL
    UNION ALL SELECT 1 FROM left_out_cells WHERE logbook = 'offers' AND name = 'claim_amount' LIMIT 1"""
NO_CLAIM = "No claim is written in any deal of the logbooks, so nobody can tell whether there were none."
NO_STREAMS = "The lots do not say which are micro and which are bulk."


@dataclass(frozen=True)
class RiskSide:
    """One stream's number, the cases it rests on and, where these are buyers, their deals, with how many more are left
    out as a cell it needs is not known; None where it has none, and then why."""

    value: float | None
    n: int
    case_is: str
    to_date: bool = False
    why_not: str | None = None
    deals: int | None = None
    left_out: int = 0


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

    buyer: str
    num: float
    den: float = 1.0
    open_still: bool = False


@dataclass(frozen=True)
class _Telling:
    """What the deals of a stream tell of a risk, and how many more it is about that lack a cell that it needs."""

    told: tuple[_Told, ...]
    left_out: int = 0
    needed: int = 1  # with fewer deals there is no such number

    def why_not(self, stream: str) -> str | None:
        if len(self.told) >= self.needed:
            return None
        if self.told:
            return ONE_DEAL.format(stream=stream)
        return (LACKING if self.left_out else NO_DEAL).format(stream=stream, count=self.left_out)


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
    late = {s: _whether_late(days_late[s]) for s in STREAMS}
    return (
        _of_deals("price_spread", f"{question.currency}/kg", prices, _deviation),
        _of_deals("price_spread_share", "share", prices, _deviation_of_mean),
        _of_indicator("unsold", answers),
        _of_claims(w, of),
        _of_deals("late", "share", late, _ratio, is_share=True),
        _of_deals("days_late", "days", days_late, _ratio),
        *(_of_indicator(name, answers) for name in list(FAILED)[1:]),
        _largest_buyer(of),
    )


def _told(deals: list[dict], needs: tuple[str, ...], tell: Callable[[dict], _Told], needed: int = 1) -> _Telling:
    """What the deals tell that have every cell it needs; whose a deal is, each needs."""
    found = [deal for deal in deals if all(deal[name] is not None for name in ("buyer", *needs))]
    return _Telling(tuple(tell(deal) for deal in found), len(deals) - len(found), needed)


def _prices(deals: list[dict]) -> _Telling:
    """The net price of each deal, each once; a single one does not spread."""
    return _told(deals, ("net_price",), lambda deal: _Told(deal["buyer"], float(deal["net_price"])), needed=2)


def _of_claims(w: Warehouse, deals: Mapping[str, list[dict]]) -> Risk:
    """Claims of the value sold; where not one is written, read or not, nobody can tell that there were none."""
    found = _of_deals("claims", "share", {stream: _claims(deals[stream]) for stream in STREAMS}, _ratio)
    if w.rows(CLAIMS_ARE_WRITTEN):
        return found
    unknown = RiskSide(None, 0, "buyer", why_not=NO_CLAIM)
    sides = {stream: getattr(found, stream) for stream in STREAMS}
    sides = {stream: side if side.value is None else unknown for stream, side in sides.items()}
    return _beside("claims", "share", sides, None)


def _claims(deals: list[dict]) -> _Telling:
    """What buyers claimed of the value of the deals; to date while claims may come."""

    def claimed(deal: dict) -> _Told:
        return _Told(deal["buyer"], float(deal["claim"]), float(deal["value"]), deal["may_be_claimed"])

    return _told(deals, ("value",), claimed)


def _days_late(deals: list[dict], as_of: date) -> _Telling:
    """By how many days the deals whose day of payment is over were paid after it, or are overdue; in time is 0. What
    was paid before that day counts from then on, as what is late does."""

    def days(deal: dict) -> _Told:
        late = max(((deal["paid_on"] or as_of) - deal["due"]).days, 0)
        return _Told(deal["buyer"], late, open_still=deal["paid_on"] is None)

    return _told([deal for deal in deals if deal["may_be_late"]], ("due",), days)


def _whether_late(days_late: _Telling) -> _Telling:
    return replace(days_late, told=tuple(replace(one, num=min(one.num, 1), open_still=False) for one in days_late.told))


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
    telling: Mapping[str, _Telling],
    value_of: Callable[[Sums, Sums], np.ndarray],
    is_share: bool = False,
) -> Risk:
    """A risk of the deals told, compared with one buyer left out at a time: what one buyer does is one case, however
    many deals he makes."""
    lines = [
        Line(stream + part, stream, ("buyer", one.buyer), one.num**power, one.den)
        for stream in STREAMS
        for one in telling[stream].told
        for part, power in (("", 1), (" squares", 2))
    ]
    stack = stacked(lines)
    values, sides = {}, {}
    for stream in STREAMS:
        of, why_not = telling[stream], telling[stream].why_not(stream)
        sums = stack.sums.get(stream)
        if why_not or sums is None or not sums.den[0] > 0:
            sides[stream] = RiskSide(None, 0, "buyer", why_not=why_not or NO_DEAL.format(stream=stream))
            continue
        values[stream] = value_of(sums, stack.sums[stream + " squares"])
        to_date = any(one.open_still for one in of.told)
        value = float(values[stream][0])
        sides[stream] = RiskSide(value, sums.cases, "buyer", to_date, deals=len(of.told), left_out=of.left_out)
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


def _largest_buyer(deals: Mapping[str, list[dict]]) -> Risk:
    """The share of the kg that one buyer took; the greatest of some buyers has no range. Kg of a buyer nobody named may
    be those of any, so then there is no number."""
    sides = {}
    for stream in STREAMS:
        kg: Counter[str] = Counter()
        known = [deal for deal in deals[stream] if deal["buyer"] and deal["kg"]]
        for deal in known:
            kg[deal["buyer"]] += deal["kg"]
        if len(known) < len(deals[stream]):
            lacking = {"count": len(deals[stream]) - len(known), "all": len(deals[stream])}
            sides[stream] = RiskSide(None, 0, "buyer", why_not=NO_BUYER.format(stream=stream, **lacking))
        elif known:
            sides[stream] = RiskSide(max(kg.values()) / kg.total(), len(kg), "buyer")
        else:
            sides[stream] = RiskSide(None, 0, "buyer", why_not=NO_DEAL.format(stream=stream))
    return _beside("largest_buyer", "share", sides, None)


def _of_indicator(name: str, answers: Mapping[str, Answer]) -> Risk:
    """What an indicator of a share leaves to the whole, compared by the range of its difference."""
    answer = answers[FAILED[name]]
    sides = {}
    for stream in STREAMS:
        found = answer.groups.get(stream)
        if found is None or found.value is None:
            sides[stream] = RiskSide(None, 0, "", why_not=found.why_not if found else NO_STREAMS)
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
