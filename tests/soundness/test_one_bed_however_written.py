"""Two lots on one bed passed as apart while the station stood in the register once in capitals and once not."""

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.metrics.hand import YEAR, lots
from tests.support import warehouse_of


@pytest.mark.parametrize(
    ("station", "bed"),
    [("Station B", "Bed 1"), ("STATION B", "Bed 1"), (" station  b", "BED 1 "), ("Station B", "bed-1")],
)
def test_one_bed_however_it_is_written(station, bed):
    def drying(lot, place):
        return {
            "lot_id": lot,
            "step": "drying",
            "started_on": date(2026, 1, 5),
            "ended_on": date(2026, 1, 20),
            "form_in": "wet parchment",
            "weight_in_kg": 100.0,
            "form_out": "dry parchment",
            "weight_out_kg": 60.0,
            "place": place,
        }

    register = lots(1, 1)
    register[0]["station"], register[1]["station"] = "Station B", station
    found = answer(
        warehouse_of(lots=register, processing=[drying("M1", "Bed 1"), drying("B1", bed)]), "segregation", YEAR
    )
    assert found.parts["a bed of its own"]["micro"].value == 0


def test_beds_of_the_same_name_at_two_stations_are_two():
    register = lots(1, 1)
    register[0]["station"], register[1]["station"] = "Station A", "Station B"
    drying = [
        {
            "lot_id": lot,
            "step": "drying",
            "started_on": date(2026, 1, 5),
            "ended_on": date(2026, 1, 20),
            "form_in": "wet parchment",
            "weight_in_kg": 100.0,
            "form_out": "dry parchment",
            "weight_out_kg": 60.0,
            "place": "Bed 1",
        }
        for lot in ("M1", "B1")
    ]
    assert (
        answer(warehouse_of(lots=register, processing=drying), "segregation", YEAR)
        .parts["a bed of its own"]["micro"]
        .value
        == 1
    )


def drying(lot, first, last, place="Bed 1"):
    return {
        "lot_id": lot,
        "step": "drying",
        "started_on": date(2026, 1, first),
        "ended_on": date(2026, 1, last),
        "form_in": "wet parchment",
        "weight_in_kg": 100.0,
        "form_out": "dry parchment",
        "weight_out_kg": 60.0,
        "place": place,
    }


def on_beds(stations, *dryings):
    """{lot: (passed, words)} of the lots M1, M2, .. at these stations."""
    register = [{**lot, "station": station} for lot, station in zip(lots(len(stations)), stations, strict=True)]
    w = warehouse_of(lots=register, processing=dryings)
    return {
        row["lot_id"]: (row["passed"], row["words"])
        for row in w.rows(
            "SELECT lot_id, passed, words FROM segregation WHERE test = 'a bed of its own' ORDER BY lot_id"
        )
    }


def test_a_lot_whose_station_is_not_written_is_not_silently_apart():
    found = on_beds(
        ["Station A", "Station B", None, " "],
        drying("M1", 1, 5),
        drying("M2", 1, 5),
        drying("M3", 5, 9),
        drying("M4", 20, 25),
    )
    # M3 lay on either bed 1 on the fifth
    assert not found["M1"][0] and not found["M2"][0] and not found["M3"][0]
    assert found["M1"][1] == (
        "shared a drying bed with M3 (Bed 1, on 5 Jan 2026); the station of one is not written: taken as the same bed"
    )
    assert "is not written" in found["M3"][1]
    assert found["M4"] == (True, "no other lot lay on Bed 1 while it did")


def test_where_no_station_is_written_at_all_a_bed_is_its_name():
    found = on_beds([None, None], drying("M1", 1, 5), drying("M2", 5, 9))
    assert found["M1"] == (False, "shared a drying bed with M2 (Bed 1, on 5 Jan 2026)")


def test_a_written_meeting_is_not_called_unsure():
    found = on_beds(["Station A", "Station A", None], drying("M1", 1, 5), drying("M2", 4, 9), drying("M3", 9, 12))
    assert found["M1"] == (False, "shared a drying bed with M2 (Bed 1, on 4 Jan 2026)")


def test_lots_of_one_blend_do_not_meet_themselves_though_one_has_no_station():
    blend = [{**drying(lot, 1, 5), "into_lot_id": "M3"} for lot in ("M1", "M2")]
    assert all(passed for passed, _ in on_beds(["Station A", None, "Station A"], *blend).values() if passed is not None)
