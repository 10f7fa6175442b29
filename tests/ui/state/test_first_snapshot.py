"""The sample is read when there is nothing else to show, also where a data folder was emptied or exchanged under a running server."""

from __future__ import annotations

import shutil

import pytest
import streamlit as st

from logbooks.snapshots import store
from ui import session


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.session_state.pop(session.SEEN, None)
    return tmp_path / "home"


def test_an_emptied_folder_shows_the_sample_again(home):
    session.look_again()
    first = session.seen().newest.snapshot
    shutil.rmtree(home)
    session.look_again()
    assert session.seen().newest.snapshot == store.current_id() != first
