"""Price realisation, offers accepted, sold share, pilot share: by hand."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots, values


def test_price_realisation_by_hand():
    # micro (100 x 9 + 300 x 6) / (100 x 10 + 300 x 8) = 2700 / 3400; deals without asking price, or of 0, are in none
    found = asked(
        "price_realisation",
        lots=lots(3, 1),
        offers=[
            deal("M1", 100, 9, asked_price_per_kg=10.0),
            deal("M2", 300, 6, asked_price_per_kg=8.0),
            deal("M3", 100, 5),
            deal("M3", 100, 5, asked_price_per_kg=0.0),
            deal("B1", 100, 4, asked_price_per_kg=4.0),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 2700 / 3400, "bulk": 1.0})


def test_offers_accepted_by_hand():
    # micro: accepted 2, rejected 1, expired 1, open 1 -> 2 / 4, open 1 / 5; three lots
    def offer(lot, status):
        return {**deal(lot, 100, 8), "offer_id": f"{lot}{status}", "status": status}

    found = asked(
        "offer_conversion",
        lots=lots(3, 1),
        offers=[
            offer("M1", "accepted"),
            offer("M1", "rejected"),
            offer("M2", "expired"),
            offer("M2", "accepted"),
            {**offer("M3", "open"), "closed_on": None},
        ],
    )
    assert values(found.groups) == {"micro": 0.5, "bulk": None}
    assert values(found.parts["open of all offers"])["micro"] == 0.2
    assert (found.groups["micro"].n, found.groups["micro"].rows) == (2, 4)


def test_an_answer_after_the_day_is_open():
    found = asked(
        "offer_conversion",
        as_of=date(2026, 1, 20),
        lots=lots(2, 1),
        offers=[deal("M1", 100, 8), deal("M2", 100, 8, day=date(2026, 1, 15))],
    )
    assert (found.groups["micro"].value, found.groups["micro"].rows) == (1.0, 1)
    assert found.parts["open of all offers"]["micro"].value == 0.5


def test_sold_share_by_hand():
    # made 200 + 300 = 500; sold as micro 150 + 90; M2 also sold 100 as bulk -> 240 / 500; M3 unsold is closed
    found = asked(
        "sold_share",
        lots=[
            *lots(2, 1, green_kg=200.0)[:1],
            {**lots(2)[1], "green_kg": 300.0},
            {**lots(0, 1)[0], "green_kg": 1000.0},
        ],
        offers=[
            deal("M1", 150, 8),
            deal("M2", 90, 8, sold_as="micro"),
            deal("M2", 100, 4, sold_as="bulk", day=date(2026, 2, 9)),
            deal("B1", 1000, 4),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 0.48, "bulk": 1.0})
    assert found.groups["micro"].to_date and not found.groups["bulk"].to_date


def test_a_lot_sold_more_than_made_is_held_back():
    # Of 100 kg of M1 150 are sold: one of the two is wrong, so it is in neither. 40 of the 100 kg of M2 are sold.
    logs = {"lots": lots(2, 1, green_kg=100.0), "offers": [deal("M1", 150, 8), deal("M2", 40, 8), deal("B1", 50, 4)]}
    found = asked("sold_share", **logs).groups["micro"]
    assert (found.value, found.notes) == (0.4, ("1 not counted: a lot of which more is sold than was made",))


def test_unsold_lots_stay_below():
    found = asked("sold_share", lots=lots(4, 1, green_kg=100.0), offers=[deal("M1", 100, 8), deal("B1", 100, 4)])
    assert (found.groups["micro"].value, found.groups["micro"].n) == (0.25, 4)


def test_pilot_share_by_hand():
    found = asked("pilot_share", lots=[*lots(2, 0, green_kg=100.0), *lots(0, 3, green_kg=600.0)])
    assert found.groups["micro"].value == pytest.approx(200 / 2000)
    assert set(found.groups) == {"micro"} and found.difference is None


def test_pilot_share_needs_both():
    found = asked("pilot_share", lots=[*lots(2, 0, green_kg=100.0), *lots(0, 3)])
    assert found.groups["micro"].value is None and "bulk" in found.groups["micro"].why_not


def test_a_weighed_lot_stays_weighed_and_it_is_said_that_the_streams_are_weighed_differently():
    # Micro lots were milled (100 kg each), bulk lots have only receipts: 1000 kg cherry x 0.16 = 160 each, said so.
    def milling(lot):
        return {
            "lot_id": lot,
            "step": "milling",
            "started_on": date(2026, 1, 1),
            "ended_on": date(2026, 1, 2),
            "form_in": "dry parchment",
            "weight_in_kg": 125.0,
            "form_out": "green",
            "weight_out_kg": 100.0,
        }

    def receipt(lot, kg):
        return {"received_on": date(2025, 11, 1), "farmer_id": "F", "weight_kg": kg, "form": "cherry", "lot_id": lot}

    logs = {
        "lots": lots(2, 2),
        "processing": [milling("M1"), milling("M2")],
        "offers": [deal("B1", 100, 4), deal("B2", 100, 4)],
        "receipts": [receipt("M1", 700.0), receipt("M2", 700.0), receipt("B1", 1000.0), receipt("B2", 1000.0)],
    }
    found = asked("pilot_share", **logs).groups["micro"]
    assert found.value == pytest.approx(200 / 520)
    assert found.assumed == ("kg green from receipts by the table of conversions",)
    assert found.notes == (
        "Estimated from deliveries, because no weight of the green coffee is written down: the kg green of 2 of 4 lots "
        "(B1, B2).",
        "Micro and bulk do not stand on the same weights. Of the kg green of micro 100 % come from milling, 0 % from "
        "the register of lots and 0 % are estimated from deliveries; of bulk 0 %, 0 % and 100 %.",
    )
    # Once bulk is milled too, both stand on milling.
    logs["processing"] += [milling("B1"), milling("B2")]
    found = asked("pilot_share", **logs).groups["micro"]
    assert found.value == 0.5 and found.assumed == ()
