"""What the template says in nine languages: whole, about what there is, and in the words the reader knows."""

from __future__ import annotations

import re

import pytest

from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.settings import settings
from logbooks.vocabulary.sheet_words import LANGUAGES
from logbooks.vocabulary.shown_names import choice_title
from logbooks.vocabulary.template_words import about, example, guide, said, template_words
from logbooks.workbooks.template import SAID_IN_HEADING
from tests.support import warehouse_of

OTHERS = [code for code in LANGUAGES if code != "en"]
COLUMNS = [(logbook, column) for logbook in logbooks().values() for column in logbook.columns]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_guide_is_whole_in_every_language(code):
    assert set(guide(code)) == set(guide("en"))
    assert all(guide(code).values())


@pytest.mark.parametrize("code", OTHERS)
def test_every_logbook_is_explained(code):
    assert set(template_words(code)["about"]) == set(logbooks())
    assert all(len(about(logbook, code)) == 2 and all(about(logbook, code)) for logbook in logbooks().values())


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_there_and_none_is_of_something_that_is_no_more(code):
    helps = {c.help for _, c in COLUMNS if c.help.rstrip(".") != c.title and c.name not in SAID_IN_HEADING}
    told = {one[part] for one in settings().values() for part in ("means", "missing")}
    known = template_words(code)["sentences"]
    assert set(known) <= helps | told
    assert {sentence for sentence in helps | told if sentence.endswith(".")} <= set(known)
    assert all(known.values())
    assert set(template_words(code)["examples"]) <= {c.example for _, c in COLUMNS}


@pytest.mark.parametrize("code", OTHERS)
def test_help_names_choices_by_the_words_of_the_list(code):
    """Where the English help says arabica or robusta, the other says what stands in its own list."""
    differing = {}
    for logbook, column in COLUMNS:
        for choice in ("yes", "no") if column.kind is ColumnKind.YES_NO else column.choices:
            shown = choice_title(column, choice, code)
            named = re.search(rf"(?<!\w){re.escape(choice)}(?!\w)", column.help)
            if named and shown.casefold() not in said(column.help, code).casefold():
                differing[logbook.id, column.name] = shown
    assert differing == {}


@pytest.mark.parametrize("code", OTHERS)
def test_a_sentence_ends_as_one_and_fits_a_note(code):
    """A note on a heading is read in passing: no more than 140 letters."""
    helps = [said(column.help, code) for _, column in COLUMNS if column.name not in SAID_IN_HEADING]
    assert [one for one in helps if not one.endswith((".", "።", "..."))] == []
    assert [one for one in helps if len(one) > 140] == []


# The English help that lists words to type: which table knows them, and which of them are no words of it.
LISTED = {
    "separation, sorting, milling, lab, cupping, packaging, freight, management, finance ...": ("cost_word", "kind"),
    "full black, full sour, broken ...": ("defect_word", "defect"),
    "plot list, receipt slips, drying sheet ...": ("document_word", "document"),
}


def known(table: str, meaning: str, written: str) -> set[str]:
    sql = f"SELECT {meaning} FROM {table} WHERE word = folded(?)"
    return {row[meaning] for row in warehouse_of().rows(sql, [written])}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("listed", LISTED)
def test_the_words_a_note_proposes_are_understood(code, listed):
    """A cooperative that types what the note proposes is understood as one that types the English word."""
    table, meaning = LISTED[listed]
    english, local = (re.split(", |፣ ", text.removesuffix(" ...")) for text in (listed, said(listed, code)))
    assert [known(table, meaning, word) for word in local] == [{word} for word in english]


EXAMPLES = {
    "separation": ("cost_word", "kind", "separation"),
    "broken": ("defect_word", "defect", "broken"),
    "plot list": ("document_word", "document", "plot list"),
    "washed": ("band_word", "band", "washed"),
    "drying": ("drying_word", "'drying'", "drying"),
    "EU": ("market_word", "market", "EU"),
    "glyphosate": ("analyte_word", "analyte", "glyphosate"),
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("written", EXAMPLES)
def test_an_example_is_understood_as_the_english_one(code, written):
    table, meaning, meant = EXAMPLES[written]
    sql = f"SELECT DISTINCT {meaning} AS meant FROM {table} WHERE word = folded(?)"
    assert [row["meant"] for row in warehouse_of().rows(sql, [example(written, code)])] == [meant]
