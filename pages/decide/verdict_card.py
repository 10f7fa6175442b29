"""What the rule said at the last gate, as large as it matters."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from decisions.verdict.verdict import Standing, Verdict
from words.days import day
from words.decide_words import reasons
from words.speech import say

LOOKS = Path(__file__).with_name("decide.css")


def verdict_card(found: Standing) -> None:
    """Draws the answer with its reasons, or why there is none; below it when the next gate is."""
    st.html(LOOKS)
    if found.verdict is None:
        st.html(f"<div class='lw-verdict none'><p>{escape(found.why_not or '')}</p></div>")
    else:
        st.html(card_html(found.verdict))
    if found.next_gate:
        st.text(say("decide.next", gate=found.next_gate, day=day(found.pilot.gate_on(found.next_gate))))


def card_html(found: Verdict) -> str:
    """The card as HTML of our own tags."""
    when = say("decide.card.when", gate=found.gate, day=day(found.gate_on))
    answer = say(f"decide.card.{found.answer}")
    said = "".join(f"<li>{escape(one)}</li>" for one in reasons(found))
    demands = "".join(f"<p class='demand'>{escape(one)}</p>" for rule in found.rules for one in rule.demands)
    seal = say("decide.card.seal", seal=found.seal[:8], version=found.rules_version)
    return (
        f"<div class='lw-verdict {escape(found.answer)}'><p class='when'>{escape(when)}</p>"
        f"<p class='answer'>{escape(answer)}</p><ul>{said}</ul>{demands}<p class='seal'>{escape(seal)}</p></div>"
    )
