"""Every answer is told in a clause that may stand after “that”, one that says none of what was offered too."""

from __future__ import annotations

import pytest

from connectors.trouble import CannotGoOn
from logbooks.questions.checked_answers import CHECKS, MAY_BE_SETTLED, refuse_wrong
from logbooks.questions.open_questions import in_words
from logbooks.questions.told_answers import told
from logbooks.recognise.answers import ASK, NOTHING, Answers, GivenAnswer

NONE = {
    "size/canasto": "“canasto” is no measure of weight",
    "dates": "it is not known in which order a day is written",
    "dates/receipts.received_on/fecha": "it is not known in which order a day under “fecha” is written",
    "mark": "it is not known which mark stands before decimals",
    "mark/receipts.weight/peso": "it is not known which mark stands before decimals under “peso”",
    "word/offers.status/estado/embarcado": "“embarcado” under “estado” means nothing that Status can be",
    "word/offers.status/estado": "the words under “estado” mean nothing that Status can be",
    "unit/receipts.weight/peso": "it is not known what the numbers under “peso” are counted in",
    "money/costs.amount/pago": "it is not known which money the numbers under “pago” are",
    "lot/c 1": "“c 1” is a lot that is not in the list",
    "column/receipts.form": "Form is not written down",
    "column/costs.stream": "Stream is not written down, or the rows are of both",
    "column/payments.stream": "Stream is not written down, or the rows are of both",
    "blank/receipts.lot_id/lote": "blank cells under “lote” say nothing",
    "tab/fecha kilos": "the tab whose headings begin with fecha kilos holds something that need not be read",
}

ASKED = {
    "dates": "a day is not to be read in the order that the sheets seem to show",
    "dates/receipts.received_on/fecha": (
        "a day under “fecha” is not to be read in the order that the sheets seem to show"
    ),
    "mark": "numbers are not to be read with the mark before decimals that the sheets seem to show",
    "mark/receipts.weight/peso": (
        "numbers under “peso” are not to be read with the mark before decimals that the sheets seem to show"
    ),
    "unit/receipts.weight/peso": "the numbers under “peso” are not to be read in the unit that the sheets seem to show",
    "money/costs.amount/pago": "the numbers under “pago” are not to be read in the money that the sheets seem to show",
    "column/lots.crop_year": "Crop year is not to be read where the sheets seem to show it",
    "lot/c 1": "“c 1” is not to be read as the lot that the sheets seem to show",
    "word/offers.status/estado/pagado": "“pagado” under “estado” is not to be read as the sheets seem to show",
    "word/offers.status/estado": "the words under “estado” are not to be read as the sheets seem to show",
}

# one question of every kind, such as may be asked
OF_EACH_KIND = {question.partition("/")[0]: question for question in NONE} | {
    "area": "area/manzana",
    "rate": "rate/HNL",
    "gate": "gate/inland",
    "season": "season",
    "percent": "percent/receipts.ripe_share/maduro",
    "currency": "currency/$",
    "setting": "setting/pilot_start",
    "day_of_sale": "day_of_sale/fecha",
}


@pytest.mark.parametrize("question", NONE)
def test_none_of_what_was_offered(question):
    assert told(question, NOTHING) == NONE[question]


@pytest.mark.parametrize("question", ASKED)
def test_not_as_the_sheets_seem_to_say(question):
    assert told(question, ASK) == ASKED[question]


def test_for_one_tab_alone():
    assert told("unit/receipts.weight@norte/peso", NOTHING) == (
        "in the tab norte alone it is not known what the numbers under “peso” are counted in"
    )


@pytest.mark.parametrize("answer, told_of", [(NOTHING, NONE), (ASK, ASKED)], ids=["nothing", "ask"])
def test_every_kind_that_may_be_answered_so_is_among_them(answer, told_of):
    assert set(OF_EACH_KIND) == set(CHECKS)
    assert {kind for kind, one in OF_EACH_KIND.items() if accepted(one, answer)} == kinds_of(told_of)
    assert kinds_of(ASKED) == set(MAY_BE_SETTLED)


def test_no_such_answer_is_shown_by_its_id():
    assert [one for one in NONE if in_words(one, NOTHING) == NOTHING] == []


def accepted(question: str, answer: str) -> bool:
    try:
        refuse_wrong(Answers((GivenAnswer(question, answer),)))
    except CannotGoOn:
        return False
    return True


def kinds_of(told_of: dict[str, str]) -> set[str]:
    return {question.partition("/")[0] for question in told_of}
