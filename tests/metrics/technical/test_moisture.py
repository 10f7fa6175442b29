"""Moisture: stages, meters, lots unweighted."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values


def sample(lot, moisture, day=1, stage="pre-shipment", instrument="Meter 1", **columns):
    return {
        "lot_id": lot,
        "sampled_on": date(2026, 1, day),
        "moisture": moisture,
        "stage": stage,
        "instrument": instrument,
        **columns,
    }


def test_by_hand():
    # M1: two pre-shipment samples 11.0 and 12.0 -> 11.5; the drying sample does not count.
    # M2: no pre-shipment sample: resting 10.5 is later than drying 14.0.
    # B1: one sample on two cuppers' lines counts once: (12.0 + 12.0 + 11.0) -> sample 12.0 and sample 11.0 -> 11.5.
    found = asked(
        "moisture",
        lots=lots(2, 1),
        quality=[
            sample("M1", 11.0, sample_id="1"),
            sample("M1", 12.0, sample_id="2"),
            sample("M1", 30.0, stage="drying", sample_id="3"),
            sample("M2", 10.5, stage="resting", sample_id="4"),
            sample("M2", 14.0, stage="drying", sample_id="5"),
            sample("B1", 12.0, sample_id="6", cupper="AB"),
            sample("B1", 12.0, sample_id="6", cupper="CD"),
            sample("B1", 11.0, sample_id="7"),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 11.0, "bulk": 11.5})  # (11.5 + 10.5) / 2
    assert found.difference.value == pytest.approx(-0.5)
    assert (found.groups["micro"].n, found.groups["micro"].rows) == (2, 3)
    assert found.groups["bulk"].low is None and found.groups["bulk"].no_range
    assert dict(found.cases["micro"]) == pytest.approx({"M1": 11.5, "M2": 10.5})


def test_zero_is_not_measured():
    found = asked("moisture", lots=lots(1, 1), quality=[sample("M1", 0.0), sample("M1", 11.0)])
    assert found.groups["micro"].value == 11.0
    assert found.groups["bulk"].value is None and found.groups["bulk"].why_not


def test_meters_are_never_mixed():
    # Meter 1 saw 2 micro and 1 bulk lots, Meter 2 saw 1 and 1, Meter 3 saw 3 bulk lots: Meter 1 and 2 share one lot a
    # stream each; Meter 1 has more lots in all.
    quality = [
        sample("M1", 11.0),
        sample("M2", 11.4),
        sample("B1", 12.0),
        sample("M3", 10.0, instrument="Meter 2"),
        sample("B2", 10.0, instrument="Meter 2"),
    ]
    quality += [sample(f"B{i}", 13.0, instrument="Meter 3") for i in (3, 4, 5)]
    found = asked("moisture", lots=lots(3, 5), quality=quality)
    assert values(found.groups) == pytest.approx({"micro": 11.2, "bulk": 12.0})
    assert found.groups["micro"].basis == "Meter 1"
    assert set(found.by) == {"Meter 1", "Meter 2", "Meter 3"}
    assert found.by["Meter 3"]["bulk"].value == 13.0


def test_no_common_meter_no_difference():
    found = asked("moisture", lots=lots(1, 1), quality=[sample("M1", 11.0), sample("B1", 12.0, instrument="Meter 2")])
    assert values(found.groups) == {"micro": 11.0, "bulk": 12.0}
    assert found.difference.value is None
    assert "Meter 1" in found.difference.why_not and "Meter 2" in found.difference.why_not


def test_samples_after_the_day_are_not_known_yet():
    found = asked(
        "moisture",
        as_of=date(2026, 1, 15),
        lots=lots(1, 1),
        quality=[sample("M1", 11.0, day=10), sample("M1", 12.0, day=20), sample("B1", 12.0, day=20)],
    )
    assert values(found.groups) == {"micro": 11.0, "bulk": None}


def test_without_register_there_is_one_group():
    found = asked("moisture", quality=[sample("X", 11.0), sample("Y", 12.0)])
    assert values(found.groups) == {"all": 11.5}
    assert found.difference is None
