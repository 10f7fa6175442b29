"""The verdict on each lot: passed, failed by a test with its rows, or not testable for want of a log."""

from __future__ import annotations

import pytest

from decisions.separation import separation
from tests.logbooks.warehouse.test_segregation import BAGS, BULK, CHAIN, YEAR, rows_of, way
from tests.support import warehouse_of


@pytest.fixture(scope="module")
def lots():
    """Four micro-lots and one of bulk; of M5 nothing but its name is written."""
    logs: dict[str, list[dict]] = {}
    for found in (
        way("B1", "bulk", 160.0),
        way("M1"),
        rows_of("M2", {"handovers": {1: {"bags": 5}}}),
        rows_of("M3", {"handovers": None}),
        rows_of("M4", {"green": 165.0, "offers": None}),
        {"lots": way("M5")["lots"]},
    ):
        for log, more in found.items():
            logs.setdefault(log, []).extend(more)
    return separation(warehouse_of(**logs), YEAR)


def of(lots, lot_id):
    return next(lot for lot in lots if lot.lot_id == lot_id)


def test_micro_lots_stand_first(lots):
    assert [lot.lot_id for lot in lots] == ["M1", "M2", "M3", "M4", "M5", "B1"]


def test_a_lot_without_fault_passed_every_test(lots):
    assert of(lots, "M1").apart is True and not of(lots, "M1").untested and len(of(lots, "M1").tests) == 10
    assert (of(lots, "M1").deliveries, of(lots, "M1").steps, of(lots, "M1").handovers) == (2, 3, 3)


def test_a_failed_lot_names_the_test_and_its_rows(lots):
    found = of(lots, "M2")
    assert found.apart is False and [test.name for test in found.failed] == [BAGS]
    # the hand-over into the store and the one out of it
    assert found.row_ids == found.failed[0].row_ids and len(found.row_ids) == 2
    assert found.what_happened == "4 bags in, 5 out at Store 1, 1 more than were there on 30 Nov 2025"


def test_a_lot_without_hand_overs_is_not_testable_and_says_which_log_is_missing(lots):
    found = of(lots, "M3")
    assert found.apart is None and not found.failed
    assert next(test.missing for test in found.untested if test.name == CHAIN) == "Hand-overs hold no row of the lot"


def test_a_sign_of_mixing_is_said_of_a_lot_that_passes(lots):
    # 165 kg green of 1000 kg cherry against 160 of bulk: 3 % better, within the 5 % of tolerance.
    found = of(lots, "M4")
    assert found.apart is True and [test.name for test in found.signs] == [BULK]


def test_of_a_lot_nothing_is_written_about_nothing_is_claimed(lots):
    assert of(lots, "M5").apart is None and len(of(lots, "M5").untested) == 10


def test_other_seasons_and_other_stations_are_not_judged():
    world = warehouse_of(**way("M1"))
    assert separation(world, "2024/25") == [] and separation(world, YEAR, {"station": ("Station B",)}) == []
    assert [lot.lot_id for lot in separation(world, YEAR, {"station": ("Station A",)})] == ["M1"]
