"""Days to close: open offers, other ends, lots sold out, the day of the data."""

from datetime import date, timedelta

import pytest

from tests.metrics.hand import asked, lots, values

OFFERED, AS_OF = date(2026, 1, 1), date(2026, 6, 30)
WITHIN, ANSWER = "accepted within 60 days", "days to any answer"


def offer(lot, days, status, offered_on=OFFERED, kg=100.0):
    """An offer closed after so many days, or open for so many on the day of the data."""
    if status == "open":
        offered_on = AS_OF - timedelta(days=days)
    return {
        "offer_id": f"{lot} {days} {status}",
        "lot_id": lot,
        "buyer": "Buyer A",
        "offered_on": offered_on,
        "weight_kg": kg,
        "status": status,
        "form": "green",
        "closed_on": None if status == "open" else offered_on + timedelta(days=days),
    }


def test_the_worked_example():
    offers = [offer(f"M{i}", days, "accepted") for i, days in enumerate((9, 14, 21, 35, 60), 1)]
    offers += [offer(f"M{i}", days, "open") for i, days in enumerate((40, 70, 80, 100, 120), 6)]
    found = asked("deal_closure", as_of=AS_OF, lots=lots(10, 1), offers=offers)
    assert values(found.groups) == {"micro": 60, "bulk": None}
    assert found.groups["micro"].to_date
    # 4 of 10 by day 39; one open left at 40; of 5 one on day 60: 0.4 + 0.6 / 5
    assert found.parts[WITHIN]["micro"].value == pytest.approx(0.52)
    assert found.outcomes["micro"][0] == (9, 0.1, 0, 10)


def test_a_share_that_is_not_known_is_not_pointed_to():
    """The sixth lot has been open for 25 days, so nobody was watched for 60."""
    offers = [offer(f"M{i}", days, "accepted") for i, days in enumerate((9, 14, 21), 1)]
    offers += [offer(f"M{i}", 25, "open") for i in range(4, 7)]
    found = asked("deal_closure", as_of=AS_OF, lots=lots(6, 1), offers=offers)
    assert found.groups["micro"].value == 21 and found.parts[WITHIN]["micro"].value is None
    assert found.groups["micro"].no_range == "fewer than 10 lots"


def test_other_ends_compete_and_are_not_forgotten():
    # Four lots: accepted on day 10, rejected 20, withdrawn 30, expired 40. Never half.
    found = asked(
        "deal_closure",
        as_of=AS_OF,
        lots=lots(4, 1),
        offers=[
            offer("M1", 10, "accepted"),
            offer("M2", 20, "rejected"),
            offer("M3", 30, "withdrawn"),
            offer("M4", 40, "expired"),
        ],
    )
    assert found.groups["micro"].value is None
    assert "25% accepted within 60 days" in found.groups["micro"].why_not
    assert found.parts[ANSWER]["micro"].value == 20
    assert not found.groups["micro"].to_date


def test_open_offers_of_a_lot_sold_out_count_as_withdrawn_that_day():
    logs = {"lots": lots(1, 1, green_kg=100.0), "offers": [offer("M1", 30, "accepted"), offer("M1", 150, "open")]}
    found = asked("deal_closure", as_of=AS_OF, **logs)
    # offered 31 January, sold out on the 31st: day 0 withdrawn of two; then one of one accepted on day 30.
    assert found.outcomes["micro"] == ((0, 0, 0.5, 2), (30, 0.5, 0.5, 1))
    logs["offers"][0]["weight_kg"] = 60.0  # 40 kg are left: the other offer stays open
    assert asked("deal_closure", as_of=AS_OF, **logs).groups["micro"].to_date


def test_seen_before_the_answer_it_is_open():
    offers = [offer("M1", 10, "accepted"), offer("M2", 20, "accepted")]
    found = asked("deal_closure", as_of=OFFERED + timedelta(days=15), lots=lots(2, 1), offers=offers)
    assert values(found.groups)["micro"] == 10 and found.groups["micro"].to_date
    assert found.parts[WITHIN]["micro"].value is None and "60 days" in found.parts[WITHIN]["micro"].why_not


def test_streams_are_compared_on_the_60_day_share():
    offers = [offer(f"M{i}", days, "accepted") for i, days in enumerate((10, 30, 70, 90), 1)]
    offers += [offer(f"B{i}", days, "accepted") for i, days in enumerate((10, 30, 50, 90), 1)]
    found = asked("deal_closure", as_of=AS_OF, lots=lots(4, 4), offers=offers)
    assert (found.difference.value, found.difference.unit, found.difference.basis) == (-0.25, "share", WITHIN)
    assert values(found.parts[WITHIN]) == {"micro": 0.5, "bulk": 0.75, "difference": -0.25}


def test_a_closing_before_the_offer_is_left_out():
    found = asked(
        "deal_closure", as_of=AS_OF, lots=lots(2, 1), offers=[offer("M1", 10, "accepted"), offer("M2", -3, "accepted")]
    )
    assert found.groups["micro"].value == 10
    assert found.groups["micro"].left_out == 1 and found.groups["micro"].notes == (
        "1 not counted: ended before it began",
    )


def test_twelve_lots_have_a_range_of_days():
    offers = [offer(f"B{i}", 8 + 2 * i, "accepted") for i in range(1, 13)]
    bulk = asked("deal_closure", as_of=AS_OF, lots=lots(0, 12), offers=offers).groups["bulk"]
    assert bulk.value == 20 and bulk.low < bulk.low80 <= 20 <= bulk.high80 < bulk.high
