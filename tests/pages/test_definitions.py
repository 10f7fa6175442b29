"""Definitions: every indicator, logbook, kind of problem, setting and piece of evidence, from their declarations."""

from __future__ import annotations

from html import unescape
from textwrap import dedent

import pytest

from decisions.evidence import catalogue
from logbooks.catalogue import logbooks
from logbooks.problems import problem_kinds
from metrics.engine.metric_catalogue import metrics
from tests.pages.conftest import words_of
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("definitions", cooperative)
    assert not app.exception and [title.value for title in app.title] == [say("pages.definitions.title")]


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
