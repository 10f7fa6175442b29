"""What bulk would have brought, by every step side by side, with the one that was agreed on marked."""

from __future__ import annotations

import streamlit as st

from metrics.engine import counterfactual
from metrics.engine.contract import Answer, CannotSay, Estimate
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import ABSENT, bare, number, span, unit_words
from words.speech import say

OF_THE_EXCHANGE = """
    SELECT count(*) FILTER (series = 'exchange') AS quoted, count(*) AS deals
    FROM sold_deal"""


def premium_steps(chosen: Chosen) -> None:
    """Draws the table of steps from weak to strong, as traded and net of the market; nothing where no step has a
    number."""
    answer = results.answers(chosen.crop_year, chosen.splits).get("realised_premium")
    if answer is None or not any(counterfactual.coverage_part(step) in answer.parts for step in counterfactual.STEPS):
        return
    st.subheader(say("steps.title"), anchor=False)
    st.text(say("steps.what"))
    head = [say(f"steps.{column}") for column in ("against", "bulk", "premium", "net", "covered")]
    decides = _deciding()
    show_table(head, [_row(answer, step, decides) for step in counterfactual.STEPS], say("steps.title"), "steps")
    own = results.kept("own market", lambda w: bool(w.rows("SELECT 1 FROM market_prices LIMIT 1")))
    st.text(say("steps.own_market" if own else "steps.world_bank"))
    exchange = results.kept("exchange prices", lambda w: w.rows(OF_THE_EXCHANGE)[0], chosen.crop_year)
    if exchange["quoted"]:
        st.text(say("steps.exchange", quoted=str(exchange["quoted"]), deals=str(exchange["deals"])))


def _deciding() -> tuple[str, bool] | None:
    try:
        return counterfactual.agreed_on((results.setting("counterfactual") or "month").strip().lower())
    except CannotSay:
        return None


def _why_it_decides(by_net: bool) -> str:
    """The name of the words: whether somebody agreed on it, or it stands in because nobody did."""
    if results.setting("counterfactual") is None:
        return "decides_by_default"
    return "decides_net" if by_net else "decides"


def _row(answer: Answer, step: str, decides: tuple[str, bool] | None) -> list[Cell]:
    """One step: its bulk price and the premium by it, or why there is none; how much of the kg it compares."""
    here, by_net = (decides[0] == step, decides[1]) if decides else (False, False)
    words = counterfactual.STEPS[step].words
    title = Cell(
        words[:1].upper() + words[1:],
        below=say(f"steps.{_why_it_decides(by_net)}") if here else "",
    )
    traded, net = (answer.parts.get(counterfactual.part(step, way), {}) for way in (False, True))
    share = answer.parts.get(counterfactual.coverage_part(step), {}).get("micro")
    covered = (
        Cell(number(share.value, "share"))
        if share is not None and share.value is not None
        else Cell(ABSENT, mark="quiet")
    )
    bulk = traded.get("bulk")
    if bulk is None or bulk.value is None:
        return [title, Cell((bulk.why_not if bulk else None) or ABSENT, mark="why", over=3), covered]
    return [
        title,
        _cell(bulk, "bulk"),
        _cell(traded.get("difference"), "lead" if here and not by_net else "", signed=True),
        _cell(net.get("difference"), "lead" if here and by_net else "", signed=True),
        covered,
    ]


def _cell(estimate: Estimate | None, mark: str = "", signed: bool = False) -> Cell:
    if estimate is None or estimate.value is None:
        return Cell(ABSENT, below=(estimate.why_not or "") if estimate else "", mark="quiet")
    sign = "+" if signed and estimate.value > 0 else ""
    return Cell(
        sign + bare(estimate.value, estimate.unit),
        unit_words(estimate.unit),
        span(estimate.low80, estimate.high80, estimate.unit, with_unit=False),
        mark,
    )
