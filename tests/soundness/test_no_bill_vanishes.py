"""Every bill of the pilot lowers what it gains by what it says, once: taken off a price or counted as a cost."""

from datetime import date
from functools import cache

import pytest

from tests.metrics.hand import asked, deal, lots
from tests.support import warehouse_of

MONEY = "in money of the season, as the cooperative sees it"
ALL = ("inland", "clearance", "export", "freight", "lab", "something else")


def gained(terms, costs, settings=()):
    """Of two micro lots of 100 kg, M1 sold under these terms, M2 at the gate, beside bulk sold at the gate."""
    return _gained(terms, tuple(tuple(cost.items()) for cost in costs), settings)


@cache  # many tests begin with the same bills
def _gained(terms, costs, settings):
    found = asked(
        "net_gain",
        lots=lots(2, 1, green_kg=100.0),
        offers=[deal("M1", 100, 20.0, incoterm=terms), deal("M2", 100, 9.0, "B"), deal("B1", 100, 4.0, "X")],
        costs=[{"spent_on": date(2025, 12, 1), **dict(cost)} for cost in costs],
        settings=[{"setting": name, "value": value} for name, value in settings],
    )
    assert found.groups["micro"].why_not is None, found.groups["micro"].why_not
    return found.parts[MONEY]["micro"].value


def lab(amount=0.0):
    return {"category": "lab", "amount": amount, "stream": "micro"}


# What must be known for a price at the gate comes from bills of M1, so that no setting stands in for a bill.
NEEDED = {
    "EXW": (),
    "FCA": ("inland",),
    "FOB": ("export",),
    "CIF": ("export", "freight", "insurance"),
}


# Every two of category, terms and place meet at every run; all three where what is long is asked for.
BILLS = [
    pytest.param(category, terms, where, marks=[] if (c + t + w) % 2 == 0 else pytest.mark.long)
    for c, category in enumerate(ALL)
    for t, terms in enumerate(NEEDED)
    for w, where in enumerate(({"lot_id": "M1"}, {"stream": "micro"}))
]


@pytest.mark.parametrize(("category", "terms", "where"), BILLS, ids=str)
def test_a_bill_costs_what_it_says(category, terms, where):
    bills = [lab(), *({"category": name, "amount": 30.0, "lot_id": "M1"} for name in NEEDED[terms])]
    before = gained(terms, bills)
    assert gained(terms, [*bills, {"category": category, "amount": 70.0, **where}]) == pytest.approx(before - 70)


@pytest.mark.parametrize("terms", ["FOB", "CIF"])
def test_the_bill_of_a_lot_takes_the_place_of_the_setting(terms):
    # by the settings 0.40 of export on 100 kg are 40; a bill of 70 costs 30 more, and not 70
    settings = (("export", "0.40"), ("freight", "0"), ("insurance", "0"))
    before = gained(terms, [lab()], settings)
    billed = gained(terms, [lab(), {"category": "export", "amount": 70.0, "lot_id": "M1"}], settings)
    assert billed == pytest.approx(before - 30)
    # of the whole stream it is what the settings stand for already
    of_stream = gained(terms, [lab(), {"category": "export", "amount": 70.0, "stream": "micro"}], settings)
    assert of_stream == pytest.approx(before)


@pytest.mark.parametrize(
    ("terms", "off"),
    [("EXW", 0.0), ("FCA", 0.15), ("FOB", 0.65), ("CFR", 0.95), ("CIF", 1.0), ("DAP", 1.2), ("DDP", 1.2)],
)
def test_what_settings_take_off_a_price_follows_the_terms(terms, off):
    # inland 0.10 and clearance 0.05 from FCA on, export 0.50 from FOB on, freight 0.30, insurance 0.05, destination
    # 0.20
    settings = (
        ("inland", "0.10"),
        ("clearance", "0.05"),
        ("export", "0.50"),
        ("freight", "0.30"),
        ("insurance", "0.05"),
        ("destination", "0.20"),
    )
    assert gained(terms, [lab()], settings) == pytest.approx(gained("EXW", [lab()], settings) - 100 * off)


def at_gate(offers, costs, settings=()):
    """The net price of every deal of M1, M2 and B1, 100 kg each, by lot; none where a setting is missing."""
    w = warehouse_of(
        lots=lots(2, 1, green_kg=100.0),
        offers=offers,
        costs=[{"spent_on": date(2025, 12, 1), **cost} for cost in costs],
        settings=[{"setting": name, "value": value} for name, value in settings],
    )
    return {row["lot_id"]: row for row in w.rows("SELECT lot_id, net_price, no_basis, assumed, billed FROM deals")}


FOB = [deal(lot, 100, price, incoterm="FOB") for lot, price in (("M1", 9.0), ("M2", 8.0), ("B1", 5.0))]


def test_a_bill_of_the_stream_stands_in_for_a_blank_setting():
    # 60 of export for the stream micro on 200 kg sold FOB: 0.30 a kg; bulk has no bill and no setting, so no price
    bill = {"category": "export", "amount": 60.0, "stream": "micro"}
    found = at_gate(FOB, [bill])
    assert [found[lot]["net_price"] for lot in ("M1", "M2")] == pytest.approx([8.7, 7.7])
    assert found["M1"]["assumed"].startswith("the bills of the whole stream serve for the blank setting export")
    assert found["B1"]["net_price"] is None and found["B1"]["no_basis"] == "export"
    # a setting wins over it, a bill of the lot over both: then the stream's is for the other lot alone
    assert at_gate(FOB, [bill], [("export", "0.50")])["M1"]["net_price"] == pytest.approx(8.5)
    with_own = at_gate(FOB, [bill, {"category": "export", "amount": 20.0, "lot_id": "M1"}])
    assert [with_own[lot]["net_price"] for lot in ("M1", "M2")] == pytest.approx([8.8, 7.4])
    # one for both streams is spread over the 300 kg of all three
    shared = at_gate(FOB, [{"category": "export", "amount": 60.0}])
    assert [shared[lot]["net_price"] for lot in ("M1", "M2", "B1")] == pytest.approx([8.8, 7.8, 4.8])


def test_it_is_that_of_the_deals_that_left_and_of_its_season():
    bill = {"category": "export", "amount": 60.0, "stream": "micro"}
    left = [{**one, "shipped_on": date(2026, 3, 1)} if one["lot_id"] == "M1" else one for one in FOB]
    assert [at_gate(left, [bill])[lot]["net_price"] for lot in ("M1", "M2")] == pytest.approx([8.4, 7.4])
    assert at_gate(FOB, [{**bill, "spent_on": date(2024, 12, 1)}])["M1"]["no_basis"] == "export"


def test_it_is_counted_once():
    # earned 100 x (20 - 0.70) + 100 x 9, needed 200 x 4: the 70 are off the price and no cost beside it
    bill = {"category": "export", "amount": 70.0}
    assert gained("FOB", [lab(), {**bill, "stream": "micro"}]) == pytest.approx(1930 + 900 - 800)
    assert gained("FOB", [lab(), {**bill, "lot_id": "M1"}]) == pytest.approx(1930 + 900 - 800)
