"""Full defects per 350 g."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values


def sample(lot, sample_id, **columns):
    return {"lot_id": lot, "sampled_on": date(2026, 1, 1), "sample_id": sample_id, "stage": "pre-shipment", "scheme": "SCA", "sample_g": 350, **columns}


def test_by_hand_from_raw_counts():
    # M1: 2 full black / 1 + 7 broken / 5 + 4 partial black / 3 = 2 + 1.4 + 1.3333 = 4.7333, in 350 g, not rounded down
    # M2: 3 slight insect / 10 = 0.3 in 100 g -> x 3.5 = 1.05
    # B1: only the totals per category: 1 + 6 = 7; B2: only a total of 10 in 700 g -> 5
    found = asked("defect_rate", lots=lots(2, 2), quality=[
        sample("M1", "1"), sample("M2", "2", sample_g=100), sample("B1", "3", category1_defects=1, category2_defects=6),
        sample("B2", "4", defect_total=10, sample_g=700)],
        defects=[{"sample_id": "1", "defect": "full black", "count": 2}, {"sample_id": "1", "defect": "broken", "count": 7},
                 {"sample_id": "1", "defect": "Partial Black", "count": 4}, {"sample_id": "2", "defect": "slight insect", "count": 3}])
    assert values(found.groups) == pytest.approx({"micro": (4.73333333 + 1.05) / 2, "bulk": 6.0})
    assert found.relative.value == pytest.approx(5.78333333 / 2 / 6 - 1)
    assert found.groups["micro"].basis == "SCA"


def test_schemes_are_never_mixed():
    found = asked("defect_rate", lots=lots(1, 1), quality=[
        sample("M1", "1", category1_defects=0, category2_defects=3), sample("B1", "2", scheme="SNI", category1_defects=0, category2_defects=3)])
    assert found.difference.value is None and "SNI" in found.difference.why_not


def test_a_defect_without_equivalent_falls_back_on_the_written_categories():
    quality = [sample("M1", "1", category1_defects=0, category2_defects=3), sample("M2", "2")]
    defects = [{"sample_id": "1", "defect": "strange bean", "count": 2}, {"sample_id": "2", "defect": "strange bean", "count": 2}]
    assert values(asked("defect_rate", lots=lots(2), quality=quality, defects=defects).groups) == {"micro": 3.0, "bulk": None}


def test_percent_by_mass_is_not_a_count():
    found = asked("defect_rate", lots=lots(1, 1), quality=[sample("M1", "1", defect_total=5, defect_unit="percent by mass")])
    assert found.groups["micro"].value is None
