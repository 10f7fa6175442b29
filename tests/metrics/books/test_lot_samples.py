"""The samples of a lot by hand: its own numbers of the last stage, raw counts, each result against its limit."""

from datetime import date

from metrics.books.lot_samples import lot_samples
from tests.metrics.hand import lots
from tests.support import warehouse_of

DAY = date(2026, 1, 10)


def sample(lot="M1", stage="pre-shipment", **columns):
    return {"sampled_on": DAY, "lot_id": lot, "stage": stage, "protocol": "SCA-2004", **columns}


def found(**logs):
    return lot_samples(warehouse_of(lots=lots(2), **logs), "M1")


def test_the_score_is_of_the_last_stage_and_every_score_is_told():
    # pre-shipment 85 and 86 make 85.5; the 82 of the drying is no part of it
    cups = [
        sample(sample_id="Q1", cup_score=85.0, cupper="AB", third_party=True),
        sample(sample_id="Q1", cup_score=86.0, cupper="CD"),
        sample(stage="drying", sample_id="Q0", cup_score=82.0),
        sample("M2", sample_id="Q2", cup_score=99.0),
    ]
    samples = found(quality=cups)
    assert [(one.score, one.counts, one.third_party) for one in samples.cups] == [
        (85.0, True, True),
        (86.0, True, None),
        (82.0, False, None),
    ]
    assert [(mean.basis, mean.value) for mean in samples.of("cup_score")] == [("SCA-2004", 85.5)]


def test_defects_with_their_beans_and_the_grade():
    # SCA: 10 broken beans make 2 full defects of category 2; 1 full black makes one of category 1, which forbids it
    counted = [{"sample_id": "Q1", "defect": "broken", "count": 10.0}]
    graded = found(quality=[sample(sample_id="Q1", scheme="SCA", sample_g=350.0)], defects=counted)
    (one,) = graded.defects
    assert (one.category1, one.category2, one.in_all, one.beans) == (0, 2, 2, (("broken", 10),))
    assert graded.graded == {"SCA": True}
    counted += [{"sample_id": "Q1", "defect": "full black", "count": 1.0}]
    assert found(quality=[sample(sample_id="Q1", scheme="SCA", sample_g=350.0)], defects=counted).graded == {
        "SCA": False
    }


def test_beans_of_a_code_that_stands_for_two_lots_belong_to_none():
    shared = [sample(lot, sample_id="Q1", scheme="SCA", sample_g=350.0) for lot in ("M1", "M2")]
    samples = found(quality=shared, defects=[{"sample_id": "Q1", "defect": "broken", "count": 10.0}])
    (one,) = samples.defects
    assert (one.in_all, one.beans) == (None, ()) and "samples of several lots" in one.why_not


def test_every_result_against_its_limit():
    tested = {"sampled_on": DAY, "kind": "residue", "unit": "mg/kg", "market": "EU", "limit": "0.01", "lot_id": "M1"}
    results = found(
        lab_tests=[
            {**tested, "analyte": "a within", "result": "0.005"},
            {**tested, "analyte": "b above", "result": "0.02"},
            {**tested, "analyte": "c coarse", "result": "<0.05"},  # the LOQ is above the limit: nothing is shown
            {**tested, "analyte": "of another", "result": "9", "lot_id": "M2"},
        ]
    ).laboratory
    assert [(one.analyte, one.verdict) for one in results] == [
        ("a within", "pass"),
        ("b above", "fail"),
        ("c coarse", "inconclusive"),
    ]
    assert results[2].reason == "the LOQ is above the limit"
