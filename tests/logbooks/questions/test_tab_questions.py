"""What a tab holds, and which of its columns holds what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from logbooks.catalogue import logbooks
from logbooks.questions.open_questions import in_words, kinds
from logbooks.questions.told_answers import told
from tests.logbooks.questions.asking_sheets import DAY, questions, read, register, the_question, values
from tests.logbooks.typed_sheets import standings, tab

HEADINGS = ["Received on", "Farmer", "Weight (kg)", "Caja", "Receipt number"]
WITHOUT_A_FORM = tab("R", HEADINGS, [DAY, "F1", 10, "cherry", "r1"], [DAY, "F2", 20, "green", "r2"])
NOTES = tab("Apuntes", ["Cosa", "Donde", "Color"], ["Silla", "Bodega", "rojo"], ["Mesa", "Bodega", "verde"])


def test_a_required_column_that_no_heading_names():
    asked = the_question(read(WITHOUT_A_FORM))
    assert (asked.id, asked.about, asked.unused) == ("column/receipts.form", ("R", "Form"), 2)
    assert asked.asks == "What was weighed in R, cherry, parchment or green?"
    assert [one.id for one in asked.choices][:2] == ["Caja", "always: cherry"]
    assert asked.choices[0].means == ("In the first rows there stands: cherry, green",)
    assert asked.choices[-1].id == "nothing"


def test_no_total_waits_for_a_column_and_rows_of_every_tab_do():
    """Two months of two receipts and three, each with its total: 2 + 3 rows wait."""
    heads = HEADINGS[:3]
    january = tab("Enero", heads, [DAY, "F1", 10], [DAY, "F2", 20], ["TOTAL", None, 30])
    february = tab("Febrero", heads, [DAY, "F1", 1], [DAY, "F2", 2], [DAY, "F3", 3], ["TOTAL", None, 6], [None] * 3)
    asked = questions(read(january, february))["column/receipts.form"]
    assert (asked.rows, asked.unused) == (5, 5)
    assert [(part.says, part.cells) for part in asked.apart] == [("Enero", 2), ("Febrero", 3)]


@pytest.mark.parametrize(
    ("over", "gross", "net", "rest"),
    [
        ("Weight (kg)", "Gross", "Net", ("Received on", "Farmer", "Form")),
        ("Peso [kg]", "Bruto", "Neto", ("Fecha de recibo", "Socio", "Forma")),
        ("Berat (kg)", "Kotor", "Bersih", ("Tanggal terima", "Kode petani", "Bentuk kopi")),
    ],
)
def test_of_two_columns_under_one_heading_each_is_offered_with_both_its_headings(over, gross, net, rest):
    """10 kg gross are 9 net: the answer is found again in the sheet of the next month."""
    typed = tab("R", [*rest, over, None], [None, None, None, gross, net], [DAY, "F1", "cherry", 10, 9])
    asked = the_question(read(typed))
    assert [one.id for one in asked.choices[:2]] == [f"{over} {gross}", f"{over} {net}"]
    assert asked.choices[1].means == ("In the first rows there stands: 9",)
    answers = {asked.id: f"{over} {net}"}
    for title in ((), (["Enero"],)):
        w = read(
            tab("R", *title, *([[*rest, over, None], [None, None, None, gross, net]]), [DAY, "F1", "cherry", 10, 9]),
            answers=answers,
        )
        assert (questions(w), values(w, "weight_kg")) == ({}, [9.0])


@pytest.mark.parametrize(("heading", "cells"), [("Note", [84.5, 86]), ("Nota", ["84,25", "79"])])
def test_a_heading_over_scores_that_may_be_a_remark_is_asked_about(heading, cells):
    """Note is a remark in one language and a score in another."""
    rows = [[DAY, f"M{n}", cell] for n, cell in enumerate(cells)]
    typed = tab("Quality", ["Sampled on", "Lot", heading], *rows)
    asked = questions(read(typed, register("M0", "M1")))["column/quality.cup_score"]
    assert asked.choices[0].id == heading
    w = read(typed, register("M0", "M1"), answers={asked.id: heading})
    assert values(w, "cup_score", "quality")[1] == float(str(cells[1]).replace(",", "."))


@pytest.mark.parametrize("cells", [["good", "floral"], [2026, 2027], ["84.5", "sent to the buyer"]])
def test_remarks_are_no_scores_and_are_not_asked_about(cells):
    rows = [[DAY, f"M{n}", 11, cell] for n, cell in enumerate(cells)]
    assert (
        questions(read(tab("Quality", ["Sampled on", "Lot", "Moisture %", "Note"], *rows), register("M0", "M1"))) == {}
    )


@pytest.mark.parametrize("name", ["Nombre del socio", "Proveedor", "Nombre del agricultor"])
def test_a_heading_known_for_names_is_never_offered_as_a_weight(name):
    """However much like amounts they are written: Socio 23 is no weight of 23."""
    heads = ["Fecha de recibo", "Código socio", name, "Entregado", "Forma"]
    rows = [[DAY, f"F{n}", f"Socio {n}", 10.5 * n, "cereza"] for n in range(21, 27)]
    asked = questions(read(tab("Recibos de cereza", heads, *rows)))["column/receipts.weight"]
    assert [one.id for one in asked.choices] == ["Entregado", "nothing"]


def test_a_tab_that_looks_like_none():
    asked = the_question(read(NOTES))
    assert (asked.id, asked.asks) == ("tab/cosa, donde, color", "What does the tab Apuntes hold?")
    assert asked.choices[-1].id == "nothing"
    assert asked.choices[0].means == ("Its headings are: Cosa, Donde, Color",)


def test_a_tab_said_to_hold_something_else_is_not_asked_about_again_under_another_name():
    renamed = tab("Otra hoja", *(["Cosa", "Donde", "Color"], ["Banco", "Patio", "azul"]), source="b.xlsx")
    assert questions(read(renamed, answers={"tab/cosa, donde, color": "nothing"})) == {}


@pytest.mark.parametrize("heading", ["{x}", "{0.__class__}!", "'); DROP TABLE asked; --", '"\n#', "*_[a](b)_*", "{{}}"])
def test_headings_and_words_of_any_letters_are_asked_about_as_they_stand(heading):
    typed = tab("{tab}' \"", [heading, "{y}", "Color"], ["{z}", "'", '"'], ["{}", "''", "%s"])
    asked = the_question(read(typed))
    assert asked.asks == "What does the tab {tab}' \" hold?"
    assert heading.strip() in asked.choices[0].means[0]
    assert questions(read(typed, answers={asked.id: "nothing"})) == {}


def test_a_sheet_that_names_all_it_needs_asks_nothing():
    whole = tab("R", [*HEADINGS, "Form"], [DAY, "F1", 10, "", "r1", "cherry"])
    assert questions(read(whole, register("M1"))) == {}
    assert standings(read(whole)) == {2: "used"}


def test_every_sentence_of_a_column_is_of_one_there_is_and_of_its_choices():
    said = kinds()["column"]
    for about in (*said["asked"], *said["every_row"]):
        logbook, name = about.split(".")
        column = logbooks()[logbook].column(name)
        assert set(said["every_row"].get(about, {})) <= {*column.choices, "nothing"}


def test_what_all_rows_are_is_said_in_words_of_the_question():
    costs = tab("Gastos", ["Spent on", "Category", "Amount"], [DAY, "sorting", 70])
    asked = questions(read(costs))["column/costs.stream"]
    assert (asked.asks, [one.says for one in asked.choices]) == (
        "Whom are the costs in Gastos for?",
        [
            "All are for the pilot alone (micro)",
            "All are for ordinary coffee alone (bulk)",
            "For both, or it is not written down",
        ],
    )
    assert in_words(asked.id, "always: micro") == "All are for the pilot alone (micro)"
    assert told(asked.id, "always: micro") == "Stream is “micro” in every row"
    assert told(asked.id, "nothing") == "Stream is not written down, or the rows are of both"


def test_what_was_paid_for_may_stand_in_a_note():
    costs = tab("Gastos", ["Spent on", "Note", "Amount"], [DAY, "sorting of cherry", 70])
    asked = questions(read(costs))["column/costs.category"]
    assert asked.asks == "Which column of Gastos says what the money was spent on?"
    assert [one.id for one in asked.choices] == ["Note", "nothing"]
    w = read(costs, answers={asked.id: "Note"})
    assert w.rows("SELECT category, amount FROM costs") == [{"category": "sorting of cherry", "amount": 70.0}]


def test_the_day_of_a_contract_may_be_that_of_the_deal():
    headings = [
        "Offer",
        "Lot",
        "Buyer",
        "Offered on",
        "Weight (kg)",
        "Status",
        "Contract date",
        "Accepted price (USD/kg)",
    ]
    sales = tab("Sales", headings, ["O-1", "M1", "Roaster", DAY, 100, "accepted", date(2026, 1, 9), 9])
    asked = questions(read(sales, register("M1")))["column/offers.closed_on"]
    assert [one.id for one in asked.choices] == ["Contract date", "nothing"]
    w = read(sales, register("M1"), answers={asked.id: "Contract date"})
    assert w.rows("SELECT closed_on FROM offers") == [{"closed_on": date(2026, 1, 9)}]


def test_costs_of_lots_are_not_asked_for_whom_they_are():
    costs = tab("Costs", ["Spent on", "Category", "Amount", "Lot"], [DAY, "sorting", 70, "M1"])
    assert "column/costs.stream" not in questions(read(costs, register("M1")))


@pytest.mark.parametrize(("sheet", "titles"), [("Pagos 2026", []), ("Hoja1", [["PAGOS A SOCIOS"]])])
def test_the_log_a_tab_is_called_after_is_offered_first(sheet, titles):
    typed = tab(sheet, *titles, ["Cosa", "Donde", "Color"], ["Silla", "Bodega", "rojo"])
    assert the_question(read(typed)).choices[0].id == "payments"


def test_a_heading_of_names_is_not_offered_first_for_what_was_weighed():
    rows = [[DAY, f"F{n}", 10, f"Persona {chr(65 + n)}", f"r{n}"] for n in range(8)]
    offered = [one.id for one in questions(read(tab("R", HEADINGS, *rows)))["column/receipts.form"].choices]
    assert (offered[0], offered[-2:]) == ("always: cherry", ["Caja", "nothing"])


@pytest.mark.parametrize("money", ["Valor pagado ($)", "Valor total ($)", "Valor USD"])
def test_a_heading_of_money_is_not_offered_first_for_who_brought_the_coffee(money):
    heads = ["Fecha de recibo", money, "Entregado por", "Peso (kg)", "Forma"]
    rows = [[DAY, 100 + n, f"Persona {chr(65 + n)}", 20, "cereza"] for n in range(4)]
    asked = questions(read(tab("Recibos", heads, *rows)))["column/receipts.farmer_id"]
    assert [one.id for one in asked.choices] == ["Entregado por", money, "nothing"]
