"""What payments are for that name neither lot, stream nor receipt."""

from __future__ import annotations

from tests.logbooks.questions.asking_sheets import DAY, questions, read, values
from tests.logbooks.typed_sheets import LOTS, tab

ASKED = "column/payments.stream"
REGISTER = tab("Lots", LOTS, ["M-1", "micro", "2025/26"], ["B-1", "bulk", "2025/26"])
HEADINGS = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number", "Lot"]
DELIVERIES = tab(
    *("Deliveries", HEADINGS),
    [DAY, "Ana", 10, "cherry", "r1", "M-1"],
    [DAY, "Ana", 10, "cherry", "r2", "B-1"],
    [DAY, "Beto", 10, "cherry", "r3", "B-1"],
)


def paid(*farmers: str, answers=None, **more: list):
    headings = ["Paid on", "Farmer", "Amount", "Currency", *more]
    rows = [[DAY, farmer, 70, "USD", *(cells[n] for cells in more.values())] for n, farmer in enumerate(farmers)]
    return read(REGISTER, DELIVERIES, tab("Pay", headings, *rows), answers=answers)


def test_a_farmer_of_both_was_paid_and_nothing_says_for_what():
    asked = questions(paid("Ana", "Beto", "Ana"))[ASKED]
    assert (asked.cells, asked.keeps) == (2, ("payments.stream",))
    assert [one.id for one in asked.choices] == ["always: micro", "always: bulk", "nothing"]
    assert asked.why.startswith("Pay names neither lot, stream nor receipt")


def test_the_answer_holds_for_every_payment():
    w = paid("Ana", "Beto", answers={ASKED: "always: micro"})
    assert values(w, "stream", "payments") == ["micro", "micro"]
    assert ASKED not in questions(w)
    assert ASKED not in questions(paid("Ana", answers={ASKED: "nothing"}))


def test_what_the_deliveries_or_the_tab_itself_tell_is_not_asked():
    assert ASKED not in questions(paid("Beto"))  # all he brought is bulk
    assert ASKED not in questions(paid("Ana", Lot=["M-1"]))
    assert ASKED not in questions(paid("Ana", **{"Receipt number": ["r1"]}))
