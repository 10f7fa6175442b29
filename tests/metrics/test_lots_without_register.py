"""Without a register the lots are the ids seen in any other logbook, of the crop year of the coffee."""

from datetime import date

import pytest

from tests.metrics.hand import YEAR, asked, lots
from tests.support import warehouse_of

DAY, YEARS_AGO = date(2026, 1, 15), date(2023, 5, 1)
NAMED_BY = {
    "offers": {"offer_id": "1", "buyer": "Buyer A", "offered_on": DAY},
    "quality": {"sampled_on": DAY},
    "processing": {"step": "drying", "started_on": DAY},
    "receipts": {"received_on": DAY, "farmer_id": "F1"},
    "checks": {"checked_on": DAY, "kind": "sop", "item": "clean", "result": "yes"},
    "lab_tests": {"sampled_on": DAY, "kind": "residue", "analyte": "glyphosate", "result": "ND"},
    "handovers": {"moved_on": DAY, "from_place": "station", "to_place": "mill"},
    "documents": {"document": "plot list", "dated_on": DAY},
    "costs": {"spent_on": DAY, "category": "bags", "amount": 1.0},
    "payments": {"paid_on": DAY, "farmer_id": "F1", "amount": 1.0},
}


def known(**logs):
    return {row["lot_id"]: row["crop_year"] for row in warehouse_of(**logs).rows("SELECT lot_id, crop_year FROM lot")}


@pytest.mark.parametrize("logbook", NAMED_BY)
def test_an_id_in_any_logbook_is_a_lot(logbook):
    row = {"lot_id": "X", **NAMED_BY[logbook]}
    assert known(**{logbook: [row]}) == {"X": YEAR}
    # with a register it is a slip, which the check names
    assert known(lots=lots(1), **{logbook: [row]}) == {"M1": YEAR}


def test_the_code_a_lot_was_moved_into_is_a_lot():
    assert known(processing=[{"lot_id": "X", "step": "blending", "started_on": DAY, "into_lot_id": "Y"}]) == {
        "X": YEAR,
        "Y": YEAR,
    }


def test_an_older_document_or_an_earlier_bill_does_not_move_the_coffee_to_another_year():
    papers = {
        "documents": [{"lot_id": "X", "document": "plot list", "dated_on": YEARS_AGO}],
        "costs": [{"lot_id": "X", **NAMED_BY["costs"], "spent_on": YEARS_AGO}],
    }
    assert known(**papers) == {"X": "2022/23"}
    assert known(**papers, quality=[{"lot_id": "X", "sampled_on": DAY}]) == {"X": YEAR}


def test_a_payment_after_the_day_names_no_lot_yet():
    assert known(as_of=date(2026, 1, 1), payments=[{"lot_id": "X", **NAMED_BY["payments"]}]) == {}


def test_laboratory_results_alone_give_their_number():
    tests = [
        {
            "lot_id": lot,
            "sampled_on": DAY,
            "kind": "residue",
            "analyte": "glyphosate",
            "result": result,
            "limit": "0.1",
            "unit": "mg/kg",
            "market": "EU",
        }
        for lot, result in (("X", "0.05"), ("Y", "0.2"))
    ]
    found = asked("residue_pass", lab_tests=tests).groups["all"]
    assert (found.value, found.n) == (0.5, 2)
