"""A row of large figures, each under its name: one element, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Figure:
    """A name and its figure as words; `mark` names a look of tables.css."""

    name: str
    words: str
    mark: str = ""


def show_sums(figures: Sequence[Figure]) -> None:
    """Draws the figures in their order, beside one another where there is room."""
    st.html(sums_html(figures))


def sums_html(figures: Sequence[Figure]) -> str:
    """The figures as HTML in which nothing but our own tags is a tag."""
    told = "".join(
        f"<div class='{escape(one.mark)}'><dt>{escape(one.name)}</dt><dd>{escape(one.words)}</dd></div>"
        for one in figures
    )
    return f"<dl class='lw-sums'>{told}</dl>"
