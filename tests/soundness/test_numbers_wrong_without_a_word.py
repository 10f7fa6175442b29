"""Shares, defects and scores that were wrong without a word because of how a sheet was filled in."""

from datetime import date, datetime

import pytest

from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import checked, tab
from tests.metrics.hand import YEAR, asked, lots, values

HEAD = ["Received on", "Farmer", "Weight (kg)", "Form", "Ripe (%)"]


def test_a_fraction_among_percentages_is_not_less_than_one_in_a_hundred():
    """98 and 0.9 under Ripe (%): 0.9 may be 90 % or 0.9 %, so it is asked about and counts in neither; 98 % of the 500
    kg looked at stand."""
    w = checked(
        tab(
            "Receipts",
            HEAD,
            [date(2025, 11, 3), "F1", 1000, "cherry", 0.9],
            [date(2025, 11, 4), "F2", 500, "cherry", 98],
        )
    )
    assert w.rows("SELECT code, row_no FROM problems WHERE code = 'share-or-percent'") == [
        {"code": "share-or-percent", "row_no": 2}
    ]
    assert answer(w, "ripe_share", YEAR).groups["all"].value == pytest.approx(0.98)


def receipt(recorded_at):
    return {
        "lot_id": "M1",
        "farmer_id": "F-1",
        "received_on": date(2025, 11, 3),
        "weight_kg": 50.0,
        "form": "cherry",
        "recorded_at": recorded_at,
    }


@pytest.mark.parametrize(
    ("recorded", "in_time"),
    [(datetime(2025, 11, 5), 1.0), (datetime(2025, 11, 6), 0.0), (datetime(2025, 11, 5, 23, 59), 1.0)],
)
def test_a_day_without_its_hour_is_not_its_first_minute(recorded, in_time):
    """48 hours from the end of 3 November end with the 5th. A row recorded "on the 6th" came after them, though
    midnight of the 6th did not."""
    assert values(asked("records_on_time", lots=lots(1), receipts=[receipt(recorded)]).groups)["micro"] == in_time


def sample(lot, code, day=date(2026, 1, 5), stage="pre-shipment", **columns):
    return {
        "lot_id": lot,
        "sampled_on": day,
        "sample_id": code,
        "stage": stage,
        "scheme": "SCA",
        "sample_g": 350.0,
        **columns,
    }


def test_beans_counted_under_the_code_of_two_lots_are_put_to_neither():
    """Ana's sample 1 is of M1, Luis' sample 1 of M2: whose 10 broken beans? M2's own 0 and 6 full defects stand, M1 has
    no number and says why."""
    quality = [
        sample("M1", "1", cupper="Ana"),
        sample("M2", "1", cupper="Luis", category1_defects=0.0, category2_defects=6.0),
    ]
    found = asked(
        "defect_rate", lots=lots(2), quality=quality, defects=[{"sample_id": "1", "defect": "broken", "count": 10.0}]
    ).groups["micro"]
    assert (found.value, found.n, found.left_out) == (6.0, 1, 1)
    assert any("several lots" in note for note in found.notes)


def test_a_sample_without_a_stage_is_not_older_than_the_drying_before_it():
    """Drying in December 16 %, in January 11 % without a stage: the green has 11 %, and its one black bean of December
    is gone."""
    quality = [
        sample(
            "M1",
            "1",
            date(2025, 12, 1),
            "drying",
            moisture=16.0,
            instrument="Meter",
            category1_defects=1.0,
            category2_defects=0.0,
        ),
        sample("M1", "2", stage=None, moisture=11.0, instrument="Meter", category1_defects=0.0, category2_defects=2.0),
    ]
    assert values(asked("moisture", lots=lots(1), quality=quality).groups)["micro"] == 11.0
    assert values(asked("specialty_grade", lots=lots(1), quality=quality).groups)["micro"] == 1.0
    # pre-shipment samples come first
    shipped = sample("M1", "0", date(2025, 12, 20), moisture=11.6, instrument="Meter")
    assert values(asked("moisture", lots=lots(1), quality=[*quality, shipped]).groups)["micro"] == pytest.approx(11.6)


def test_a_lot_nobody_checked_has_not_kept_every_rule():
    """Two items, one of them critical, seen on M1 alone; M2 to M4 were never looked at: 2 of 8 items recorded, 1 of 4
    lots with every critical one."""
    rows = [
        {
            "lot_id": "M1",
            "kind": "sop",
            "item": item,
            "result": "yes",
            "critical": item == "beds labelled",
            "checked_on": date(2025, 12, 1),
        }
        for item in ("beds labelled", "water clean")
    ]
    found = asked("sop_compliance", lots=lots(4), checks=rows)
    assert values(found.parts["recorded of expected"])["micro"] == pytest.approx(2 / 8)
    assert values(found.parts["lots with every critical item passed"])["micro"] == pytest.approx(1 / 4)
    assert values(found.groups)["micro"] == 1.0


def test_one_process_and_one_meter_however_they_are_spelled():
    """M1 "Lavado" 2000 kg cherry and 320 green, M2 "lavado" 1000 and 150, B1 "LAVADO " 1000 and 160: micro is (320 +
    150) / 3000, and bulk 0.16."""
    named = [
        {**lot, "process": name, "station": name}
        for lot, name in zip(lots(2, 1), ("Lavado", "lavado", "LAVADO "), strict=True)
    ]
    logs = {
        "lots": named,
        "receipts": [
            {"received_on": date(2025, 11, 1), "farmer_id": "F", "weight_kg": kg, "form": "cherry", "lot_id": lot}
            for lot, kg in (("M1", 2000.0), ("M2", 1000.0), ("B1", 1000.0))
        ],
        "processing": [
            {
                "lot_id": lot,
                "step": "milling",
                "started_on": date(2026, 1, 5),
                "form_in": "dry parchment",
                "form_out": "green",
                "weight_out_kg": kg,
                "moisture_out": 12.0,
            }
            for lot, kg in (("M1", 320.0), ("M2", 150.0), ("B1", 160.0))
        ],
        "quality": [
            {**sample(lot, lot), "moisture": moisture, "instrument": meter}
            for lot, moisture, meter in (("M1", 11.0, "Sinar"), ("M2", 11.4, "SINAR"), ("B1", 12.0, "sinar "))
        ],
    }
    assert values(asked("outturn", **logs).groups) == {"micro": pytest.approx(470 / 3000), "bulk": pytest.approx(0.16)}
    assert values(asked("moisture", **logs).groups) == {"micro": pytest.approx(11.2), "bulk": 12.0}
    assert asked("moisture", **logs).difference.value == pytest.approx(-0.8)


def test_of_a_limit_with_two_ends_neither_is_taken():
    """0.15 mg/kg against a limit printed as 0.1 - 0.2: the lot has neither passed nor failed."""
    found = asked(
        "residue_pass",
        lots=lots(1),
        lab_tests=[
            {
                "sampled_on": date(2026, 1, 15),
                "lot_id": "M1",
                "kind": "residue",
                "analyte": "glyphosate",
                "result": "0.15",
                "unit": "mg/kg",
                "limit": "0.1 - 0.2",
                "market": "EU",
            }
        ],
    ).groups["micro"]
    assert found.value is None and "a limit can't be read" in found.why_not
