"""Price by tier and segment: net at the gate, few buyers give no range, deals without a tier are counted as left
out."""

import pytest

from tests.metrics.hand import asked, deal, lots, values


def test_by_hand():
    # tier A (100 x 8 + 300 x 10) / 400 = 9.5, tier B 12; net of export 0.5 for the FOB deal of A: (100 x 7.5 + 3000) /
    # 400 = 9.375
    found = asked(
        "price_by_tier",
        lots=lots(3, 1),
        settings=[{"setting": "export", "value": "0.5"}],
        offers=[
            deal("M1", 100, 8, incoterm="FOB", tier="A", segment="roaster"),
            deal("M2", 300, 10, "Buyer B", tier="A", segment="importer"),
            deal("M3", 50, 12, "Buyer C", tier="B", segment="roaster"),
        ],
    )
    assert values({tier: found.by[tier]["micro"] for tier in ("tier A", "tier B")}) == pytest.approx(
        {"tier A": 9.375, "tier B": 12}
    )
    # the tier with most cases
    assert (found.groups["micro"].value, found.groups["micro"].basis) == (pytest.approx(9.375), "tier A")
    segments = {name: part["micro"].value for name, part in found.parts.items()}
    assert segments == pytest.approx({"segment importer": 10, "segment roaster": (100 * 7.5 + 50 * 12) / 150})


def test_a_tier_in_another_hand_is_the_same_tier():
    """Called as the spelling that stands first in the alphabet: capitals do."""
    offers = [deal("M1", 100, 8, tier="gold"), deal("M2", 300, 10, "Buyer B", tier="Gold")]
    found = asked("price_by_tier", lots=lots(2, 1), offers=offers)
    assert found.groups["micro"].value == pytest.approx((100 * 8 + 300 * 10) / 400)
    assert found.groups["micro"].basis == "tier Gold" and "tier gold" not in found.by


def test_deals_without_a_tier_are_left_out_of_each_and_counted():
    found = asked(
        "price_by_tier",
        lots=lots(4, 1),
        offers=[
            deal("M1", 100, 8, tier="A"),
            deal("M2", 100, 9, "Buyer B", tier="B"),
            deal("M3", 100, 99, "Buyer C"),
            deal("M4", 100, 99, "Buyer D", tier="  "),
        ],
    )
    for tier, price in (("tier A", 8), ("tier B", 9)):
        assert (found.by[tier]["micro"].value, found.by[tier]["micro"].left_out) == (price, 2)
        assert found.by[tier]["micro"].notes == ("2 not counted: no tier is written",)
    assert set(found.by) == {"tier A", "tier B", "Buyer B"}  # the headline is tier B, of one buyer
    assert found.parts["segment not written"]["micro"].value == pytest.approx((8 + 9 + 99 + 99) / 4)


def test_a_tier_of_two_buyers_has_each_price_but_no_range():
    offers = [
        deal("M1", 100, 8, tier="A"),
        deal("M2", 100, 9, "Buyer B", tier="A"),
        *[deal(f"M{i}", 100, 7 + i, f"Buyer {i}", tier="B") for i in (3, 4, 5)],
    ]
    found = asked("price_by_tier", lots=lots(5, 1), offers=offers)
    assert found.by["tier A"]["micro"].low is None and "three buyers" in found.by["tier A"]["micro"].no_range
    assert found.by["tier B"]["micro"].low < 11 < found.by["tier B"]["micro"].high
    alone = asked("price_by_tier", lots=lots(2, 1), offers=offers[:2])
    assert values({b: alone.by[b]["micro"] for b in ("Buyer A", "Buyer B")}) == {"Buyer A": 8, "Buyer B": 9}


def test_many_lots_of_one_buyer_are_no_evidence_on_a_tier():
    offers = [deal(f"M{i}", 100, 8 + i % 2, tier="A") for i in range(1, 13)]
    micro = asked("price_by_tier", lots=lots(12, 1), offers=offers).groups["micro"]
    assert (micro.value, micro.low, micro.n) == (8.5, None, 1)


def test_one_tier_written_in_several_ways_is_one():
    found = asked(
        "price_by_tier",
        lots=lots(3, 1),
        offers=[
            deal("M1", 100, 8, tier="Café A"),
            deal("M2", 100, 9, "Buyer B", tier="cafe a"),
            deal("M3", 100, 10, "Buyer C", tier=" CAFÉ  A "),
        ],
    )
    # one basis alone is not listed twice
    assert found.groups["micro"].value == 9 and len([tier for tier in found.by if tier.startswith("tier")]) == 0


def test_what_was_downgraded_is_not_the_price_of_its_tier():
    found = asked(
        "price_by_tier",
        lots=lots(2, 1),
        offers=[deal("M1", 100, 8, tier="A"), deal("M2", 100, 3, "Buyer B", tier="A", sold_as="bulk")],
    )
    assert found.groups["micro"].value == 8


def test_a_buyer_named_like_a_tier_takes_nobodys_place():
    found = asked(
        "price_by_tier", lots=lots(2, 1), offers=[deal("M1", 100, 8, "A", tier="A"), deal("M2", 100, 9, "B", tier="B")]
    )
    assert found.by["tier A"]["micro"].value == 8 and found.by["tier B"]["micro"].value == 9


def test_a_price_that_cannot_be_brought_to_the_gate_names_the_setting():
    found = asked("price_by_tier", lots=lots(1, 1), offers=[deal("M1", 100, 8, tier="A", incoterm="FOB")])
    assert found.groups["micro"].value is None and "export" in found.groups["micro"].why_not
