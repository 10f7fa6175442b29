"""The tabs of a connected source as they were recognised, and a mapping by hand where that was not right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import streamlit as st

from connectors import kept_readings
from connectors.source import Source
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import TabMapping
from logbooks.recognise.recognition import recognise
from pages.connect import source_mapping
from pages.connect.mapping_form import mapping_form
from pages.connect.recognised_tabs import first_cells, recognised_html, show_exceptions, understood
from pages.connect.told_tabs import tabs_of
from refresh import configuration
from refresh.source_places import reading_of
from ui.parts.inputs import input_key
from ui.state import background
from words.speech import say


def tabs(source: Source) -> None:
    """Draws how much of its tabs was understood, and the exceptions; opened, the table and the way to say what a tab
    is."""
    told = _told(source)
    if not told:
        return
    opened = st.expander(understood(told), key=input_key("tabs", source.name), on_change="rerun")
    if opened.open:
        with opened:
            st.html(recognised_html(told))
            _change(source)
    show_exceptions(told)


def rows_of(source: Source) -> int:
    """How many rows of logbooks its last good reading has."""
    return sum(tab["rows"] for tab in _told(source) if tab["logbook"] and not tab["beside"])


def _change(source: Source) -> None:
    """The tab chosen: its first rows, the questions, and the button that has it read this way for everyone."""
    found = {
        f"{tab.sheet} · {tab.source}": tab for book in kept_readings.load(reading_of(source.name)) for tab in book.tabs
    }
    name = st.selectbox(
        say("connect.change"),
        list(found),
        None,
        key=input_key("change", source.name),
        placeholder=say("sources.which_tab"),
    )
    if name is None:
        return
    tab, said = found[name], configuration.mapping()
    if tab.cells is None or not tab.cells.num_rows:
        st.caption(say("connect.empty"))
        return
    st.caption(say("connect.as_it_stands"))
    st.dataframe(first_cells(tab), height=180, row_height=30)
    key = input_key("source", source.name, name)
    answers = mapping_form(tab, recognise(tab, said), said.for_tab(tab.source, tab.sheet) or TabMapping(), key)
    if st.button(say("sources.read_this_way"), type="primary", key=f"{key}-read"):
        source_mapping.say_about(answers)
        background.now(source.name)
        st.rerun()


def _told(source: Source) -> list[dict]:
    """What the last good reading was taken for, worked out once for each reading and mapping."""
    file = reading_of(source.name)
    try:
        stamp = file.stat()
    except OSError:
        return []
    said = configuration.mapping()
    words = f"{file} {stamp.st_mtime_ns} {stamp.st_size} {mappings.dumps(said)}"
    return _kept(hashlib.sha256(words.encode("utf-8")).hexdigest(), lambda: tabs_of(kept_readings.load(file), said))


@st.cache_resource(max_entries=50, show_spinner=False)
def _kept(key: str, _make: Callable[[], list[dict]]) -> list[dict]:
    return _make()
