"""The frame around a page, run over a data folder in which readings of several days are kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from history.snapshots import store
from tests.logbooks.typed_sheets import LOTS, tab, workbooks
from ui.state import background, open_snapshots
from words.speech import words

SCRIPT = "from ui.frame.frame import frame\nframe({page!r})"
WEEKS = (
    datetime(2026, 3, 1, 10, 42, tzinfo=UTC),
    datetime(2026, 3, 8, 10, 42, tzinfo=UTC),
    datetime(2026, 3, 15, 10, 42, tzinfo=UTC),
)


def some_pages(*without: str) -> list:
    """All pages but those: the frame is the same around each, so that two are opened at every run, the others where
    what is long is asked for."""
    every_run = ("overview", "questions")
    pages = [page for page in words()["pages"] if page not in without]
    return [page if page in every_run else pytest.param(page, marks=pytest.mark.long) for page in pages]


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """An empty data folder, in the time zone of the world; nothing is read in the background."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(background, "keep_going", lambda: None)
    open_snapshots.held_back = None
    for opened_before in (open_snapshots.newest, open_snapshots.past, open_snapshots.shelf):
        opened_before.clear()  # a snapshot of another folder may have the same name
    return tmp_path / "home"


def lots(count: int):
    """A register of so many lots, M-1 and on, whose spreadsheet is kept in Honduras."""
    from dataclasses import replace

    rows = [[f"M-{number}", "micro", "2025/26"] for number in range(1, count + 1)]
    return [
        replace(book, time_zone="America/Tegucigalpa")
        for book in workbooks(tab("Lots", LOTS, *rows, source="Station book"))
    ]


@pytest.fixture(scope="session")
def three_weeks_kept(tmp_path_factory):
    """The folder of `three_weeks` and its ids, made once: each test has a copy of its own."""
    home = tmp_path_factory.mktemp("three_weeks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        return home, [store.keep(lots(count), now=at) for count, at in enumerate(WEEKS, start=1)]


@pytest.fixture
def three_weeks(data_folder, three_weeks_kept):
    """One lot typed a week: readings of 1, 8 and 15 March 2026 at 10:42 UTC, which is 04:42 in Honduras; their ids."""
    made, ids = three_weeks_kept
    shutil.copytree(made, data_folder)
    return list(ids)


@pytest.fixture
def opened():
    """A function (page, **link) -> the page in its frame after the first run."""

    def _opened(page: str = "lots", **link: str) -> AppTest:
        app = AppTest.from_string(SCRIPT.format(page=page), default_timeout=300)
        for key, value in link.items():
            app.query_params[key] = value
        return app.run()

    return _opened


def words_of(app: AppTest) -> str:
    """Everything the page says in text, one after another, as it is written and not as Markdown would show it."""
    return "\n".join(
        str(element.value) for element in app.main if isinstance(getattr(element, "value", None), str)
    ).replace("\\", "")
