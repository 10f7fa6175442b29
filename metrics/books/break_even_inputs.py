"""The figures break-even rests on, as the logs have them: each with its range, or that it was set or assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from logbooks.warehouse.warehouse import Warehouse
from metrics.commercial import break_even, net_gain
from metrics.engine import composites, estimates
from metrics.engine.contract import CannotSay, Estimate
from metrics.engine.economics import Inputs
from metrics.engine.labour import labour
from metrics.engine.question import Question
from metrics.engine.splitting import cannot_split


@dataclass(frozen=True)
class Input:
    """One figure break-even rests on, with its 80 % ends; `measured` is false where it was set or assumed.

    `source` says in words where it comes from.
    """

    value: float
    low80: float | None
    high80: float | None
    n: int
    measured: bool
    source: str


def measured_inputs(
    w: Warehouse, crop_year: str | None, filters: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Input]:
    """Every field of `Inputs` for a crop year by its name; raises CannotSay where one can't be had, and
    where filters are set that it can't be split by."""
    if why_not := cannot_split(filters, break_even.METRIC.splits):
        raise CannotSay(why_not)
    question = Question(w, crop_year, filters)
    gathered = composites.gathered(question, replace(break_even.METRIC, case_of=net_gain.OWN_CASES))
    if gathered.why_not:
        raise CannotSay(gathered.why_not)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = net_gain.inputs(gathered.sums, gathered.context, labour(gathered.sums, gathered.context))
    result = {}
    for field in fields(Inputs):
        values, source, measured = found[field.name]
        low, high = _ends(gathered, values, share=field.name.endswith("_share")) if measured else (None, None)
        result[field.name] = Input(
            float(np.ravel(values)[0]), low, high, gathered.rests_on(values)["n"], bool(measured), source
        )
    return result


def _ends(gathered: composites.Gathered, values, share: bool) -> tuple[float | None, float | None]:
    """The 80 % ends of one measured input; none where nothing shows how much it varies."""
    cases = gathered.rests_on(values)["n"]
    if gathered.few or not cases:
        return None, None
    ranged = estimates.ranged(Estimate("", n=cases), "share" if share else "plain", np.asarray(values), gathered.stack)
    return ranged.low80, ranged.high80
