"""The pool: processes that die or hang take nothing with them but their own try."""

from __future__ import annotations

from dataclasses import replace

import pytest

from union.federation.engine_limits import engine_limits
from union.federation.engines import pool
from union.federation.member_summary import MadeSummary, MemberAsked


@pytest.fixture
def tried(monkeypatch, tmp_path):
    """What became of members whose processes do what their names say, and how often each was tried."""

    def of(*names: str) -> tuple[dict[str, MadeSummary], dict[str, int]]:
        monkeypatch.setattr(pool, "CHILD", "tests.union.federation.dying_child")
        asked = [MemberAsked(name, str(tmp_path)) for name in names]
        found = {made.name: made for made in pool.run(asked, engine_limits())}
        return found, {name: len((tmp_path / f"{name}.tries").read_bytes()) for name in names}

    return of


def test_a_process_that_dies_is_started_again_and_its_member_tried_again(tried):
    found, tries = tried("A", "dies once", "B", "dies always", "dies once more", "C")
    assert tries == {"A": 1, "dies once": 2, "B": 1, "dies always": 3, "dies once more": 2, "C": 1}
    assert {name: made.content for name, made in found.items() if made.content} == {
        name: name.encode() for name in ("A", "dies once", "B", "dies once more", "C")
    }
    assert found["dies always"].reason == "The process that worked on it died or took too long, 3 times."


def test_one_that_never_answers_is_ended_when_its_time_is_over(monkeypatch, tmp_path):
    monkeypatch.setattr(pool, "CHILD", "tests.union.federation.dying_child")
    short = replace(engine_limits(), seconds=0.2, tries=1)
    (made,) = pool.run([MemberAsked("never answers", str(tmp_path))], short)
    assert made.reason == "The process that worked on it died or took too long."


def test_nobody_asked_nothing_is_started():
    assert list(pool.run([], engine_limits())) == []


def test_what_goes_between_the_processes_comes_back_as_it_went():
    asked, made = (
        MemberAsked("Café “Ñ”\n", "/a b"),
        MadeSummary("Café\n", "k", bytes(range(256)), "said", "why", "Trace\nback", 1.5),
    )
    assert MemberAsked.of_line(asked.line()) == asked and MadeSummary.of_line(made.line()) == made
    assert asked.line().count(b"\n") == made.line().count(b"\n") == 1
