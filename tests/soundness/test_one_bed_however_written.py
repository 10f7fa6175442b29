"""Two lots on one bed passed as apart while the station stood in the register once in capitals and once not."""

from datetime import date

import pytest

from metrics.compute import answer
from tests.metrics.hand import YEAR, lots
from tests.support import warehouse_of


@pytest.mark.parametrize(("station", "bed"), [("Station B", "Bed 1"), ("STATION B", "Bed 1"), (" station  b", "BED 1 "), ("Station B", "bed-1")])
def test_one_bed_however_it_is_written(station, bed):
    def drying(lot, place):
        return {"lot_id": lot, "step": "drying", "started_on": date(2026, 1, 5), "ended_on": date(2026, 1, 20), "form_in": "wet parchment", "weight_in_kg": 100.0,
                "form_out": "dry parchment", "weight_out_kg": 60.0, "place": place}
    register = lots(1, 1)
    register[0]["station"], register[1]["station"] = "Station B", station
    found = answer(warehouse_of(lots=register, processing=[drying("M1", "Bed 1"), drying("B1", bed)]), "segregation", YEAR)
    assert found.parts["a bed of its own"]["micro"].value == 0


def test_beds_of_the_same_name_at_two_stations_are_two():
    register = lots(1, 1)
    register[0]["station"], register[1]["station"] = "Station A", "Station B"
    drying = [{"lot_id": lot, "step": "drying", "started_on": date(2026, 1, 5), "ended_on": date(2026, 1, 20), "form_in": "wet parchment", "weight_in_kg": 100.0,
               "form_out": "dry parchment", "weight_out_kg": 60.0, "place": "Bed 1"} for lot in ("M1", "B1")]
    assert answer(warehouse_of(lots=register, processing=drying), "segregation", YEAR).parts["a bed of its own"]["micro"].value == 1
