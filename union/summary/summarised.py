"""A snapshot as the rows of a summary: every indicator by season and stream, or why it may not or can't be told."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from history.snapshots.manifest import measured
from logbooks.settings import default_of
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.compute import answers, crop_years
from metrics.engine.contract import Answer, CannotSay, Estimate, Metric
from metrics.engine.counterfactual import agreed_on
from metrics.engine.metric_catalogue import metrics
from metrics.engine.question import Question
from union.summary.given_before import GivenBefore, as_given
from union.summary.our_words import OWN_WORDS, declared_basis
from union.summary.people import Number, People, people_behind
from union.summary.rounded import step_of, to_step, two_digits
from union.summary.row import DIFFERENCE, STREAMS, SummaryRow, without_number
from union.summary.summary import Summary
from union.summary.too_few import rests_on, why_withheld
from union.summary.usd_rate import usd_rate
from union.summary.whose_rows import sketch_of

ROOT = Path(__file__).parents[2]
DEFINED_BY = ("metrics", "logbooks/warehouse/tables")
NO_CURRENCY = "XXX"  # as ISO 4217 calls it
A_SEASON, A_CURRENCY = re.compile(r"\d{4}(/\d{2})?"), re.compile(r"[A-Z]{3}")
TEN_IN_A_TAIL = 1.2815515655446004  # standard errors to the end of an 80 % range


def summarised(w: Warehouse, before: Sequence[GivenBefore] = ()) -> Summary:
    """The summary of a warehouse as of its day; `before` are the summaries given before, whose numbers stand until
    there is enough that is new."""
    rows: list[SummaryRow] = []
    behind: dict[Number, People] = {}
    for year in sorted(_seasons(w)):
        told, people = _of_season(w, year)
        rows += told
        behind |= people
    fresh = Summary(
        member=(w.setting("cooperative") or "").strip(),
        as_of=w.as_of,
        snapshot=snapshot_hash(w),
        definitions_version=definitions_version(),
        invented=w.is_invented,
        rows=tuple(rows),
        people=behind,
        sketch=sketch_of(w),
    )
    return as_given(fresh, before)


def snapshot_hash(w: Warehouse) -> str:
    """The SHA-256 of all rows of the logbooks as they are kept, whatever file or snapshot they lie in, and of the day
    they are seen as of."""
    content = {table: one for table, one in measured(w.cursor()).items() if table.startswith('"clean".')}
    return hashlib.sha256(repr((w.as_of.isoformat(), sorted(content.items()))).encode("utf-8")).hexdigest()


@cache
def definitions_version() -> str:
    """The version of the program, and eight letters that change with any file that defines an indicator."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    known = hashlib.sha256()
    for file in sorted(file for room in DEFINED_BY for file in (ROOT / room).rglob("*")):
        if file.suffix in (".py", ".sql", ".toml"):
            known.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return f"{version}+{known.hexdigest()[:8]}"


def _seasons(w: Warehouse) -> set[str]:
    """The seasons that have begun; what is named otherwise than a year names none to others."""
    begun = {row["crop_year"] for row in w.rows("SELECT crop_year FROM begun_season")}
    return {year for year in begun.intersection(crop_years(w)) if A_SEASON.fullmatch(year)}


def _of_season(w: Warehouse, year: str) -> tuple[list[SummaryRow], dict[Number, People]]:
    """All rows of one season, and who is behind each number that is told."""
    found, question = answers(w, year), Question(w, year)
    numbers = {
        (year, id, stream): _row_ids(answer, stream)
        for id, answer in found.items()
        for stream in STREAMS
        if (one := _estimate(answer, stream)) is not None and one.value is not None
    }
    behind = {
        number: rests_on(metrics()[number[1]], number[2], people)
        for number, people in people_behind(w, numbers).items()
    }
    rows, told = [], {}
    for id, answer in found.items():
        blank = _blank(w, question, metrics()[id], year)
        for stream, why_not in _why_not(question, metrics()[id], answer, behind, year).items():
            one = _estimate(answer, stream)
            row = replace(blank, stream=stream)
            if why_not or one is None:
                rows.append(without_number(row, why_not or "none"))
                continue
            rows.append(
                _told(row, metrics()[id], replace(one, unit=one.unit.replace(question.currency, _code(question))))
            )
            told[year, id, stream] = behind[year, id, stream]
    return rows, told


def _estimate(answer: Answer, stream: str) -> Estimate | None:
    return answer.difference if stream == DIFFERENCE else answer.groups.get(stream)


def _row_ids(answer: Answer, stream: str) -> tuple[int, ...]:
    """The rows behind one stream; behind the difference those of both."""
    if stream != DIFFERENCE:
        return answer.row_ids.get(stream, ())
    return tuple(sorted({row_id for row_ids in answer.row_ids.values() for row_id in row_ids}))


def _why_not(
    question: Question, metric: Metric, answer: Answer, behind: dict[Number, People], year: str
) -> dict[str, str | None]:
    """Of every stream the id of the reason why it has no number in the file, None where it has one. A difference is
    told only where both its streams are: it would tell the other one."""
    found: dict[str, str | None] = {}
    for stream in STREAMS:
        one = _estimate(answer, stream)
        if one is None or one.value is None:
            found[stream] = _why_none(question, metric, answer, stream)
        elif one.is_bound:
            found[stream] = "bound"
        elif stream == DIFFERENCE and not metric.groups and any(found.values()):
            found[stream] = "of_withheld"
        else:
            found[stream] = why_withheld(behind.get((year, metric.id, stream), {}), one.n)
    return found


def _why_none(question: Question, metric: Metric, answer: Answer, stream: str) -> str:
    """Why there is no number, in one of a few fixed words: the reasons of the pages may name deals and lots."""
    if stream != DIFFERENCE and metric.groups:
        return "other_groups"
    if question.missing(metric.reads, metric.columns):
        return "nothing_written"
    if "all" in answer.groups:
        return "no_streams"
    if stream != "micro" and not metric.has_bulk:
        return "no_bulk"
    return "described" if stream == DIFFERENCE and answer.describes else "none"


def _blank(w: Warehouse, question: Question, metric: Metric, year: str) -> SummaryRow:
    """What all streams of an indicator have in common."""
    is_money = "base" in metric.unit.replace("/", " ").split()
    rate, rate_on = usd_rate(w, question.currency, _ends(w, year)) if is_money else (None, None)
    return SummaryRow(
        member=(w.setting("cooperative") or "").strip(),
        crop_year=year,
        season_began_on=_begins(w, year),
        indicator=metric.id,
        stream="",
        unit=metric.unit.replace("base", _code(question)),
        better=metric.better,
        case=metric.case_is,
        currency=_code(question) if is_money else None,
        rate=rate,
        rate_on=rate_on,
        counterfactual_step=_step(question) if "standing for" in getattr(metric, "parts", {}) else None,
        definitions_version=definitions_version(),
    )


def _told(row: SummaryRow, metric: Metric, one: Estimate) -> SummaryRow:
    """The row with its number, as coarse as its range."""
    basis = declared_basis(metric, one.basis)
    row = replace(row, unit=one.unit, n=one.n, case=one.case_is, basis=basis, to_date=one.to_date)
    on_scale = one.on_scale
    if on_scale is None:
        if one.range80 is None or one.range80[0] == one.range80[1]:
            return replace(row, value=two_digits(one.known))
        low, high = one.range80
        step = step_of((high - low) / 2 / TEN_IN_A_TAIL)
        return replace(row, value=to_step(one.known, step), low80=to_step(low, step), high80=to_step(high, step))
    middle = to_step(on_scale.middle, step_of(on_scale.error))
    step = step_of(on_scale.error_in_unit)
    at_the_end = on_scale.scale == "logit" and one.known in (0, 1)
    value = one.known if at_the_end else to_step(replace(on_scale, middle=middle).value, step)
    ends = [to_step(end, step) for end in one.range80 or ()]
    row = replace(row, value=value, low80=ends[0] if ends else None, high80=ends[1] if ends else None)
    if basis == OWN_WORDS:  # what each measures in its own way is not the same number
        return row
    return replace(
        row,
        scale=on_scale.scale,
        middle=middle,
        standard_error=two_digits(on_scale.error),
        degrees_of_freedom=two_digits(on_scale.freedom),
    )


def _code(question: Question) -> str:
    """The base currency by its three letters; what is no such code is text of a sheet."""
    return question.currency if A_CURRENCY.fullmatch(question.currency) else NO_CURRENCY


def _begins(w: Warehouse, year: str) -> date | None:
    """The first day of a season by the cooperative's calendar; None where its name tells no year."""
    starts = w.setting("crop_year_starts") or str(default_of("crop_year_starts"))
    try:
        return date.fromisoformat(f"{year[:4]}-{starts.strip()}")
    except ValueError:
        return None


def _ends(w: Warehouse, year: str) -> date:
    """The day after a season, to the day of a leap year; the day after that of the warehouse where its name tells no
    year."""
    began_on = _begins(w, year)
    return began_on + timedelta(days=365) if began_on else w.as_of + timedelta(days=1)


def _step(question: Question) -> str | None:
    """What micro is compared with by the plan, in the short words of metrics/engine/counterfactual.py."""
    words = str(question.setting("counterfactual") or default_of("counterfactual")).strip().lower()
    try:
        step, net = agreed_on(words)
    except CannotSay:
        return None
    return f"{step}, net of the market" if net else step
