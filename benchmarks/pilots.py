"""Invented pilots of 4 to 30 lots whose truth is declared: the rows an indicator's SQL would give, drawn by chance.

Prices are skewed (a premium, lognormal between buyers and between lots, on top of a bulk price), lots of one buyer are
alike and some buyers take many of them, offers stay open or are lost, weights differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from statistics import NormalDist

import numpy as np

DAY = date(2026, 3, 31)
BULK_LOTS, BULK_BUYERS, BULK_PRICE = 20, 6, 4.0
# USD/kg and standard deviations of its logarithm: 0.5 together
PREMIUM, BETWEEN_BUYERS, BETWEEN_LOTS = 2.5, 0.40, 0.30
SOLD, ACCEPTED, CLOSE_MEDIAN_DAYS, CLOSE_SIGMA = 0.75, 0.6, 25.0, 0.6
# of a lot: the chance that an offer of it is accepted, beta
EAGERNESS = (6.0, 4.0)
MOST_OFFERS, WITHIN_DAYS = 4, 60


@dataclass(frozen=True)
class PilotKind:
    """One kind of number: how its rows are drawn, what is true, and which groups are looked at."""

    name: str
    interval: str
    draw: Callable[[np.random.Generator, int, int], dict[str, list[dict]] | list[dict]]
    truth: dict[str, float]
    by_buyers: bool = False
    method: str = "jackknife"  # or exact, Wilson


def _row(stream: str, case: object, num: float, den: float = 1.0, **more) -> dict:
    return {
        "stream": stream,
        "case_id": f"{stream} {case}",
        "num": float(num),
        "den": float(den),
        "row_id": 0,
        "day": DAY,
        **more,
    }


def of_buyers(rng: np.random.Generator, lots: int, buyers: int) -> np.ndarray:
    """Which buyer takes each lot: every buyer at least one, the rest the more the earlier the buyer stands in the
    list."""
    if not buyers:
        return np.zeros(0, int)
    likely = 1 / np.arange(1, buyers + 1)
    return np.concatenate([np.arange(buyers), rng.choice(buyers, lots - buyers, p=likely / likely.sum())])


def skewed(rng: np.random.Generator, sigma: float, size: int) -> np.ndarray:
    """Lognormal factors with mean 1."""
    return np.exp(rng.normal(-(sigma**2) / 2, sigma, size))


def weights_kg(rng: np.random.Generator, lots: int) -> np.ndarray:
    return 250 * skewed(rng, 0.35, lots)


def prices(rng: np.random.Generator, lots: int, buyers: int) -> list[dict]:
    """Deals of micro lots at bulk price and a premium, and of 20 bulk lots."""
    buyer = of_buyers(rng, lots, buyers)
    price = BULK_PRICE + PREMIUM * skewed(rng, BETWEEN_BUYERS, buyers)[buyer] * skewed(rng, BETWEEN_LOTS, lots)
    rows = [
        _row("micro", b, kg * p, kg, lot_id=f"M{i}")
        for i, (b, kg, p) in enumerate(zip(buyer, weights_kg(rng, lots), price, strict=True))
    ]
    buyer = of_buyers(rng, BULK_LOTS, BULK_BUYERS)
    price = BULK_PRICE * skewed(rng, 0.06, BULK_BUYERS)[buyer] * skewed(rng, 0.03, BULK_LOTS)
    return rows + [
        _row("bulk", b, kg * p, kg, lot_id=f"B{i}")
        for i, (b, kg, p) in enumerate(zip(buyer, 4 * weights_kg(rng, BULK_LOTS), price, strict=True))
    ]


def _both(rng: np.random.Generator, lots: int, of: Callable[[np.random.Generator, str, int], list[dict]]) -> list[dict]:
    return of(rng, "micro", lots) + of(rng, "bulk", BULK_LOTS)


def means(rng: np.random.Generator, lots: int, _: int) -> list[dict]:
    """One skewed value a lot, such as defects; bulk has more."""
    mean = {"micro": 5.0, "bulk": 8.0}
    return _both(rng, lots, lambda r, s, n: [_row(s, i, v) for i, v in enumerate(mean[s] * skewed(r, 0.5, n))])


def sums(rng: np.random.Generator, lots: int, _: int) -> list[dict]:
    """A skewed figure per kg, weighted by kg, such as water per kg cherry."""
    mean = {"micro": 9.0, "bulk": 14.0}

    def of(r, s, n):
        return [
            _row(s, i, v * kg, kg)
            for i, (v, kg) in enumerate(zip(mean[s] * skewed(r, 0.4, n), weights_kg(r, n), strict=True))
        ]

    return _both(rng, lots, of)


def yes_or_no(share: dict[str, float]) -> Callable:
    """One yes or no a lot."""
    return lambda rng, lots, _: _both(
        rng, lots, lambda r, s, n: [_row(s, i, yes) for i, yes in enumerate(r.random(n) < share[s])]
    )


def offers(rng: np.random.Generator, lots: int, _: int) -> list[dict]:
    """Each lot is offered until somebody takes it or four have refused; how eagerly it is taken is the lot's own."""

    def of(r, s, n):
        rows = []
        for i, eager in enumerate(r.beta(*EAGERNESS, n)):
            refused = min(int(r.geometric(eager)) - 1, MOST_OFFERS)
            taken = refused < MOST_OFFERS
            rows += [_row(s, i, 0)] * refused + [_row(s, i, 1)] * taken
        return rows

    return _both(rng, lots, of)


def conversion() -> float:
    """Accepted over ended offers: the mean accepted of a lot over its mean number of offers (moments of the beta)."""
    a, b = EAGERNESS
    refused = [1.0]  # the chance that the first k offers were all refused
    for k in range(MOST_OFFERS):
        refused.append(refused[-1] * (b + k) / (a + b + k))
    return (1 - refused[MOST_OFFERS]) / sum(refused[:MOST_OFFERS])


def sold_kg(rng: np.random.Generator, lots: int, _: int) -> list[dict]:
    """Kg sold over kg made: a lot is sold whole or not at all."""

    def of(r, s, n):
        kg = weights_kg(r, n)
        return [_row(s, i, k * sold, k) for i, (k, sold) in enumerate(zip(kg, r.random(n) < SOLD, strict=True))]

    return _both(rng, lots, of)


def times(rng: np.random.Generator, lots: int, _: int) -> list[dict]:
    """One offer a lot, accepted or lost after some days, or still open when last seen."""

    def of(r, s, n):
        ends, seen, taken = (
            np.ceil(CLOSE_MEDIAN_DAYS * np.exp(r.normal(0, CLOSE_SIGMA, n))),
            r.integers(10, 150, n),
            r.random(n) < ACCEPTED,
        )
        outcome = np.where(ends > seen, "censored", np.where(taken, "happened", "competed"))
        return [
            _row(s, i, d, outcome=str(o)) | {"day": DAY - timedelta(int(d))}
            for i, (d, o) in enumerate(zip(np.minimum(ends, seen), outcome, strict=True))
        ]

    return _both(rng, lots, of)


def accepted_by(day: float) -> float:
    return ACCEPTED * NormalDist(log(CLOSE_MEDIAN_DAYS), CLOSE_SIGMA).cdf(log(day))


def half_accepted_on() -> float:
    return float(np.ceil(exp(NormalDist(log(CLOSE_MEDIAN_DAYS), CLOSE_SIGMA).inv_cdf(0.5 / ACCEPTED))))


def premiums_of_farmers(rng: np.random.Generator, lots: int, _: int) -> list[dict]:
    """One skewed amount a farmer, of which the median is asked."""
    return [_row("micro", i, v) for i, v in enumerate(40 * np.exp(rng.normal(0, 0.5, lots)))]


def realised(rng: np.random.Generator, lots: int, buyers: int) -> dict[str, list[dict]]:
    """A share of kg sold (by lot) times a price (by buyer), the rest at bulk price: two kinds of case in one number."""
    kg, sold = weights_kg(rng, lots), rng.random(lots) < SOLD
    buyer = of_buyers(rng, int(sold.sum()), min(buyers, int(sold.sum())))
    price = BULK_PRICE + PREMIUM * skewed(rng, BETWEEN_BUYERS, buyers)[buyer] * skewed(rng, BETWEEN_LOTS, len(buyer))
    return {
        "own": [_row("micro", b, k * p, k) for b, k, p in zip(buyer, kg[sold], price, strict=True)],
        "lots": [_row("micro", f"lot {i}", k * s, k) for i, (k, s) in enumerate(zip(kg, sold, strict=True))],
        "season": [row for row in prices(rng, buyers, buyers) if row["stream"] == "bulk"],
    }


# Of the kg of a pilot made, and what a kg of it cost and what was sold otherwise brought; as they are, not drawn.
SOLD_MICRO, SOLD_OTHERWISE, OTHERWISE_PRICE, COST_PER_KG = 0.70, 0.10, 2.0, 1.0


def whole_pilot(rng: np.random.Generator, lots: int, buyers: int) -> dict[str, list[dict]]:
    """The deals of a pilot whose kg, bills and unsold kg are given: prices alone are drawn."""
    rows = prices(rng, lots, buyers)
    return {
        "own": [row for row in rows if row["stream"] == "micro"],
        "season": [r for r in rows if r["stream"] == "bulk"],
    }


def gained() -> float:
    """What such a pilot gains per kg made at the prices declared."""
    sold = SOLD_MICRO * (BULK_PRICE + PREMIUM) + SOLD_OTHERWISE * OTHERWISE_PRICE
    return sold + (1 - SOLD_MICRO - SOLD_OTHERWISE) * BULK_PRICE - BULK_PRICE - COST_PER_KG


def premium_needed() -> float:
    """What it would need on every kg sold as micro."""
    return (COST_PER_KG + SOLD_OTHERWISE * (BULK_PRICE - OTHERWISE_PRICE)) / SOLD_MICRO


def kinds() -> list[PilotKind]:
    """Every kind of number that is looked at, with what is true of it."""
    premium = {
        "micro": BULK_PRICE + PREMIUM,
        "bulk": BULK_PRICE,
        "difference": PREMIUM,
        "relative": PREMIUM / BULK_PRICE,
    }
    seven, nine = {"micro": 0.7, "bulk": 0.6, "difference": 0.1}, {"micro": 0.9, "bulk": 0.8, "difference": 0.1}
    within, same = accepted_by(WITHIN_DAYS), lambda v: {"micro": v, "difference": 0.0}
    made = SOLD * (BULK_PRICE + PREMIUM) + (1 - SOLD) * BULK_PRICE
    return [
        PilotKind("price by buyer, weighted by kg", "price", prices, premium, by_buyers=True),
        PilotKind(
            "share sold x price by buyer",
            "realised",
            realised,
            {"micro": made, "difference": made - BULK_PRICE},
            by_buyers=True,
        ),
        PilotKind(
            "mean of lots, skewed", "ratio", means, {"micro": 5.0, "bulk": 8.0, "difference": -3.0, "relative": -3 / 8}
        ),
        PilotKind(
            "sum over sum, skewed", "ratio", sums, {"micro": 9.0, "bulk": 14.0, "difference": -5.0, "relative": -5 / 14}
        ),
        PilotKind("share of lots, 70 %", "share", yes_or_no(seven), seven, method="Wilson"),
        PilotKind("share of lots, 90 %", "share", yes_or_no(nine), nine, method="Wilson"),
        PilotKind("share of offers, several a lot", "share", offers, same(conversion()), method="Wilson, effective"),
        PilotKind("share of kg", "share", sold_kg, same(SOLD), method="Wilson, effective"),
        PilotKind("accepted within 60 days, some open", "time", times, same(within), method="Wilson, effective"),
        PilotKind(
            "day by which half is accepted", "time", times, {"micro": half_accepted_on()}, method="Wilson, effective"
        ),
        PilotKind("median", "median", premiums_of_farmers, {"micro": 40.0}, method="exact"),
        PilotKind("net gain per kg made", "net gain", whole_pilot, {"micro": gained()}, by_buyers=True),
        PilotKind("premium needed to break even", "needed", whole_pilot, {"micro": premium_needed()}, by_buyers=True),
    ]
