"""The top of every page: its title, the question it answers, and the filters where they matter."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.parts.filters import Chosen, chosen
from words.speech import say


def heading(page: str) -> None:
    """Draws the title of a page and the question it answers: one element, as each takes its time at every change."""
    title, question = (escape(say(f"pages.{page}.{part}")) for part in ("title", "question"))
    st.html(f"<div class='lw-heading'><h1>{title}</h1><p>{question}</p></div>", width="stretch")


def filtered_heading(page: str) -> Chosen:
    """Draws title and question with the filters beside them, and returns what is chosen."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="heading"):
        heading(page)
        return chosen()
