"""Which answers are others, and that nothing is looked up for those that are not."""

from __future__ import annotations

from history.changes.changed_answers import ChangedAnswer, changed_answers
from tests.logbooks.questions.asking_sheets import DAY, read, receipts

ARROBAS = receipts((DAY, "5 arrobas", "cherry"))


def test_an_answer_given_since_is_told_with_the_logbook_whose_cells_waited_for_it():
    before, after = read(ARROBAS), read(ARROBAS, answers={"size/arroba": "11.5"})
    assert changed_answers(before, after) == (ChangedAnswer("size/arroba", None, "11.5", ("receipts",)),)


def test_where_no_answer_is_another_the_questions_are_not_read():
    """Those of a large workbook are many; here they can't be read at all."""
    before, after = (read(ARROBAS, answers={"size/qq": "46"}) for _ in range(2))
    for w in (before, after):
        w.cursor().execute("UPDATE main.asked SET told = 'unreadable'")
    assert changed_answers(before, after) == ()
