"""How many more buyers, lots or offers each open goal wants, by when at today's pace, and what they cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from decisions.how_many import MOST
from decisions.verdict.fence_places import BETWEEN, FEW, UNRANGED, PlacedFence
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.plan import MICRO
from decisions.verdict.sentences import rules, said
from metrics.engine.cases import FEWEST_BUYERS

DAYS_A_MONTH = 365 / 12
# Buyers who bought micro as such, and over how many days: from the first offer of the season on.
SO_FAR = """
    SELECT count(DISTINCT a.buyer) AS buyers, count(DISTINCT a.lot_id) AS lots, sum(a.kg) AS kg,
        (SELECT min(offered_on) FROM offers WHERE stream = 'micro' AND crop_year = $season) AS since
    FROM accepted a WHERE a.as_own AND a.stream = 'micro' AND a.crop_year = $season"""


@dataclass(frozen=True)
class SellingPace:
    """What was sold so far: buyers, lots, kg green, days since the first offer; `added_cost` beyond bulk per kg made,
    None where it is not known."""

    buyers: int
    lots: int
    kg: float
    days: int
    today: date
    currency: str
    added_cost: float | None


@dataclass(frozen=True)
class Missing:
    """What one open goal wants: `more` cases (None where no number of them within `MOST` would do), by when at today's
    pace, and what they cost; `wanted` says how many, `told` when and for how much."""

    indicator: str
    applies_to: str
    more: int | None
    case_is: str
    by: date | None
    costs: float | None
    wanted: str
    told: str
    few: bool = False

    @property
    def because(self) -> str:
        """Both in sentences."""
        return f"{self.wanted} {self.told}".strip()

    @property
    def beside(self) -> str:
        """The same beside what *wait* says: that there are too few it says itself."""
        return self.told if self.few else self.because


def missing_of(logs: LogsOfADay, judged: Iterable[PlacedFence]) -> tuple[Missing, ...]:
    """What each open goal wants, as the logs stand; nothing of goals that no further case could close."""
    open_ = [one for one in judged if wants_cases(one)]
    return tuple(missing(one, pace_of(logs)) for one in open_)


def wants_cases(one: PlacedFence) -> bool:
    """Whether further cases could close it: a tested number between its fences, or one of too few cases."""
    return one.place == FEW or (one.fence.tested and one.place in (BETWEEN, UNRANGED))


def missing(one: PlacedFence, pace: SellingPace) -> Missing:
    """What one open goal wants at this pace."""
    more, case_is = more_cases(one), one.found.case_is or "lot"
    by = costs = None
    if more is not None and (so_far := _so_far(pace, case_is)):
        if pace.days > 0:
            by = pace.today + timedelta(days=round(more * pace.days / so_far))
        if pace.added_cost is not None:
            costs = more * pace.kg / so_far * pace.added_cost
    return Missing(
        one.fence.indicator,
        one.fence.applies_to,
        more,
        case_is,
        by,
        costs,
        _wanted(one, more, case_is),
        _told(by, costs, case_is, pace),
        one.place in (FEW, UNRANGED),
    )


def more_cases(one: PlacedFence) -> int | None:
    """The fewest further cases with which it would be decided as sure as this gate wants, if they vary as those of
    today do and the number stays where it is; None where more than `MOST` would be wanted."""
    least = max(one.fence.min_n, FEWEST_BUYERS if one.fence.of_money else 0) - one.found.n
    if one.found.range_of is None or one.sure is None or one.found.n < 1:
        return least if least > 0 else None
    for more in range(max(least, 1), MOST + 1):
        low, high = one.found.range_of.of_more((one.found.n + more) / one.found.n).ends(1 - 2 * one.sure)
        if _decided(one, low, high):
            return more
    return None


def _decided(one: PlacedFence, low: float, high: float) -> bool:
    """Whether ends like these lie beyond one of the two fences."""
    fence = one.fence
    if fence.rising:
        return low >= fence.scale_at or high <= fence.stop_at
    return high <= fence.scale_at or low >= fence.stop_at


def pace_of(logs: LogsOfADay) -> SellingPace:
    """What the season sold so far and what a kg of it costs beyond bulk."""
    so_far, today = logs.one(SO_FAR), logs.w.as_of
    cost = logs.answer("added_cost").groups.get(MICRO)
    return SellingPace(
        so_far["buyers"],
        so_far["lots"],
        so_far["kg"] or 0.0,
        (today - so_far["since"]).days if so_far["since"] else 0,
        today,
        logs.w.rows("SELECT currency FROM base")[0]["currency"],
        cost.value if cost is not None else None,
    )


def _so_far(pace: SellingPace, case_is: str) -> int:
    """How many such cases there were so far; of other cases no pace is known."""
    return {"buyer": pace.buyers, "lot": pace.lots}.get(case_is, 0)


def _wanted(one: PlacedFence, more: int | None, case_is: str) -> str:
    if more is None and one.found.range_of is None:
        return said("missing.no-range", case_is=_cases(2, case_is))
    if more is None:
        return said("missing.no-number", most=MOST, case_is=_cases(MOST, case_is))
    few = one.place in (FEW, UNRANGED)
    return said("missing.few" if few else "missing.more", more=more, case_is=_cases(more, case_is))


def _told(by: date | None, costs: float | None, case_is: str, pace: SellingPace) -> str:
    words = []
    if by is not None:
        words.append(said("missing.by", by=by, a_month=f"{_so_far(pace, case_is) * DAYS_A_MONTH / pace.days:.1f}"))
    if costs is not None:
        words.append(said("missing.costs", costs=(costs, pace.currency)))
    return " ".join(words)


def _cases(count: int, case_is: str) -> str:
    """One buyer, two buyers: the word that stands in verdict.toml, else that of cases."""
    names = rules()["missing"]["names"].get(case_is, rules()["missing"]["names"]["case"])
    return names[0] if count == 1 else names[1]
