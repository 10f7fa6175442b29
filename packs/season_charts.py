"""Every chart of a season, one after the other, without a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from decisions.thresholds import band, thresholds
from decisions.verdict.kept_verdicts import seen_from, shown
from decisions.verdict.verdict import decided
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.break_even_inputs import measured_inputs
from metrics.books.cash_flow import cash_flow
from metrics.books.price_waterfall import PriceWaterfall, waterfalls
from metrics.engine import compute
from metrics.engine.contract import Answer, CannotSay
from metrics.engine.metric_catalogue import metrics
from packs.audience import Audience, may_see
from packs.drawn_chart import DrawnChart, audience_of
from packs.gate_strips import drawn_strip, strip_looks
from packs.metric_charts import Beside, drawn_view, views
from packs.price_charts import drawn_cash, drawn_tornado, drawn_waterfall

Splits = Mapping[str, tuple[str, ...]]


def season_charts(
    w: Warehouse, crop_year: str | None, reader: Audience = Audience.INTERNAL, splits: Splits | None = None
) -> Iterator[DrawnChart]:
    """Every chart of every indicator, then those of the money and of the plan, as far as this reader may see them; what
    has no number has no chart."""
    splits = dict(splits or {})
    answers = compute.answers(w, crop_year, splits)
    yield from _of_indicators(w, crop_year, answers, reader, splits)
    if reader > Audience.INTERNAL:
        return
    currency = w.rows("SELECT currency FROM base")[0]["currency"]
    for draw in (_waterfall, _tornado, _cash):
        if drawn := draw(w, crop_year, currency, splits):
            yield drawn
    newest = next(iter(compute.crop_years(w)), None)
    if crop_year == newest:
        found = decided(w, answers if not splits else compute.answers(w, newest, {}))
        for title, looks in strip_looks(found, shown(found, seen_from(w))).items():
            yield drawn_strip(looks, title)


def _of_indicators(
    w: Warehouse, crop_year: str | None, answers: Mapping[str, Answer], reader: Audience, splits: dict
) -> Iterator[DrawnChart]:
    year = max((year for year in compute.crop_years(w) if crop_year and year < crop_year), default=None)
    before = compute.answers(w, year, splits) if year else {}
    agreed = thresholds(w, metrics())
    for id, answer in answers.items():
        metric = metrics()[id]
        if not may_see(reader, audience_of(metric)):
            continue
        # what was agreed in the house is not for others
        fences = agreed.get(id, ()) if reader == Audience.INTERNAL else ()
        beside = Beside(before.get(id), band(w, metric), fences)
        for view in views(answer):
            if drawn := drawn_view(metric, answer, view, beside):
                yield drawn


def _waterfall(w: Warehouse, crop_year: str | None, currency: str, splits: Splits) -> DrawnChart | None:
    found = waterfalls(w, crop_year, splits)
    known = {stream: of for stream, of in found.items() if isinstance(of, PriceWaterfall)}
    return drawn_waterfall(known, currency) if known else None


def _tornado(w: Warehouse, crop_year: str | None, currency: str, splits: Splits) -> DrawnChart | None:
    try:
        return drawn_tornado(measured_inputs(w, crop_year, splits), currency, members=False)
    except CannotSay:
        return None


def _cash(w: Warehouse, crop_year: str | None, currency: str, splits: Splits) -> DrawnChart | None:
    found = cash_flow(w, crop_year, splits)
    return None if isinstance(found, str) else drawn_cash(found, currency)
