"""Decide: the answer of the last gate, its rules, and the distance to the next."""

from __future__ import annotations

from html import escape

import pytest

from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.price_of_error import price_of_error
from decisions.verdict.rehearsed_season import invented_season, taken_as_met
from decisions.verdict.verdict import decided
from decisions.verdict.verdict_json import verdict_json
from metrics.engine.metric_catalogue import metrics
from pages.decide.stakes_section import money_alone
from pages.decide.verdict_card import card_html
from tests.decisions.verdict.test_neighbours_prior import NAMED, world
from tests.pages.conftest import charts_of, titles_of, words_of
from words.kept_words import said_in_short
from words.speech import as_text, say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("decide", cooperative)
    assert not app.exception and titles_of(app) == [say("pages.decide.title")]


def test_the_answer_stands_first_with_its_reasons_and_every_rule(opened, cooperatives):
    """The sample's pilot is at day 218: the gate of day 180 has passed, that of day 360 is ahead."""
    found = decided(cooperatives["clean"])
    words = words_of(opened("decide", "clean"))
    assert found.verdict is not None and found.verdict.gate == 180
    assert say(f"decide.card.{found.verdict.answer}") in words
    for reason in next(one.reasons for one in found.verdict.rules if one.fired):
        assert escape(reason) in words
    for rule in found.verdict.rules:
        assert f">{say(f'decide.answers.{rule.answer}')}<" in words
    assert say("decide.next", gate=360, day="20 Aug 2026") in words


def test_between_gates_it_is_said_inside_the_picture_that_nothing_is_decided(opened):
    figures = charts_of(opened("decide", "clean"))
    strips = [figure for figure in figures if say("decide.strip.open") in figure]  # beside them the hundred dots
    assert len(strips) == 2 and all(say("decide.strip.not_yet") in figure for figure in strips)


def test_without_a_plan_or_a_start_the_reason_stands_there(opened, cooperatives):
    assert escape(decided(cooperatives["empty"]).why_not) in words_of(opened("decide", "empty"))


def test_overview_begins_with_the_same_sentence(opened, cooperatives):
    short = said_in_short(verdict_json(decided(cooperatives["clean"]).verdict))
    assert short.startswith("Day 180, 21 Feb 2026: the agreed rule says ")
    assert short in words_of(opened("overview", "clean")).replace("\\", "")


def test_text_of_a_sheet_is_no_tag(cooperatives):
    found = verdict_json(decided(cooperatives["clean"]).verdict)
    found["rules"][-1] |= {"fired": True, "reasons": ["<script>"]}
    assert "<script" not in card_html(found)


def test_what_the_rehearsal_and_the_price_take_as_met_is_said(opened, cooperatives):
    """At day 360 of the sample the premium and the working rules would not be met today."""
    words = words_of(opened("decide", "clean")).replace("\\", "")
    names = ", ".join(metrics()[name].title for name in ("realised_premium", "sop_compliance"))
    assert say("decide.price_alone_open", names=names) in words
    season = invented_season(LogsOfADay(cooperatives["clean"]))
    assert taken_as_met(season) in words and season.premium_at == 5.5
    assert money_alone(()) == say("decide.price_alone")


def test_whose_gain_the_price_starts_from_is_said_beside_what_the_logs_alone_would_say(opened):
    """The plan names eight neighbours, agreed on before the pilot began; and four, which is not enough."""
    w = world(NAMED)
    page = opened("decide", w)
    told = price_of_error(LogsOfADay(w)).sentences(*(slider.value for slider in page.slider[:2]))
    assert len(told) == 5 and all(as_text(sentence) in words_of(page) for sentence in told)
    few = world(NAMED | {"neighbours_members": "4"})
    assert as_text(price_of_error(LogsOfADay(few)).neighbours_why_not) in words_of(opened("decide", few))
