"""The pages there are, one folder of pages/ each, and the way to one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from words.speech import say

PAGES = Path(__file__).resolve().parents[2] / "pages"
CONNECT, DATA_HEALTH, DECIDE = "connect", "data_health", "decide"
MEASURE, QUESTIONS, TRACE = "measure", "questions", "trace"
DEFINITIONS, FIND = "definitions", "find"
UNION = "union"


def page_names() -> list[str]:
    """The name of every page, which is its folder and its address."""
    return [file.parent.name for file in PAGES.glob("*/page.py")]


def page_file(name: str) -> Path:
    """The file Streamlit runs for a page."""
    return PAGES / name / "page.py"


def link_to(name: str, label: str, **looks: Any) -> None:
    """Draws the way to another page."""
    st.page_link(st.Page(page_file(name), url_path=name), label=label, icon=":material/arrow_forward:", **looks)


def link_to_definition(title: str) -> None:
    """Draws the way to what an indicator, a setting or a kind of problem means."""
    link_to(DEFINITIONS, say("definitions.of", title=title), query_params={FIND: title})
