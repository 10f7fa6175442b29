"""A chart on a page: drawn by charts/live, fetched from this server, reached by keyboard where it can be pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from charts.live_chart import module_name

NAME = "lotwise_chart"
ADDRESS = f"/{module_name()}"  # beside the pages, see app.py
# A module made from text stands nowhere, so the address begins with the host the page came from.
FETCHED = f'import(location.origin + "{ADDRESS}")'
HTML = "<div class='lw-chart'></div>"
CSS = """.lw-chart { position: relative; width: 100%; }
.lw-chart:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.lw-chart > div { width: 100%; }"""
JS = f"""
export default function ({{ data, parentElement, setStateValue }}) {{
  const holder = parentElement.querySelector(".lw-chart");
  if (holder.figure === data.figure) return;
  const figure = JSON.parse(data.figure);
  holder.figure = data.figure;
  holder.style.minHeight = `${{figure.layout.height || 450}}px`;
  {FETCHED}.then(({{ Plotly, liveChart }}) => {{
    if (holder.figure !== data.figure) return;
    if (holder.gone) holder.gone();
    const press = data.pressable ? (points) => setStateValue("pressed", points) : undefined;
    holder.gone = liveChart(Plotly, holder, figure, {{ alt: data.alt, press, keys: true }});
  }}).catch(() => {{ holder.textContent = data.alt; }});
}}
"""
_chart = st.components.v2.component(NAME, html=HTML, css=CSS, js=JS, isolate_styles=False)


def show_live_chart(figure: str, alt: str, key: str, pressable: bool = False) -> Sequence[Mapping[str, Any]]:
    """Draws a figure, given as Plotly's JSON, and returns the marks a reader has pressed: x, y, customdata, text.

    `alt` says what is to be seen, for those who do not see it.
    """
    found = _chart(
        key=key,
        height="content",
        data={"figure": figure, "alt": alt, "pressable": pressable},
        on_pressed_change=lambda: None,
    )
    return found.pressed or ()
