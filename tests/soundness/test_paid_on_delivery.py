"""What farmers were paid may stand in the rows of their deliveries: it is read as payments where no tab holds any."""

from __future__ import annotations

from datetime import date

import pytest

from logbooks.questions.unmet_answers import unmet_answers
from logbooks.recognise.answers import for_tab
from metrics.engine.compute import answer
from tests.logbooks.questions.asking_sheets import questions, read
from tests.logbooks.typed_sheets import found, tab

ENGLISH = ["Received on", "Farmer", "Weight (kg)", "Form", "Lot", "Stream", "Amount paid (USD)"]
ROWS = [
    [date(2025, 12, 1), "F1", 100, "cherry", "M1", "micro", 70],
    [date(2025, 12, 1), "F1", 100, "cherry", "M1", "micro", 70],  # another load of the day, weighed and paid alike
    [date(2025, 12, 3), "F2", 200, "cherry", "B1", "bulk", 90],
    [date(2025, 12, 4), "F3", 50, "cherry", "B1", "bulk", None],  # not paid yet
]


def paid(w) -> list[tuple]:
    rows = w.rows("SELECT paid_on, farmer_id, amount, currency, lot_id, stream FROM payments ORDER BY row_id")
    return [tuple(row.values()) for row in rows]


def test_every_delivery_that_was_paid_is_a_payment_of_its_day_and_lot():
    w = read(tab("Receipts", ENGLISH, *ROWS))
    first, third = date(2025, 12, 1), date(2025, 12, 3)
    assert [(day, farmer, amount, lot) for day, farmer, amount, _, lot, _ in paid(w)] == [
        (first, "F1", 70, "M1"),
        (first, "F1", 70, "M1"),
        (third, "F2", 90, "B1"),
    ]
    assert found(w) == [
        (1, "", "lots-told-beside"),
        (1, "", "payments-told-beside"),
        (3, "", "identical-row"),  # said of the delivery, once
    ]


@pytest.mark.parametrize(
    "headings",
    [
        "Fecha de recibo|Socio|Peso (kg)|Forma|Lote|Tipo de lote|Monto pagado (USD)",
        "Fecha de recibo|Socio|Peso (kg)|Forma|Lote|Tipo de lote|Pagado (USD)",
        "Date de réception|Producteur|Poids (kg)|Forme|Lot|Catégorie|Montant payé (USD)",
        "Data de recebimento|Produtor|Peso (kg)|Forma|Lote|Tipo de lote|Valor pago (USD)",
        "Received on|Farmer|Weight (kg)|Form|Lot|Stream|Paid USD",
        "Ngày nhận|Nông dân|Khối lượng (kg)|Dạng|Lô|Loại lô|Đã trả (USD)",
    ],
)
def test_other_languages_and_a_currency_beside_the_word(headings):
    w = read(tab("Recibos", headings.split("|"), *ROWS))
    assert [one[2] for one in paid(w)] == [70, 70, 90]


@pytest.mark.parametrize(
    "heading",
    [
        *("Amount (USD)", "Paid per kg (USD)", "Paid by", "Price paid (USD/kg)", "Paid", "Value of delivery (USD)"),
        *("Not paid (USD)", "Paid per bag (USD)", "Kgs paid", "Paid lbs", "Tax paid (USD)", "Payment ref", "Lot paid"),
        *("Non payé (FCFA)", "Sin pago (Q)", "Pago por mes (Q)", "Payé par sac (FCFA)", "Paid (yes)", "Unpaid (USD)"),
    ],
)
def test_what_is_no_amount_that_was_paid_is_no_payment(heading):
    w = read(tab("Receipts", [*ENGLISH[:-1], heading], *ROWS))
    assert paid(w) == []


def test_two_headings_of_what_was_paid_tell_nothing():
    rows = [[*row, 5] for row in ROWS]
    w = read(tab("Receipts", [*ENGLISH, "Total paid (USD)"], *rows))
    assert paid(w) == []


def test_a_tab_of_payments_goes_before():
    payments = tab("Payments", ["Paid on", "Farmer", "Amount", "Currency"], [date(2026, 1, 5), "F1", 11, "USD"])
    assert [one[2] for one in paid(read(tab("Receipts", ENGLISH, *ROWS), payments))] == [11]


def test_a_tab_of_payments_that_nobody_filled_in_holds_none():
    empty = tab("Payments", ["Paid on", "Farmer", "Amount", "Currency"])
    assert [one[2] for one in paid(read(tab("Receipts", ENGLISH, *ROWS), empty))] == [70, 70, 90]


PAYMENTS = ["Paid on", "Farmer", "Amount", "Currency"]
TWICE = for_tab("column/payments.amount", "Receipts")


@pytest.mark.parametrize(
    "rows",
    [
        [[None, "TOTAL", 230, "USD"]],
        [[None, None, 230, None]],
        [[date(2026, 1, 5), "F1", 0, "USD"], [None, "F2", None, "USD"], [None, None, None, "USD"]],
    ],
)
def test_a_tab_of_payments_with_totals_or_rows_filled_in_beforehand_holds_none(rows):
    w = read(tab("Receipts", ENGLISH, *ROWS), tab("Payments", PAYMENTS, *rows))
    assert [one[2] for one in paid(w) if one[2]] == [70, 70, 90]


def test_where_both_hold_payments_it_is_asked_whether_they_are_others():
    """70 + 70 + 90 on delivery and 11 later: 241 where these are others, 11 where they are the same."""
    sheets = (tab("Receipts", ENGLISH, *ROWS), tab("Payments", PAYMENTS, [date(2026, 1, 5), "F1", 11, "USD"]))
    asked = questions(read(*sheets))[TWICE]
    assert asked.asks == (
        "Receipts says under “Amount paid (USD)” what was paid, and Payments holds payments too. Are these other "
        "payments?"
    )
    assert [choice.id for choice in asked.choices] == ["Amount paid (USD)", "nothing"]
    both = read(*sheets, answers={TWICE: "Amount paid (USD)"})
    assert (sorted(one[2] for one in paid(both)), unmet_answers(both)) == ([11, 70, 70, 90], [])
    same = read(*sheets, answers={TWICE: "nothing"})
    assert ([one[2] for one in paid(same)], unmet_answers(same)) == ([11], [])
    for w in (both, same):
        assert TWICE not in questions(w)


@pytest.mark.parametrize("second", [None, "after harvest"])
def test_a_day_of_payment_in_the_row_is_the_day_else_that_of_the_delivery(second):
    """The amount says that it was paid, whatever the cell of the day holds."""
    rows = [[*row, day] for row, day in zip(ROWS, [date(2026, 1, 5), second, date(2026, 1, 6), None], strict=True)]
    w = read(tab("Receipts", [*ENGLISH, "Paid on"], *rows))
    assert [one[:3] for one in paid(w)] == [
        (date(2026, 1, 5), "F1", 70),
        (date(2025, 12, 1), "F1", 70),
        (date(2026, 1, 6), "F2", 90),
    ]
    assert ((3, "paid_on", "not-a-date") in found(w)) == bool(second)


def lost(w) -> list[str]:
    return [row["farmer_id"] for row in w.rows("SELECT farmer_id FROM lost.payments ORDER BY row_id")]


@pytest.mark.parametrize(("written", "is_lost"), [("pending", False), ("x", True), (-50, True), ("7O", True)])
def test_an_amount_that_can_not_be_read_is_lost_and_one_not_yet_paid_is_none(written, is_lost):
    rows = [[*ROWS[0][:-1], written], *ROWS[1:3]]
    w = read(tab("Receipts", ENGLISH, *rows))
    assert ([one[2] for one in paid(w)], lost(w)) == ([70, 90], ["F1"] if is_lost else [])


def test_what_was_said_of_the_column_holds():
    said = "column/payments.amount"
    assert paid(read(tab("Receipts", ENGLISH, *ROWS), answers={said: "nothing"})) == []
    heads = [*ENGLISH[:-1], "Cash given (USD)"]
    w = read(tab("Receipts", heads, *ROWS), answers={for_tab(said, "Receipts"): "Cash given (USD)"})
    assert ([one[2] for one in paid(w)], unmet_answers(w)) == ([70, 70, 90], [])


def test_what_was_said_of_a_tab_of_payments_makes_no_payment_of_what_a_delivery_is_worth():
    """Last month's tab of payments had its amounts under Value (USD); here that is what the coffee is worth."""
    said = {"column/payments.amount": "Value (USD)"}
    assert paid(read(tab("Receipts", [*ENGLISH[:-1], "Value (USD)"], *ROWS), answers=said)) == []
    w = read(tab("Receipts", [*ENGLISH[:-1], "Value (USD)", "Paid (USD)"], *([*row, 5] for row in ROWS)), answers=said)
    assert [one[2] for one in paid(w)] == [5, 5, 5, 5]


def test_a_receipt_written_again_once_it_is_paid_is_paid():
    heads = [*ENGLISH, "Receipt number"]
    again = [*ROWS[0], "R-1"]
    rows = [[*ROWS[0][:-1], None, "R-1"], again, again, [*ROWS[2], "R-2"]]
    w = read(tab("Receipts", heads, *rows))
    assert ([one[2] for one in paid(w)], lost(w)) == ([70, 90], [])


def test_a_delivery_that_is_not_counted_pays_nobody_and_its_day_is_told_once():
    rows = [["sometime", *ROWS[0][1:]], *ROWS[1:3]]
    w = read(tab("Receipts", ENGLISH, *rows))
    assert [one[2] for one in paid(w)] == [70, 90]
    assert [place for place in found(w) if place[0] == 2] == [(2, "received_on", "not-a-date")]


def test_a_delivery_written_twice_is_paid_once():
    heads = [*ENGLISH, "Receipt number"]
    rows = [[*ROWS[0], "R-1"], [*ROWS[0], "R-1"], [*ROWS[2], "R-2"]]
    w = read(tab("Receipts", heads, *rows))
    assert [one[2] for one in paid(w)] == [70, 90]
    assert (3, "receipt_no", "duplicate-row") in found(w) and "identical-row" not in {code for _, _, code in found(w)}


def test_what_farmers_got_for_a_kg_green_comes_of_it():
    """Micro: 140 USD for 200 kg of cherry that gave 40 kg green, sold at 10; bulk: 90 for 250 kg that gave 50, sold at
    5, and one of its two farmers was not paid. 140 / 400 = 0.35 of the price and 90 / 250 = 0.36."""
    lots = tab(
        "Lots",
        ["Lot", "Stream", "Crop year", "Green kg", "Closed on"],
        ["M1", "micro", "2025/26", 40, date(2026, 2, 1)],
        ["B1", "bulk", "2025/26", 50, date(2026, 2, 1)],
    )
    heads = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Accepted price (USD/kg)", "Incoterm"]
    heads += ["Closed on"]
    sold = [
        ["O1", "M1", "A", date(2026, 2, 2), 40, "accepted", 10, "EXW", date(2026, 2, 9)],
        ["O2", "B1", "B", date(2026, 2, 2), 50, "accepted", 5, "EXW", date(2026, 2, 9)],
    ]
    w = read(lots, tab("Receipts", ENGLISH, *ROWS), tab("Offers", heads, *sold))
    told = answer(w, "farmer_share", "2025/26").groups
    assert (told["micro"].value, told["bulk"].value) == (pytest.approx(0.35), pytest.approx(0.36))
