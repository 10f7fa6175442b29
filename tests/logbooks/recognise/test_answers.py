"""Answers are kept by meaning: the newest holds, the older ones stay, an empty one takes back."""

import pytest

from logbooks.recognise import mapping
from logbooks.recognise.answers import Answers, GivenAnswer, about_column
from logbooks.recognise.mapping import BadMapping, Mapping


def given(*pairs):
    return Answers(tuple(GivenAnswer(question, answer) for question, answer in pairs))


def test_the_newest_answer_holds_and_an_empty_one_takes_back():
    answers = given(("size/qq", "46"), ("size/qq", "45.36"), ("size/bag", "69"), ("size/bag", ""))
    assert answers.said("size/qq") == "45.36"
    assert answers.said("size/bag") is None
    assert answers.all_said("size/qq") == ["45.36", "46"]


def test_a_word_has_its_own_answer_or_that_of_all_words_of_its_column():
    column = about_column("word", "costs", "category", "Descripción")
    word = about_column("word", "costs", "category", "Descripción", "Trilla ")
    assert (column, word) == ("word/costs.category/descripcion", "word/costs.category/descripcion/trilla")
    assert given((column, "other")).said(word, column) == "other"
    assert given((column, "other"), (word, "milling")).said(word, column) == "milling"
    assert given((word, "milling")).below(column) == {"trilla": "milling"}


def test_a_file_of_answers_is_read_as_it_was_written():
    said = Mapping(answers=Answers((GivenAnswer("size/qq", "46", "Marta", "2026-11-28"), GivenAnswer("size/qq", ""))))
    assert mapping.loads(mapping.dumps(said)) == said


def test_a_short_table_is_understood_too():
    assert mapping.loads('[answers]\n"size/qq" = 46\n').answers.said("size/qq") == "46"


@pytest.mark.parametrize("text", ["[[answer]]\nquestion = 'size/qq'\n", "[[answer]]\nsays = 'x'\n", "answers = 3\n"])
def test_a_slip_in_the_file_is_refused_in_words(text):
    with pytest.raises(BadMapping):
        mapping.loads(text)
