"""The app starts without a question, opens every page inside its frame, and turns what stops it into a card."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import titles_of
from words.speech import say, words

ROOT = Path(__file__).resolve().parent.parent
PAGES = [name for name in words()["pages"] if (ROOT / "pages" / name / "page.py").exists()]


@pytest.fixture(scope="module", autouse=True)
def empty_home(tmp_path_factory):
    """The data folder of a first start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(tmp_path_factory.mktemp("home")))
        yield


def opened(first: str) -> AppTest:
    return AppTest.from_string(f"from ui.frame.frame import frame\nframe({first!r})", default_timeout=300).run()


def test_every_page_has_words_and_every_words_a_page():
    assert set(words()["pages"]) == {file.parent.name for file in (ROOT / "pages").glob("*/page.py")}


def test_every_page_is_tested_by_itself():
    assert [name for name in PAGES if not (ROOT / "tests" / "pages" / f"test_{name}.py").exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_each_page_stands_in_its_frame_on_the_sample(name):
    app = opened(name)
    assert titles_of(app) == [say(f"pages.{name}.title")]
    whose = next(one.proto.body for one in app.get("html") if "lw-whose" in one.proto.body)
    assert whose.startswith(
        f"<div class='lw-whose'><b>Synthetic sample cooperative</b><i>{say('freshness.sample')}</i><style>"
    )
    assert "</style><span>Data read " in whose
    assert not app.exception and not app.error


def test_the_first_page_opens_at_the_bare_address_and_by_its_name():
    def script() -> None:
        import streamlit as st

        from ui.frame.frame import menu

        st.navigation(menu(), position="hidden")
        st.text(" ".join(f"/{page.url_path} {page.visibility}" for group in menu().values() for page in group))

    told = AppTest.from_function(script, default_timeout=300).run().text[0].value
    assert told.startswith("/ visible") and f"/{PAGES[0]} hidden" in told
    # nothing is asked about the sample and no union is configured, so that these pages are no entries
    assert "/questions hidden" in told and "/union hidden" in told and told.count("visible") == len(PAGES) - 2


def broken(kind: str) -> AppTest:
    """The frame around a page that fails in this way."""

    def script(kind: str) -> None:
        import streamlit as st

        from connectors.trouble import CannotGoOn
        from ui.frame.frame import show

        def page() -> None:
            if kind == "bug":
                raise RuntimeError("key AIza-SECRET")
            raise CannotGoOn("The file [Lots](http://evil.example) is locked.", "Close it in Excel.", "C:/secret/path")

        show(st.navigation([st.Page(page, default=True)], position="hidden"))

    return AppTest.from_function(script, kwargs={"kind": kind}, default_timeout=300).run()


def test_a_bug_becomes_a_card_with_a_reference_and_its_words_go_to_the_log(caplog, tmp_path, monkeypatch):
    """Into the file too: who started it by a double click has no window to look into."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    app = broken("bug")
    (card,) = app.error
    reference = card.value.split("reference **")[1].split("**")[0]
    assert "SECRET" not in card.value and not app.exception
    for told in (caplog.text, (tmp_path / "lotwise.log").read_text("utf-8")):
        assert reference in told and "AIza-SECRET" in told and "Traceback" in told


def test_what_stops_us_becomes_a_card_that_says_what_to_do_without_the_detail():
    (card,) = broken("trouble").error
    assert "Close it in Excel" in card.value and "secret" not in card.value
    assert "[Lots](" not in card.value  # text of a sheet is no link


def started_in_a_terminal(home: Path, *more: str) -> tuple[subprocess.Popen, str]:
    """The README's start line in a pseudo-terminal of its own, with nothing in the home; and what it said."""
    import pty

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "STREAMLIT_", "LOTWISE_"))
    }
    # With a display, as on a desk: Streamlit asks nothing where it believes nobody is there.
    environment = {**kept, "HOME": str(home), "DISPLAY": ":0", "BROWSER": "true"}
    ours, theirs = pty.openpty()
    app = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *more],
        cwd=ROOT,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    said, until = "", time.monotonic() + 60
    while time.monotonic() < until and "http://127.0.0.1:" not in said and "Email" not in said and app.poll() is None:
        if select.select([ours], [], [], 0.2)[0]:
            said += os.read(ours, 4096).decode("utf-8", "replace")
    os.close(ours)
    return app, said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("more", "asks"), [((), False), (("--server.showEmailPrompt", "true"), True)])
def test_an_empty_home_is_asked_nothing(tmp_path, more, asks):
    """The second start proves that a question would have been seen."""
    app, said = started_in_a_terminal(tmp_path, *more)
    os.killpg(app.pid, signal.SIGKILL)
    app.wait(20)
    assert ("Email" in said) is asks, said
    assert ("http://127.0.0.1:" in said) is not asks, said
