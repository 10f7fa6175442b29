"""Cup score: cuppers within the sample, samples within the lot, one protocol."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values


def cup(lot, sample_id, score, cupper="AB", protocol="SCA-2004", stage="pre-shipment"):
    return {
        "lot_id": lot,
        "sampled_on": date(2026, 1, 1),
        "sample_id": sample_id,
        "cup_score": score,
        "cupper": cupper,
        "protocol": protocol,
        "stage": stage,
    }


def test_by_hand():
    # M1: sample 1 by three cuppers (84, 85, 86) -> 85; sample 2 by one -> 89; lot 87, not the mean of four lines (86).
    found = asked(
        "cup_score",
        lots=lots(2, 1),
        quality=[
            cup("M1", "1", 84),
            cup("M1", "1", 85, "CD"),
            cup("M1", "1", 86, "EF"),
            cup("M1", "2", 89),
            cup("M2", "3", 83),
            cup("B1", "4", 80),
            cup("B1", "5", 90, protocol="CVA"),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 85.0, "bulk": 80.0})  # (87 + 83) / 2
    assert found.by["CVA"]["bulk"].value == 90
    assert found.groups["micro"].basis == "SCA-2004"
    micro = found.groups["micro"]
    assert micro.low < micro.low80 < 85 < micro.high80 < micro.high


def test_scores_of_two_forms_are_never_compared():
    # 79 by CVA is a coffee nobody minds, 79 by the form of 2004 is below specialty
    found = asked(
        "cup_score",
        lots=lots(2, 2),
        quality=[
            cup(lot, lot, 79, protocol="CVA" if lot[0] == "M" else "SCA-2004") for lot in ("M1", "M2", "B1", "B2")
        ],
    )
    assert values(found.groups) == {"micro": 79, "bulk": 79}
    assert (
        found.difference.value is None and "CVA" in found.difference.why_not and "SCA-2004" in found.difference.why_not
    )


def test_a_score_without_its_form_is_a_basis_of_its_own():
    found = asked("cup_score", lots=lots(1, 1), quality=[cup("M1", "1", 85, protocol=None), cup("B1", "2", 80)])
    assert found.difference.value is None and "protocol not written" in found.difference.why_not


def test_without_scores_the_sentence_is_true_whether_or_not_a_tab_has_the_column():
    found = asked("cup_score", lots=lots(1, 1), quality=[cup("M1", "1", None)])
    assert found.groups["micro"].why_not == "Nothing is written under Cup score in the logbook Quality."
