"""Whether micro was simply the best cherry, and what taking it away did to the rest: with ranges, and can't tell is an
answer.

Three comparisons: micro lots against bulk lots of the season; against the bulk lots the same farmers fed; and the bulk
of the season against the bulk of the last season before the pilot (domain 2.4). A comparison says more than can't tell
only where its 80 % range lies on one side of zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine import estimates
from metrics.engine.contract import Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from metrics.engine.question import Question

THINGS = ("ripe_share", "cup_score", "defect_rate")
RESIDUAL = ("cup_score", "defect_rate")

_SAME_FARMERS = """
    SELECT DISTINCT b.lot_id FROM receipts b WHERE b.stream = 'bulk' AND b.lot_id IS NOT NULL AND b.crop_year = $year
       AND b.farmer_id IN (SELECT farmer_id FROM receipts WHERE stream = 'micro' AND crop_year = $year)"""
_RIPE_OF_SAME = """
    SELECT crop_year, stream, received_on AS day, strftime(received_on, '%Y-%m-%d') AS case_id,
        sum(weight_kg * ripe_share) AS num,
           sum(weight_kg) AS den, list(row_id) AS row_id
    FROM receipts WHERE form = 'cherry' AND weight_kg > 0 AND ripe_share IS NOT NULL
      AND farmer_id IN (SELECT farmer_id FROM receipts m WHERE m.stream = 'micro' AND m.crop_year = receipts.crop_year)
          GROUP BY crop_year, stream, received_on"""
# Bulk above the market on the day its price was fixed: the market moves between seasons, and that is nobody's doing.
_PRICE = """
    SELECT crop_year, stream, closed_on AS day, buyer AS case_id, net_value - kg * market AS num, kg AS den, row_id,
        lot_id,
           no_market AS why_not
    FROM sold_deal WHERE stream = 'bulk'"""
_BEFORE = """
    SELECT max(crop_year) AS year FROM lot WHERE stream = 'bulk' AND crop_year < $year
       AND CASE WHEN $pilot_start IS NULL THEN crop_year < (SELECT min(crop_year) FROM lot WHERE stream = 'micro')
           ELSE crop_year < crop_year_of($pilot_start::DATE) END"""
_MADE = "SELECT stream, sum(produced_kg) AS kg FROM produced WHERE crop_year = $year GROUP BY stream"
_PILOT_BEFORE = "SELECT count(*) AS lots FROM lot WHERE stream = 'micro' AND crop_year = $year"


@dataclass(frozen=True)
class Comparison:
    """One thing of two groups: the first less the second with its range, and in `said` better, worse, unclear or
    unknown.

    `said` is better or worse only where the whole 80 % range is; unknown has its reason in `difference.why_not`.
    """

    name: str
    unit: str
    first: Estimate
    second: Estimate
    difference: Estimate
    said: str


@dataclass(frozen=True)
class CherryPicking:
    """What the logs show of a season: micro against bulk, against the same farmers' bulk, bulk after against before.

    `cost` is what the fall of the bulk price costs per kg green of the pilot, in the base currency, or why it can't be
    told.
    """

    against_bulk: tuple[Comparison, ...]
    against_same_farmers: tuple[Comparison, ...]
    before: str | None
    residual: tuple[Comparison, ...]
    cost: Estimate
    pilot_before: bool = False

    @property
    def best_cherry(self) -> tuple[Comparison, ...]:
        """The comparisons by which micro was better coffee than bulk beyond doubt of the 80 % range."""
        return tuple(c for c in (*self.against_same_farmers, *self.against_bulk) if c.said == "better")


def dilution_per_pilot_kg(fall: float, bulk_kg: float, pilot_kg: float) -> float:
    """What a fall of the bulk price by that much per kg costs, on every kg green of the pilot (domain 2.4)."""
    return fall * bulk_kg / pilot_kg


def cherry_picking(w: Warehouse, crop_year: str) -> CherryPicking:
    """All comparisons of one crop year; where a log or a season is missing, its comparison says so."""
    question, every = Question(w, crop_year), Question(w, None)
    # without a register no lot has a stream: nothing to look for, and DuckDB 2.0.0 stumbles over the stream of empty
    # logs
    same = (
        set()
        if question.groups == ("all",)
        else {row["lot_id"] for row in question.fetched(_SAME_FARMERS, {"year": crop_year})}
    )
    before = question.fetched(_BEFORE, {"year": crop_year, "pilot_start": question.setting("pilot_start")})[0]["year"]
    price = replace(
        metrics()["premium_over_bulk"],
        interval="plain price",
        further={},
        relative=False,
        reads=("offers", "lots"),
        sql=_PRICE,
    )
    residual = [_seasons(every, metrics()[name], crop_year, before) for name in RESIDUAL]
    of_price = _seasons(every, price, crop_year, before, "bulk price above the market")
    return CherryPicking(
        tuple(_streams(question, metrics()[name], None) for name in THINGS),
        tuple(_streams(question, metrics()[name], same) for name in THINGS),
        before,
        (*residual, of_price),
        _cost(question, crop_year, of_price.difference),
        bool(before and question.fetched(_PILOT_BEFORE, {"year": before})[0]["lots"]),
    )


def _streams(question: Question, metric: Metric, lots: set[str] | None) -> Comparison:
    """Micro against bulk of the season, or only against those bulk lots."""
    missing = question.missing(metric.reads, metric.columns)
    # written down by delivery, where the farmer stands himself
    by_farmer = lots is not None and metric.id == "ripe_share"
    rows = (
        []
        if missing
        else [row for row in question.rows(_RIPE_OF_SAME if by_farmer else metric.sql) if row.get("part") is None]
    )
    if lots is not None and not by_farmer:
        rows = [row for row in rows if row["stream"] == "micro" or (row.get("lot_id") or row["case_id"]) in lots]
    return _compared(question, metric, rows, missing)


def _seasons(question: Question, metric: Metric, year: str, before: str | None, name: str | None = None) -> Comparison:
    """Bulk of the season (first) against bulk of the season before the pilot (second)."""
    if before is None:
        return _compared(question, metric, [], "The logs hold no season of bulk before the pilot.", name)
    missing = question.missing(metric.reads, metric.columns)
    place = {year: "micro", before: "bulk"}  # the two groups an indicator compares
    rows = (
        []
        if missing
        else [
            {**row, "stream": place[row["crop_year"]]}
            for row in question.rows(metric.sql)
            if row["stream"] == "bulk" and row["crop_year"] in place and row.get("part") is None
        ]
    )
    return _compared(question, metric, rows, missing, name)


def _compared(
    question: Question, metric: Metric, rows: list[dict], missing: str | None, name: str | None = None
) -> Comparison:
    unit = estimates.unit_of(metric.unit, question)
    if missing or question.groups == ("all",):
        none = Estimate(
            unit, why_not=missing or "The logbook Lots holds no rows, so no lot is known to be micro or bulk."
        )
        return Comparison(name or metric.id, unit, none, none, none, "unknown")
    found = estimates.answered(question, metric, rows)
    difference = found.difference
    assert difference is not None, f"{metric.id} compares two streams"
    return Comparison(
        name or metric.id,
        found.groups["micro"].unit,
        found.groups["micro"],
        found.groups["bulk"],
        difference,
        _said(difference, metric.better),
    )


def _said(difference: Estimate, better: str) -> str:
    if difference.value is None:
        return "unknown"
    if difference.range80 is None:
        return "unclear"
    low, high = difference.range80
    if low <= 0 <= high:
        return "unclear"
    return "better" if (low > 0) == (better != "lower") else "worse"


def _cost(question: Question, year: str, fall: Estimate) -> Estimate:
    """What the change of the bulk price cost per pilot kg: less than zero where bulk rose."""
    unit, made = (
        f"{question.currency}/kg",
        {row["stream"]: row["kg"] for row in question.fetched(_MADE, {"year": year})},
    )
    if fall.value is None:
        return Estimate(unit, why_not=fall.why_not)
    if not made.get("micro") or not made.get("bulk"):
        return Estimate(unit, why_not="The kg green made of micro or bulk are not known.")
    ends = [
        None if end is None else dilution_per_pilot_kg(-end, made["bulk"], made["micro"])
        for end in (fall.value, fall.high, fall.low, fall.high80, fall.low80)
    ]
    return replace(
        fall, unit=unit, value=ends[0], low=ends[1], high=ends[2], low80=ends[3], high80=ends[4], range_of=None
    )
