"""Cells that can't be read ask one question a cause; the answer gives the values worked out here, nothing is left."""

from __future__ import annotations

from datetime import date

import pytest

from tests.logbooks.questions.asking_sheets import (
    DAY,
    questions,
    read,
    receipts,
    register,
    the_question,
    values,
)
from tests.logbooks.typed_sheets import OFFERS, PAYMENTS, QUALITY, RECEIPTS, Formatted, found, standings, tab

WITHOUT_UNIT = ["Received on", "Farmer", "Weight", "Form", "Receipt number"]


def meanings(question, choice):
    """What a choice would mean for the examples."""
    return next(one.means for one in question.choices if one.id == choice)


def test_the_size_of_a_local_unit():
    sheet = receipts((DAY, "2 qq", "cherry"), (DAY, "3 qq", "cherry"), (DAY, "100", "cherry"))
    asked = the_question(read(sheet))
    assert (asked.id, asked.asks) == ("size/qq", "How many kg is one “qq” in your sheets?")
    assert (asked.cells, asked.rows, asked.unused, asked.kg, asked.takes) == (2, 2, 2, None, "number")
    assert [(one.place, one.written) for one in asked.examples] == [
        ("Recibos, row 2", "2 qq"),
        ("Recibos, row 3", "3 qq"),
    ]
    assert "46" in [one.id for one in asked.choices]
    assert meanings(asked, "46") == ("1 qq is 46 kg",)
    w = read(sheet, answers={"size/qq": "46"})
    assert values(w, "weight_kg") == [92, 138, 100]
    assert (questions(w), found(w)) == ({}, [])


def test_the_size_of_a_measure_of_land():
    plots = tab("Plots", ["Plot", "Farmer", "Area (manzana)"], ["P1", "F1", 2], ["P2", "F2", 4])
    asked = the_question(read(plots))
    assert (asked.id, asked.cells, asked.takes) == ("area/manzana", 2, "number")
    w = read(plots, answers={"area/manzana": "0.75"})
    assert values(w, "area_ha", "plots") == [1.5, 3]
    assert (questions(w), found(w)) == ({}, [])


@pytest.mark.parametrize("question", ["dates", "dates/receipts.received_on/received on"])
@pytest.mark.parametrize(
    ("order", "read_as"),
    [("dmy", [date(2025, 4, 3), date(2025, 6, 5)]), ("mdy", [date(2025, 3, 4), date(2025, 5, 6)])],
)
def test_which_part_of_a_day_is_the_month(question, order, read_as):
    sheet = receipts(("03/04/2025", "10", "cherry"), ("05/06/2025", "20", "cherry"))
    asked = the_question(read(sheet))
    assert (asked.id, asked.cells, asked.kg) == ("dates", 2, 30)
    assert meanings(asked, "dmy") == ("03/04/2025 is 3 April 2025", "05/06/2025 is 5 June 2025")
    assert meanings(asked, "mdy")[0] == "03/04/2025 is 4 March 2025"
    assert meanings(asked, "ymd")[0] == "03/04/2025 is no day at all"
    assert [(part.id, part.cells) for part in asked.parts] == [("dates/receipts.received_on/received on", 2)]
    w = read(sheet, answers={question: order})
    assert values(w, "received_on") == read_as
    assert (questions(w), found(w)) == ({}, [])


@pytest.mark.parametrize("question", ["mark", "mark/receipts.weight/weight kg"])
@pytest.mark.parametrize(("mark", "kg"), [(",", 1250), (".", 1.25)])
def test_which_mark_stands_before_the_decimals(question, mark, kg):
    sheet = receipts((DAY, "1.250", "cherry"))
    asked = the_question(read(sheet))
    assert (asked.id, asked.cells, asked.unused) == ("mark", 1, 1)
    assert (meanings(asked, ","), meanings(asked, ".")) == (("1.250 is 1,250",), ("1.250 is 1.25",))
    w = read(sheet, answers={question: mark})
    assert values(w, "weight_kg") == [kg]
    assert (questions(w), found(w)) == ({}, [])


def test_what_was_said_of_all_sheets_leaves_alone_what_a_column_tells_by_itself():
    sheet = receipts((DAY, "12.5", "cherry"), (DAY, "1.250", "cherry"))  # a point stands before the decimals here
    assert questions(read(sheet)) == {}
    assert values(read(sheet, answers={"mark": ","}), "weight_kg") == values(read(sheet), "weight_kg") == [12.5, 1.25]
    said_of_it = read(sheet, answers={"mark/receipts.weight/weight kg": ","})
    assert values(said_of_it, "weight_kg") == [12.5, 1250]


def test_a_column_in_which_both_marks_stand_before_decimals_is_read_once_it_is_said():
    sheet = receipts((DAY, "12.5", "cherry"), (DAY, "12,5", "cherry"), (DAY, "1.250", "cherry"))
    assert the_question(read(sheet)).cells == 1
    w = read(sheet, answers={"mark/receipts.weight/weight kg": ","})
    assert (values(w, "weight_kg"), questions(w)) == ([12.5, 12.5, 1250], {})


def test_what_words_of_a_column_with_choices_mean():
    sheet = receipts((DAY, 10, "Pergamito"), (DAY, 20, "Uvita"), (DAY, 40, "Uvita"))
    asked = the_question(read(sheet))
    assert asked.id == "word/receipts.form/form"
    assert asked.asks == "What do these words under “Form” in Recibos mean?"
    assert (asked.cells, asked.kg) == (3, 70)
    assert [(part.id, part.cells) for part in asked.parts] == [
        ("word/receipts.form/form/uvita", 2),
        ("word/receipts.form/form/pergamito", 1),
    ]
    assert [one.id for one in asked.choices][-1] == "nothing"
    answers = {"word/receipts.form/form/uvita": "cherry", "word/receipts.form/form/pergamito": "dry parchment"}
    w = read(sheet, answers=answers)
    assert values(w, "form") == ["dry parchment", "cherry", "cherry"]
    assert (questions(w), found(w)) == ({}, [])


def test_one_answer_may_hold_for_all_words_of_a_column_but_those_with_their_own():
    sheet = receipts((DAY, 10, "Pergamito"), (DAY, 20, "Uvita"))
    answers = {"word/receipts.form/form": "cherry", "word/receipts.form/form/pergamito": "green"}
    assert values(read(sheet, answers=answers), "form") == ["green", "cherry"]


def test_a_star_is_a_word_like_another():
    sheet = receipts((DAY, 10, "*"), (DAY, 20, "Uvita"))
    w = read(sheet, answers={"word/receipts.form/form/*": "green"})
    assert values(w, "form") == ["green"]
    assert [part.id for part in the_question(w).parts] == ["word/receipts.form/form/uvita"]


def test_a_row_whose_word_means_nothing_stays_left_out_and_is_not_asked_about_again():
    sheet = receipts((DAY, 10, "Pergamito"), (DAY, 20, "cherry"))
    w = read(sheet, answers={"word/receipts.form/form/pergamito": "nothing"})
    assert standings(w) == {2: "left out", 3: "used"}
    assert (found(w), questions(w)) == ([(2, "form", "unknown-choice")], {})


def test_which_words_mean_yes_and_which_no():
    papers = tab("Documents", ["Lot", "Document", "Signed"], ["M1", "invoice", "quizá"], ["M1", "contract", "listo"])
    asked = the_question(read(papers, register("M1")))
    assert asked.asks == "Which of these words under “Signed” in Documents mean yes, and which no?"
    assert [one.id for one in asked.choices] == ["yes", "no", "nothing"]
    answers = {"word/documents.signed/signed/quiza": "nothing", "word/documents.signed/signed/listo": "yes"}
    w = read(papers, register("M1"), answers=answers)
    assert values(w, "signed", "documents") == [None, True]
    assert (questions(w), found(w)) == ({}, [])


def test_what_a_column_is_counted_in():
    sheet = receipts((DAY, 10, "cherry"), (DAY, 20, "cherry"), headings=WITHOUT_UNIT)
    asked = the_question(read(sheet))
    assert (asked.id, asked.cells, asked.unused) == ("unit/receipts.weight/weight", 2, 2)
    assert [one.id for one in asked.choices] == ["kg", "lb", "qq"]
    assert meanings(asked, "lb") == ("10 is 10 lb",)
    w = read(sheet, answers={"unit/receipts.weight/weight": "lb"})
    assert values(w, "weight_kg") == pytest.approx([4.5359237, 9.0718474])
    assert (questions(w), found(w)) == ({}, [])


def test_for_how_much_a_price_is_paid_says_nothing_of_its_money():
    """4.40 for a pound is 4.40 / 0.45359237 = 9.70 for a kg, in the lempiras that the row names."""
    heads = [*RECEIPTS, "Price", "Currency"]
    sheet = tab("R", heads, [DAY, "F1", 10, "cherry", "r1", 4.4, "HNL"], [DAY, "F2", 10, "cherry", "r2", 4.4, "HNL"])
    asked = questions(read(sheet))["unit/receipts.price/price"]
    assert [one.id for one in asked.choices] == ["per kg", "per lb", "per qq"]
    w = read(sheet, answers={asked.id: "per lb"})
    assert values(w, "price_per_kg") == pytest.approx([9.7003395] * 2)
    assert values(w, "currency") == ["HNL", "HNL"]


def test_a_unit_without_a_size_asks_on_and_both_answers_together_are_the_weight():
    sheet = receipts((DAY, 10, "cherry"), headings=WITHOUT_UNIT)
    assert list(questions(read(sheet, answers={"unit/receipts.weight/weight": "qq"}))) == ["size/qq"]
    w = read(sheet, answers={"unit/receipts.weight/weight": "qq", "size/qq": "46"})
    assert (values(w, "weight_kg"), questions(w)) == ([460], {})


@pytest.mark.parametrize(("unit", "kg"), [("kg", 10), ("lb", 4.5359237)])
def test_a_column_beside_it_and_the_heading_say_different_units(unit, kg):
    sheet = tab("R", [*RECEIPTS, "Unit"], [DAY, "F1", 10, "cherry", "r1", "lb"])
    assert the_question(read(sheet)).id == "unit/receipts.weight/weight kg"
    w = read(sheet, answers={"unit/receipts.weight/weight kg": unit})
    assert values(w, "weight_kg") == pytest.approx([kg])
    assert (questions(w), found(w)) == ({}, [])


@pytest.mark.parametrize(("unit", "kg"), [("kg", 10), ("lb", 4.5359237)])
def test_the_format_of_the_cells_and_the_heading_say_different_units(unit, kg):
    sheet = receipts((DAY, Formatted("10 lb"), "cherry"))
    asked = the_question(read(sheet))
    assert asked.id == "unit/receipts.weight/weight kg"
    w = read(sheet, answers={asked.id: unit})
    assert values(w, "weight_kg") == pytest.approx([kg])
    assert (questions(w), found(w)) == ({}, [])


def test_a_single_cell_in_an_unknown_unit_is_mended_in_the_sheet_and_asks_nothing_of_its_column():
    w = read(receipts((DAY, 10, "cherry"), (DAY, "12 baskets", "cherry")))
    assert (found(w), questions(w)) == ([(3, "weight", "unknown-unit")], {})


def test_which_money_a_sign_is():
    payments = tab("Pagos", PAYMENTS, [DAY, "F1", 1000, "$"], [DAY, "F1", 20, "USD"])
    asked = the_question(read(payments))
    assert (asked.id, asked.asks, asked.cells) == ("currency/$", "Which money is “$” in your sheets?", 1)
    assert {"USD", "COP"} <= {one.id for one in asked.choices}
    w = read(payments, answers={"currency/$": "COP", "rate/COP": "4000"})
    assert values(w, "currency", "payments") == ["COP", "USD"]
    assert (questions(w), found(w)) == ({}, [])


@pytest.mark.parametrize(("scale", "moisture"), [("percent", [0.11, 0.12]), ("fraction", [11, 12])])
def test_percent_or_parts_of_one(scale, moisture):
    samples = tab(
        "Quality", ["Sampled on", "Lot", "Moisture", "Cup score"], [DAY, "M1", 0.11, 85], [DAY, "M1", 0.12, 86]
    )
    asked = the_question(read(samples, register("M1")))
    assert (asked.id, asked.cells) == ("percent/quality.moisture/moisture", 2)
    assert (meanings(asked, "percent")[0], meanings(asked, "fraction")[0]) == ("0.11 is 0.11 %", "0.11 is 11 %")
    w = read(samples, register("M1"), answers={asked.id: scale})
    assert values(w, "moisture", "quality") == pytest.approx(moisture)
    assert questions(w) == {}


def test_which_lot_a_code_written_otherwise_means():
    samples = tab("Quality", QUALITY, [DAY, "ml 1", 11, 85], [DAY, "ML-02", 11, 86], [DAY, "ZZ-9", 11, 86])
    asked = the_question(read(samples, register("ML-01", "ML-02")))
    assert (asked.id, asked.cells) == ("lot", 2)
    assert [(part.id, part.suggests) for part in asked.parts] == [("lot/zz 9", ""), ("lot/ml 1", "ML-01")]
    assert [one.id for one in asked.choices] == ["ML-01", "ML-02", "nothing"]
    w = read(samples, register("ML-01", "ML-02"), answers={"lot/ml 1": "ML-01", "lot/zz 9": "nothing"})
    assert values(w, "lot_id", "quality") == ["ML-01", "ML-02", "ZZ-9"]
    assert (questions(w), found(w)) == ({}, [(4, "lot_id", "unknown-lot")])


def test_codes_of_lots_that_look_like_none_are_single_cells_and_no_question():
    samples = tab("Quality", QUALITY, [DAY, "ZZ-9", 11, 85])
    w = read(samples, register("ML-01", "ML-02"))
    assert (questions(w), found(w)) == ({}, [(2, "lot_id", "unknown-lot")])


def test_kilos_and_money_that_hang_on_a_word():
    offer = ["O1", "M1", "Roaster", DAY, 100, "Cerradito", DAY, 6]
    deals = tab("Sales", OFFERS, offer, ["O2", "M1", "Roaster", DAY, 50, "rejected", None, None])
    asked = questions(read(deals, register("M1")))["word/offers.status/status"]
    assert (asked.cells, asked.kg, asked.money) == (1, 100, 600)


def test_a_measure_of_ones_own_is_asked_about_and_then_read():
    """3 and 4 baskets of 12.5 kg are 37.5 and 50 kg."""
    baskets = receipts((DAY, "3 canastos", "cherry"), (DAY, "4 canastos", "cherry"))
    asked = the_question(read(baskets))
    assert (asked.id, asked.cells, asked.unused) == ("size/canastos", 2, 2)
    assert [one.id for one in asked.choices] == ["nothing"]
    assert values(read(baskets, answers={"size/canastos": "12.5"}), "weight_kg") == [37.5, 50.0]
    assert questions(read(baskets, answers={"size/canastos": "nothing"})) == {}


def test_a_measure_in_a_column_of_units_is_asked_about_where_it_stands_once():
    counted = tab(
        "R", [*WITHOUT_UNIT, "Unit"], [DAY, "F1", 3, "cherry", "r1", "feresula"], [DAY, "F1", 2, "cherry", "r2", "kg"]
    )
    own = tab(
        "R",
        [*WITHOUT_UNIT, "Unit"],
        [DAY, "F1", 3, "cherry", "r1", "tina honda"],
        [DAY, "F1", 2, "cherry", "r2", "tina"],
    )
    assert list(questions(read(own))) == ["size/tina"]  # two words are no measure
    assert values(read(own, answers={"size/tina": "20"}), "weight_kg") == [40.0]
    assert list(questions(read(counted))) == ["size/feresula"]


def test_a_remark_beside_one_weight_and_a_word_known_as_money_are_no_measure():
    assert (
        questions(read(receipts((DAY, "3 aprox", "cherry"), (DAY, "4 EUR", "cherry"), (DAY, "5 EUR", "cherry")))) == {}
    )


def test_a_measure_in_a_heading_is_asked_about():
    """3 and 4 debe of 15 kg; a word that is no measure leaves the heading without a unit."""
    headings = ["Received on", "Farmer", "Weight (debe)", "Form", "Receipt number"]
    rows = receipts((DAY, 3, "cherry"), (DAY, 4, "cherry"), headings=headings)
    asked = the_question(read(rows))
    assert (asked.id, asked.cells) == ("size/debe", 2)
    assert values(read(rows, answers={"size/debe": "15"}), "weight_kg") == [45.0, 60.0]
    assert list(questions(read(rows, answers={"size/debe": "nothing"}))) == ["unit/receipts.weight/weight debe"]


def test_codes_are_not_asked_about_while_rows_of_the_register_wait():
    """M-1 is a lot of the register, whose stream nobody understood yet: it is no other spelling of B-1."""
    lots = tab("Lots", ["Lot", "Stream", "Crop year"], ["M-1", "plugh", "2025/26"], ["B-1", "bulk", "2025/26"])
    sales = tab("Sales", OFFERS, ["O1", "M-1", "Roaster", DAY, 100, "accepted", DAY, 6])
    assert {"word/lots.stream/stream", "lot"} & questions(read(lots, sales)).keys() == {"word/lots.stream/stream"}
    assert "lot" not in questions(read(lots, sales, answers={"word/lots.stream/stream/plugh": "micro"}))


def test_a_heading_that_is_itself_a_measure_may_be_chosen_and_sized():
    """Under "Cajas" stand 3 and 4 boxes of 20 kg."""
    headings = ["Received on", "Farmer", "Cajas", "Form", "Receipt number"]
    rows = receipts((DAY, 3, "cherry"), (DAY, 4, "cherry"), headings=headings)
    said = {"column/receipts.weight": "Cajas"}
    asked = the_question(read(rows, answers=said))
    assert (asked.id, asked.choices[-1].id) == ("unit/receipts.weight/cajas", "cajas")
    said["unit/receipts.weight/cajas"] = "cajas"
    assert the_question(read(rows, answers=said)).id == "size/cajas"
    assert values(read(rows, answers=said | {"size/cajas": "20"}), "weight_kg") == [60.0, 80.0]


def test_one_basket_a_day_is_asked_about_too():
    """ "1 canasto" in two rows is one text and two cells; in one row it is a remark."""
    baskets = receipts((DAY, "1 canasto", "cherry"), (DAY, "1 canasto", "cherry"))
    assert the_question(read(baskets)).id == "size/canasto"
    assert questions(read(receipts((DAY, "1 canasto", "cherry")))) == {}


@pytest.mark.parametrize("headings", [None, [*WITHOUT_UNIT, "Unit"]])
def test_a_word_said_to_be_no_measure_is_a_cell_to_be_mended(headings):
    rows = [[DAY, "F1", "12 aprox", "cherry", "r1"], [DAY, "F1", "15 aprox", "cherry", "r2"]]
    if headings:
        rows = [[DAY, "F1", 12, "cherry", "r1", "aprox"]]
    w = read(tab("R", headings or RECEIPTS, *rows), answers={"size/aprox": "nothing"})
    assert {code for _, _, code in found(w)} == {"unknown-unit"}
    assert questions(w) == {}


MONTO = "mark/costs.amount/monto usd"


def spent(*amounts, **answers):
    rows = [[DAY, "selección", amount, "micro"] for amount in amounts]
    return read(tab("Gastos", ["Fecha", "Categoría", "Monto (USD)", "Tipo de lote"], *rows), **answers)


@pytest.mark.parametrize(("mark", "amount"), [(",", 2345), (".", 2.345)])
def test_money_has_no_thousandths_where_no_other_cell_has(mark, amount):
    """1,234.50 has its point before cents; 2.345 beside it is two thousand in another hand, or a slip."""
    w = spent("1,234.50", "2.345", "3 456")
    assert (values(w, "amount", "costs"), questions(w)["mark"].cells) == ([1234.5, 3456], 1)
    assert values(spent("1,234.50", "2.345", answers={MONTO: mark}), "amount", "costs") == [1234.5, amount]
    assert values(spent("1234.567", "2.345"), "amount", "costs") == [1234.567, 2.345]  # reckoned to thousandths


def test_marks_that_both_stand_before_thousands_are_one_answer():
    sheet = ("1,234", "2.345", "3 456")
    asked = questions(spent(*sheet))["mark"]
    assert [(one.id, one.means) for one in asked.choices][2] == ("thousands", ("1,234 is 1,234", "2.345 is 2,345"))
    for question in ("mark", MONTO):
        assert values(spent(*sheet, answers={question: "thousands"}), "amount", "costs") == [1234, 2345, 3456]
    assert [one.id for one in questions(spent("1,234", "2,345"))["mark"].choices] == [",", "."]


def test_what_a_unit_would_mean_is_said_of_the_number_alone():
    """Of a cell that says lb it can't be said what it is in kg."""
    w = read(
        receipts(
            (DAY, Formatted("38 lb"), "cherry"),
            (DAY, Formatted("40 kg"), "cherry"),
            (DAY, 12, "cherry"),
            headings=["Received on", "Farmer", "Weight", "Form", "Receipt number"],
        )
    )
    for choice in questions(w)["unit/receipts.weight/weight"].choices:
        (means,) = choice.means
        assert means.split(" is ")[0] in ("38", "40", "12") and means.endswith(f" {choice.id}")
