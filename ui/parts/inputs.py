"""What a widget remembers belongs to what it was asked about; of anything else it is asked anew.

Streamlit remembers an input by its key alone, whatever data it was asked about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from html import escape

import streamlit as st

from ui.state import visitor
from words.speech import say

USUAL = "usual"  # what an input stood at last when nobody had chosen, by its key


def input_key(name: str, *belongs_to: object) -> str:
    """The key of an input that belongs to these plain values: with any other of them it begins where it usually
    does."""
    values = json.dumps(belongs_to, default=str)
    return f"{name}-{hashlib.sha256(values.encode('utf-8')).hexdigest()[:12]}"


def seen_key(name: str, *belongs_to: object) -> str:
    """The key of an input that belongs to the reading and the day this page shows, and to these plain values."""
    here = visitor.warehouse()
    return input_key(name, here.id, here.as_of.isoformat(), *belongs_to)


def first_of_page(count: int, a_page: int, key: str) -> int:
    """Draws the choice of a page where `count` things fill more than one, on paper which of them are shown, and returns
    the place of its first, from 0."""
    pages = -(-count // a_page)
    if pages < 2:
        return 0
    first = a_page * (st.pagination(pages, key=key) - 1)
    said = say("inputs.on_paper", first=first + 1, last=min(first + a_page, count), count=count)
    st.html(f"<p class='lw-on-paper'>{escape(said)}</p>")
    return first


def choose_or_usual(label: str, options: Sequence[str], usual: str, key: str, width: int) -> str:
    """Draws a choice that is kept in the link and returns it; `usual`, which the data may change, where nobody
    chose."""
    chosen = st.selectbox(label, options, index=None, placeholder=usual, key=key, bind="query-params", width=width)
    return chosen if chosen is not None and chosen in options else usual


def follow_usual(key: str, usual: str) -> None:
    """Lets a choice that is kept in the link and stands at the first of its options stand at `usual`, the first now,
    where nobody chose another; call it before the widget is drawn.

    The link names only what was chosen: whoever opens it sees the first option of now.
    """
    remembered = st.session_state.setdefault(USUAL, {})
    before = remembered.get(key)
    if before is not None and before != usual and st.session_state.get(key) == before:
        st.session_state[key] = usual
    remembered[key] = usual
