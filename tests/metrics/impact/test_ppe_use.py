"""Protective clothing: whole occasions, observed and self-reported apart, a perfect list doubted."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values


def check(occasion, item, result, stream="micro", observed=True, **columns):
    return {
        "kind": "ppe",
        "checked_on": date(2025, 12, 1),
        "occasion": occasion,
        "item": item,
        "result": result,
        "stream": stream,
        "observed": observed,
        **columns,
    }


def worn(*checks):
    return asked("ppe_use", lots=lots(1, 1), checks=list(checks))


def test_by_hand():
    # micro: S1 gloves and mask yes; S2 mask no -> 1 of 2; 3 of 4 items. bulk: S3 gloves yes, mask not applicable -> 1
    # of 1.
    found = worn(
        check("S1", "gloves", "yes"),
        check("S1", "mask", "yes"),
        check("S2", "gloves", "yes"),
        check("S2", "mask", "no"),
        check("S3", "gloves", "yes", "bulk"),
        check("S3", "mask", "not applicable", "bulk"),
        {**check("S4", "labels", "no"), "kind": "sop"},
    )
    assert values(found.groups) == {"micro": 0.5, "bulk": 1.0}
    assert values(found.parts["items worn of items checked"]) == pytest.approx(
        {"micro": 0.75, "bulk": 1.0, "difference": -0.25}
    )
    assert (found.groups["micro"].n, found.groups["micro"].rows, found.groups["micro"].basis) == (2, 4, "observed")


def test_an_occasion_without_an_answer_is_none():
    found = worn(check("S1", "gloves", "yes"), check("S2", "gloves", "not applicable"))
    assert (found.groups["micro"].value, found.groups["micro"].n) == (1.0, 1)


def test_observed_and_told_stand_apart():
    # Seen: 0 of 2; told: 3 of 3. Together they would be 60 %.
    seen = [check(f"S{i}", "mask", "no") for i in (1, 2)]
    told = [check(f"T{i}", "mask", "yes", observed=False) for i in (1, 2, 3)]
    found = worn(*seen, *told, check("B1", "mask", "yes", "bulk"))
    # bulk was observed alone
    assert (found.groups["micro"].basis, found.groups["micro"].value) == ("observed", 0.0)
    assert found.by["self-reported"]["micro"].value == 1.0


def test_one_told_item_makes_the_occasion_told():
    found = worn(
        check("S1", "gloves", "yes"),
        check("S1", "mask", "yes", observed=False),
        check("S2", "mask", "yes", observed=None),
    )
    assert found.by["self-reported"]["micro"].n == 1
    assert found.by["not written whether observed"]["micro"].n == 1


def test_a_perfect_list_is_doubted():
    perfect = worn(*(check(f"S{i}", "mask", "yes") for i in range(8))).groups["micro"]
    assert perfect.value == 1.0 and "11 % (Costa Rica, n = 300) and 2 % (Uganda, n = 302)" in perfect.assumed[0]
    assert (
        worn(*(check(f"S{i}", "mask", "yes") for i in range(8)), check("S9", "mask", "no")).groups["micro"].assumed
        == ()
    )


def test_the_same_word_on_another_day_or_of_another_person_is_another_occasion():
    found = worn(
        check("Spraying", "mask", "yes"),
        check("spraying ", "gloves", "no"),
        check("spraying", "mask", "yes", checked_on=date(2025, 12, 9)),
        check(None, "mask", "yes", person="Worker A"),
        check(None, "mask", "no", person="Worker B"),
    )
    assert (found.groups["micro"].value, found.groups["micro"].n) == (0.5, 4)


def test_neither_lot_nor_stream_is_said():
    found = worn(
        check("S1", "mask", "no", None), check("S2", "mask", "yes"), check("S3", "mask", "yes", None, lot_id="M1")
    )
    assert (found.groups["micro"].value, found.groups["micro"].n) == (1.0, 2)
    assert "1 not counted: an occasion of which neither lot nor stream is written" in found.groups["micro"].notes
    assert values(
        asked("ppe_use", checks=[check("S1", "mask", "no", None), check("S2", "mask", "yes", None)]).groups
    ) == {"all": 0.5}
