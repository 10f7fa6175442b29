"""Cash of the pilot, day by day against a balance kept by hand; nothing without a day or a price vanishes."""

from datetime import date

import pytest

from metrics.books.cash_flow import CashFlow, NotCounted, cash_flow
from tests.logbooks.typed_sheets import LOTS, checked, tab
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of
from words.cash_words import cash_sentences

AS_OF = date(2026, 3, 31)


def cost(day, amount, **columns):
    return {"spent_on": day, "category": "lab", "amount": amount, "crop_year": YEAR, **columns}


def pay(day, amount, **columns):
    return {"paid_on": day, "farmer_id": "F1", "amount": amount, **columns}


LOGS = {
    "lots": lots(2, 1, green_kg=100.0),
    "costs": [
        cost(date(2025, 12, 1), 300.0, stream="micro", seasons=3),
        cost(date(2026, 2, 2), 50.0, category="export", lot_id="M2"),
    ],
    "payments": [
        pay(date(2025, 12, 3), 200.0, lot_id="M1"),
        pay(date(2025, 12, 9), 100.0, lot_id="M2"),
        pay(date(2025, 12, 9), 900.0, lot_id="B1"),
    ],
    "offers": [
        deal("M1", 100, 9.0, paid_on=date(2026, 1, 5)),
        deal("M2", 100, 8.0, "B", incoterm="FOB", paid_on=date(2026, 3, 2), claim_amount=30.0),
        deal("B1", 100, 5.0, "X", paid_on=date(2026, 1, 5)),
    ],
}


def found(settings=(), **changed) -> CashFlow:
    rows = [{"setting": name, "value": value} for name, value in settings]
    book = cash_flow(warehouse_of(as_of=AS_OF, **{**LOGS, "settings": rows, **changed}), YEAR)
    assert isinstance(book, CashFlow)
    return book


def test_the_balance_by_hand():
    # 1 Dec -300 (cash goes out whole, also what serves three seasons), 3 Dec -500, 9 Dec -600, 5 Jan +900: 300, 2 Feb
    # -50 for the ship: 250, 2 March 800 less the claim of 30: 1,020. Weeks from Monday 1 Dec to Monday 2 March: 14.
    book = found()
    assert [(w.starts_on, w.out, w.came_in, w.balance) for w in book.weeks if w.out or w.came_in] == [
        (date(2025, 12, 1), 500, 0, -500),
        (date(2025, 12, 8), 100, 0, -600),
        (date(2026, 1, 5), 0, 900, 300),
        (date(2026, 2, 2), 50, 0, 250),
        (date(2026, 3, 2), 0, 770, 1020),
    ]
    assert len(book.weeks) == 14 and book.balance == 1020
    assert (book.peak_need, book.peak_on) == (600, date(2025, 12, 9))
    assert book.days_below == 35 and book.not_counted == ()  # 1 December to 5 January


def test_what_the_need_cost_and_whether_the_limit_held():
    # 300 for 2 days, 500 for 6, 600 for 27 at 18.25 % a year: (600 + 3,000 + 16,200) x 0.1825 / 365 = 9.90
    book = found((("finance_rate", "0.1825"), ("credit_limit", "500")))
    assert book.interest == pytest.approx(9.9) and book.limit == 500
    said = cash_sentences(book, "USD")
    assert said[0] == "The greatest need of cash was 600 USD, on 9 Dec 2025."
    assert said[1] == "The cooperative can owe 500 USD: that day 100 USD was lacking."
    assert found().interest is None and "credit_limit" in cash_sentences(found(), "USD")[1]


def test_what_only_the_settings_know_of_the_way_to_the_ship_is_off_the_price():
    # without the bill of 50 the setting's 0.40 a kg is taken for what the way cost: 800 - 30 - 40
    book = found((("export", "0.40"),), costs=LOGS["costs"][:1])
    assert book.weeks[-1].came_in == pytest.approx(730)


def test_what_is_not_in_it_is_counted_with_its_money():
    book = found(
        costs=[
            *LOGS["costs"],
            cost(date(2026, 1, 2), 70.0),
            cost(date(2026, 1, 2), 9.0, stream="micro", currency="KES"),
        ],
        payments=[*LOGS["payments"], pay(date(2026, 1, 2), 40.0)],
        offers=[
            LOGS["offers"][0],
            deal("M2", 100, 8.0, "B", prefinance_share=0.25),
            LOGS["offers"][2],
        ],
    )
    assert book.not_counted == (
        NotCounted("no_rate", 1, None),
        NotCounted("untold", 1, 40.0),
        NotCounted("shared", 1, 70.0),
        NotCounted("unpaid", 1, 800.0),
        NotCounted("advanced", 1, 200.0),
    )
    said = cash_sentences(book, "USD")
    assert "(1 rows, unknown money)" in said[-5] and "(1 rows, 800 USD before what is taken off)" in said[-2]


def test_a_bill_whose_day_cannot_be_read_is_counted():
    day = date(2026, 1, 5)
    w = checked(
        tab("Lots", [*LOTS, "Green kg"], ["M1", "micro", YEAR, 100]),
        tab(
            "Costs",
            ["Spent on", "Category", "Amount", "Currency", "Lot"],
            [day, "lab", 80, "USD", "M1"],
            ["some time", "lab", 120, "USD", "M1"],
        ),
        tab(
            "Payments",
            ["Paid on", "Farmer", "Amount", "Currency", "Lot"],
            [day, "F1", 50, "USD", "M1"],
            ["before Easter", "F1", 30, "USD", "M1"],
        ),
    )
    book = cash_flow(w, YEAR)
    assert isinstance(book, CashFlow) and book.balance == -130
    assert book.not_counted == (NotCounted("unread", 2, 150.0),)


def test_without_a_flow_there_is_none():
    why = cash_flow(warehouse_of(lots=LOGS["lots"]), YEAR)
    assert why == "No cost, payment or paid deal of micro with its day and money is written down."
    assert "can't be split by station" in cash_flow(warehouse_of(**LOGS), YEAR, {"station": ("A",)})
