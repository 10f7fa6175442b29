"""How far the numbers would be from the next gate's fences if the figures were others: a what-if, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from decisions.scenarios import Scenario
from decisions.verdict.facts import GAIN
from decisions.verdict.fence_places import ABSENT, GateLook, PlacedFence, judge
from decisions.verdict.plan import DIFFERENCE, GOAL, measured
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.changed_gain import changed_gain, changed_premium
from metrics.engine.contract import Answer, Estimate
from metrics.engine.economics import Inputs
from metrics.engine.question import Question

PREMIUM, SOLD = "realised_premium", "sold_share"
MOVED = (GAIN, PREMIUM, SOLD)  # what the three figures of a scenario move, and nothing else of a plan
ANY = 0.5  # how sure a goal must be that no range is asked of: one that is counted, or of too few cases


def moved(distance: Sequence[PlacedFence]) -> tuple[PlacedFence, ...]:
    """The goals a scenario can move; of the share sold that of micro, for bulk's is not tried."""

    def moves(one: PlacedFence) -> bool:
        return one.fence.indicator in MOVED and (one.fence.indicator, one.fence.applies_to) != (SOLD, DIFFERENCE)

    return tuple(one for one in distance if one.fence.role == GOAL and moves(one))


@dataclass(frozen=True)
class DistanceTried:
    """One goal of the next gate: where it stands today, and where it would."""

    today: PlacedFence
    tried: PlacedFence


def distance_tried(
    w: Warehouse, crop_year: str | None, distance: Sequence[PlacedFence], scenario: Scenario, now: Inputs
) -> tuple[DistanceTried, ...]:
    """Each goal it can move with the scenario's figures, judged as that gate would judge it; `now` are the figures of
    the logs. The number of buyers, and how much their prices differ, stay as they are."""
    question, changed = Question(w, crop_year), scenario.changed(now)
    answers: dict[str, Callable[[], Answer]] = {
        GAIN: cache(lambda: changed_gain(question, changed)),
        PREMIUM: cache(lambda: changed_premium(question, changed)),
    }

    def tried(one: PlacedFence) -> Estimate | None:
        if one.fence.indicator == SOLD:
            return _sold(one.found, scenario, now)
        return measured(one.fence, answers[one.fence.indicator]())

    return tuple(DistanceTried(one, _judged(one, tried(one)) if scenario.tried else one) for one in moved(distance))


def _judged(today: PlacedFence, found: Estimate | None) -> PlacedFence:
    """A goal as its gate would judge it; one without a number today stays so, for how sure it must be is not known."""
    if today.place == ABSENT:
        return today
    sure = ANY if today.sure is None else today.sure
    return judge(today.fence, found, GateLook(sure, sure))


def _sold(found: Estimate, scenario: Scenario, now: Inputs) -> Estimate:
    """The share sold as it is tried: a count of what would be, with no range."""
    if scenario.sold_share is None or found.value is None:
        return found
    share = scenario.today(now).sold_share
    return replace(found, value=share, low=None, high=None, low80=None, high80=None, range_of=None)
