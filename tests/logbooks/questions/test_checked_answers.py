"""An answer that no question can have is refused in one sentence, with what to do."""

from __future__ import annotations

import pytest

from logbooks.questions.checked_answers import refuse_wrong
from logbooks.recognise import mapping
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import BadMapping

WRONG = {
    "sise/qq": "46",
    "size/quintel": "46",
    "size/QQ": "46",
    "size/qq": "0",
    "size/bag": "much",
    "size/arroba": "1,250",
    "area/qq": "0.7",
    "rate/gtq": "7.7",
    "rate/GTQ": "-7.7",
    "rate/COP": "4.000",
    "rate/VND": "26 000",
    "gate/export": "-0.3",
    "gate/inland+export": "0.3",
    "gate": "0.3",
    "gate/inland+river": "0",
    "dates": "%d/%m/%y",
    "dates/receipts.colour": "dmy",
    "mark": ";",
    "percent": "percent",
    "percent/quality.moisture/moisture": "95",
    "word/receipts.form/form/uva": "Uva",
    "word/documents.signed/signed/si": "True",
    "word/recepcion.form": "cherry",
    "unit/receipts.weight/peso": "litres",
    "currency/$": "bucks",
    "setting/pilot_stat": "2025-10-01",
    "setting/pilot_start": "in October",
    "column/receipts.colour": "Color",
    "column/receipts.form": "always: purple",
    "column/lots.crop_year": "2026",
    "column/receipts.crop_year": "always: 2026",
    "day_of_sale/fecha": "yes",
    "tab/cosa, donde": "things",
    "word/offers.status/outcome/contract_signed": "accepted",
    "unit/receipts.weight/Peso": "kg",
    "lot/ML-01": "M-1",
    "day_of_sale/Fecha": "both",
}
RIGHT = {
    "size/qq": "46",
    "size/arroba": "11,5",
    "area/manzana": "0.7",
    "rate/GTQ": "7,7",
    "gate/inland+export": "0",
    "gate/export": "0,3",
    "dates": "dmy",
    "dates/receipts.received_on/fecha": "mdy",
    "mark/receipts.weight/peso": ",",
    "percent/quality.moisture/moisture": "fraction",
    "word/receipts.form/form/uva": "nothing",
    "word/documents.signed/signed": "yes",
    "unit/receipts.weight/peso": "qq",
    "unit/offers.accepted_price/precio": "USD/lb",
    "currency/$": "usd",
    "word/offers.status/outcome/contract signed": "accepted",
    "word/receipts.form/form/???": "nothing",
    "lot/ml 01": "M-1",
    "setting/pilot_start": "2025-10-01",
    "column/receipts.form": "Clase de café",
    "day_of_sale/fecha": "both",
    "tab/cosa, donde": "nothing",
    "lot/ml 1": "ML-01",
}


@pytest.mark.parametrize(("question", "answer"), WRONG.items())
def test_a_slip_is_refused_in_one_sentence_and_says_what_to_do(question, answer):
    with pytest.raises(BadMapping) as refused:
        refuse_wrong(Answers((GivenAnswer(question, answer),)))
    assert refused.value.what.count(". ") == 0 and refused.value.what.endswith(".")
    assert refused.value.fix.endswith(".")


@pytest.mark.parametrize("question", [*WRONG])
def test_taking_back_is_always_right_where_the_kind_is_one(question):
    taken_back = Answers((GivenAnswer(question, ""),))
    if question.startswith("sise"):
        with pytest.raises(BadMapping):
            refuse_wrong(taken_back)
    else:
        refuse_wrong(taken_back)


def test_answers_that_can_be_followed_are():
    assert refuse_wrong(Answers(tuple(GivenAnswer(question, answer) for question, answer in RIGHT.items()))) is None


def test_a_day_and_a_number_may_stand_in_the_file_without_quotation_marks():
    given = mapping.loads('[answers]\n"setting/pilot_start" = 2025-10-01\n"size/qq" = 45.36\n').answers
    refuse_wrong(given)
    assert [one.answer for one in given] == ["2025-10-01", "45.36"]
