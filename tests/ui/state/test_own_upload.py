"""A visitor's own files: what they answered about one holds for the next, until they go back to everyone's data."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import streamlit as st

from logbooks.questions.open_questions import open_questions
from logbooks.recognise.answers import GivenAnswer
from ui.state import answering, own_upload
from ui.state.visitor import OWN

MARCH = "Lote,Tipo de lote,Cosecha,Oro (qq)\nM1,micro,2025/26,10\n"
APRIL = MARCH + "M2,micro,2025/26,20\n"


@dataclass
class Uploaded:
    """A file as the page gets it from a browser."""

    name: str
    content: str

    @property
    def file_id(self) -> str:
        return self.name

    def getbuffer(self) -> memoryview:
        return memoryview(self.content.encode())


@pytest.fixture(autouse=True)
def answered(tmp_path, monkeypatch):
    """Somebody who brought the file of March and said what a qq weighs."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.session_state.clear()
    own_upload.take([Uploaded("marzo.csv", MARCH)])
    own_upload.answer([GivenAnswer("size/qq", "46")])
    yield
    st.session_state.clear()


def ids() -> set[str]:
    """What the reading of the visitor's files leaves open."""
    return {one.id for one in open_questions(st.session_state[OWN])}


def test_the_file_of_the_next_month_is_not_asked_about_again():
    own_upload.take([Uploaded("abril.csv", APRIL)])
    assert answering.given().said("size/qq") == "46" and "size/qq" not in ids()


def test_back_at_everyones_data_nothing_of_it_comes_back():
    own_upload.forget()
    assert answering.given().said("size/qq") is None
    own_upload.take([Uploaded("abril.csv", APRIL)])
    assert "size/qq" in ids()


def test_an_answer_taken_back_stays_so_with_the_next_file():
    own_upload.answer([GivenAnswer("size/qq", "")])
    own_upload.take([Uploaded("abril.csv", APRIL)])
    assert "size/qq" in ids()
