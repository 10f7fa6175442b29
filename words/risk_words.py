"""What each risk is called, what either side of it shows, and what can be said of both."""

from __future__ import annotations

from metrics.books.risk import Risk, RiskSide
from words.numbers import counted, noun_of, number
from words.speech import say


def risk_title(one: Risk) -> str:
    """What is counted, as a heading."""
    return say(f"risk.titles.{one.name}")


def rests_on(side: RiskSide) -> str:
    """How many cases a side rests on, as '6 deals of 3 buyers', whether more may come, and how many are left out."""
    if side.value is None:
        return ""
    cases = f"{counted(side.n)} {noun_of(side.case_is, side.n)}"
    if side.deals is not None:
        cases = say("risk.deals_of", deals=f"{counted(side.deals)} {noun_of('deal', side.deals)}", cases=cases)
    cases = say("risk.so_far", cases=cases) if side.to_date else cases
    if not side.left_out:
        return cases
    return say("risk.left_out", cases=cases, deals=f"{counted(side.left_out)} {noun_of('deal', side.left_out)}")


def risk_side(one: Risk, stream: str) -> str:
    """The number of one stream with what it rests on, or why there is none."""
    side: RiskSide = getattr(one, stream)
    if side.value is None:
        return side.why_not or ""
    return f"{number(side.value, one.unit)} ({rests_on(side)})"


def risk_said(one: Risk) -> str:
    """The sentence on both: higher, lower, not to be told, or only described."""
    return say(f"risk.{one.said}")
