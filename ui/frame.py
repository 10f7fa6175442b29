"""The frame around every page: menu, freshness line, and a card where something stops."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from connectors.trouble import CannotGoOn
from ui.errors import show_bug, show_trouble
from ui.freshness import freshness_line
from ui.words import say, words

PAGES = Path(__file__).resolve().parent.parent / "pages"


def menu() -> list[st.Page]:
    """One entry a file in pages/, in the order of its words; a page without words stops the start, by name."""
    order = list(words()["pages"])
    files = sorted(PAGES.glob("*.py"), key=lambda file: order.index(file.stem))
    return [st.Page(file, title=say(f"pages.{file.stem}.title"), default=number == 0) for number, file in enumerate(files)]


def show(page: st.Page) -> None:
    """Runs a page under the freshness line; what stops it becomes a card, never a traceback."""
    try:
        freshness_line()
        page.run()
    except CannotGoOn as trouble:
        show_trouble(trouble)
    except Exception as fault:   # a defect of ours: the log gets everything, the reader a reference
        show_bug(fault)


# An icon of our own: a named one is fetched from another host.
st.set_page_config(page_title=say("app.name"), page_icon=Path(__file__).with_name("icon.svg"), layout="wide")
st.html(Path(__file__).with_name("frame.css"))
show(st.navigation(menu(), position="top"))
