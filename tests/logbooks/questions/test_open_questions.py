"""Questions and answers that are no longer asked are told in words, by the id of the question alone."""

from __future__ import annotations

import pytest

from logbooks.questions.open_questions import in_short, in_words


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("dates", "dmy", "Day, month, year"),
        ("day_of_sale/fecha", "both", "The deal was made; when it was offered is not written down"),
        ("word/offers.status/estado/pagado", "accepted", "accepted: the deal was made"),
        ("word/receipts.form/tipo", "dry parchment", "dry parchment"),
        ("word/receipts.form/tipo/ripio", "nothing", "None of these"),
        ("setting/prices_as_written", "yes", "Yes, count them as they are"),
        ("setting/export", "0.25", "0.25"),
        ("size/qq", "46", "46"),
        ("no question", "46", "46"),
    ],
)
def test_an_answer_is_told_in_the_words_of_its_choice(question, answer, says):
    assert in_words(question, answer) == says


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("size/qq", "What one “qq” weighs, in kg"),
        ("word/offers.status/estado/pagado", "What a word means: Status, estado, pagado"),
        ("dates/receipts.received_on/fecha", "The order of a day: Received on, fecha"),
        ("setting/pilot_start", "On which day did the pilot begin?"),
        ("setting/export", "From your gate to aboard the ship (FOB), without what you write for the carrier"),
        ("setting/qq_kg", "The setting qq_kg"),
        ("no question", "no question"),
    ],
)
def test_a_question_is_told_in_a_few_words(question, says):
    assert in_short(question) == says
