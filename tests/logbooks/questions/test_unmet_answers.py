"""An answer that meets nothing in the sheets is told in words, and never stops them from being read."""

from __future__ import annotations

from datetime import date

import pytest

from logbooks.questions.checked_answers import refuse_unknown_heading, refuse_wrong
from logbooks.questions.unmet_answers import unmet_answers
from logbooks.recognise import mapping
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import BadMapping
from tests.logbooks.questions.asking_sheets import DAY, read, receipts, register, sheets_that_ask, the_question
from tests.logbooks.typed_sheets import OFFERS, SETTINGS, checked, standings, tab

TYPED = receipts(("03/04/2025", "2 qq", "Uvita"), ("13/06/25", "12", "plugh"))
SHEETS = (
    *sheets_that_ask(TYPED, [DAY, "F-1", 70, "GTQ"], [DAY, "F-2", 70, "$"]),
    tab("Ajustes", SETTINGS, ["weight_unit", "kg"], ["pilot_start", "2025-10-01"]),
)
MET = {
    "size/qq": "46",
    "word/receipts.form/form/uvita": "cherry",
    "word/receipts.form/form": "cherry",
    "unit/receipts.weight/weight kg": "kg",
    "currency/$": "USD",
    "rate/GTQ": "7.7",
    "lot/ml 1": "ML-01",
    "column/offers.form": "always: green",
    "day_of_sale/offered on": "both",
    "setting/default_incoterm": "FOB",
}
UNMET = {
    "size/arroba": ("11.5", "Nothing in these sheets is counted in “arroba”."),
    "word/receipts.form/clase/uvita": ("cherry", "No column of Receipts in these sheets is headed “clase”."),
    "word/receipts.form/form/bolita": ("cherry", "“bolita” is written nowhere under “form” in these sheets."),
    "money/costs.amount/monto": ("GTQ", "No column of Costs in these sheets is headed “monto”."),
    "column/costs.category": ("Rubro", "These sheets hold no Costs."),
    "currency/q": ("GTQ", "No money in these sheets is written “q”."),
    "rate/HNL": ("25", "No amount in these sheets is in HNL."),
    "lot/ml 7": ("ML-01", "“ml 7” is written nowhere as a lot in these sheets."),
    "lot/ml 1": ("ML-99", "These sheets hold no lot “ML-99”."),
    "day_of_sale/fecha": ("both", "No column of Offers in these sheets is headed “fecha”."),
    "tab/cosa, donde": ("receipts", "No tab of these sheets has such headings."),
    "setting/pilot_start": ("2025-11-01", "The sheets' own settings say it: 2025-10-01."),
    "dates/receipts.received_on/received on": ("mdy", "One cell still can't be read with it, such as “13/06/25”."),
}


def test_what_meets_something_is_not_told():
    assert unmet_answers(read(*SHEETS, answers=MET)) == []


@pytest.mark.parametrize(("question", "told"), UNMET.items())
def test_what_meets_nothing_is_told_with_the_reason(question, told):
    answer, why = told
    (one,) = unmet_answers(read(*SHEETS, answers={question: answer}))
    assert (one.question, one.answer, one.why) == (question, answer, why)


def test_an_answer_that_was_taken_back_is_not_told():
    assert unmet_answers(read(*SHEETS, answers={"size/arroba": ""})) == []


HEADINGS = ["Received on", "Farmer", "Weight (kg)", "Kind of it", "Receipt number"]


def test_a_heading_that_the_tab_lacks_leaves_the_question_open_and_lists_those_it_has():
    sheet = receipts((DAY, 10, "cherry"), (DAY, 20, "cherry"), headings=HEADINGS)
    w = read(sheet, answers={"column/receipts.form": "Clase"})
    (one,) = unmet_answers(w)
    assert one.why == (
        "No column of Recibos is headed “Clase”. Its headings are: "
        "“Received on”, “Farmer”, “Weight (kg)”, “Kind of it”, “Receipt number”."
    )
    asked = the_question(w)
    assert (asked.id, asked.takes, asked.headings) == ("column/receipts.form", "heading", tuple(HEADINGS))
    w = read(sheet, answers={"column/receipts.form": "Kind of it"})
    assert (unmet_answers(w), set(standings(w).values())) == ([], {"used"})


def test_of_two_headings_each_holds_for_the_tab_that_has_it():
    other = receipts((DAY, 10, "cherry"), headings=[*HEADINGS[:3], "Sort", HEADINGS[4]], sheet="December")
    said = (GivenAnswer("column/receipts.form", "Sort"), GivenAnswer("column/receipts.form", "Kind of it"))
    sheets = receipts((DAY, 10, "cherry"), headings=HEADINGS), other
    assert unmet_answers(checked(*sheets, mapping=mapping.Mapping(answers=Answers(said)))) == []


def test_a_typed_heading_that_the_tab_lacks_is_refused_with_the_list():
    asked = the_question(read(receipts((DAY, 10, "cherry"), headings=HEADINGS)))
    with pytest.raises(BadMapping) as refused:
        refuse_unknown_heading(asked, "Clase")
    assert refused.value.what == "No column of Recibos is headed “Clase”."
    assert "“Kind of it”" in refused.value.fix
    for right in ("kind of IT", "nothing", "always: cherry", ""):
        refuse_unknown_heading(asked, right)


def test_gate_alone_is_refused_with_the_ids_that_are_right():
    with pytest.raises(BadMapping) as refused:
        refuse_wrong(Answers((GivenAnswer("gate", "0"),)))
    assert "gate/inland+export+freight+insurance+destination with the answer 0" in refused.value.fix
    assert "setting/inland" in refused.value.fix
    with pytest.raises(BadMapping) as refused:
        refuse_wrong(Answers((GivenAnswer("gate/inland+export", "0.3"),)))
    assert "as setting/inland, setting/export." in refused.value.fix


def test_a_day_typed_for_all_rows_is_no_heading():
    sales = tab("Ventas", [*OFFERS[:3], *OFFERS[4:]], ["O1", "ML-01", "Roaster", 100, "accepted", DAY, 6])
    w = read(register("ML-01"), sales, answers={"column/offers.offered_on": "2025-10-01"})
    assert unmet_answers(w) == []
    assert w.rows("SELECT offered_on FROM offers") == [{"offered_on": date(2025, 10, 1)}]


def test_an_answer_about_a_log_that_stands_in_the_rows_of_another_meets_something():
    heads = ["Lot", "Stream", "Crop year", "Green kg", "Checked", "Moisture %", "Cup score"]
    lots = tab("Lots", heads, ["M1", "micro", "2025/26", 60, DAY, 11, 85])
    w = read(lots, answers={"column/quality.sampled_on": "Checked"})
    assert w.rows("SELECT cup_score FROM quality") == [{"cup_score": 85.0}]
    assert unmet_answers(w) == []
