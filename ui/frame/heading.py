"""The top of every page: its title, the question it answers, and the filters where they matter."""

from __future__ import annotations

import streamlit as st

from ui.parts.filters import Chosen, chosen
from words.speech import say


def heading(page: str) -> None:
    """Draws the title of a page and the question it answers."""
    with st.container(key="heading"):
        _title(page)


def filtered_heading(page: str) -> Chosen:
    """Draws title and question with the filters beside them, and returns what is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
        _title(page)
        return chosen()


def _title(page: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="title", width="stretch"):
        st.title(say(f"pages.{page}.title"), anchor=False, width="content")
        st.markdown(f":gray[{say(f'pages.{page}.question')}]", width="content")
