"""The origin of a lot by hand: shares of villages, names agreed to, days, what has no place, who got a premium."""

from datetime import date

import pytest

from metrics.books.lot_origin import lot_origin
from tests.metrics.hand import lots
from tests.support import warehouse_of

PLACE = {"latitude": 14.5, "longitude": -88.7, "area_ha": 1.0, "country": "HN"}


def plot(plot_id, farmer, village=None, **columns):
    return {"plot_id": plot_id, "farmer_id": farmer, "village": village, **columns}


def receipt(lot, farmer, plot_id, kg, day=1):
    row = {"lot_id": lot, "farmer_id": farmer, "plot_id": plot_id, "weight_kg": kg, "form": "cherry"}
    return row | {"received_on": date(2025, 11, day)}


def origin(**logs):
    return lot_origin(warehouse_of(lots=lots(2), **logs), "M1")


def test_villages_by_kg_and_what_has_no_place():
    # 300 of 400 kg from Upper, whose plot has a place; 100 from a plot that no list holds
    found = origin(
        plots=[plot("P1", "F1", "Upper", altitude_m=1400.0, **PLACE), plot("P3", "F3", "Other")],
        receipts=[receipt("M1", "F1", "P1", 200, 3), receipt("M1", "F1", "P1", 100, 9), receipt("M1", "F2", "P9", 100)],
    )
    assert found.villages == (("Upper", 0.75), (None, 0.25))
    assert (found.producers, found.plots, found.deliveries) == (2, 2, 3)
    assert found.located_share == pytest.approx(0.75)
    assert (found.altitude_m, found.countries) == ((1400.0, 1400.0), ("HN",))
    assert found.picked == (date(2025, 11, 1), date(2025, 11, 9))


def test_a_name_only_where_every_row_of_the_producer_says_yes():
    named = [
        plot("P1", "F1", farmer_name="Ana Example", name_may_be_shown=True),
        plot("P2", "F2", farmer_name="Berta Example", name_may_be_shown=True),
        plot("P3", "F2", farmer_name="Berta Example"),  # blank is no yes
        plot("P4", "F3", farmer_name="Carla Example", name_may_be_shown=False),
        plot("P5", "F4", farmer_name="Dora Example", name_may_be_shown=True),  # not of this lot
    ]
    found = origin(plots=named, receipts=[receipt("M1", f"F{n}", f"P{n}", 10) for n in (1, 2, 3)])
    assert found.names == ("Ana Example",)


def test_a_lot_that_took_others_in_has_their_producers_and_says_what_nobody_received():
    into = {"step": "blending", "started_on": date(2025, 12, 1), "into_lot_id": "M1"}
    found = origin(
        receipts=[receipt("M1", "F1", None, 10), receipt("M2", "F2", None, 10)],
        processing=[{"lot_id": "M2", **into}, {"lot_id": "X9", **into}],
    )
    assert (found.producers, found.not_received) == (2, 1)


def test_nothing_received_is_nothing_known():
    found = origin()
    assert (found.producers, found.villages, found.picked, found.located_share) == (0, (), None, None)
    assert found.premium_farmers is None


def test_a_premium_counts_for_those_who_brought_it():
    def paid(farmer, lot, purpose="premium", day=1):
        return {"farmer_id": farmer, "lot_id": lot, "purpose": purpose, "amount": 9.0, "paid_on": date(2026, 1, day)}

    # F1 was paid for M1, F2 for another lot, F3 no premium; F9 brought nothing to it
    payments = [paid("F1", "M1", day=5), paid("F2", "M2"), paid("F3", "M1", "first"), paid("F9", "M1")]
    found = origin(receipts=[receipt("M1", f"F{n}", None, 10) for n in (1, 2, 3)], payments=payments)
    assert found.premium_farmers == 1
    nothing = origin(receipts=[receipt("M1", "F1", None, 10)], payments=[paid("F2", "M2")])
    assert (nothing.premium_farmers, nothing.premium_paid) == (0, None)
