"""Summaries of one or two numbers in few words, with the people behind them by letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from union.summary.people import People
from union.summary.row import DIFFERENCE, STREAMS, SummaryRow, summary_columns
from union.summary.summary import Summary

YEAR, INDICATOR = "2025/26", "cup_score"
EMPTY = dict.fromkeys(column.name for column in summary_columns())


def row(stream: str = "micro", value: float | None = 85.2, **columns) -> SummaryRow:
    """A number of the cup score, or a reason."""
    told = {"member": "Upper Valley", "crop_year": YEAR, "indicator": INDICATOR, "stream": stream, "unit": "points"}
    told |= {"better": "higher", "scale": "log", "case": "lot", "to_date": False, "definitions_version": "1", "n": 3}
    return SummaryRow(**EMPTY | told | {"value": value} | columns)


def people(lots: str, stream: str = "micro") -> People:
    """Lots 1 2 3 of farmers f1 f2 f3."""
    return {f"{stream} lot": frozenset(lots), f"{stream} farmer": frozenset(f"f{lot}" for lot in lots)}


def price_of(snapshot: str, indicator: str, lots: str, value: float, unit: str = "USD/kg") -> Summary:
    """A summary of one price of these micro-lots."""
    told = row("micro", value, indicator=indicator, unit=unit, currency="USD")
    return replace(summary_of(snapshot), rows=(told,), people={(YEAR, indicator, "micro"): people(lots)})


def summary_of(snapshot: str, micro: str = "", bulk: str = "", value: float = 85.2, **head) -> Summary:
    """A summary of the cup score of these lots; the difference is told where both streams are."""
    rows, behind = [], {}
    of_stream = {"micro": micro and people(micro), "bulk": bulk and people(bulk, "bulk")}
    of_stream[DIFFERENCE] = micro and bulk and {**people(micro), **people(bulk, "bulk")}
    for stream in STREAMS:
        if of_stream[stream]:
            cases = len(micro if stream != "bulk" else bulk)
            rows.append(row(stream, value, n=cases, definitions_version=head.get("definitions_version", "1")))
            behind[YEAR, INDICATOR, stream] = of_stream[stream]
        else:
            rows.append(row(stream, None, why_not="What is written gives no number yet."))
    told = {"member": "Upper Valley", "as_of": date(2026, 3, 1), "definitions_version": "1", "invented": False} | head
    return Summary(snapshot=snapshot, rows=tuple(rows), people=behind, **told)
