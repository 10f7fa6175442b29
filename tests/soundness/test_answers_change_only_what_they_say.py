"""Answers hold by meaning, for any file; each changes what it says alone, and taken back it changes nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from logbooks.recognise import mapping
from logbooks.recognise.answers import Answers, GivenAnswer
from tests.logbooks.questions.asking_sheets import (
    DAY,
    answered,
    questions,
    read,
    receipts,
    sheets_that_ask,
    the_question,
)
from tests.logbooks.typed_sheets import checked, found, standings

POSSIBLE = (
    ("size/qq", "46"),
    ("size/qq", "100"),
    ("dates", "dmy"),
    ("dates/receipts.received_on/received on", "mdy"),
    ("mark", ","),
    ("mark/receipts.weight/weight kg", "."),
    ("word/receipts.form/form/uvita", "cherry"),
    ("word/receipts.form/form", "green"),
    ("unit/receipts.weight/weight kg", "lb"),
    ("currency/$", "COP"),
    ("rate/GTQ", "7.7"),
    ("lot/ml 1", "ML-01"),
    ("word/offers.status/status/cerrado", "accepted"),
    ("blank/payments.paid_on/paid on", "above"),
    ("setting/default_incoterm", "FOB"),
    ("setting/base_currency", "GTQ"),
)
SHEETS = sheets_that_ask(
    receipts(("03/04/2025", "2 qq", "Uvita"), ("05/06/2025", "1.250", "cherry"), (DAY, "12", "plugh")),
    [DAY, "F-1", 70, "GTQ"],
    [DAY, "F-2", 70, "$"],
    ["", "F-3", 70, "GTQ"],
    ["", "F-4", 70, "GTQ"],
    lots=("ML-01", "ML-02"),
)


def all_that_is_shown(w):
    """Every clean row, problem and open question."""
    books = ("receipts", "lots", "offers", "payments", "settings")
    return [w.rows(f"SELECT * FROM clean.{book} ORDER BY ALL") for book in books], found(w), questions(w)


BEFORE = []


def before():
    """What is shown without any answer, read once."""
    return BEFORE[0] if BEFORE else BEFORE.append(all_that_is_shown(checked(*SHEETS))) or BEFORE[0]


@given(st.lists(st.sampled_from(POSSIBLE), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_answers_taken_back_in_any_order_leave_all_as_it_was(said, chance):
    taken_back = [(question, "") for question in {question for question, _ in said}]
    chance.shuffle(taken_back)
    assert all_that_is_shown(checked(*SHEETS, mapping=answered(*said, *taken_back))) == before()


@given(st.lists(st.sampled_from(POSSIBLE), unique_by=lambda one: one[0], max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_the_order_of_answers_to_different_questions_means_nothing(said, chance):
    shuffled = chance.sample(said, len(said))
    one, other = (checked(*SHEETS, mapping=answered(*order)) for order in (said, shuffled))
    assert all_that_is_shown(one) == all_that_is_shown(other)


def test_an_answer_holds_for_a_file_and_a_tab_of_another_name():
    rows = (("03/04/2025", "2 qq", "Uvita"), ("05/06/2025", "10", "cherry"))
    answers = {"size/qq": "46", "dates": "dmy", "word/receipts.form/form/uvita": "cherry"}
    assert set(questions(read(receipts(*rows)))) == {"size/qq", "dates", "word/receipts.form/form"}
    for source, sheet in (("a.xlsx", "Recibos"), ("december.csv", "Entregas 2"), ("x.ods", "{0}'); DROP TABLE asked")):
        w = read(receipts(*rows, source=source, sheet=sheet), answers=answers)
        assert (questions(w), standings(w)) == ({}, {2: "used", 3: "used"})


def test_a_word_that_is_new_next_month_is_asked_alone():
    answers = {"word/receipts.form/form/uvita": "cherry"}
    w = read(receipts((DAY, 10, "Uvita"), (DAY, 20, "Bolita")), answers=answers)
    assert [part.id for part in the_question(w).parts] == ["word/receipts.form/form/bolita"]
    assert standings(w) == {2: "used", 3: "left out"}


def test_a_heading_in_another_logbook_or_written_otherwise_is_another_question():
    answers = {"word/receipts.form/kind/uvita": "green"}
    assert standings(read(receipts((DAY, 10, "Uvita")), answers=answers)) == {2: "left out"}


def test_words_and_headings_of_any_letters_are_kept_and_answered():
    hostile = [
        "'); DROP TABLE asked; --",
        'a "quoted" = word',
        "{x!r}",
        "line\nbreak",
        "*",
        "\\",
        "[answers]",
        "#",
        "¿?",
    ]
    sheet = receipts(*((DAY, 10, word) for word in hostile))
    asked = the_question(read(sheet))
    assert len(asked.parts) == len(hostile)
    said = mapping.Mapping(answers=Answers(tuple(GivenAnswer(part.id, "cherry", "{é}\n\"'") for part in asked.parts)))
    assert mapping.loads(mapping.dumps(said)) == said
    w = checked(sheet, mapping=mapping.loads(mapping.dumps(said)))
    assert (questions(w), set(standings(w).values())) == ({}, {"used"})
