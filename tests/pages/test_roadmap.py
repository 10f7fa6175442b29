"""Roadmap: what was said beside what the logs show."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape

import pytest

from decisions.evidence import CONTRADICTED, IN_PART, NOT_SEEN, SEEN
from decisions.roadmap_tasks import ORDER, Item, items
from packs.pilot_calendar_chart import task_lanes
from pages.roadmap.task_list import task_cells
from tests.pages.conftest import charts_of, titles_of, words_of
from words.numbers import spaced
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("roadmap", cooperative)
    assert not app.exception and titles_of(app) == [say("pages.roadmap.title")]


def test_without_a_start_the_page_says_which_setting_is_missing(opened):
    assert any("pilot" in warning.value for warning in opened("roadmap", "empty").warning)


def test_every_task_stands_under_its_gate_with_what_is_said_and_seen(opened, cooperatives):
    app = opened("roadmap", "clean")
    assert [head.value.split(" · ")[0] for head in app.header][:3] == ["By day 90", "By day 180", "By day 360"]
    words = words_of(app)
    for item in items(cooperatives["clean"]):
        assert escape(item.task) in words and escape(spaced(item.because)) in words


def test_the_day_is_counted_from_the_pilots_start(opened):
    """The sample's pilot began 25 Aug 2025 and is seen on 31 Mar 2026: 6 + 30 + 31 + 30 + 31 + 31 + 28 + 31 = 218."""
    assert "**Day 218** of 360. Next gate: day 360" in words_of(opened("roadmap", "clean"))


def test_every_state_of_a_task_is_said_in_its_own_words_and_look(opened, cooperatives):
    """The sample's bed that two lots shared, the rules broken in two lots and a residue over its limit contradict; the
    cupping is said to be done and is not; the money is in for 262.4 of 1 350.8 kg sold, due on 20 Aug 2026."""
    words = words_of(opened("roadmap", "clean")).split(say("roadmap.hypotheses.title"))[0]
    states = Counter(item.shown for item in items(cooperatives["clean"]))
    for state, mark in ((CONTRADICTED, "contradicted"), (IN_PART, "in-part"), (SEEN, "seen"), (NOT_SEEN, "not-seen")):
        assert words.count(f"class='{mark}' data-head='{say('roadmap.shown_by_logs')}'") == states[state] > 0
    assert "Seen in part (19\u202f%)" in words and "1\u202f351 kg are sold as micro" in words


def test_what_wants_somebody_stands_first_and_what_is_done_is_folded(opened):
    """By day 90 of the sample: two tasks contradicted, one shown in part, five seen."""
    app = opened("roadmap", "clean")
    first = words_of(app).split(say("roadmap.gate", gate=90), 1)[1]
    places = [first.index(task) for task in ("Separate tanks", "Store the micro-lots apart", "A photo of every step")]
    assert places == sorted(places) and places[-1] < first.index("Agree on the thresholds")
    assert say("roadmap.done", count=5) in [one.label for one in app.expander]


def test_the_assumptions_and_the_risks_of_the_sample(opened):
    """Its premium does not pay, and at day 180 nothing else was shown; a lot was mixed; nothing tests harm to bulk."""
    words = words_of(opened("roadmap", "clean"))
    assumed = words.split("The premium pays for the extra work.")[1].split("</tr>")[0]
    assert say("roadmap.hypotheses.late", day="21 Feb 2026") in assumed
    assert say("roadmap.hypotheses.stands.contradicted") in assumed
    untested = words.split("The rest of the coffee is not hurt.")[1].split("</tr>")[0]
    assert say("roadmap.hypotheses.stands.untested") in untested
    for name in ("mixing", "premium"):
        risk = words.split(say(f"roadmap.risks.{name}.name"))[1].split("</tr>")[0]
        assert say("roadmap.risks.signs.there") in risk
    assert say("roadmap.risks.flattery.not-there") in words


def test_the_calendar_has_a_lane_for_each_way_a_task_stands(opened, cooperatives):
    found = items(cooperatives["clean"])
    lanes = task_lanes(found, date(2026, 8, 20))
    assert [lane.stands for lane in lanes] == [one for one in ORDER if one in {item.stands for item in found}]
    assert sum(len(names) for lane in lanes for _, names in lane.by_day) == len(found)
    assert not charts_of(opened("roadmap", "empty"))  # nobody said when it began


@pytest.mark.parametrize(("overdue", "mark"), [(True, "not-seen"), (False, "not-yet")])
def test_a_task_that_is_not_due_yet_is_no_alarm(overdue, mark):
    due = date(2026, 1, 13)
    task = Item(90, "Beds", None, due, None, "processed_apart", "not done", NOT_SEEN, "None.", 0.0, overdue, 1)
    assert task_cells(task)[2].mark == mark
