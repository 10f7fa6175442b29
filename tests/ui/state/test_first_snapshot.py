"""The sample is read when there is nothing else to show, also where a data folder was emptied or exchanged under a
running server."""

from __future__ import annotations

import shutil

import pytest
import streamlit as st

from history.snapshots import store
from ui.state import visitor


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.session_state.pop(visitor.SEEN, None)
    return tmp_path / "home"


def test_an_emptied_folder_shows_the_sample_again(home):
    visitor.look_again()
    first = visitor.seen().newest.snapshot
    shutil.rmtree(home)
    visitor.look_again()
    assert visitor.seen().newest.snapshot == store.current_id() != first
