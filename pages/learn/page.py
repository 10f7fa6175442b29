"""Does the premium pay for the extra work, and what would change that? From the answer down, in three parts."""

import streamlit as st

from pages.learn import (
    break_even_sliders,
    cash_section,
    cherry_section,
    premium_and_cost,
    premium_steps,
    price_section,
    refusal_section,
    risk_section,
    summary_section,
    work_section,
)
from ui.frame.heading import filtered_heading
from ui.parts.earned import state_html, whether_it_pays
from words.speech import say

PARTS = {
    "pays": (
        premium_and_cost.premium,
        premium_and_cost.premium_and_cost,
        price_section.price_waterfall,
        work_section.extra_work,
    ),
    "believed": (premium_steps.premium_steps, cherry_section.cherry_picking, risk_section.risk_beside_bulk),
    "changes": (break_even_sliders.what_if, refusal_section.refusals, cash_section.working_capital),
}

chosen = filtered_heading("learn")
if answer := whether_it_pays(chosen):
    st.html(state_html(answer))
for part, sections in PARTS.items():
    st.header(say(f"learn.part.{part}"), anchor=False)
    for section in sections:
        section(chosen)
summary_section.summary_for_union(chosen)
