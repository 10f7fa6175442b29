"""Definitions: every indicator, logbook, kind of problem, setting and piece of evidence, from their declarations."""

from __future__ import annotations

from html import unescape
from textwrap import dedent

import pytest

from decisions.evidence import catalogue
from logbooks.catalogue import logbooks
from logbooks.problems import problem_kinds
from metrics.engine.metric_catalogue import metrics
from tests.pages.conftest import titles_of, words_of
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("definitions", cooperative)
    assert not app.exception and titles_of(app) == [say("pages.definitions.title")]


def test_every_indicator_says_how_it_is_made_with_its_sql(opened):
    words = unescape(words_of(opened("definitions", "empty")))
    for metric in metrics().values():
        assert metric.definition in words and metric.source in words
        assert dedent(metric.sql).strip() in words


def test_every_indicator_says_its_unit_which_way_is_good_its_trap_and_its_range(opened):
    words = unescape(words_of(opened("definitions", "empty")))
    for metric in metrics().values():
        entry = words.split(f"<b>{metric.title}</b>")[1].split("</details>")[0]
        for name, said in {
            "unit": metric.unit,
            "better": say(f"definitions.{metric.better}"),
            "trap": metric.trap,
            "source": metric.source,
            "range": say(f"definitions.interval.{metric.interval}"),
        }.items():
            assert f"{say('definitions.' + name)}</b> {said}" in entry, (metric.id, name)


def test_only_the_list_that_is_open_is_sent(opened):
    kind = next(iter(problem_kinds()))
    assert kind not in words_of(opened("definitions", "empty"))
    assert next(iter(metrics().values())).definition not in words_of(
        opened("definitions", "empty", list=say("definitions.problems"))
    )


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("problems", [*problem_kinds()]),
        ("evidence", [*catalogue()]),
        ("settings", ["base_currency", "pilot_start"]),
        ("logbooks", [column.title for logbook in logbooks().values() for column in logbook.columns]),
    ],
)
def test_every_declaration_is_listed(opened, name, declared):
    words = unescape(words_of(opened("definitions", "empty", list=say(f"definitions.{name}"))))
    assert [each for each in declared if each not in words] == []


def test_what_somebody_looks_for_is_all_that_is_listed_and_open(opened):
    title = metrics()["break_even"].title
    words = unescape(words_of(opened("definitions", "empty", find=title.upper())))
    assert f"<details open><summary><b>{title}</b>" in words
    others = [m for m in metrics().values() if title.casefold() not in (m.title + m.question + m.definition).casefold()]
    assert sum(f"<b>{one.title}</b>" in words for one in others) < len(others) / 4


def test_a_word_that_stands_nowhere_is_said_and_is_no_markup(opened):
    app = opened("definitions", "empty", find="<b>xyzzy</b>", list=say("definitions.settings"))
    assert not app.exception and say("definitions.none", find="<b>xyzzy</b>") in [text.value for text in app.text]


def test_a_setting_is_found_by_a_word_of_its_meaning(opened):
    words = words_of(opened("definitions", "empty", find="base_currency", list=say("definitions.settings")))
    assert "base_currency" in words and "pilot_start" not in words
