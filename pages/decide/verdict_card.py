"""What the rule said at the last gate, as large as it matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from decisions.verdict.kept_verdicts import SHORT, KeptVerdict, shown
from decisions.verdict.verdict import Standing
from words.days import day
from words.speech import say


def verdict_card(found: Standing, kept: tuple[KeptVerdict, ...] = ()) -> None:
    """Draws the answer with its reasons, as it was given where it was kept, or why there is none; below it when the
    next gate is."""
    given = shown(found, kept)
    if given is None:
        st.html(f"<div class='lw-verdict none'><p>{escape(found.why_not or '')}</p></div>")
    else:
        st.html(card_html(given))
    if found.next_gate:
        st.text(say("decide.next", gate=found.next_gate, day=day(found.pilot.gate_on(found.next_gate))))


def card_html(given: Mapping[str, Any]) -> str:
    """The card as HTML of our own tags."""
    when = say("decide.card.when", gate=given["gate"], day=day(date.fromisoformat(given["gate_on"])))
    answer = say(f"decide.card.{given['answer']}")
    fired = next(one for one in given["rules"] if one["fired"])
    said = "".join(f"<li>{escape(one)}</li>" for one in fired["reasons"])
    demands = "".join(f"<p class='demand'>{escape(one)}</p>" for one in given["demands"])
    seal = say("decide.card.seal", seal=given["plan_seal"][:SHORT], version=given["rules_version"])
    return (
        f"<div class='lw-verdict {escape(given['answer'])}'><p class='when'>{escape(when)}</p>"
        f"<p class='answer'>{escape(answer)}</p><ul>{said}</ul>{demands}<p class='seal'>{escape(seal)}</p></div>"
    )
