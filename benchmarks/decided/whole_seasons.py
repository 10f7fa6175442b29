"""A drawn pilot as the rows of its logbooks, through a warehouse: whether the whole path gives the same verdict."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from math import nan

import numpy as np

from benchmarks.cooperatives import warehouse_of
from benchmarks.decided.drawn_season import DrawnSeason, drawn_season
from benchmarks.decided.season_rows import BULK_PAY, SETTINGS
from benchmarks.decided.two_looks import GAIN, Seen, both_looks, fences
from benchmarks.decided.verdict_cells import (
    FARMERS_MORE,
    FIXED,
    LOW_GRADE_PRICE,
    TARGET_SHARE,
    VARIABLE,
    VerdictCell,
)
from decisions.verdict.fence_places import PlacedFence
from decisions.verdict.plan_doubts import PlanDoubt
from decisions.verdict.verdict import Verdict, at_gate
from decisions.verdict.verdict_rules import EARLY, LAST

START, SEASON = date(2025, 10, 1), "2025/26"
MADE_ON, SOLD_ON = {EARLY: 120, LAST: 300}, {EARLY: 170, LAST: 350}  # day of the pilot, for what is there by each look
# In a warehouse the weights of bulk buyers hold all steps of the counterfactual, also those that do not decide. This
# moves the degrees of freedom a little, and the posts by some tenths of a percent.
ALIKE, POSTS_ALIKE = 1e-9, 1e-2


@dataclass(frozen=True)
class BothPaths:
    """One look by both paths: what each said, and of the number judged its value and the posts from which the rule
    would speak, not a number where there is none."""

    cell: str
    gate: int
    fast: tuple[str, tuple[float, ...]]
    whole: tuple[str, tuple[float, ...]]

    @property
    def same(self) -> bool:
        (fast, one), (whole, other) = self.fast, self.whole
        alike = np.allclose(one[:1], other[:1], rtol=0.0, atol=ALIKE, equal_nan=True)
        return fast == whole and alike and np.allclose(one, other, rtol=POSTS_ALIKE, equal_nan=True)


def comparable(cell: VerdictCell) -> bool:
    """Whether the logs of such a pilot can be written: harm between seasons has no indicator of its own, and mixing is
    drawn as a result, not as beds."""
    return not cell.guarded and not cell.mixed_lots


def both_paths(cell: VerdictCell, pilots: int, seed: int) -> list[BothPaths]:
    """The first pilots of a cell by both paths, at both looks."""
    rng, found = np.random.default_rng([seed, zlib.crc32(cell.name.encode())]), []
    for _ in range(pilots):
        season = drawn_season(cell, rng)
        warehouse = warehouse_of(logs_of(cell, season), START + timedelta(days=LAST + 5))
        for one in both_looks(cell, season):
            whole = at_gate(warehouse, one.gate)
            found.append(BothPaths(cell.name, one.gate, _of_fast(one), _of_whole(whole)))
    return found


def _of_fast(one: Seen) -> tuple[str, tuple[float, ...]]:
    return one.answer, _numbers(one.goal)


def _of_whole(found: Verdict | tuple[PlanDoubt, ...]) -> tuple[str, tuple[float, ...]]:
    if isinstance(found, tuple):
        return " ".join(doubt.because for doubt in found), ()
    return found.answer, next(_numbers(one) for one in found.facts.goals if one.fence.indicator == GAIN.id)


def _numbers(one: PlacedFence) -> tuple[float, ...]:
    return tuple(nan if number is None else number for number in (one.found.value, one.scale_post, one.stop_post))


def logs_of(cell: VerdictCell, season: DrawnSeason) -> dict[str, list[dict]]:
    """The rows of every logbook such a pilot would have kept by day 360."""
    made, sold, bulk_early = season.known(EARLY)
    micro = _lots("micro", season.kg, made)
    bulk = _lots("bulk", season.bulk_kg, bulk_early)
    offers = [
        row
        for at in np.flatnonzero(season.finds)
        for row in _offers(cell, season, int(at), EARLY if sold[at] else LAST)
    ]
    offers += [
        _offer(f"B{at}", f"Bulk buyer {who}", kg, price, EARLY if early else LAST)
        for at, (who, kg, price, early) in enumerate(
            zip(season.bulk_buyer, season.bulk_kg, season.bulk_price, bulk_early, strict=True)
        )
    ]
    offers += [_refused(f"M{at}", season.kg[at]) for at in np.flatnonzero(~season.finds)]
    lots = [*micro, *bulk]
    return {
        "settings": [{"setting": name, "value": value} for name, value in _settings(cell).items()],
        "lots": [lot for lot, _ in lots],
        "processing": [_milling(lot, gate) for lot, gate in lots],
        "receipts": [_receipt(lot, gate, at) for at, (lot, gate) in enumerate(lots)],
        "payments": [_payment(lot, gate) for lot, gate in lots],
        "costs": [cost for gate in (EARLY, LAST) for cost in _costs(season, gate)],
        "offers": [row | {"offer_id": f"O{at}"} for at, row in enumerate(offers)],
        "plan": _plan(cell),
    }


def on(day: int) -> date:
    """The date of a day of the pilot."""
    return START + timedelta(days=day)


def _settings(cell: VerdictCell) -> dict[str, str]:
    return SETTINGS | {
        "pilot_start": START.isoformat(),
        "base_currency": "USD",
        "default_incoterm": "EXW",
        "target_share": str(TARGET_SHARE),
        **({"smallest_gain": str(cell.smallest)} if cell.smallest else {}),
        "untraced_share_allowed": "1",
    }


def _lots(stream: str, kg: np.ndarray, early: np.ndarray) -> list[tuple[dict, int]]:
    """The register of lots, with the look by which each is made."""
    return [
        (
            {"lot_id": f"{stream[0].upper()}{at}", "stream": stream, "crop_year": SEASON, "planned_kg": float(weight)},
            EARLY if soon else LAST,
        )
        for at, (weight, soon) in enumerate(zip(kg, early, strict=True))
    ]


def _milling(lot: dict, gate: int) -> dict:
    milled = {"lot_id": lot["lot_id"], "step": "milling", "ended_on": on(MADE_ON[gate])}
    return milled | {"form_in": "dry parchment", "form_out": "green", "weight_out": lot["planned_kg"]}


def _receipt(lot: dict, gate: int, number: int) -> dict:
    farmer = {"receipt_no": f"R{number}", "farmer_id": f"F-{lot['stream']}", "lot_id": lot["lot_id"]}
    return farmer | {"received_on": on(MADE_ON[gate] - 60), "weight": lot["planned_kg"] * 6, "form": "cherry"}


def _payment(lot: dict, gate: int) -> dict:
    per_kg = BULK_PAY + (FARMERS_MORE if lot["stream"] == "micro" else 0.0)
    paid = {"farmer_id": f"F-{lot['stream']}", "lot_id": lot["lot_id"], "amount": per_kg * lot["planned_kg"]}
    return paid | {"paid_on": on(MADE_ON[gate] - 50), "purpose": "first", "currency": "USD"}


def _costs(season: DrawnSeason, gate: int) -> list[dict]:
    """What is spent by a look beyond the look before it, as much as lots are made there."""
    early = float(season.kg[season.made].sum())
    kg = early if gate == EARLY else float(season.kg.sum()) - early
    of_all = {"spent_on": on(SOLD_ON[gate]), "currency": "USD", "stream": "micro", "crop_year": SEASON}
    return [
        of_all | {"category": "management", "behaviour": "fixed", "amount": FIXED * kg},
        of_all | {"category": "separation", "behaviour": "variable", "amount": VARIABLE * kg},
    ]


def _offers(cell: VerdictCell, season: DrawnSeason, at: int, gate: int) -> list[dict]:
    lot, kg, kind = f"M{at}", float(season.kg[at]), "dear" if season.dear[at] else "plain"
    words = {"tier": kind, "segment": kind} if cell.dearer else {}
    found = [_offer(lot, f"Buyer {season.buyer[at]}", cell.sold * kg, season.price[at], gate) | words]
    if cell.low_grade:
        found.append(
            _offer(lot, "Low grade buyer", cell.low_grade * kg, LOW_GRADE_PRICE, gate) | {"sold_as": "low grade"}
        )
    return found


def _offer(lot: str, buyer: str, kg: float, price: float, gate: int) -> dict:
    made = {"lot_id": lot, "buyer": buyer, "offered_on": on(MADE_ON[gate]), "closed_on": on(SOLD_ON[gate])}
    money = {"weight": float(kg), "accepted_price": float(price), "currency": "USD", "incoterm": "EXW"}
    return made | money | {"status": "accepted", "form": "green"}


def _refused(lot: str, kg: float) -> dict:
    """The one offer of a lot that finds no buyer."""
    offer = {"lot_id": lot, "buyer": "Nobody", "offered_on": on(MADE_ON[LAST]), "closed_on": on(SOLD_ON[LAST])}
    return offer | {"weight": float(kg), "status": "rejected", "form": "green"}


def _plan(cell: VerdictCell) -> list[dict]:
    """The plan of a cell as rows of its logbook."""
    names = ("gate", "indicator", "applies_to", "role", "judged", "scale_at", "stop_at", "min_n", "expected_n")
    return [{name: getattr(fence, name) for name in names} for gate in (EARLY, LAST) for fence in fences(cell, gate)]
