"""A page on its own over a whole cooperative: nothing written yet, everything right, or full of faults."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from logbooks.warehouse.warehouse import Warehouse
from tests.cooperatives import cooperative
from ui.parts.chart_component import NAME as CHART
from ui.state import results, visitor
from ui.state.open_snapshots import Shelf
from ui.state.visitor import OWN

BUTTON = "<div class='main' role='button' tabindex='0'>"  # the name of a row that can be pressed
ROOT = Path(__file__).resolve().parents[2]
# The page as its own app, with all others in the menu so that links to them work.
SCRIPT = """
from pathlib import Path
import streamlit as st
files = sorted(Path({pages!r}).glob("*/page.py"))
pages = [st.Page(file, url_path=file.parent.name, default=file.parent.name == {name!r}) for file in files]
st.navigation(pages, position="hidden").run()
"""


@pytest.fixture(scope="session")
def cooperatives():
    """The three of them, read once: {"empty": ..., "clean": ..., "messy": ...}."""
    return {name: cooperative(name) for name in ("empty", "clean", "messy")}


@pytest.fixture(scope="session")
def computed():
    """What the pages have worked out of the three cooperatives, whichever test came first."""
    return Shelf(most=10_000, most_bytes=10**12)


@pytest.fixture
def opened(cooperatives, computed, monkeypatch):
    """A function (page, cooperative, **link) -> the page after its first run, the link's words as its query; a
    cooperative by its name, or a warehouse of its own.

    Every test is a visitor of its own; they share what is computed of the cooperatives, so that each number of these
    is worked out once a process, as it is for one visitor who opens page after page.
    """

    def kept(key, make):
        whole = visitor.warehouse() in cooperatives.values()
        return computed.result(key, make) if whole else make()  # warehouses made by hand have one name in common

    monkeypatch.setattr(results, "_kept_own", kept)

    def _opened(name: str, cooperative: str | Warehouse, **link: str) -> AppTest:
        app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name=name), default_timeout=300)
        app.session_state[OWN] = cooperatives[cooperative] if isinstance(cooperative, str) else cooperative
        for key, value in link.items():
            app.query_params[key] = value
        return app.run()

    return _opened


def words_of(app: AppTest) -> str:
    """Everything the page says in text, one after another."""
    return "\n".join(
        str(element.value) for element in app.main if hasattr(element, "value") and isinstance(element.value, str)
    )


def titles_of(app: AppTest) -> list[str]:
    """The headings of the first level, in their order."""
    return [unescape(title) for one in app.get("html") for title in re.findall("<h1>(.*?)</h1>", one.proto.body)]


def sums_of(app: AppTest) -> dict[str, str]:
    """{name: words} of the large figures."""
    figures = re.compile("<dt>(.*?)</dt><dd>(.*?)</dd>")
    sums = [one.proto.body for one in app.get("html") if "class='lw-sums'" in one.proto.body]
    return {unescape(name): unescape(words) for body in sums for name, words in figures.findall(body)}


def charts_of(app: AppTest) -> list[str]:
    """The figures of a page as Plotly's JSON, in their order."""
    found = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.component_name == CHART]
    return [one["figure"] for one in found]
