"""What the pages show of a snapshot, each worked out once and kept by snapshot id and plain values, never by frame."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from decisions import fix_list as fix_lists
from decisions import gates, roadmap_tasks
from decisions import thresholds as agreed
from decisions.fix_causes import FixList
from decisions.separation import LotSeparation, separation
from decisions.verdict import plan as plans
from decisions.verdict.against_itself import AgainstItself
from decisions.verdict.against_itself import against_itself as against
from decisions.verdict.logs_of_a_day import LogsOfADay, season_of
from decisions.verdict.offered_plan import typed_doubts as doubts_of
from decisions.verdict.plan_doubts import PlanDoubt
from decisions.verdict.price_of_error import Price
from decisions.verdict.price_of_error import price_of_error as price
from decisions.verdict.rehearsal import InventedSeason, Rehearsed, rehearse, sentence
from decisions.verdict.rehearsed_season import invented_season, taken_as_met, where_from, with_neighbours
from decisions.verdict.seal import setting_rows
from decisions.verdict.verdict import Standing
from decisions.verdict.verdict import decided as decide
from history.changes import mended
from history.snapshots import first_seen, store
from logbooks import health
from logbooks.problems import is_note
from logbooks.warehouse.warehouse import Warehouse
from metrics.books import lot_book as lots
from metrics.books.break_even_inputs import Input, measured_inputs
from metrics.engine import compute
from metrics.engine.contract import Answer, CannotSay
from metrics.engine.economics import NextSeason
from metrics.engine.metric_catalogue import metrics
from metrics.engine.next_season import next_season as seasons_ahead
from metrics.engine.question import Question
from ui.state import open_snapshots, visitor

USUAL_PILOT = (12, 6)  # lots and buyers


def kept(what: str, make: Callable[[Warehouse], Any], *plain: Any) -> Any:
    """The result of `make(warehouse)`, computed once for this snapshot, day and these plain values; don't change it."""
    here = visitor.warehouse()
    values = json.dumps([here.id, here.as_of.isoformat(), what, *plain])
    key = hashlib.sha256(values.encode("utf-8")).hexdigest()  # one hex word: joined arguments can collide
    if visitor.is_own():
        return _kept_own(key, lambda: make(here))
    if not getattr(open_snapshots.elsewhere, "keeps", True):  # an own upload is in its session's memory alone
        return make(here)
    return open_snapshots.shelf_of(here).result(key, lambda: make(here))


@st.cache_resource(max_entries=100, show_spinner=False, scope="session")
def _kept_own(key: str, _make: Callable[[], Any]) -> Any:
    return _make()


def crop_years() -> list[str]:
    """The crop years with lots or rows, newest first."""
    return kept("crop_years", compute.crop_years)


def season_before(crop_year: str | None) -> str | None:
    """The crop year before this one, where the logs hold it."""
    return max((year for year in crop_years() if crop_year and year < crop_year), default=None)


def answers(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> dict[str, Answer]:
    """Every indicator of one crop year by its id."""
    return kept("answers", lambda w: compute.answers(w, crop_year, filters), crop_year, plain(filters))


def inputs(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> dict[str, Input] | str:
    """The figures break-even rests on by their name, or the reason why they can't be had."""

    def measured(seen: Warehouse) -> dict[str, Input] | str:
        try:
            return measured_inputs(seen, crop_year, filters)
        except CannotSay as reason:
            return str(reason)

    return kept("inputs", measured, crop_year, plain(filters))


def next_season(crop_year: str | None) -> NextSeason:
    """What a larger pilot can count on in the season after."""
    return kept("next_season", lambda w: seasons_ahead(Question(w, crop_year)), crop_year)


def base_currency() -> str:
    """The currency every amount is shown in."""
    return setting("base_currency") or "USD"


def lot_book(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> list[dict]:
    """One row a lot: made, sold, unsold, buyers, price, days open, unpaid and overdue."""
    return kept("lot_book", lambda w: lots.lot_book(w, crop_year, filters), crop_year, plain(filters))


def lots_kept_apart(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> list[LotSeparation]:
    """Every lot of a season with the tests of its identity."""
    return kept("separation", lambda w: separation(w, crop_year, filters), crop_year, plain(filters))


def rows_behind(row_ids: tuple[int, ...]) -> list[dict]:
    """The sheet rows behind a number, as they were typed."""
    return kept("rows_behind", lambda w: health.rows_behind(w, row_ids), sorted(row_ids))


def cells_of(source: str, sheet: str) -> tuple[list[str], str]:
    """The headings of a tab from the first column on, and the link to a cell of it with {place} in it, "" where there
    is none."""
    return kept("cells_of", health.cells_of).get((source, sheet), ([], ""))


def problems() -> list:
    """Everything wrong or doubtful in the logs."""
    return kept("problems", health.problems)


def problem_counts() -> tuple[int, int]:
    """How many things are wrong or doubtful, and how many notes there are; a heading nobody needs is nothing wrong."""
    every = problems()
    notes = sum(is_note(one.code, one.severity) for one in every)
    return len(every) - notes, notes


def fix_list() -> FixList:
    """What to mend, by what is at stake, and what was mended since the upload or the reading before."""
    if visitor.is_own():
        before = visitor.own_before()
        return kept("fix_list", lambda w: fix_lists.fix_list(w, before, is_kept=False), before.id if before else "")
    return kept("fix_list", lambda w: fix_lists.fix_list(w, _reading_before(w)))


def _reading_before(w: Warehouse) -> Warehouse | None:
    """The reading of the same sheets that this one is usually compared with; None where there is none."""
    newest = store.current_id() or ""
    return mended.reading_before(w, lambda moment: open_snapshots.past(moment, newest, ""))


def ledger() -> list:
    """What became of every row, tab by tab."""
    return kept("ledger", health.ledger)


def tabs() -> list:
    """What was recognised in every tab."""
    return kept("tabs", health.tabs)


def sources() -> list:
    """The files that were read, and when."""
    return kept("sources", health.sources)


def last_typed() -> dict | None:
    """The last that is known to have been typed, in which log, and who tells; None where nothing does."""
    return kept("last_typed", first_seen.last_typed)


def standing() -> gates.PilotDay:
    """On which day of the pilot we are, and the next gate."""
    return kept("standing", gates.standing)


def decided() -> Standing:
    """The last gate's verdict and the distance to the next."""
    return kept("decided", lambda w: decide(w, answers(next(iter(crop_years()), None), {})))


def pilot_season() -> str | None:
    """The season a verdict is of."""
    return kept("pilot_season", season_of)


def against_itself() -> AgainstItself:
    """Why the verdict could be wrong: it judges the gate many times, so it is asked for only when somebody wants it."""
    return kept("against_itself", lambda w: against(w, decided().verdict))


def lots_and_buyers() -> tuple[int, int]:
    """How many lots and buyers the plan counts on or the logs hold; the usual pilot where neither says it."""
    found = rehearsed()
    return USUAL_PILOT if isinstance(found, str) else (found[0].lots, found[0].buyers)


def price_of_error() -> Price:
    """What being wrong costs and a season of waiting is worth, as the logs of the day stand."""
    return kept("price_of_error", lambda w: price(logs_today(w)))


def plan_rows() -> list[dict]:
    """The rows of the agreed plan, as written."""
    return kept("plan_rows", plans.plan_rows)


def plan_settings() -> list[dict]:
    """The settings that are a part of the plan, as written."""
    return kept("plan_settings", setting_rows)


def typed_doubts(rows: list[dict]) -> tuple[PlanDoubt, ...]:
    """Why a plan as it is typed can't be met by the logs of the day."""
    plain = [{name: value for name, value in row.items() if name != "agreed_on"} for row in rows]
    return kept("typed_doubts", lambda w: doubts_of(logs_today(w), rows), plain)


def rehearsed() -> tuple[InventedSeason, tuple[Rehearsed, ...], str, str, str, str] | str:
    """The invented season, what the plan would say in a thousand of it, that in a sentence, what was assumed, what was
    taken as met and what it would say by what neighbours gained; or why it can't be rehearsed."""

    def tried(w: Warehouse) -> tuple[InventedSeason, tuple[Rehearsed, ...], str, str, str, str] | str:
        season = invented_season(logs_today(w))
        if isinstance(season, str):
            return season
        told = sentence(season), where_from(season), taken_as_met(season), with_neighbours(season, w)
        return season, rehearse(season), *told

    return kept("rehearsed", tried)


def logs_today(w: Warehouse) -> LogsOfADay:
    """The pilot's season in this reading, with what the pages know of it already; for what is made in `kept`."""
    return LogsOfADay(w, answers(next(iter(crop_years()), None), {}))


def roadmap_items() -> list[roadmap_tasks.Item]:
    """Every task of the roadmap: what was said and what the logs show."""
    return kept("roadmap_items", roadmap_tasks.items)


def thresholds() -> dict[str, tuple[agreed.Threshold, ...]]:
    """What each indicator was agreed to reach at the next gate; an indicator without any is absent."""
    return kept("thresholds", lambda w: agreed.thresholds(w, metrics()))


def band(metric_id: str) -> tuple[float, float] | None:
    """The range an indicator should lie in, in its unit."""
    return kept("band", lambda w: agreed.band(w, metrics()[metric_id]), metric_id)


def setting(name: str) -> str | None:
    """The text of one setting, or None where it isn't set."""
    return kept("setting", lambda w: w.setting(name), name)


def is_invented() -> bool:
    """Whether the settings say that the cooperative is invented, as the sample's do."""
    return kept("is_invented", lambda w: w.is_invented)


def has_lots() -> bool:
    """Whether there is a register of lots."""
    return kept("has_lots", lambda w: bool(w.rows("SELECT 1 FROM clean.lots LIMIT 1")))


def choices(column: str) -> list[str]:
    """What the lots have in their column station, variety or process, in alphabetical order."""
    if column not in ("station", "variety", "process"):
        raise ValueError(f"{column} is not a filter")
    sql = f"SELECT DISTINCT {column} AS choice FROM lot WHERE {column} IS NOT NULL ORDER BY 1"
    return kept("choices", lambda w: [row["choice"] for row in w.rows(sql)], column)


def plain(filters: dict[str, tuple[str, ...]]) -> list:
    """The filters as plain values to keep a result by, whatever the order they were chosen in."""
    return sorted([name, sorted(values)] for name, values in filters.items() if values)
