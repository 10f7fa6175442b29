"""The only day of a sale is that of the deal, people said: of a sale still open it is the day it was offered."""

from datetime import date

from tests.logbooks.questions.asking_sheets import read, values
from tests.logbooks.typed_sheets import found, standings, tab

DAY, LATER = date(2026, 1, 10), date(2026, 2, 3)
HEADS = ["Offer", "Lot", "Buyer", "Contract date", "Weight (kg)", "Status", "Accepted price (USD/kg)", "Incoterm"]
SALES = tab(
    "Sales",
    HEADS,
    ["O-1", "M-1", "Roaster", DAY, 100, "accepted", 9, "EXW"],
    ["O-2", "M-2", "Roaster", LATER, 100, "open", None, "EXW"],
)


def test_it_is_open_and_nothing_is_wrong_with_it():
    w = read(SALES, answers={"column/offers.offered_on": "Contract date", "day_of_sale/contract date": "both"})
    assert (values(w, "offered_on", "offers"), values(w, "closed_on", "offers")) == ([DAY, LATER], [DAY, None])
    assert (found(w), standings(w)[3]) == ([], "used")


def test_a_closing_day_of_its_own_contradicts_it():
    heads = [*HEADS, "Closed on"]
    w = read(
        tab("Sales", heads, ["O-2", "M-2", "Roaster", DAY, 100, "open", None, "EXW", LATER]),
        answers={"column/offers.offered_on": "Contract date"},
    )
    assert [code for *_, code in found(w)] == ["closed-but-open"]
