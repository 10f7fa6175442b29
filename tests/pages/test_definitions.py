"""Definitions: every indicator, logbook, kind of problem, setting and piece of evidence, from their declarations."""

from __future__ import annotations

from textwrap import dedent

import pytest

from decisions.roadmap import catalogue
from logbooks.catalogue import logbooks
from logbooks.problems import problem_kinds
from metrics.catalogue import metrics
from tests.pages.conftest import words_of
from ui.words import as_text, say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("definitions", cooperative)
    assert not app.exception and [title.value for title in app.title] == [say("pages.definitions.title")]


def test_every_indicator_says_how_it_is_made_with_its_sql(opened):
    app = opened("definitions", "empty")
    words = words_of(app)
    code = "\n".join(block.value for block in app.code)
    for metric in metrics().values():
        assert as_text(metric.definition) in words and as_text(metric.source) in words
        assert dedent(metric.sql).strip() in code


def test_every_declaration_is_listed(opened):
    words = words_of(opened("definitions", "empty"))
    for name in (*problem_kinds(), *catalogue()):
        assert name in words
    labels = [expander.label for expander in opened("definitions", "empty").expander]
    for logbook in logbooks().values():
        assert any(logbook.title in label for label in labels)
