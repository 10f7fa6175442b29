"""A row that could not be counted takes its lot out of what joins several logs: the rest of the lot's rows alone would
give a false number. What does not need the lost cell counts on.

M1 and B1 gave 100 and 160 kg green of 700 and 1000 kg cherry, M2, M3 and M4 each 98 of 700; 80 of M1 and B1 and 49 of
each other are sold.
"""

from datetime import date

import pytest

from metrics.books.lot_book import lot_book
from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import checked, tab
from tests.metrics.hand import YEAR

REGISTER = (
    ["Lot", "Stream", "Crop year"],
    *([lot, stream, YEAR] for lot, stream in [*((f"M{place}", "micro") for place in (1, 2, 3, 4)), ("B1", "bulk")]),
)
DELIVERED = (
    ["Received on", "Farmer", "Weight (kg)", "Form", "Lot"],
    *(
        [date(2025, 11, day), "F1", kg, "cherry", lot]
        for day, kg, lot in [
            (3, 600, "M1"),
            (4, 100, "M1"),
            *((5, 700, f"M{place}") for place in (2, 3, 4)),
            (6, 1000, "B1"),
        ]
    ),
)
MILLED = (
    ["Lot", "Step", "Started on", "Ended on", "Form out", "Weight out (kg)", "Moisture out (%)"],
    *(
        [lot, "milling", date(2026, 1, day), date(2026, 1, day), "green", kg, 12]
        for lot, day, kg in [
            ("M1", 10, 60),
            ("M1", 11, 40),
            *((f"M{place}", 12, 98) for place in (2, 3, 4)),
            ("B1", 13, 160),
        ]
    ),
)
OFFERED = (["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Closed on", "Accepted price (USD/kg)",
    "Incoterm"], *(
    [f"O{place}", lot, buyer, date(2026, 2, 1), kg, status, date(2026, 2, 11), price, "EXW"]
    for place, (lot, buyer, kg, status, price) in enumerate([
        ("M1", "A", 80, "accepted", 8), ("M2", "B", 49, "accepted", 7),
        ("M3", "E", 49, "accepted", 7), ("M4", "F", 49, "accepted", 7), ("B1", "C", 80, "accepted", 4),
        ("M1", "D", 20, "rejected", None)])))  # fmt: skip


def with_cell(rows, row, column, written):
    """The same rows with another cell: row 1 is the first below the headings, column 0 the first."""
    return [[written if (r, c) == (row, column) else cell for c, cell in enumerate(one)] for r, one in enumerate(rows)]


def read(delivered=DELIVERED, milled=MILLED, offered=OFFERED, register=REGISTER):
    return checked(
        tab("Lots", *register), tab("Receipts", *delivered), tab("Processing", *milled), tab("Offers", *offered)
    )


def found(w, indicator):
    return answer(w, indicator, YEAR).groups


def test_as_they_are():
    w = read()
    assert found(w, "outturn")["micro"].value == pytest.approx(394 / 2800)
    assert found(w, "sold_share")["micro"].value == pytest.approx(227 / 394)
    assert found(w, "offer_conversion")["micro"].value == pytest.approx(4 / 5)


@pytest.mark.parametrize("written", ["6oo", "12,,5", "600 stones"])
def test_a_lot_with_an_unreadable_delivery_has_no_outturn(written):
    # Without the 600 kg M1 would have 100 of 100 kg cherry, and micro 394 / 2200. The others have 98 / 700 each.
    outturn = found(read(with_cell(DELIVERED, 1, 2, written)), "outturn")["micro"]
    assert outturn.value == pytest.approx(98 / 700)
    assert outturn.notes == ("1 not counted: a delivery of it could not be counted",)


def test_where_more_than_a_quarter_of_the_lots_is_lost_the_others_do_not_speak_for_them():
    rows = with_cell(with_cell(DELIVERED, 1, 2, "6oo"), 3, 2, "7oo")
    outturn = found(read(rows), "outturn")["micro"]
    assert outturn.value is None
    assert outturn.why_not == (
        "2 of 4 can't be counted (a delivery of it could not be counted); the rest can't stand for all."
    )


def test_a_delivery_under_a_code_that_is_nobodys_may_be_of_any_lot_that_reads_like_it():
    # M7 is any of M1 to M4, so none of them has an outturn; B1 has: 160 / 1000.
    outturn = found(read(with_cell(DELIVERED, 1, 4, "M7")), "outturn")
    assert outturn["micro"].value is None and "a delivery of it could not be counted" in outturn["micro"].why_not
    assert outturn["bulk"].value == pytest.approx(0.16)


@pytest.mark.parametrize("cell", [(1, 5, "6o"), (1, 5, "60 stones"), (1, 4, "gr33n")])
def test_a_lot_with_a_lost_milling_is_not_what_the_other_run_gave(cell):
    # A weight or a form that can't be read. M1 is estimated from its deliveries, said so, and not taken for the 40 kg
    # of its other run: the other lots gave 3 x 98 + 160 = 454 kg, of 3 x 112 + 160 = 496 by the table, so M1 has
    # 112 x 454 / 496.
    made = 112 * 454 / 496
    w = read(milled=with_cell(MILLED, *cell))
    sold = found(w, "sold_share")["micro"]
    assert sold.value == pytest.approx(227 / (made + 294))
    assert "kg green from receipts by the outturn of other lots" in sold.assumed
    assert sold.notes[0] == (
        "Estimated from deliveries, because no weight of the green coffee is written down: the kg green of 1 of 4 lots "
        "(M1)."
    )
    assert found(w, "outturn")["micro"].value == pytest.approx(98 / 700)


@pytest.mark.parametrize("written", ["5 sacks of ours", "8o", "?"])
def test_a_deal_without_a_readable_weight_counts_as_an_answer_and_its_lot_not_as_unsold(written):
    # The 80 kg of M1 are lost: the others sold 49 of 98 each. Answers are five, four accepted.
    w = read(offered=with_cell(OFFERED, 1, 4, written))
    sold = found(w, "sold_share")["micro"]
    assert (sold.value, sold.notes) == (0.5, ("1 not counted: a lot of which a deal could not be counted",))
    assert found(w, "offer_conversion")["micro"].value == pytest.approx(4 / 5)
    # 49 kg of each at 7, 49 unsold at the bulk price of 4: 5.5 a kg
    assert answer(w, "realised_premium", YEAR).groups["micro"].value == pytest.approx(5.5)
    assert found(w, "premium_over_bulk")["micro"].notes == (
        "1 not counted: a deal of which a cell is empty or could not be read",
    )


def test_a_lot_with_an_unreadable_delivery_is_not_accused_of_having_been_mixed():
    # Without the 600 kg M1 would have given 100 kg green of 100 kg cherry, more than any coffee can.
    w = read(with_cell(DELIVERED, 1, 2, "6oo"))
    told = w.rows("SELECT passed, missing FROM segregation WHERE lot_id = 'M1' AND test = 'outturn in its band'")
    assert [row["passed"] for row in told] == [None]
    assert w.rows("SELECT 1 FROM segregation WHERE lot_id = 'M1' AND NOT passed") == []


def test_the_note_on_estimated_lots_stands_beside_numbers_made_of_them():
    # B1's milling is lost: what micro sold of its own rests on no kg of it, what bulk sold does.
    w = read(milled=with_cell(MILLED, 6, 5, "16o"))
    estimated = "kg green of 1 of 1 lots (B1)"
    assert not any(estimated in note for note in found(w, "sold_share")["micro"].notes)
    assert any(estimated in note for note in found(w, "sold_share")["bulk"].notes)
    assert not any(estimated in note for note in found(w, "realised_premium")["micro"].notes)
    assert any("(B1)" in note for note in found(w, "pilot_share")["micro"].notes)


def test_a_deal_without_a_weight_is_paid_and_has_clauses_like_any_other():
    head, *rows = OFFERED
    terms = [date(2026, 2, 15), date(2026, 3, 17), 30, "outright"]  # shipped, paid 30 days later, as agreed
    offered = [[*head, "Shipped on", "Paid on", "Payment days", "Price basis"], *([*row, *terms] for row in rows)]
    whole, lost = read(offered=offered), read(offered=with_cell(offered, 1, 4, "8o"))
    for indicator in ("days_to_payment", "contract_terms"):
        assert found(lost, indicator)["micro"].n == found(whole, indicator)["micro"].n
    assert found(lost, "days_to_payment")["micro"].value == 30


def test_a_code_that_stands_for_two_offers_is_no_answer_twice():
    # O0 with 80 and with 90 kg: which holds nobody knows, so M1 is not compared, and of the other four offers three are
    # accepted.
    again = [*OFFERED, [*OFFERED[1][:4], 90, *OFFERED[1][5:]]]
    w = read(offered=again)
    assert found(w, "offer_conversion")["micro"].value == pytest.approx(3 / 4)
    assert found(w, "sold_share")["micro"].value == 0.5


def test_a_deal_whose_terms_cannot_be_read_brings_nothing_to_what_was_realised():
    # Without the deal of M1, of which 80 kg are in neither: 20 kg of M1 unsold at 4, and the others as above.
    w = read(offered=with_cell(OFFERED, 1, 8, "F0B!"))
    realised = answer(w, "realised_premium", YEAR).groups["micro"]
    assert realised.value == pytest.approx((147 * 7 + (147 + 20) * 4) / (294 + 20))


def test_the_lot_book_knows_no_kg_sold_of_a_lot_with_a_lost_deal():
    book = {row["lot_id"]: row for row in lot_book(read(offered=with_cell(OFFERED, 1, 4, "8o")), YEAR)}
    assert (book["M1"]["sold_kg"], book["M1"]["unsold_kg"]) == (None, None)
    assert (book["M2"]["sold_kg"], book["M2"]["unsold_kg"]) == (49, 49)
