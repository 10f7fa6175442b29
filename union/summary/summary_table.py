"""A summary as a person reads it before it leaves: every number as it stands in the file, and what is not told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from metrics.engine.metric_catalogue import metrics
from union.summary.given_log import Gift
from union.summary.row import DIFFERENCE, SummaryRow
from union.summary.summary import Summary
from words.days import day, moment
from words.numbers import MINUS, counted, difference_unit, noun_of, unit_words
from words.speech import group_name, say

SHORT = 12  # letters of a hash that tell it from others for a reader
SHARES = ("share", "share difference")


@dataclass(frozen=True)
class ToldNumber:
    """One number in the words of a reader; every text is what the file holds."""

    crop_year: str
    indicator: str
    stream: str
    value: str
    range80: str
    error: str
    pooled: bool
    cases: str
    basis: str
    remark: str


def told_numbers(summary: Summary) -> list[ToldNumber]:
    """Every row that has a number, in the order of the file."""
    return [_told(row) for row in summary.rows if row.value is not None]


def not_told(summary: Summary) -> dict[str, dict[str, list[str]]]:
    """Of every season, for each reason the indicators without a number and their streams, as 'Price by tier (Bulk,
    Difference)'; what has no number in any stream for one reason is named alone."""
    found: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in summary.rows:
        if row.why_not:
            found[row.crop_year][row.why_not][title(row)].append(group_name(row.stream))
    return {
        year: {
            reason: [name if len(streams) == 3 else f"{name} ({', '.join(streams)})" for name, streams in of.items()]
            for reason, of in reasons.items()
        }
        for year, reasons in found.items()
    }


def gift_words(one: Gift) -> str:
    """When a summary was given, to whom and what of."""
    return say(
        f"summary.said.{'gift' if one.given_at else 'lost'}",
        when=moment(one.given_at) if one.given_at else "",
        to=one.to or say("summary.said.nobody"),
        member=one.summary.member or say("summary.said.nameless"),
        day=day(one.summary.as_of),
        count=sum(row.value is not None for row in one.summary.rows),
        seal=one.summary.seal[:SHORT],
    )


def seal_words(summary: Summary) -> str:
    """The seal, and what it names."""
    return say(
        "summary.said.seal",
        seal=summary.seal,
        snapshot=summary.snapshot[:SHORT],
        definitions=summary.definitions_version,
        version=summary.version,
    )


def counted_numbers(summary: Summary) -> dict[str, int]:
    """How many numbers are told, how many of them may be pooled, and how many stand as they were given before."""
    told = [row for row in summary.rows if row.value is not None]
    return {
        "told": len(told),
        "pooled": sum(row.pooled_by is not None for row in told),
        "stand": sum(row.given_on is not None for row in told),
    }


def seasons(summary: Summary) -> Iterable[tuple[str, str]]:
    """Every season with its first day in words."""
    return dict.fromkeys((row.crop_year, day(row.season_began_on)) for row in summary.rows)


def title(row: SummaryRow) -> str:
    """The name of the indicator a row tells; that in code where this version knows no such indicator."""
    known = metrics().get(row.indicator)
    return known.title if known else row.indicator


def _told(row: SummaryRow) -> ToldNumber:
    unit = difference_unit(row.unit) if row.stream == DIFFERENCE else row.unit
    remarks = [say("summary.table.stands", day=day(row.given_on))] if row.given_on else []
    remarks += [say("summary.table.to_date")] if row.to_date else []
    ends = (
        "" if row.low80 is None or row.high80 is None else f"{_number(row.low80, unit)} to {_number(row.high80, unit)}"
    )
    return ToldNumber(
        crop_year=row.crop_year,
        indicator=title(row),
        stream=group_name(row.stream),
        value=f"{_number(row.value, unit)} {unit_words(unit)}".strip(),
        range80=ends,
        error=_error(row),
        pooled=row.pooled_by is not None,
        cases=f"{counted(row.n)} {noun_of(row.case, row.n)}" if row.n else "",
        basis=row.basis or "",
        remark="; ".join(remarks),
    )


def _error(row: SummaryRow) -> str:
    if row.pooled_by is None:
        return say("summary.table.shown")
    return say(
        f"summary.table.{row.scale}",
        error=_plain(row.standard_error or 0.0),
        freedom=_plain(row.degrees_of_freedom or 0.0),
    )


def _number(value: float | None, unit: str) -> str:
    """The number as it stands in the file, a share in per cent: no digit more, none less."""
    assert value is not None
    return _plain(value * 100 if unit in SHARES else value)


def _plain(value: float) -> str:
    text = f"{float(f'{value:.10g}'):,.10f}".rstrip("0").rstrip(".").replace(",", "\u202f")
    return text.replace("-", MINUS)
