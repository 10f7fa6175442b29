"""Kg green that came out too high or too low, without a word, because of how the mill's rows were written."""

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import LOTS, OFFERS, checked, tab
from tests.metrics.hand import YEAR, lots
from tests.support import warehouse_of


def step(lot, name, day, form_in, kg_in, kg, **columns):
    return {
        "lot_id": lot,
        "step": name,
        "started_on": date(2026, 1, day),
        "ended_on": date(2026, 1, day),
        "form_in": form_in,
        "weight_in_kg": kg_in,
        "form_out": "green",
        "weight_out_kg": kg,
        "moisture_out": 12.0,
        **columns,
    }


def produced(*steps, of=3, **logs):
    rows = warehouse_of(as_of=date(2026, 3, 31), lots=lots(of), processing=list(steps), **logs).rows(
        "FROM produced ORDER BY lot_id"
    )
    return {row["lot_id"]: pytest.approx(row["produced_kg"]) for row in rows}, {row["assumed"] for row in rows}


PARCHMENT = "dry parchment"


def test_runs_with_a_number_in_their_name_are_runs_of_one_step():
    """200 kg of parchment gave 160 kg green in each of two runs: 320, not the 160 of the last."""
    made, assumed = produced(
        step("M1", "Trilla 1", 5, PARCHMENT, 200.0, 160.0), step("M1", "trilla 2da", 9, PARCHMENT, 200.0, 160.0)
    )
    assert made == {"M1": 320.0} and assumed == {None}


@pytest.mark.parametrize(
    ("passes", "green"),
    [
        ([(8, 160.0, 150.0), (9, 160.0, 150.0)], 300.0),  # two halves of the 320, one after the other: 150 + 150
        ([(8, 320.0, 310.0), (9, 310.0, 300.0)], 300.0),  # all of it twice: what the second left
        ([(8, 160.0, 150.0)], 310.0),
    ],
)  # half of it: 150, and the 160 nobody has sorted
def test_a_lot_sorted_in_runs_is_neither_halved_nor_doubled(passes, green):
    made, _ = produced(
        step("M1", "milling", 5, PARCHMENT, 400.0, 320.0),
        *(step("M1", "sorting", day, "green", kg_in, kg) for day, kg_in, kg in passes),
    )
    assert made == {"M1": green}


def test_passes_whose_form_in_is_blank_do_not_add_up():
    """320 kg milled, sorted to 310 and again to 300; what went into the sorting was not written as green."""
    made, _ = produced(
        step("M1", "milling", 5, PARCHMENT, 400.0, 320.0),
        step("M1", "sorting", 8, None, 320.0, 310.0),
        step("M1", "sorting", 9, None, 310.0, 300.0),
    )
    assert made == {"M1": 300.0}


def test_what_can_not_be_told_is_said():
    halves = [
        step("M1", "milling", 5, PARCHMENT, None, 320.0),
        step("M1", "sorting", 8, "green", None, 150.0),
        step("M1", "sorting", 9, "green", None, 150.0),
    ]
    assert produced(*halves)[1] == {"of several passes over green, without what went into each, the last is counted"}
    assert produced(step("M1", "mill A", 5, PARCHMENT, 200.0, 160.0), step("M1", "mill B", 9, PARCHMENT, 200.0, 160.0))[
        1
    ] == {"of several steps that gave green the last is counted"}


def test_green_that_went_on_under_another_code_is_not_made_twice():
    """M1 gave 320 kg, of which 120 went into M2 (115 after sorting): M1 keeps 200. M3's 100 kg all became M2's: M3 has
    none left."""
    made, _ = produced(
        step("M1", "milling", 5, PARCHMENT, 400.0, 320.0),
        step("M1", "sorting", 8, "green", 120.0, 115.0, into_lot_id="M2"),
        step("M3", "milling", 5, PARCHMENT, 125.0, 100.0),
        step("M3", "sorting", 8, "green", 100.0, 95.0, into_lot_id="M2"),
    )
    assert made == {"M1": 200.0, "M2": 210.0}


def receipt(lot, kg):
    return {"received_on": date(2025, 11, 1), "farmer_id": "F", "weight_kg": kg, "form": "cherry", "lot_id": lot}


def test_a_blend_of_which_one_part_was_never_weighed_has_no_outturn():
    """M1 (1000 kg cherry) and M2 (no receipts) became M3, which gave 320 kg: 0.32 of the cherry known is no outturn."""
    dried = [
        {
            "lot_id": lot,
            "step": "drying",
            "started_on": date(2025, 12, 1),
            "form_in": "cherry",
            "form_out": PARCHMENT,
            "weight_out_kg": 200.0,
            "into_lot_id": "M3",
        }
        for lot in ("M1", "M2")
    ]
    logs = {
        "lots": lots(3, process="washed"),
        "receipts": [receipt("M1", 1000.0)],
        "processing": [*dried, step("M3", "milling", 5, PARCHMENT, 400.0, 320.0)],
    }
    found = answer(warehouse_of(as_of=date(2026, 3, 31), **logs), "outturn", YEAR).groups["micro"]
    assert found.value is None and "the cherry of a lot that went into it was not weighed" in found.why_not


def test_a_blend_teaches_no_outturn_to_other_lots():
    """M1, M2 and B1 give 16 % like the table; into B2 went M3's coffee too, so its 320 kg of 100 kg cherry teach
    nothing. B3 is unmilled: 1000 x 0.16."""
    mills = [step(lot, "milling", 5, PARCHMENT, 200.0, 160.0) for lot in ("M1", "M2", "B1")]
    into = {
        "lot_id": "M3",
        "step": "drying",
        "started_on": date(2025, 12, 1),
        "form_in": "cherry",
        "form_out": PARCHMENT,
        "weight_out_kg": 380.0,
        "into_lot_id": "B2",
    }
    sold = [
        {
            "offer_id": lot,
            "lot_id": lot,
            "buyer": "A",
            "offered_on": date(2026, 2, 1),
            "closed_on": date(2026, 2, 2),
            "status": "accepted",
            "weight_kg": 10.0,
            "form": "green",
        }
        for lot in ("B3", "B4", "B5", "B6")
    ]
    w = warehouse_of(
        as_of=date(2026, 3, 31),
        lots=lots(3, 6),
        processing=[*mills, into, step("B2", "milling", 6, PARCHMENT, 400.0, 320.0)],
        offers=sold,
        receipts=[receipt(lot, 1000.0) for lot in ("M1", "M2", "M3", "B1", "B3", "B4", "B5", "B6")]
        + [receipt("B2", 100.0)],
    )
    made = {row["lot_id"]: (row["produced_kg"], row["rung"]) for row in w.rows("FROM produced")}
    assert made["B3"] == (pytest.approx(160.0), 3)


def test_selling_more_than_the_last_step_gave_is_noticed():
    """Milling gave 320 kg and sorting left 300 of them: 500 kg sold are more than was made, though 320 + 300 are
    not."""
    steps = tab(
        "Processing",
        ["Lot", "Step", "Started on", "Form in", "Form out", "Weight out (kg)"],
        ["M1", "milling", date(2026, 1, 5), PARCHMENT, "green", 320],
        ["M1", "sorting", date(2026, 1, 8), "green", "green", 300],
    )
    deal = ["O1", "M1", "Buyer A", date(2026, 1, 10), 500, "accepted", date(2026, 2, 5), 8]
    w = checked(tab("Lots", LOTS, ["M1", "micro", YEAR]), steps, tab("Offers", OFFERS, deal))
    assert "sold-more-than-made" in {row["code"] for row in w.rows("SELECT code FROM problems")}
