"""Working rules kept, and how many were looked at."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values


def check(lot, item, result, critical=False, **columns):
    return {
        "lot_id": lot,
        "item": item,
        "result": result,
        "kind": "sop",
        "checked_on": date(2025, 12, 1),
        "critical": critical,
        **columns,
    }


def test_by_hand():
    # micro: yes 3 (M1 a, M1 b, M2 a), no 1 (M2 c), not applicable 1 -> 3 / 4.
    # items of micro: a (critical), b, c -> 2 lots x 3 = 6 expected; recorded M1 a b c, M2 a c = 5.
    # critical: M1 a yes, M2 a yes -> 2 / 2. bulk: a critical item (a) was never looked at on B2 -> 1 / 2.
    found = asked(
        "sop_compliance",
        lots=lots(2, 2),
        checks=[
            check("M1", "a", "yes", True),
            check("M1", "b", "yes"),
            check("M1", "c", "not applicable"),
            check("M2", "A ", "yes", True),
            check("M2", "c", "no"),
            check("B1", "a", "yes", True),
            check("B2", "b", "yes"),
            {**check("B2", "mask", "no"), "kind": "ppe"},
        ],
    )
    assert values(found.groups) == {"micro": 0.75, "bulk": 1.0}
    recorded = found.parts["recorded of expected"]["micro"]
    assert (recorded.value, recorded.rows) == (pytest.approx(5 / 6), 5)  # behind it stand the five checks of its lots
    critical = values(found.parts["lots with every critical item passed"])
    assert (critical["micro"], critical["bulk"]) == (1.0, 0.5)


def test_a_critical_item_that_does_not_apply_is_neither_passed_nor_failed():
    # Critical: a, d. M1: a yes, d not applicable -> passed by a. M2: a not applicable, d no -> failed by d.
    # M3: a and d not applicable -> left out. M4: a not applicable, d not recorded -> not passed. So 1 of 3.
    # Recorded of expected: 2 + 2 + 2 + 1 of 4 x 2.
    found = asked(
        "sop_compliance",
        lots=lots(4, 0),
        checks=[
            check("M1", "a", "yes", True),
            check("M1", "d", "not applicable", True),
            check("M2", "a", "not applicable", True),
            check("M2", "d", "no", True),
            check("M3", "a", "not applicable", True),
            check("M3", "d", "not applicable", True),
            check("M4", "a", "not applicable", True),
        ],
    )
    critical = found.parts["lots with every critical item passed"]["micro"]
    assert (critical.value, critical.n, critical.left_out) == (pytest.approx(1 / 3), 3, 1)
    assert "no critical item applies to the lot" in " ".join(critical.notes)
    assert found.parts["recorded of expected"]["micro"].value == pytest.approx(7 / 8)


def test_an_item_checked_again_passes_by_what_was_seen_of_it():
    # a: once yes, once not applicable -> passed. d: once yes, once no -> failed.
    twice = [check("M1", "a", "yes", True), check("M1", "a", "not applicable", True)]
    passed = "lots with every critical item passed"
    assert values(asked("sop_compliance", lots=lots(1, 0), checks=twice).parts[passed])["micro"] == 1.0
    again = [*twice, check("M1", "d", "yes", True), check("M1", "d", "no", True)]
    assert values(asked("sop_compliance", lots=lots(1, 0), checks=again).parts[passed])["micro"] == 0.0


def test_items_of_one_lot_are_one_case():
    # 20 items on each of two lots, one lot all yes, one all no: two cases, not forty.
    rows = [check(lot, f"item {i}", result) for lot, result in (("M1", "yes"), ("M2", "no")) for i in range(20)]
    found = asked("sop_compliance", lots=lots(2, 1), checks=rows).groups["micro"]
    assert (found.value, found.n, found.rows) == (0.5, 2, 40)
    assert found.high - found.low > 0.8


def test_a_check_without_lot_needs_a_stream():
    found = asked(
        "sop_compliance",
        lots=lots(1, 1),
        checks=[
            check(None, "a", "yes", station="Station A", stream="micro"),
            check(None, "a", "no", station="Station B"),
        ],
    )
    assert values(found.groups) == {"micro": 1.0, "bulk": None}
