"""Facts for the rules, written as one would tell them."""

from decisions.verdict.fence_places import BEYOND_SCALE, PlacedFence
from decisions.verdict.plan import BLOCKS, COUNTED, GOAL, GUARDRAIL, MICRO, TESTED, Fence
from decisions.verdict.verdict_rules import Facts
from metrics.engine.contract import Estimate
from metrics.engine.intervals import Spread
from metrics.engine.ranges import StudentRange


def goal(place=BEYOND_SCALE, value=1.2, n=6, **more) -> PlacedFence:
    fence = Fence(360, "net_gain", MICRO, GOAL, TESTED, **{"scale_at": 0.5, "stop_at": 0.0} | more)
    return PlacedFence(fence, Estimate("USD/kg", value=value, n=n, case_is="buyer"), place, 0.9, -0.4)


def sold(place=BEYOND_SCALE, value=0.9, to_date=False) -> PlacedFence:
    """A counted goal beside that of money: so much is sold, more may come where `to_date`."""
    fence = Fence(360, "sold_share", MICRO, GOAL, COUNTED, 0.8, 0.4)
    return PlacedFence(fence, Estimate("share", value=value, n=6, case_is="lot", to_date=to_date), place, 0.8, 0.4)


def guardrail(place=BEYOND_SCALE, value=0.95, on_breach=BLOCKS) -> PlacedFence:
    fence = Fence(360, "sop_compliance", MICRO, GUARDRAIL, COUNTED, 0.9, 0.7, on_breach=on_breach)
    return PlacedFence(fence, Estimate("share", value=value, n=6, case_is="lot"), place, 0.9, 0.7)


def facts(gate=360, **more) -> Facts:
    """Facts with which everything agreed is met."""
    given = {
        "goals": (goal(),),
        "guardrails": (guardrail(),),
        "mixed_share": 0.0,
        "mixed_allowed": 0.1,
        "untraced_share": 0.0,
        "untraced_allowed": 0.25,
        "age_days": 10,
        "age_allowed": 45,
        "planned_gain": (0.4, 2.0),
        "gain": (0.6, 1.8),
        "smallest_gain": 0.2,
        "farmers_extra": 0.3,
        "scale_share": 0.25,
    }
    return Facts(gate, "USD", **given | more)


def sure(value: float, half: float, n: int = 6, unit: str = "USD/kg") -> Estimate:
    """An estimate whose 95 % range is `half` to each side, by Student's t with n - 1 degrees of freedom."""
    from scipy import stats

    spread = Spread((half / stats.t.ppf(0.975, n - 1)) ** 2, n - 1.0)
    return Estimate(unit, value=value, n=n, case_is="buyer").ranged(StudentRange(value, spread), "Student's t")
