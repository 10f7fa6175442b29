"""Every bill of the pilot lowers what it gains by what it says, once: taken off a price or counted as a cost."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots

MONEY = "in money of the season, as the cooperative sees it"
ALL = ("inland", "clearance", "export", "freight", "lab", "something else")


def gained(terms, costs, settings=()):
    """Of two micro lots of 100 kg, M1 sold under these terms, M2 at the gate, beside bulk sold at the gate."""
    found = asked(
        "net_gain",
        lots=lots(2, 1, green_kg=100.0),
        offers=[deal("M1", 100, 20.0, incoterm=terms), deal("M2", 100, 9.0, "B"), deal("B1", 100, 4.0, "X")],
        costs=[{"spent_on": date(2025, 12, 1), **cost} for cost in costs],
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


@pytest.mark.parametrize("where", [{"lot_id": "M1"}, {"stream": "micro"}], ids=str)
@pytest.mark.parametrize("terms", NEEDED)
@pytest.mark.parametrize("category", ALL)
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
