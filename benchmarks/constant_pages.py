"""What pages are measured against: the same menu, widgets, tables, texts and charts, written down once, over no data at
all.

The environment variable CAPTURED names a JSON file of the groups of the menu and of page title to elements, as
benchmarks.pages read them off our own pages. Served by benchmarks.pages.
"""

import json
import os
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st


@cache
def captured(file: str) -> dict[str, dict[str, list]]:
    """The menu and the elements of every page, read from the disk once as a module would be."""
    return json.loads(Path(file).read_text("utf-8"))


@cache
def figure(written: str) -> go.Figure:
    """A chart made once, as ours are kept."""
    return go.Figure(json.loads(written), skip_invalid=True)


def draw(number: int, element: dict) -> None:
    """One element of its kind under its own words."""
    kind, words, key = element["kind"], element.get("words") or "-", f"element-{number}"
    if kind == "chart":
        st.plotly_chart(figure(element["figure"]), key=key)
    elif kind == "html":
        st.html(element["html"])
    elif kind == "selectbox":
        st.selectbox(words, [words, "another"], key=key)
    elif kind == "multiselect":
        st.multiselect(words, [words, "another"], key=key)
    elif kind == "slider":
        st.slider(words, 0, 100, 50, key=key)
    elif kind == "button":
        st.button(words, key=key)
    elif kind == "pills":
        st.pills(words, element["options"], key=key)
    elif kind == "popover":
        st.popover(words, key=key)
    elif kind == "text_input":
        st.text_input(words, key=key)
    elif kind == "table":
        st.dataframe([{words: each} for each in range(10)], key=key)
    else:
        st.markdown(words)


def page_of(title: str, elements: list[dict]):
    """A page of that title with those elements."""

    def show() -> None:
        st.title(title, anchor=False)
        for number, element in enumerate(elements):
            draw(number, element)

    return st.Page(show, title=title, url_path=title.lower().replace(" ", "_"))


st.set_page_config(layout="wide")
said = captured(os.environ["CAPTURED"])
menu = {
    group: [page_of(title, said["elements"][title]) for title in titles]
    for group, titles in said["groups"].items()
    if titles
}
st.navigation(menu, position="top").run()
