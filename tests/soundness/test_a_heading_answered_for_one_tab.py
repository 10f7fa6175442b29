"""A heading that means something else in another tab is answered for that tab alone, and by its name."""

from __future__ import annotations

import pytest

from logbooks import health
from logbooks.questions.checked_answers import refuse_wrong
from logbooks.questions.open_questions import in_short
from logbooks.questions.unmet_answers import unmet_answers
from logbooks.recognise import mapping
from logbooks.recognise.answers import Answers, GivenAnswer, for_tab, without_tab
from logbooks.recognise.mapping import BadMapping
from tests.logbooks.questions.asking_sheets import DAY, answered, questions, read, receipts, the_question, values
from tests.logbooks.typed_sheets import checked, standings, tab

BARE = ["Received on", "Farmer", "Weight", "Form", "Receipt number"]


def two_stations(*rows, headings=BARE):
    """The same headings in two tabs, each with its own receipts."""
    return [
        tab(
            sheet,
            headings,
            *([day, f"F-{n}", kg + n, form, f"{sheet} {at}"] for at, (day, kg, form) in enumerate(rows)),
        )
        for n, sheet in enumerate(("Norte", "Sur 2"))
    ]


def test_a_unit_of_one_tab_alone():
    answers = {"unit/receipts.weight/weight": "kg", "unit/receipts.weight@sur 2/weight": "lb"}
    w = read(*two_stations((DAY, 100, "cherry")), answers=answers)
    assert (questions(w), unmet_answers(w)) == ({}, [])
    assert values(w, "weight_kg") == [pytest.approx(100), pytest.approx(45.8128)]  # 101 lb of 0.45359237 kg


def test_the_order_of_days_of_one_tab_alone():
    about = "dates/receipts.received_on"
    sheets = two_stations(("03/04/2025", 100, "cherry"), headings=[*BARE[:2], "Weight (kg)", *BARE[3:]])
    w = read(*sheets, answers={"dates": "dmy", f"{about}@sur 2/received on": "mdy"})
    assert [str(day) for day in values(w, "received_on")] == ["2025-04-03", "2025-03-04"]


def test_which_column_it_is_in_one_tab_alone():
    headings = ["Received on", "Farmer", "Weight (kg)", "Grano", "Taza", "Receipt number"]
    rows = [[DAY, farmer, 10, "cherry", "green", farmer] for farmer in ("F-1", "F-2")]
    sheets = [tab("Norte", headings, rows[0]), tab("Sur 2", headings, rows[1])]
    w = read(*sheets, answers={"column/receipts.form": "Grano", "column/receipts.form@sur 2": "Taza"})
    assert values(w, "form") == ["cherry", "green"]


def test_a_word_of_one_tab_alone():
    answers = {"word/receipts.form/form/uvita": "cherry", "word/receipts.form@sur 2/form/uvita": "green"}
    w = read(*two_stations((DAY, 10, "Uvita"), headings=[*BARE[:2], "Weight (kg)", *BARE[3:]]), answers=answers)
    assert values(w, "form") == ["cherry", "green"]


def test_taken_back_for_the_tab_it_is_what_it_is_for_any_tab():
    alone = "unit/receipts.weight@sur 2/weight"
    said = answered(("unit/receipts.weight/weight", "kg"), (alone, "lb"), (alone, ""))
    assert values(checked(*two_stations((DAY, 100, "cherry")), mapping=said), "weight_kg") == [100, 101]


def test_the_question_names_each_of_its_tabs_and_asks_on_for_those_not_answered():
    sheets = two_stations((DAY, 100, "cherry"))
    asked = the_question(read(*sheets))
    ids = [f"unit/receipts.weight@{name}/weight" for name in ("norte", "sur 2")]
    assert [(part.id, part.says, part.cells) for part in asked.apart] == [
        (ids[0], "“Weight” in Norte", 1),
        (ids[1], "“Weight” in Sur 2", 1),
    ]
    left = the_question(read(*sheets, answers={ids[0]: "lb"}))
    assert (left.id, [part.id for part in left.apart]) == (asked.id, [ids[1]])
    assert questions(read(*sheets, answers={ids[0]: "lb", ids[1]: "nothing"})) == {}


COSTS = ["Fecha", "Categoría", "Tipo de lote"]


def costs(sheet: str, heading: str, *amounts):
    """A tab of costs with these amounts."""
    return tab(sheet, [*COSTS, heading], *([DAY, "milling", "micro", amount] for amount in amounts))


def test_money_answered_of_a_heading_leaves_the_tab_that_says_its_money_itself():
    sheets = costs("Gastos A", "Monto", 70), costs("Gastos B", "Monto", "USD 5", "USD 6", "USD 7", "USD 8", 9)
    said = {"money/costs.amount/monto": "GTQ", "rate/GTQ": "7.7"}
    w = read(*sheets, answers=said)
    money = w.rows("SELECT amount, currency FROM clean.costs ORDER BY row_id")
    assert [(row["amount"], row["currency"]) for row in money] == [
        (70, "GTQ"),
        (5, "USD"),
        (6, "USD"),
        (7, "USD"),
        (8, "USD"),
        (9, "USD"),
    ]
    w = read(*sheets, answers=said | {"money/costs.amount@gastos b/monto": "GTQ"})
    assert w.rows("SELECT currency FROM clean.costs WHERE amount = 9") == [{"currency": "GTQ"}]


def test_where_every_tab_says_its_money_itself_the_answer_meets_nothing_and_says_how_to_hold():
    sheets = [costs(f"Gastos {name}", "Monto", "USD 5", "USD 6", "USD 7", "USD 8", 9) for name in "BC"]
    (one,) = unmet_answers(read(*sheets, answers={"money/costs.amount/monto": "GTQ"}))
    assert "says its money: USD" in one.why and "money/costs.amount@gastos b/monto" in one.why


def test_it_is_written_read_and_shown_as_such():
    question = "unit/receipts.weight@sur 2/weight"
    said = mapping.Mapping(answers=Answers((GivenAnswer(question, "lb"),)))
    assert mapping.loads(mapping.dumps(said)) == said
    assert mapping.loads('[answers]\n"unit/receipts.weight_kg@sur 2/weight" = "lb"\n') == said
    assert refuse_wrong(said.answers) is None
    assert in_short(question).endswith(", in the tab sur 2 alone")
    assert without_tab(for_tab("unit/receipts.weight/weight", "Sur-2")) == ("unit/receipts.weight/weight", "sur 2")


@pytest.mark.parametrize("question", ["unit/receipts.weight@Sur 2/weight", "unit/receipts.colour@sur 2/weight"])
def test_a_slip_in_it_is_refused(question):
    with pytest.raises(BadMapping) as refused:
        refuse_wrong(Answers((GivenAnswer(question, "lb"),)))
    assert "@sur 2" in refused.value.fix or "docs/logbooks.md" in refused.value.fix


def test_a_tab_that_is_not_there_is_told():
    answers = {"unit/receipts.weight@enero/weight": "lb", "unit/receipts.weight/weight": "kg"}
    (one,) = unmet_answers(read(*two_stations((DAY, 100, "cherry")), answers=answers))
    assert one.why == "No tab of these sheets is called “enero”."
    assert standings(read(receipts((DAY, 100, "cherry"), headings=BARE), answers=answers)) == {2: "used"}
    assert health.settled(read(*two_stations((DAY, 100, "cherry")), answers=answers)) == []
