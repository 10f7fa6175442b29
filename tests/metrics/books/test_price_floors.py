"""The floor of open offers by hand: break-even on their kg, what they would bring as bulk, how long offers last."""

from datetime import date

import pytest

from metrics.books.price_floors import UNREAD, price_floors
from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import LOTS, checked, tab
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

BILL = {"spent_on": date(2025, 12, 1), "category": "lab", "amount": 300.0, "stream": "micro"}
SOLD = (
    deal("M1", 100, 9.0, day=date(2026, 1, 21)),  # answered after 20 days
    deal("M2", 100, 9.0, "Buyer B", day=date(2026, 2, 10)),  # after 40
    deal("B1", 100, 5.0, "Buyer X"),
)


def open_offer(lot="M3", kg=100.0, **more) -> dict:
    offered = {"status": "open", "closed_on": None, "accepted_price_per_kg": None, "asked_price_per_kg": 8.5}
    return deal(lot, kg, 0.0, "Buyer C") | offered | {"offered_on": date(2026, 3, 1)} | more


def floors(*offers, settings=(), made=100.0):
    made_lots = lots(3, 1, green_kg=made)
    logs = {"lots": made_lots, "offers": [*SOLD, *offers], "costs": [BILL], "settings": list(settings)}
    return price_floors(warehouse_of(**logs), YEAR)


def test_by_hand():
    # bulk 5; a bill of 300 on 300 kg made is 1.00: a kg must earn 6.00. Kg returned to bulk bring 5 less 0.25.
    # Offered on 1 March, seen on the 31st: 30 days; of 20 and 40 days the median is 30.
    (found,) = floors(open_offer(), settings=[{"setting": "return_discount", "value": "0.25"}])
    assert (found.lot_id, found.buyer, found.kg, found.asked) == ("M3", "Buyer C", 100.0, 8.5)
    assert found.breaks_even_at == pytest.approx(6.0) and found.as_bulk == pytest.approx(4.75)
    assert (found.days_open, found.usual_days) == (30, 30.0)


def test_at_its_own_incoterm():
    # 0.40 from the gate to aboard; a deal of the season says 0.40 by the setting
    export = [{"setting": "export", "value": "0.40"}]
    (found,) = floors(open_offer(incoterm="FOB"), settings=export)
    assert (found.breaks_even_at, found.as_bulk) == (pytest.approx(6.4), pytest.approx(5.4))
    (unknown,) = floors(open_offer(incoterm="FOB"))
    assert unknown.breaks_even_at is None and "until the coffee is aboard (export)" in unknown.why_not


def test_sold_at_its_floors_the_pilot_is_at_break_even():
    """The two lots sold at 9 sold at the floor of the third instead, and the third with them: net gain is nothing."""
    (floor,) = floors(open_offer())
    at_floor = [deal(f"M{i}", 100, floor.breaks_even_at, f"Buyer {i}") for i in (1, 2, 3)]
    w = warehouse_of(lots=lots(3, 1, green_kg=100.0), offers=[*at_floor, SOLD[2]], costs=[BILL])
    assert answer(w, "net_gain", YEAR).groups["micro"].value == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("rated_on", "asked"),
    [(None, None), (date(2026, 2, 28), 10.0), (date(2026, 1, 30), 10.0), (date(2025, 11, 1), None)],
)
def test_an_asked_price_in_other_money_needs_a_rate_near_its_day(rated_on, asked):
    # 8.50 euros at 0.85 a dollar are 10; a rate of November says nothing of an offer of 1 March
    rates = [{"date": rated_on, "currency": "EUR", "per_base": 0.85}] if rated_on else []
    logs = {"lots": lots(3, 1, green_kg=100.0), "offers": [*SOLD, open_offer(currency="EUR")], "costs": [BILL]}
    (found,) = price_floors(
        warehouse_of(**logs, rates=rates, settings=[{"setting": "base_currency", "value": "USD"}]), YEAR
    )
    assert found.asked == (None if asked is None else pytest.approx(asked))
    assert found.breaks_even_at == pytest.approx(6.0)


def test_an_offer_takes_until_the_sample_it_hangs_on_is_answered():
    # M1 was answered after 20 days, M2 agreed after 40 and approved after 68: half of them within 44, not 30
    sample = {"sample_kind": "pre-shipment", "sample_result": "approved", "sample_result_on": date(2026, 3, 10)}
    logs = {"lots": lots(3, 1, green_kg=100.0), "offers": [SOLD[0], SOLD[1] | sample, open_offer()]}
    assert price_floors(warehouse_of(**logs), YEAR)[0].usual_days == 44


@pytest.mark.parametrize(
    ("cells", "asked", "kg", "why_not"),
    [
        ({"incoterm": "nowhere at all"}, None, 60, UNREAD),  # the incoterm of the settings says nothing of it
        ({"kg": "some"}, None, None, "No micro deal"),
        ({"buyer": None}, None, 60, "No micro deal"),
        ({"currency": "?!"}, None, 60, "No micro deal"),
        ({}, 8.5, 60, "No micro deal"),
    ],
)
def test_an_open_offer_of_which_a_cell_could_not_be_read_does_not_vanish(cells, asked, kg, why_not):
    head = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Asked price per kg"]
    head += ["Incoterm", "Currency"]
    offer = {"code": "O1", "lot": "M1", "buyer": "A", "day": date(2026, 3, 1), "kg": 60, "status": "open"}
    offer |= {"asked": 8.5, "incoterm": "FOB", "currency": "USD"} | cells
    settings = tab("Settings", ["Setting", "Stream", "Value"], ["default_incoterm", None, "EXW"], ["export", None, 0.4])
    w = checked(
        tab("Lots", [*LOTS, "Green kg"], ["M1", "micro", YEAR, 100]), tab("Offers", head, [*offer.values()]), settings
    )
    (found,) = price_floors(w, YEAR)
    assert (found.asked, found.kg) == (asked, kg) and found.why_not.startswith(why_not)


def test_where_break_even_is_not_known_the_reason_stands_instead():
    (found,) = price_floors(warehouse_of(lots=lots(3, 1, green_kg=100.0), offers=[open_offer()]), YEAR)
    assert (found.breaks_even_at, found.as_bulk) == (None, None)
    assert found.why_not == "No micro deal is closed yet, so neither the sold share nor the premium is known."


def test_nothing_open_has_no_floor():
    assert floors() == ()
