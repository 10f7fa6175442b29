"""What the sheets settle themselves is told in sentences, and asked about once somebody takes it back."""

from __future__ import annotations

import tomllib
from functools import cache
from string import Formatter

import pytest

from logbooks.questions.checked_answers import refuse_wrong
from logbooks.questions.open_questions import in_words
from logbooks.questions.settled_things import WORDS, settled_things
from logbooks.questions.unmet_answers import unmet_answers
from logbooks.recognise.answers import ASK, Answers, GivenAnswer
from logbooks.recognise.mapping import BadMapping
from tests.logbooks.questions.asking_sheets import DAY, questions, read, receipts, register
from tests.logbooks.typed_sheets import OFFERS, RECEIPTS, standings, tab

IN_DOLLARS = tab("Ventas", OFFERS, ["O-1", "M 1", "Tostador", DAY, 100, "Pagado", DAY, 9])
DAYS = [(f"{day}/02/2026", 10 + day, "cherry") for day in (13, 14, 15, 16, 17, 20, 21, 22, 23, 24)]


def costs(*amounts, sheet: str = "Gastos", title: str = ""):
    """A tab of costs, perhaps below a title."""
    rows = [[DAY, "selección", amount, "micro"] for amount in amounts]
    return tab(sheet, *([[title]] if title else []), ["Fecha", "Categoría", "Monto", "Tipo de lote"], *rows)


SHEETS = (
    register("M-1"),
    IN_DOLLARS,
    costs("S/ 3,500.00", 1400, "S/ 900.00"),
    receipts(*DAYS),
    receipts(("03/02/2026", 9, "cherry"), headings=["Fecha", *RECEIPTS[1:]], sheet="Febrero"),
)
PAID = "word/offers.status/status/pagado"
MONEY, LOT, DAYS_ID = "money/costs.amount/monto", "lot/m 1", "dates/receipts.received_on/fecha"


def test_each_thing_is_a_sentence_with_its_tab_its_cells_and_its_id():
    told = {one.id: (one.says, one.tabs, one.cells) for one in settled_by_themselves()[0]}
    assert told[MONEY] == (
        "“Monto”: numbers without a currency are in that of all others of this column, as in “S/ 3,500.00”.",
        ("Gastos",),
        1,
    )
    assert told[LOT] == (
        "“Lot”: a lot of the register is spelled otherwise, as in M 1 = M-1.",
        ("Ventas",),
        1,
    )
    assert told[PAID][0].startswith("“Status”: “Pagado” is read as sold")
    assert told[DAYS_ID][0].startswith("“Fecha”: days are read day first, then month and year, because")
    assert (told[DAYS_ID][1], told[DAYS_ID][2]) == (("Febrero",), 1)


@cache
def settled_by_themselves():
    w = read(*SHEETS)
    return settled_things(w), questions(w)


@pytest.mark.parametrize("question", [MONEY, LOT, DAYS_ID, PAID])
def test_taken_back_it_is_asked_about_and_given_back_it_is_as_before(question):
    asked = question.split("/")[0]
    w = read(*SHEETS, answers={question: ASK})
    assert question not in [one.id for one in settled_things(w)]
    assert [one for one in questions(w) if one.split("/")[0] == asked] != []
    assert unmet_answers(w) == []
    again = read(*SHEETS, answers={question: ""})
    assert (settled_things(again), questions(again)) == settled_by_themselves()


def test_of_two_tabs_that_settle_one_heading_each_is_taken_back_alone():
    sheets = (IN_DOLLARS, costs("S/ 3,500.00", 1400), costs("S/ 70.00", 80, sheet="Gastos 2"))
    ids = [one.id for one in settled_things(read(*sheets)) if one.id.startswith("money")]
    assert ids == ["money/costs.amount@gastos/monto", "money/costs.amount@gastos 2/monto"]
    w = read(*sheets, answers={ids[1]: ASK})
    assert [one.tabs for one in settled_things(w) if one.id.startswith("money")] == [("Gastos",)]
    (asked,) = [one for one in questions(w).values() if one.kind == "money"]
    assert [part.id for part in asked.apart] == [ids[1]]


def test_ask_is_an_answer_only_where_the_sheets_may_settle_it():
    refuse_wrong(Answers((GivenAnswer(MONEY, ASK),)))
    assert in_words(MONEY, ASK).endswith("asked about")
    with pytest.raises(BadMapping):
        refuse_wrong(Answers((GivenAnswer("size/qq", ASK),)))


def test_all_as_it_was_where_nothing_is_settled():
    w = read(receipts((DAY, 10, "cherry")))
    assert (settled_things(w), standings(w)) == ([], {2: "used"})


def test_every_sentence_names_only_what_a_settled_thing_has():
    told = tomllib.loads(WORDS.read_text("utf-8"))
    sentences = [one["says"] for one in told.values() if "says" in one]
    names = {name for says in sentences for _, name, *_ in Formatter().parse(says) if name}
    assert sentences and names <= {"heading", "written", "reads"}
