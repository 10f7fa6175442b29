"""Share of lots within 10-12 %."""

from datetime import date

import pytest

from metrics.engine.intervals import wilson
from tests.metrics.hand import asked, lots, values


def sample(lot, moisture):
    return {
        "lot_id": lot,
        "sampled_on": date(2026, 1, 1),
        "moisture": moisture,
        "stage": "pre-shipment",
        "instrument": "Meter 1",
    }


QUALITY = [
    sample("M1", 10.0),
    sample("M2", 12.0),
    sample("M3", 12.1),
    sample("M3", 11.9),
    sample("B1", 12.1),
    sample("B2", 9.9),
]


def test_both_ends_are_in():
    found = asked("moisture_in_range", lots=lots(3, 2), quality=QUALITY)  # M3: mean 12.0
    assert values(found.groups) == {"micro": 1.0, "bulk": 0.0}
    micro = found.groups["micro"]
    assert (micro.low, micro.high) == pytest.approx(wilson(1.0, 3))
    assert round(micro.low, 2) == 0.44
    assert micro.method == "Wilson"
    assert found.difference.value == 1.0


def test_the_settings_move_the_ends():
    found = asked(
        "moisture_in_range",
        lots=lots(3, 2),
        quality=QUALITY,
        settings=[{"setting": "moisture_low", "value": "9"}, {"setting": "moisture_high", "value": "11.5"}],
    )
    assert values(found.groups) == pytest.approx({"micro": 1 / 3, "bulk": 0.5})
