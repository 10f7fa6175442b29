"""Every chart and table of a season that is a picture, one after the other, without a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from decisions.pilot_calendar import pilot_calendar
from decisions.roadmap_risks import roadmap_risks
from decisions.roadmap_tasks import items
from decisions.thresholds import band, thresholds
from decisions.verdict.kept_verdicts import seen_from, shown
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.verdict import decided
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.break_even_inputs import measured_inputs
from metrics.books.cash_flow import cash_flow
from metrics.books.lot_book import lot_book
from metrics.books.price_waterfall import PriceWaterfall, waterfalls
from metrics.books.risk import risks
from metrics.engine import compute
from metrics.engine.contract import Answer, CannotSay
from metrics.engine.metric_catalogue import metrics
from packs.audience import Audience, may_see
from packs.board_table import drawn_board
from packs.buyer.withheld import withheld
from packs.drawn_chart import DrawnChart, audience_of
from packs.drawn_table import Drawn
from packs.fit_for_buyers import is_fit
from packs.gate_strips import drawn_strip, strip_looks
from packs.lot_table import drawn_lot
from packs.metric_charts import Beside, drawn_view, views
from packs.pilot_calendar_chart import calendar_picture, drawn_calendar
from packs.price_charts import drawn_cash, drawn_tornado, drawn_waterfall
from packs.risk_tables import drawn_risks, drawn_roadmap_risks

Splits = Mapping[str, tuple[str, ...]]


def season_charts(
    w: Warehouse, crop_year: str | None, reader: Audience = Audience.INTERNAL, splits: Splits | None = None
) -> Iterator[Drawn]:
    """Every chart of every indicator, then those of the money, of the plan and of the roadmap, the board's table and
    the lots of the pilot, as far as this reader may see them; what has no number has no picture."""
    splits = dict(splits or {})
    answers = compute.answers(w, crop_year, splits)
    earlier = max((year for year in compute.crop_years(w) if crop_year and year < crop_year), default=None)
    before = compute.answers(w, earlier, splits) if earlier else {}
    charts = _of_indicators(w, answers, before, reader)
    if reader == Audience.BUYER:
        names = withheld(w)
        charts = (drawn for drawn in charts if is_fit(drawn, names))
    yield from charts
    if reader > Audience.INTERNAL:
        return
    currency = w.rows("SELECT currency FROM base")[0]["currency"]
    if table := drawn_board(w, answers, before, earlier):
        yield table
    for draw in (_waterfall, _tornado, _cash):
        if drawn := draw(w, crop_year, currency, splits):
            yield drawn
    yield from _risks(w, crop_year, answers, splits)
    yield from lot_pictures(w, crop_year, splits)
    newest = next(iter(compute.crop_years(w)), None)
    if crop_year == newest:
        yield from _of_the_pilot(w, answers if not splits else compute.answers(w, newest, {}))


def lot_pictures(
    w: Warehouse, crop_year: str | None, splits: Splits | None = None, lot_id: str | None = None
) -> Iterator[Drawn]:
    """The row of each lot of the pilot, where lots have a stream; of the one lot that is named, whichever it is."""
    currency = w.rows("SELECT currency FROM base")[0]["currency"]
    for lot in lot_book(w, crop_year, splits):
        if lot["lot_id"] == lot_id or (lot_id is None and lot["stream"] != "bulk"):
            yield drawn_lot(lot, currency)


def _of_the_pilot(w: Warehouse, answers: Mapping[str, Answer]) -> Iterator[Drawn]:
    """Its gates, its calendar and its risks, which no season and no filter changes."""
    found = decided(w, answers)
    for title, looks in strip_looks(found, shown(found, seen_from(w))).items():
        yield drawn_strip(looks, title)
    tasks = items(w)
    calendar = pilot_calendar(w)
    if calendar is not None:
        yield calendar_picture(drawn_calendar(calendar, tasks))
    yield drawn_roadmap_risks(roadmap_risks(LogsOfADay(w, answers), tasks))


def _risks(w: Warehouse, crop_year: str | None, answers: Mapping[str, Answer], splits: Splits) -> Iterator[Drawn]:
    found = risks(w, crop_year, answers if not splits else compute.answers(w, crop_year, {}), splits)
    drawn = None if isinstance(found, str) else drawn_risks(found)
    if drawn:
        yield drawn


def _of_indicators(
    w: Warehouse, answers: Mapping[str, Answer], before: Mapping[str, Answer], reader: Audience
) -> Iterator[DrawnChart]:
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
