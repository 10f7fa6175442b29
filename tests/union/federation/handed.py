"""Numbers and summaries as members hand them on, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import log

from union.federation.member_standing import MemberStanding
from union.summary.row import SummaryRow
from union.summary.summary import Summary

USUAL = SummaryRow(
    member="A",
    crop_year="2025/26",
    season_began_on=date(2025, 10, 1),
    indicator="premium_over_bulk",
    stream="micro",
    unit="USD/kg",
    better="higher",
    scale="log",
    value=7.0,
    middle=1.9459,
    standard_error=0.1,
    degrees_of_freedom=4.0,
    low80=6.0,
    high80=8.2,
    n=5,
    case="buyer",
    basis=None,
    currency="USD",
    rate=None,
    rate_on=None,
    counterfactual_step=None,
    to_date=False,
    why_not=None,
    given_on=None,
    definitions_version="1",
)


def row(member: str, value: float | None = 7.0, **other: object) -> SummaryRow:
    """A price of micro-lots in USD/kg, with 10 % of standard error; `other` is what differs."""
    return replace(USUAL, member=member, value=value, middle=value and log(value), **other)


def standing(*rows: SummaryRow, **other: object) -> MemberStanding:
    """The member whose rows they are; `other` is what is to be known of it."""
    return replace(MemberStanding(rows[0].member, rows, date(2026, 3, 31), rows[0].member * 4), **other)


def summary(member: str, *rows: SummaryRow, **other: object) -> Summary:
    """A summary of a member whose sheets are unlike all others'."""
    told = rows or (row(member),)
    return replace(Summary(member, date(2026, 3, 31), member * 4, "1", False, told), **other)
