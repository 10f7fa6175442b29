"""An answer is told in the words of its choice, by the id of its question alone."""

from __future__ import annotations

import pytest

from logbooks.questions.open_questions import in_words


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
