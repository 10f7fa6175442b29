"""Figures of every kind over awkward answers: long names, names that look like markup, few and many cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from charts.bars import bars
from charts.bullet import bullet
from charts.cash_chart import cash
from charts.curves import break_even, closure
from charts.dots import dots
from charts.forest import forest
from charts.run_chart import run
from charts.tornado import tornado
from metrics.books.cash_flow import CashWeek
from metrics.engine.contract import Answer, Estimate

HOSTILE = "<b>lot</b> $x^2$ =1+1 <a href='http://x'>here</a>"


@dataclass(frozen=True)
class Bar:
    title: str
    at_low: float | None
    at_high: float | None
    words: str
    low_words: str
    high_words: str
    measured: bool


def estimate(value, half, n, unit="USD/kg", case_is="lot"):
    return Estimate(unit, value, value - 1.5 * half, value + 1.5 * half, value - half, value + half, n, case_is)


PREMIUM = Answer(
    "premium_over_bulk",
    "2025/26",
    {"micro": estimate(7.12, 0.75, 4, case_is="buyer"), "bulk": estimate(4.05, 0.1, 7, case_is="month")},
    difference=estimate(3.07, 0.76, 4),
    cases={
        "micro": (("M1", 6.5), (HOSTILE, 7.1), ("M3", 7.1), ("M4", 8.3)),
        "bulk": tuple((f"B{i}", 4 + i % 3 * 0.1) for i in range(20)),
    },
)
SHARE = Answer(
    "specialty_grade",
    "2025/26",
    {"micro": Estimate("share", 5 / 6, 0.436, 0.970, 0.58, 0.95, 6, "lot"), "bulk": Estimate("share", why_not="None.")},
    cases={"micro": tuple((f"M{i}", float(i > 0)) for i in range(6))},
)
# ten offers: closed on days 9, 14, 21, 35 and 60; five still open when last seen
CLOSED = (
    (9, 0.1, 0.0, 10),
    (14, 0.2, 0.0, 9),
    (21, 0.3, 0.0, 8),
    (35, 0.4, 0.0, 7),
    (40, 0.4, 0.0, 6),
    (50, 0.4, 0.0, 5),
    (60, 0.55, 0.0, 4),
    (90, 0.55, 0.0, 3),
)
CLOSURE = Answer(
    "deal_closure",
    "2025/26",
    {"micro": Estimate("days", 60.0, n=10, case_is="lot")},
    outcomes={"micro": CLOSED, "bulk": ((5, 0.3, 0.0, 20), (10, 0.6, 0.1, 12), (30, 0.85, 0.1, 4))},
)
# three offers still open: two followed for 40 days, one for 90
STILL_OPEN = replace(CLOSURE, open_days={"micro": (90.0, 40.0, 40.0)})
PAID = replace(CLOSURE, id="days_to_payment", parts={"paid within 45 days": {"micro": Estimate("share", 0.4, n=10)}})
OWN_GROUPS = Answer(
    "farmer_feedback",
    "2025/26",
    {
        "takes part": estimate(4.1, 0.2, 12, "points", "farmer"),
        "takes no part": estimate(3.2, 0.3, 9, "points", "farmer"),
    },
    cases={"takes part": (("F1", 4.0), ("F2", 4.2)), "takes no part": (("F8", 3.0), ("F9", 3.4))},
)
BARS = [
    Bar("Sold share", -4.2, -1.1, "60 to 95 %, measured", "60 %", "95 %", True),
    Bar("Fixed cost", -2.0, -4.0, "2 368 to 3 552 USD, assumed", "2 368 USD", "3 552 USD", False),
    Bar(HOSTILE, -2.9, -3.1, HOSTILE, "96 days", "144 days", False),
    Bar("Premium", None, None, "", "", "", False),
]
WEEKS = [
    CashWeek(date(2025, 12, 1) + timedelta(weeks=i), 500.0, 800.0 * (i % 3 == 2), -500.0 * (i + 1) + 800.0 * (i // 3))
    for i in range(12)
]


def every_figure():
    """{name: figure}, one of every chart."""
    volumes = list(range(100, 4900, 100))
    return {
        "dots": dots(PREMIUM, "buyer", before=PREMIUM),
        "dots_share": dots(SHARE),
        "dots_band": dots(SHARE, band=(0.5, 0.9)),
        "closure": closure(CLOSURE),
        "tornado": tornado(BARS, -3.0, "USD/kg"),
        "break_even": break_even(volumes, [1 + 2960 / (0.8 * kg) for kg in volumes], "USD/kg", 600, 3.1, 2.2, 4.0),
        "bars": bars([("lab", 1.2), (HOSTILE, 0.8), ("transport", None)], "USD/kg"),
        "bullet": bullet(HOSTILE, 0.069, "share", 0.2, (HOSTILE, 0.07)),
        "run": run([(f"S{i}", 11 + 0.3 * (i % 4)) for i in range(9)], "%", (10, 12)),
        "run_few": run([(f"S{i}", 11 + 0.3 * (i % 4)) for i in range(5)], "%", (10, 12), "bulk"),
        "run_counts": run([(HOSTILE, float(i % 5)) for i in range(24)], "full defects per 350 g", limits=False),
        "cash": cash(WEEKS, "USD", 4000.0),
        "own_groups": dots(OWN_GROUPS, "farmer"),
        "agreed": dots(PREMIUM, "buyer", agreed=(6.0, 9.0)),
        "paid": closure(PAID, "from shipping"),
        "forest": forest(
            [(HOSTILE * (i % 2) or f"Clause {i}", dict(PREMIUM.groups)) for i in range(9)], ("micro", "bulk"), "USD/kg"
        ),
    }
