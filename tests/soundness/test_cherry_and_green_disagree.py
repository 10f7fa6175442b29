"""Where only part of a lot's deliveries carry its code its outturn is too high, where a milling is missing too low: the
lot leaves the mean and is named. What it is for its identity (mixed or not) is another question.

Lots of 1000 kg cherry that gave 150 kg green at 12 %, and M1, of which something is missing.
"""

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.metrics.hand import YEAR, lots
from tests.support import warehouse_of


def delivery(lot, kg):
    return {"received_on": date(2025, 11, 1), "farmer_id": "F", "weight_kg": float(kg), "form": "cherry", "lot_id": lot}


def step(lot, form_in, kg_in, form_out, kg_out):
    return {
        "lot_id": lot,
        "step": f"to {form_out}",
        "started_on": date(2026, 1, 1),
        "ended_on": date(2026, 1, 2),
        "form_in": form_in,
        "weight_in_kg": kg_in,
        "form_out": form_out,
        "weight_out_kg": kg_out,
        "moisture_out": 12.0,
    }


def outturn(cherry, green, others=5, more=(), **register):
    sound = [f"M{place}" for place in range(2, 2 + others)]
    w = warehouse_of(
        lots=lots(1 + others, **register),
        receipts=[delivery("M1", cherry), *(delivery(lot, 1000) for lot in sound)],
        processing=[
            step("M1", "dry parchment", None, "green", green),
            *(step(lot, "dry parchment", None, "green", 150.0) for lot in sound),
            *more,
        ],
    )
    return answer(w, "outturn", YEAR).groups["micro"], w


@pytest.mark.parametrize(
    ("cherry", "green", "reason"),
    [
        (500, 150, "it gave more green than its cherry can: a delivery may be missing"),  # 0.30
        (700, 150, "it gave more green than its cherry can, by the other lots: a delivery may be missing"),  # 0.214
        (1000, 70, "it gave less green than its cherry does: a milling may be missing"),  # 0.07
        (1000, 95, "it gave less green than its cherry does, by the other lots: a milling may be missing"),  # 0.095
    ],
)
def test_the_lot_leaves_the_mean_and_is_counted_apart(cherry, green, reason):
    found, _ = outturn(cherry, green)
    assert found.value == pytest.approx(0.15) and found.n == 5
    assert found.notes == (f"1 not counted: {reason}",)


@pytest.mark.parametrize(("cherry", "green"), [(800, 150), (1000, 115)])  # 0.1875 and 0.115
def test_what_lots_differ_by_in_the_field_stays(cherry, green):
    found, _ = outturn(cherry, green)
    assert found.n == 6 and found.notes == ()


def test_beside_four_lots_only_what_no_coffee_gives_is_left_out():
    assert outturn(700, 150, others=3)[0].n == 4
    assert outturn(500, 150, others=3)[0].n == 3


def test_receipts_that_hold_less_cherry_than_was_pulped():
    # 900 kg in the receipts and 1100 kg pulped: 0.167 looks usual, and 200 kg of cherry are without its code
    pulped = step("M1", "cherry", 1100.0, "wet parchment", 430.0)
    found, _ = outturn(900, 150, more=[pulped])
    assert found.notes == ("1 not counted: its receipts hold less cherry than went into its processing",)
    found, _ = outturn(1000, 150, more=[step("M1", "cherry", 1080.0, "wet parchment", 430.0)])
    assert found.n == 6  # 8 % are two scales


def test_for_its_identity_the_lot_keeps_its_outturn():
    # 150 kg of 500 kg cherry: other coffee may have been mixed in, and the test of the band says so
    _, w = outturn(500, 150, process="washed")
    assert w.rows("SELECT passed FROM segregation WHERE lot_id = 'M1' AND test = 'outturn in its band'") == [
        {"passed": False}
    ]
