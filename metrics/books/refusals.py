"""Why buyers refused: offers, kg and money at the price asked, by reason, the one of most kg first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.question import Question

NOT_WRITTEN = "not written"


@dataclass(frozen=True)
class Refusal:
    """One reason: how many offers it ended, of how many lots, their kg green and what was asked for them in the base
    currency.

    An offer of a lot that was offered again counts again. `asked_value` leaves out the `unpriced` offers, of which no
    price asked is known; kg and money are None where they are known of none. `share` is that of all kg refused, and
    `so_far` adds up those of the reasons before it; a refusal without a reason stands last.
    """

    reason: str
    offers: int
    lots: int
    kg: float | None
    asked_value: float | None
    unpriced: int
    share: float | None
    so_far: float | None
    row_ids: tuple[int, ...] = ()


def refusals(
    w: Warehouse, crop_year: str | None, filters: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[Refusal, ...]]:
    """The reasons of each stream, Pareto's order; a stream of which nothing was refused has none."""
    question = Question(w, crop_year, filters)
    rows = question.rows("SELECT * FROM refused_offer")
    return {stream: _in_order([row for row in rows if row["stream"] == stream]) for stream in question.groups}


def _in_order(rows: list[dict]) -> tuple[Refusal, ...]:
    of_reason: dict[str, list[dict]] = {}
    for row in rows:
        of_reason.setdefault(row["reason"], []).append(row)
    order = sorted(of_reason, key=lambda reason: _place(reason, of_reason[reason]))
    every, so_far = _sum(rows, "kg"), accumulate(_sum(of_reason[reason], "kg") or 0.0 for reason in order)
    return tuple(_refusal(reason, of_reason[reason], every, kg) for reason, kg in zip(order, so_far, strict=True))


def _place(reason: str, own: list[dict]) -> tuple:
    return reason == NOT_WRITTEN, -(_sum(own, "kg") or 0), -len(own), reason


def _refusal(reason: str, own: list[dict], every: float | None, so_far_kg: float) -> Refusal:
    kg = _sum(own, "kg")
    return Refusal(
        reason=reason,
        offers=len(own),
        lots=len({row["lot_id"] for row in own}),
        kg=kg,
        asked_value=_sum(own, "asked_value"),
        unpriced=sum(row["asked_value"] is None for row in own),
        share=kg / every if every and kg is not None else None,
        so_far=so_far_kg / every if every else None,
        row_ids=tuple(sorted(row["row_id"] for row in own)),
    )


def _sum(rows: list[dict], what: str) -> float | None:
    known = [row[what] for row in rows if row[what] is not None]
    return sum(known) if known else None
