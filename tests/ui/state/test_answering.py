"""What the page of questions shows of everyone's sheets while they are read again with an answer."""

from __future__ import annotations

import pytest
import streamlit as st

from history.snapshots import store
from refresh import configuration
from ui.state import answering


@pytest.fixture
def unmet_one(tmp_path, monkeypatch):
    """Everyone's sheets, read with an answer about a unit that stands nowhere in them; returns its question."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    file = tmp_path / "lots.csv"
    file.write_text("Lot,Stream,Crop year,Green kg\nM1,micro,2025/26,100\n", "utf-8")
    configuration.mapping_path().parent.mkdir(parents=True, exist_ok=True)
    configuration.mapping_path().write_text('[answers]\n"size/arroba" = 11.5\n', "utf-8")
    store.refresh([file], configuration.mapping())
    return "size/arroba"


def test_an_answer_that_meets_nothing_is_shown_until_it_is_taken_back(unmet_one):
    assert [one.question for one in answering.unmet()] == [unmet_one]
    answering.take_back(unmet_one, "the office")
    assert answering.unmet() == []


def test_nor_is_it_once_it_is_said_otherwise(unmet_one):
    answering.keep([(unmet_one, "12.5")], "the office")
    assert answering.unmet() == []
