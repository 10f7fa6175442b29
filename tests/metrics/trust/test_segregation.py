"""The share of lots that stayed themselves, and who did not."""

from __future__ import annotations

import pytest

from metrics.engine.compute import answer
from sample_data.world import parameters, shared_beds
from tests.logbooks.warehouse.test_segregation import BAGS, CHAIN, YEAR, rows_of, way
from tests.metrics.hand import values
from tests.metrics.sample import rows, sample
from tests.support import warehouse_of


def cooperative() -> dict[str, list[dict]]:
    """Micro: M1, M2 pass, M3 fails (a bag too many), M4 has no hand-overs; bulk: B1 passes."""
    logs: dict[str, list[dict]] = {}
    for found in (
        way("B1", "bulk", 160.0),
        way("M1"),
        way("M2"),
        rows_of("M3", {"handovers": {1: {"bags": 5}}}),
        rows_of("M4", {"handovers": None}),
    ):
        for log, more in found.items():
            logs.setdefault(log, []).extend(more)
    return logs


def test_by_hand():
    # micro: 2 passed of the 3 that can be judged; M4 is not testable and counted apart: 1 of 4 lots. bulk: 1 of 1.
    found = answer(warehouse_of(**cooperative()), "segregation", YEAR)
    assert values(found.groups) == {"micro": pytest.approx(2 / 3), "bulk": 1.0}
    micro = found.groups["micro"]
    assert (micro.n, micro.left_out, micro.method) == (3, 1, "Wilson")
    assert micro.notes == ("1 not counted: Hand-overs hold no row of the lot",)
    assert (found.parts["not testable"]["micro"].value, found.parts["not testable"]["bulk"].value) == (0.25, 0.0)


def test_a_reason_that_several_lots_share_is_said_once():
    # Nobody wrote a hand-over; of M2 nobody wrote the weights of its steps either.
    unweighed = {step: {"weight_in_kg": None, "weight_out_kg": None} for step in range(3)}
    logs: dict[str, list[dict]] = {}
    for found in (rows_of("M1", {"handovers": None}), rows_of("M2", {"handovers": None, "processing": unweighed})):
        for log, more in found.items():
            logs.setdefault(log, []).extend(more)
    said = answer(warehouse_of(**logs), "segregation", YEAR).groups["micro"].why_not
    assert said.count("Hand-overs hold no row of the lot") == 1 and "not testable" not in said


def test_the_failing_ones_stand_by_name_and_test():
    found = answer(warehouse_of(**cooperative()), "segregation", YEAR)
    assert dict(found.cases["micro"]) == {"M1": 1.0, "M2": 1.0, "M3": 0.0}
    # nine of the ten tests of M3 are passed
    assert found.parts[f"M3 failed: {BAGS}"]["micro"].value == 0.9


def test_each_test_alone_stands_beside():
    found = answer(warehouse_of(**cooperative()), "segregation", YEAR)
    assert found.parts[BAGS]["micro"].value == pytest.approx(2 / 3)  # M4 has no bags to count
    assert found.parts[CHAIN]["micro"].value == 1.0
    # every number opens down to its cells: the three hand-overs of each of M1 and M2, of M3 the two at the store that
    # fails
    assert found.parts[BAGS]["micro"].rows == 8
    assert all(
        e.rows > 0 for groups in found.parts.values() for name, e in groups.items() if name != "difference" and e.n
    )


def test_without_hand_overs_nothing_is_said():
    logs = cooperative() | {"handovers": []}
    found = answer(warehouse_of(**logs), "segregation", YEAR).groups["micro"]
    assert found.value is None and "Hand-overs hold no row of the lot" in found.why_not


def test_an_added_lot_that_is_not_testable_moves_nothing():
    logs = cooperative()
    logs["lots"] = [*logs["lots"], {"lot_id": "M5", "stream": "micro", "crop_year": YEAR}]
    assert answer(warehouse_of(**logs), "segregation", YEAR).groups["micro"].value == pytest.approx(2 / 3)


def test_the_sample_fails_where_its_makers_said():
    # Truth of the invented cooperative: lots go by their place in the season; those not handed over can't be tested.
    truth, beds = parameters()["segregation"], shared_beds()
    found = answer(sample(), "segregation", YEAR)
    for stream, letter in (("micro", "M"), ("bulk", "B")):
        shared = beds if stream == "micro" else beds.values()
        failing = {f"{letter}-2025-{place:02d}" for place in (*shared, *truth["bag_too_many"][stream])}
        untold = {f"{letter}-2025-{place:02d}" for place in truth["not_handed"][stream]}
        lots = {lot["lot_id"] for lot in rows()["lots"] if lot["stream"] == stream and lot["crop_year"] == YEAR}
        cases = dict(found.cases[stream])
        assert {lot for lot, passed in cases.items() if passed == 0} == failing - untold
        assert set(cases) == lots - (untold - failing)
