"""Why a verdict could be wrong: the gate judged again without what carries it, and in a worse year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.next_sale import NextSale, next_sale
from decisions.verdict.plan import PLANNED, Fence
from decisions.verdict.sentences import rules, said
from decisions.verdict.tried import GateTried, Outcome
from decisions.verdict.turning_points import GainGoal, TurningPoint, turning_points
from decisions.verdict.verdict import Verdict
from logbooks.catalogue import logbooks
from logbooks.warehouse.trial_tables import TrialTables
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.books.break_even_inputs import measured_inputs
from metrics.books.changed_gain import changed_gain
from metrics.engine.contract import CannotSay, Estimate
from metrics.engine.economics import Inputs, NextSeason
from metrics.engine.next_season import next_season
from metrics.engine.question import Question

BEST = """
    SELECT {of} AS name, list(row_id ORDER BY row_id) AS row_ids FROM deals
    WHERE stream = 'micro' AND as_own AND crop_year = $season AND net_value IS NOT NULL AND {of} IS NOT NULL
    GROUP BY {of} ORDER BY sum(net_value) - $bulk * sum(kg) DESC, {of} LIMIT 1"""
WRITTEN = "SELECT row_id, accepted_price_per_kg AS price FROM clean.offers WHERE accepted_price_per_kg IS NOT NULL"
# A price that is only above the exchange, as what it comes to in the money and the form it is written in.
ABOVE_THE_EXCHANGE = """
    SELECT p.row_id, p.price * units_per_base(p.closed_on, p.currency, p.base_currency, r.per_base, r.good_until)
        * green_per_kg(coalesce(o.form, 'green')) AS price
    FROM priced p JOIN offers o USING (row_id) ASOF LEFT JOIN rate r ON r.currency = p.currency
        AND r.dated <= p.closed_on WHERE p.at_market AND p.price IS NOT NULL"""


@dataclass(frozen=True)
class Against:
    """One thing that is otherwise: net gain per kg made then (None with the reason in `because`), what the rule would
    say then (None where no verdict is due), and whether that is another answer."""

    name: str
    changes: str
    gain: float | None
    answer: str | None
    turns: bool
    because: str


@dataclass(frozen=True)
class AgainstItself:
    """Everything that speaks against a verdict: what was left out or made worse, the three figures that turn it
    soonest, and the one next sale that would turn it."""

    tried: tuple[Against, ...]
    soonest: tuple[TurningPoint, ...]
    next_sale: NextSale


def against_itself(w: Warehouse, given: Verdict | None) -> AgainstItself:
    """Why this verdict could be wrong, from the logs of its gate's day; without one, from those of today. It computes
    the gate about eight times, so that it is best asked for once a snapshot."""
    gate = GateTried(w, given)
    with closing(TrialTables(gate.then)) as tables:
        tried = tuple(_tried(gate, tables))
        return AgainstItself(tried, soonest(gate.logs, gate.goal), next_sale(gate, tables))


def soonest(logs: LogsOfADay, goal: Fence | None) -> tuple[TurningPoint, ...]:
    """The figures that turn net gain soonest, as many as verdict.toml says, against its goal, or against no gain where
    there is none; none where it has no figures. No gate is judged for it."""
    try:
        given = measured_inputs(logs.w, logs.season)
    except CannotSay:
        return ()
    ahead, currency = (
        next_season(Question(logs.w, logs.season)),
        logs.w.rows("SELECT currency FROM base")[0]["currency"],
    )
    planned = ahead.planned_kg if goal is not None and goal.applies_to == PLANNED else None
    against = GainGoal(goal.scale_at if goal is not None else 0.0, planned)
    return turning_points(given, against, ahead, currency)[: rules()["against"]["soonest"]]


def _tried(gate: GateTried, tables: TrialTables) -> Iterator[Against]:
    yield from _without_the_best(gate, tables)
    days = rules()["against"]["last_days"]
    earlier = gate.then.seen_on(gate.then.as_of - timedelta(days=days))
    yield against(gate, "last-month", gate.of(earlier), days=days)
    yield _market(gate, tables)
    yield _exchange(gate, tables)
    unsold = gate.with_gain(changed_gain(_question(gate), no_premium_on_unsold), unsold_sells=False)
    yield against(gate, "unsold", unsold)


def _without_the_best(gate: GateTried, tables: TrialTables) -> Iterator[Against]:
    bulk = _bulk_price(gate)
    for name, of in (("best-buyer", "buyer"), ("best-lot", "lot_id")):
        rows = gate.then.rows(BEST.format(of=of), {"season": gate.logs.season, "bulk": bulk})
        if not rows:
            yield nothing(gate, name)
            continue
        best = rows[0]
        left_out = {"offers": best["row_ids"]} if of == "buyer" else _of_lot(gate.then, best["name"])
        with tables.without(left_out) as seen:
            yield against(gate, name, gate.of(seen), who=best["name"])


def _of_lot(w: Warehouse, lot_id: str) -> dict[str, list[int]]:
    """The rows of every logbook that are of this lot."""
    found = {}
    for book in (one for one in logbooks().values() if one.has("lot_id")):
        rows = w.rows(f"SELECT row_id FROM clean.{quoted(book.id)} WHERE lot_id = $lot", {"lot": lot_id})
        if rows:
            found[book.id] = [row["row_id"] for row in rows]
    return found


def _market(gate: GateTried, tables: TrialTables) -> Against:
    """Every price of micro and of bulk lower by the same share; costs as they are."""
    less = rules()["against"]["market_less"]
    prices = {row["row_id"]: row["price"] * (1 - less) for row in gate.then.rows(ABOVE_THE_EXCHANGE)}
    prices |= {row["row_id"]: row["price"] * (1 - less) for row in gate.then.rows(WRITTEN)}
    with tables.with_values("offers", "accepted_price_per_kg", prices) as seen:
        return against(gate, "market", gate.of(seen), less=(less, "share"))


def _exchange(gate: GateTried, tables: TrialTables) -> Against:
    """The base currency worth more or less than written, whichever is worse."""
    other = "SELECT 1 FROM (SELECT per_base FROM clean.rates UNION ALL SELECT per_base FROM said_rate) LIMIT 1"
    if not gate.then.rows(other):
        return nothing(gate, "exchange")
    by = rules()["against"]["exchange_by"]
    with tables.with_rates(1 + by) as seen:
        helps = _gain(gate.gain_in(seen)) > _gain(gate.now.gain)
    with tables.with_rates(1 / (1 + by) if helps else 1 + by) as seen:
        return against(gate, "exchange", gate.of(seen), by=(by, "share"))


def _gain(found: Estimate | None) -> float:
    """Net gain for comparing; where it has no number it is the worst."""
    return -np.inf if found is None or found.value is None else found.known


def no_premium_on_unsold(inputs: Inputs, ahead: NextSeason) -> tuple[Inputs, NextSeason]:
    """Kg not sold yet at the bulk price, also of the volume planned: a premium only on as many as are sold today."""
    sold = float(np.ravel(inputs.produced_kg * inputs.sold_share)[0])
    return replace(inputs, return_discount=inputs.return_discount * 0), replace(ahead, written_kg=sold)


def against(gate: GateTried, name: str, found: Outcome, **values) -> Against:
    """One thing tried, in sentences."""
    changes = said(f"against.{name}", **values)
    if found.gain is None or found.gain.value is None:
        why = (found.gain and found.gain.why_not) or ""
        return Against(name, changes, None, found.answer, found.answer != gate.now.answer, f"{changes} {why}".strip())
    turns = found.answer != gate.now.answer
    told = "no-answer" if found.answer is None else "other-answer" if turns else "same-answer"
    gain = (found.gain.known, found.gain.unit)
    answer = rules()["against"]["answers"].get(found.answer, "")
    words = f"{changes} {said(f'against.{told}', gain=gain, answer=answer)}"
    return Against(name, changes, found.gain.known, found.answer, turns, words)


def nothing(gate: GateTried, name: str) -> Against:
    """What could not be tried, because the logs hold nothing of it."""
    words = said(f"against.no-{name}")
    gain = gate.now.gain.value if gate.now.gain else None
    return Against(name, words, gain, gate.now.answer, False, words)


def _question(gate: GateTried) -> Question:
    return Question(gate.then, gate.logs.season)


def _bulk_price(gate: GateTried) -> float:
    """What a kg would have brought as bulk; nothing where it is not known, which leaves the dearest kg the best."""
    try:
        given: Mapping = measured_inputs(gate.then, gate.logs.season)
    except CannotSay:
        return 0.0
    return given["bulk_price"].value
