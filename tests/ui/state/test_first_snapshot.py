"""The sample is read when there is nothing else to show; a data folder that vanished under a running server is no such
case: it is never made anew."""

from __future__ import annotations

import shutil

import pytest
import streamlit as st

from history.data_folder import FolderGone
from history.snapshots import store
from ui.state import visitor


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.session_state.pop(visitor.SEEN, None)
    return tmp_path / "home"


def test_a_folder_that_vanished_shows_no_sample_and_is_not_made_anew(home):
    """It may have held the cooperative's own sheets, on a drive that was pulled out."""
    visitor.look_again()
    assert visitor.seen().newest.snapshot == store.current_id()
    shutil.rmtree(home)
    with pytest.raises(FolderGone, match=r"The data folder of this program is gone\."):
        visitor.look_again()
    assert not home.exists()
