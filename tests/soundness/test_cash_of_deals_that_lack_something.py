"""Cash of deals of which a cell is missing, whose sample binds them, or whose way to the buyer is billed twice over."""

from datetime import date

import pytest

from metrics.books.cash_flow import CashFlow, NotCounted, cash_flow
from tests.logbooks.typed_sheets import LOTS, checked, tab
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of
from words.cash_words import not_in_it
from words.numbers import number

PAID = date(2026, 3, 2)
EXPORT = {"setting": "export", "value": "0.40"}
FOB = deal("M1", 100, 9.0, incoterm="FOB", paid_on=PAID)


def bill(amount=50.0, category="export", **whose):
    return {"spent_on": date(2026, 2, 2), "category": category, "amount": amount, "crop_year": YEAR, **whose}


def cash(offers, costs=(), settings=(), rates=()) -> CashFlow:
    logs = {"lots": lots(2, 1, green_kg=100.0), "offers": offers, "costs": costs, "settings": settings, "rates": rates}
    found = cash_flow(warehouse_of(as_of=date(2026, 3, 31), **{name: list(rows) for name, rows in logs.items()}), YEAR)
    assert isinstance(found, CashFlow)
    return found


@pytest.mark.parametrize(
    ("costs", "balance"),
    [
        ((), 860),  # 900 less the setting's 0.40 for each of 100 kg
        ((bill(stream="micro"),), 850),  # 900 less the bill of 50, nothing more: it stood at 810
        ((bill(lot_id="M1"),), 850),
        ((bill(stream="micro", crop_year="2024/25"),), 860),  # a bill of another season
        ((bill(30.0, "inland", stream="micro"),), 830),  # a bill of something else: 900 less 30 less 40
        ((bill(stream="bulk"),), 860),
    ],
)
def test_the_way_to_the_ship_goes_out_once(costs, balance):
    assert cash([FOB], costs, [EXPORT]).balance == pytest.approx(balance)


def test_where_another_lot_has_its_own_bill_the_setting_is_for_the_rest():
    # 900 and 900, less the bill of 50 of M1, less 0.40 for each of the 100 kg of M2
    both = [FOB, deal("M2", 100, 9.0, "B", incoterm="FOB", paid_on=PAID)]
    assert cash(both, [bill(lot_id="M1")], [EXPORT]).balance == pytest.approx(1710)


def sheet(*rows):
    head = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Accepted price (USD/kg)", "Closed on"]
    head += ["Incoterm", "Paid on"]
    tabs = tab("Lots", [*LOTS, "Green kg"], ["M1", "micro", YEAR, 1000]), tab("Offers", head, *rows)
    return cash_flow(checked(*tabs), YEAR)


def sold(code, buyer="A", kg=100, price=9, lot="M1", status="accepted"):
    return [code, lot, buyer, date(2026, 1, 1), kg, status, price, date(2026, 2, 1), "EXW", PAID]


@pytest.mark.parametrize(
    "lacking",
    [
        {"buyer": None, "kg": 900},
        {"kg": "about a lot"},
        {"price": "as agreed"},
        {"status": "hm"},
        {"lot": None},
    ],
)
def test_a_paid_deal_of_which_a_cell_is_missing_does_not_vanish(lacking):
    found = sheet(sold("O1"), sold("O2", **lacking))
    assert isinstance(found, CashFlow) and found.balance == 900
    assert found.not_counted == (NotCounted("no_price", 1, None),)


def test_money_for_a_deal_whose_way_nobody_wrote_stands_in_full_and_is_said():
    # 900 of FOB without a setting or bill of export, 800 without an incoterm, and 500 at the gate
    found = cash(
        [
            FOB,
            deal("M2", 100, 8.0, "B", incoterm=None, paid_on=PAID),
            deal("M2", 100, 5.0, "C", paid_on=PAID),
        ]
    )
    assert found.balance == 2200 and found.not_counted == (NotCounted("way_unknown", 2, 1700.0),)
    assert f"(2 rows, {number(1700, 'USD')} before" in not_in_it(found, "USD")[0]


def test_money_for_a_deal_whose_sample_binds_it_is_said():
    """Paid 900 and refused on arrival; 40 % of 800 to be advanced while the sample waits; in euros at 0.8 a dollar, 400
    are 500; a refused one of which no money is written is nothing of cash."""
    refused = {"sample_kind": "arrival", "sample_result": "rejected", "sample_result_on": date(2026, 3, 20)}
    waiting = {"sample_kind": "pre-shipment", "sample_sent_on": date(2026, 2, 20)}
    found = cash(
        [
            deal("M1", 100, 5.0, "S", paid_on=PAID),
            deal("M1", 100, 9.0, paid_on=PAID, **refused),
            deal("M2", 100, 8.0, "B", prefinance_share=0.4, **waiting),
            deal("M2", 100, 4.0, "C", currency="EUR", paid_on=PAID, **refused),
            deal("M2", 100, 7.0, "D", **refused),
        ],
        settings=[{"setting": "base_currency", "value": "USD"}],
        rates=[{"date": date(2026, 1, 30), "currency": "EUR", "per_base": 0.8}],
    )
    assert found.balance == 500 and found.not_counted == (NotCounted("unapproved", 3, 900.0 + 320.0 + 500.0),)
