"""SCA specialty grade: no category 1, at most 5 of category 2, in every sample of the lot."""

from datetime import date

from tests.metrics.hand import asked, lots, values


def sample(lot, sample_id, one, two, scheme="SCA", **columns):
    return {
        "lot_id": lot,
        "sampled_on": date(2026, 1, 1),
        "sample_id": sample_id,
        "stage": "pre-shipment",
        "scheme": scheme,
        "sample_g": 350,
        "category1_defects": one,
        "category2_defects": two,
        "protocol": "SCA-2004",
        **columns,
    }


def test_by_hand():
    # M1 0 and 5: grade. M2: second sample has 5.2. M3: one insect bean in five is 0.2 of category 1: not zero.
    # B1: 0 and 4 by SNI: not an SCA grade, in neither. B2: 2 of category 2 in 100 g is 7 in 350 g.
    found = asked(
        "specialty_grade",
        lots=lots(3, 2),
        quality=[
            sample("M1", "1", 0, 5, cup_score=85),
            sample("M2", "2", 0, 1, cup_score=84),
            sample("M2", "3", 0, 5.2, cup_score=86),
            sample("M3", "4", 0.2, 0, cup_score=88),
            sample("B1", "5", 0, 4, scheme="SNI"),
            sample("B2", "6", 0, 2, sample_g=100),
        ],
    )
    assert values(found.groups) == {"micro": 1 / 3, "bulk": 0.0}
    assert (found.groups["micro"].n, found.groups["bulk"].n) == (3, 1)
    assert values(found.parts["cup score"])["micro"] == 86.0  # 85, (84 + 86) / 2, 88 -> 258 / 3
    assert found.parts["cup score"]["micro"].unit == "points"


def test_no_sca_no_grade():
    found = asked("specialty_grade", lots=lots(1, 1), quality=[sample("M1", "1", 0, 0, scheme="COB")])
    assert found.groups["micro"].value is None and found.groups["micro"].why_not


def test_a_total_without_its_categories():
    # M1: no defect at all. M2: 6 in all are of category 1 or more than 5 of category 2. M3: of 3 it can't be told.
    def found(*totals):
        return asked(
            "specialty_grade",
            lots=lots(len(totals), 0),
            quality=[
                {**sample(f"M{n}", str(n), None, None), "defect_total": total}
                for n, total in enumerate(totals, start=1)
            ],
        ).groups["micro"]

    assert found(0, 6).value == 0.5
    assert found(0, 0, 0, 0, 3).value == 1.0  # of the four that can be told
    untold = found(0, 6, 3)  # one of three lots is more than a quarter of them
    assert (untold.value, untold.n) == (None, 0)
    assert "it could not be told how many are of category 1" in untold.why_not


def test_one_sample_that_can_not_be_told_leaves_its_lot_open():
    clean, untold = sample("M1", "1", 0, 0), {**sample("M1", "2", None, None), "defect_total": 3}
    assert asked("specialty_grade", lots=lots(1, 0), quality=[clean, untold]).groups["micro"].value is None
    worse = sample("M1", "3", 0, 6)
    assert asked("specialty_grade", lots=lots(1, 0), quality=[clean, untold, worse]).groups["micro"].value == 0
