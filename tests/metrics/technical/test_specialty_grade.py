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
    # M1 0 and 5: grade. M2: second sample has 6. M3: one insect bean in five is 0.2 of category 1, no whole one: grade.
    # B1: 0 and 4 by SNI: not an SCA grade, in neither. B2: 2 of category 2 in 100 g is 7 in 350 g.
    found = asked(
        "specialty_grade",
        lots=lots(3, 2),
        quality=[
            sample("M1", "1", 0, 5, cup_score=85),
            sample("M2", "2", 0, 1, cup_score=84),
            sample("M2", "3", 0, 6, cup_score=86),
            sample("M3", "4", 0.2, 0, cup_score=88),
            sample("B1", "5", 0, 4, scheme="SNI"),
            sample("B2", "6", 0, 2, sample_g=100),
        ],
    )
    assert values(found.groups) == {"micro": 2 / 3, "bulk": 0.0}
    assert (found.groups["micro"].n, found.groups["bulk"].n) == (3, 1)
    assert values(found.parts["cup score"])["micro"] == 86.0  # 85, (84 + 86) / 2, 88 -> 258 / 3
    assert found.parts["cup score"]["micro"].unit == "points"


def by_counts(*lots_counted):
    """The grades of lots M1.. by the beans counted in a sample of 350 g of each."""
    return asked(
        "specialty_grade",
        lots=lots(len(lots_counted)),
        quality=[sample(f"M{n}", str(n), None, None) for n in range(1, len(lots_counted) + 1)],
        defects=[
            {"sample_id": str(n), "defect": defect, "count": count}
            for n, beans in enumerate(lots_counted, 1)
            for defect, count in beans.items()
        ],
    ).groups["micro"]


def test_only_whole_full_defects_grade_kind_by_kind():
    # 4 severe-insect beans of which 5 make one: none whole. 14 broken and 14 shells, 5 each: 2 + 2 = 4 (5.6 in all).
    # 5 severe-insect beans: one of category 1. 15 broken and 15 shells: 3 + 3 = 6.
    assert by_counts({"severe insect": 4}).value == 1
    assert by_counts({"broken": 14, "shell": 14}).value == 1
    assert by_counts({"severe insect": 5}).value == 0
    assert by_counts({"broken": 15, "shell": 15}).value == 0
    # in 100 g two severe-insect beans are 7 in 350 g: one whole
    found = asked(
        "specialty_grade",
        lots=lots(1),
        quality=[sample("M1", "1", None, None, sample_g=100)],
        defects=[{"sample_id": "1", "defect": "severe insect", "count": 2}],
    )
    assert found.groups["micro"].value == 0


def test_quakers_and_water_activity_where_they_were_looked_at():
    # M1 0 quakers, 0.69: grade. M2 1 quaker: none. M3 0.70: not below 0.70. M4: nobody looked, it counts and is said.
    found = asked(
        "specialty_grade",
        lots=lots(4),
        quality=[
            sample("M1", "1", 0, 1, quakers=0, water_activity=0.69),
            sample("M2", "2", 0, 1, quakers=1, water_activity=0.55),
            sample("M3", "3", 0, 1, quakers=0, water_activity=0.70),
            sample("M4", "4", 0, 1),
        ],
    ).groups["micro"]
    assert found.value == 0.5
    assert found.assumed == (
        "lots are graded without quakers where nobody counted them",
        "lots are graded without water activity where nobody measured it",
    )


def test_fine_robusta_is_graded_by_its_own_rule_and_never_mixed():
    # no category 1 and at most 5 of category 2, whole; it does not ask for quakers or water activity here
    rows = [sample(f"M{n}", str(n), 0, two, scheme="Fine Robusta", quakers=2) for n, two in ((1, 5), (2, 6))]
    found = asked("specialty_grade", lots=lots(2), quality=rows).groups["micro"]
    assert (found.value, found.basis, found.assumed) == (0.5, "Fine Robusta", ())
    mixed = asked("specialty_grade", lots=lots(1, 1), quality=[rows[0], sample("B1", "9", 0, 1)])
    assert mixed.difference.value is None and "Fine Robusta" in mixed.difference.why_not


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
