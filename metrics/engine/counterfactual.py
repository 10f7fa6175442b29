"""What the micro coffee would have brought as bulk: the steps from weak to strong, side by side, and the one that
decides.

The step that decides is the setting `counterfactual`, agreed before the season; without it bulk deals of the same
month. The rule is strict: every deal sold as micro must have something to stand against by that step. Where one has
not, there is no headline, and the reason names the deals and their kg: a bulk price of some of the kg, lent to the
others, would be the weaker step in place of the agreed one. It stays usable because a month is 61 days wide, because kg
and deals are named so that the setting of the next season can be chosen, and because all other steps stand beside it.
Only the step by farmers needs but the greater part of a lot's kg: nearly every lot has some farmer who sold all he had
to the pilot.

Net of the market a bulk price is brought to the day the micro price was fixed: what bulk brought above the market on
its days, on the market of the micro deal's day (domain 2.2, pi_C). The pairs are worked out in
logbooks/warehouse/tables/money/stands_against.sql.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.engine.contract import CannotSay

NET = ", net of the market"


@dataclass(frozen=True)
class Step:
    """One way to say what bulk would have brought: its words, and what a micro deal without a match lacks."""

    words: str
    lacks: str


STEPS = {  # from weak to strong
    "season": Step("the season's average bulk price", "no bulk deal of their season"),
    "month": Step("bulk of the same month", "no bulk deal within 30 days"),
    "grade": Step(
        "bulk of the same month and grade",
        "no bulk deal within 30 days whose lot has the same SCA grade (specialty or below)",
    ),
    "score": Step(
        "bulk of the same month and cup score",
        "no bulk deal within 30 days whose lot scored within 1 point in the same protocol",
    ),
    "farmers": Step(
        "the same farmers' other deliveries",
        "no bulk price of the other coffee of the farmers who brought most of the lot",
    ),
}

_MICRO = """
        SELECT crop_year, stream, max(day) AS day, lot_id AS case_id, {num} AS num, {den} AS den,
            list(row_id) AS row_id,
               step || '{kind} micro' AS part, station, variety, process
        FROM stands_against WHERE stream = 'micro' AND {known} IS NOT NULL GROUP BY ALL"""
_BULK = """
        SELECT crop_year, stream, date_trunc('month', day)::DATE AS day, buyer AS case_id, sum(kg * {price}) AS num,
            sum(kg) AS den, list(row_id) AS row_id,
               step || '{kind} bulk' AS part, any_value(station) AS station, any_value(variety) AS variety,
                   any_value(process) AS process
        FROM stands_against WHERE stream = 'bulk' AND {price} IS NOT NULL GROUP BY crop_year, stream, step, buyer,
            date_trunc('month', day)"""
MATCHED = " UNION ALL ".join(
    (
        _MICRO.format(kind="", num="sum(kg * price)", den="sum(kg)", known="price"),
        _MICRO.format(
            kind=NET, num="sum(kg * (market + above_market))", den="sum(kg)", known="(market + above_market)"
        ),
        _MICRO.format(kind=" plain", num="sum(plain)", den="count(*)", known="plain"),
    )
)
# Both sides are of the selection already (the view sees to it), so any lot's words pass the filter for the sum.
STANDING_FOR = " UNION ALL ".join((_BULK.format(kind="", price="price"), _BULK.format(kind=NET, price="above_market")))
PARTS = {"matched": MATCHED, "standing for": STANDING_FOR}
CASES = {"matched": "lot", "standing for": "buyer"}

COVERED = """
        SELECT crop_year, stream, step, sum(kg) AS kg, sum(kg * covered) AS covered_kg,
               list({lot: lot_id, day: day, kg: kg} ORDER BY day, lot_id) FILTER (price IS NULL) AS alone,
               count(*) FILTER (market IS NULL) AS no_market, list(DISTINCT no_market) FILTER (market IS NULL)
                   AS no_market_why, count(price) AS matched,
                   count(above_market) AS with_market,
               any_value(series) AS series, list(DISTINCT month_before ORDER BY month_before) FILTER
                   (month_before IS NOT NULL) AS months_before
        FROM stands_against GROUP BY ALL"""


@dataclass(frozen=True)
class CounterfactualStanding:
    """How far one step reaches in a season: kg sold as micro, kg of them compared, the deals left alone."""

    kg: float = 0.0
    covered_kg: float = 0.0
    alone: tuple[dict, ...] = ()
    no_market: int = 0
    no_market_why: tuple[str, ...] = ()
    months_before: tuple[str, ...] = ()


def standings(question) -> dict[str, CounterfactualStanding]:
    """The reach of every step, whether it can be computed or not; empty where nothing is sold as micro."""
    found: dict[str, CounterfactualStanding] = {}
    rows = question.rows(COVERED, filtered=False)
    for step in STEPS:
        micro = [row for row in rows if row["step"] == step and row["stream"] == "micro"]
        micro.sort(key=lambda row: row["crop_year"] or "")
        beside = [row for row in rows if row["step"] == step and row["stream"] != "micro"]
        if micro:
            found[step] = CounterfactualStanding(
                sum(row["kg"] for row in micro),
                sum(row["covered_kg"] for row in micro),
                tuple(deal for row in micro for deal in row["alone"] or ()),
                sum(row["no_market"] for row in micro + beside),
                tuple(sorted({why for row in micro + beside for why in row["no_market_why"] or ()})),
                tuple(sorted({month for row in micro + beside for month in row["months_before"] or ()})),
            )
    return found


def agreed(context) -> tuple[str, bool]:
    """The step that decides and whether it is net of the market, from the setting; CannotSay where its words name
    none."""
    return agreed_on(context.text("counterfactual"))


def agreed_on(words: str) -> tuple[str, bool]:
    """The step these words of the setting name, and whether it is net of the market; CannotSay where they name none."""
    step = next(
        (
            step
            for step, word in (
                ("farmers", "farmer"),
                ("score", "score"),
                ("grade", "grade"),
                ("month", "month"),
                ("season", "season"),
            )
            if word in words
        ),
        None,
    )
    if step is None:
        raise CannotSay(
            f"The setting counterfactual is '{words}'; it can be one of: {', '.join(s.words for s in STEPS.values())}."
        )
    return step, "net of the market" in words


def said(context) -> str:
    """The step that decides in words."""
    step, net = agreed(context)
    return STEPS[step].words + (NET if net else "")


def part(step: str, net: bool) -> str:
    """The name of the numbers of a step beside the headline."""
    return f"against {STEPS[step].words}{NET if net else ''}"


def coverage_part(step: str) -> str:
    """The name of the share of the kg sold as micro that a step compares."""
    return f"kg compared with {STEPS[step].words}"


def why_none(step: str, net: bool, standing: CounterfactualStanding | None) -> str | None:
    """The sentence saying why a step gives no number for all kg sold as micro; None where it gives one."""
    if standing is None:
        return "Nothing is sold as micro yet at a price that is known, so there is no bulk price to compare with."
    if standing.alone:
        deals = ", ".join(
            f"{d['lot']} ({d['day']:%Y-%m-%d}, {d['kg']:,.0f} kg)"
            if d["day"]
            else f"{d['lot']} (day unknown, {d['kg']:,.0f} kg)"
            for d in standing.alone[:4]
        ) + (f" and {len(standing.alone) - 4} more" if len(standing.alone) > 4 else "")
        share = sum(d["kg"] for d in standing.alone) / standing.kg
        return (
            f"{100 * share:.0f} % of the kg sold as micro have {STEPS[step].lacks}: {deals}. So what bulk would "
            f"have brought is not known by this step."
        )
    if net and standing.no_market:
        return (
            f"{standing.no_market} of the deals compared can't be held against the market (logbook Market prices, "
            f"else the World Bank's series): {'; '.join(standing.no_market_why)}."
        )
    return None


def bulk_price(sums, step: str, net: bool = False):
    """The bulk price by one step, whole and with every case left out; nothing where no kg can be compared.

    A left-out lot takes its own comparison along, a left-out bulk buyer his weight among the deals compared with.
    """
    kind = step + (NET if net else "")
    if f"{kind} micro" not in sums or f"{kind} bulk" not in sums:
        return None
    matched, standing_for = sums[f"{kind} micro"], sums[f"{kind} bulk"]
    price, of_bulk = matched.num / matched.den, standing_for.num / standing_for.den
    return price + (of_bulk - of_bulk[0])


def plain_price(sums, step: str):
    """The same as a plain mean: every deal counts one, whatever its kg. A left-out bulk buyer moves it as he moves the
    weighted one."""
    found, of_bulk = sums.get(f"{step} plain micro"), sums.get(f"{step} bulk")
    if found is None or of_bulk is None:
        return None
    return found.num / found.den + (of_bulk.num / of_bulk.den - of_bulk.num[0] / of_bulk.den[0])


def decided(sums, context):
    """The bulk price by the step agreed on; CannotSay where it can't be computed."""
    step, net = agreed(context)
    standing = standings(context.question).get(step)
    reason = why_none(step, net, standing)
    if reason:
        raise CannotSay(reason)
    if net and standing.months_before:
        context.assume(f"the market price of {', '.join(standing.months_before)} still held in the month after it")
    if standing.covered_kg < standing.kg * (1 - 1e-9):
        context.assume(
            f"{100 * (1 - standing.covered_kg / standing.kg):.0f} % of the kg, of farmers without other coffee "
            f"sold, stand against the bulk price of the others in their lot"
        )
    found = bulk_price(sums, step, net)
    if found is None or not np.isfinite(found[0]):
        raise CannotSay(f"The bulk price by {STEPS[step].words} adds up to nothing.")
    return found
