"""A page on its own over a whole cooperative: nothing written yet, everything right, or full of faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from history.snapshots import store
from logbooks.workbooks.template import write_template
from ui.state.visitor import OWN

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
def cooperatives(tmp_path_factory):
    """The three of them, read once: {"empty": ..., "clean": ..., "messy": ...}."""
    template = tmp_path_factory.mktemp("empty") / "template.xlsx"
    write_template(template)
    return {
        "empty": store.temporary([template]),
        "clean": store.temporary([ROOT / "sample_data" / "clean.xlsx"]),
        "messy": store.temporary([ROOT / "sample_data" / "messy.xlsx"]),
    }


@pytest.fixture
def opened(cooperatives):
    """A function (page, cooperative, **link) -> the page after its first run, the link's words as its query."""

    def _opened(name: str, cooperative: str, **link: str) -> AppTest:
        app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name=name), default_timeout=300)
        app.session_state[OWN] = cooperatives[cooperative]
        for key, value in link.items():
            app.query_params[key] = value
        return app.run()

    return _opened


def words_of(app: AppTest) -> str:
    """Everything the page says in text, one after another."""
    return "\n".join(
        str(element.value) for element in app.main if hasattr(element, "value") and isinstance(element.value, str)
    )
