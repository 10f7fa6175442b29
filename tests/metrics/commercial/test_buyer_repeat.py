"""Buyers who came back: names folded, micro deals alone, two seasons or none, to date while the season runs."""

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.metrics.hand import deal
from tests.support import warehouse_of

LAST, NOW, AS_OF = "2024/25", "2025/26", date(2026, 3, 31)
WEIGHTED = "weighted by kg of the season before"


def repeat(before, now, year=NOW, as_of=AS_OF, further=()):
    """The answer over one micro lot and deal of 100 kg for each buyer named; (buyer, kg) where it was another
    weight."""
    found, offers = [], list(further)
    for season, day, buyers in ((LAST, date(2025, 2, 1), before), (NOW, date(2026, 2, 1), now)):
        for buyer in buyers:
            name, kg = buyer if isinstance(buyer, tuple) else (buyer, 100)
            found.append({"lot_id": f"L{len(found)}", "stream": "micro", "crop_year": season})
            offers.append({**deal(found[-1]["lot_id"], kg, 8, name, day), "offered_on": day.replace(month=1)})
    found.append({"lot_id": "B1", "stream": "bulk", "crop_year": NOW})
    return answer(warehouse_of(as_of=as_of, lots=found, offers=offers), "buyer_repeat", year)


def test_by_hand():
    # Of A, B, C, D two came back: 2 / 4; E is new and in neither. Weighted 100 + 300 of 600.
    found = repeat(["Buyer A", ("Buyer B", 300), "Buyer C", "Buyer D"], ["Buyer B", "Buyer A", "Buyer E"])
    micro = found.groups["micro"]
    assert (micro.value, micro.n, micro.case_is, micro.rows) == (0.5, 4, "earlier buyer", 6)
    assert found.parts[WEIGHTED]["micro"].value == pytest.approx(400 / 600)
    assert set(found.groups) == {"micro"} and found.difference is None


def test_wilson_on_buyers():
    # 2 of 4: Wilson's 95 % range is 0.15 to 0.85
    micro = repeat(["A", "B", "C", "D"], ["A", "B"]).groups["micro"]
    assert (micro.low, micro.high) == (
        pytest.approx(0.15, abs=0.001),
        pytest.approx(0.85, abs=0.001),
    ) and micro.method == "Wilson"


def test_several_deals_of_one_buyer_are_one_buyer():
    found = repeat(["A", "A", "A", "B"], ["A", "A"])
    assert found.groups["micro"].value == 0.5
    assert found.parts[WEIGHTED]["micro"].value == pytest.approx(300 / 400)  # all A took the season before, of all


@pytest.mark.parametrize("again", ["cafe rosso", "CAFÉ ROSSO", "  Café   Rosso "])
def test_the_same_buyer_written_otherwise(again):
    found = repeat(["Café Rosso", "Other"], [again]).groups["micro"]
    assert (found.value, found.n) == (0.5, 2)


def test_one_season_alone_gives_the_reason():
    found = repeat(["A"], ["A"], year=LAST).groups["micro"]
    assert found.value is None and "2023/24" in found.why_not


def test_bulk_deals_and_downgraded_lots_bring_nobody_back():
    bulk = {**deal("B1", 100, 4, "Buyer A", date(2026, 2, 1)), "offered_on": date(2026, 1, 1)}
    assert repeat(["Buyer A", "Buyer B"], ["Buyer B"], further=[bulk]).groups["micro"].value == 0.5
    low = {**deal("L1", 100, 4, "Buyer A", date(2026, 2, 2), sold_as="bulk"), "offered_on": date(2026, 1, 1)}
    assert repeat(["Buyer A"], ["Buyer B"], further=[low]).groups["micro"].value == 0


def test_what_is_accepted_later_has_not_happened_and_the_season_is_to_date():
    early = repeat(["A", "B"], ["A", "B"], as_of=date(2026, 1, 31)).groups["micro"]
    assert (early.value, early.to_date) == (0, True)  # offered in January, accepted in February
    assert repeat(["A", "B"], ["A", "B"]).groups["micro"].to_date
    assert not repeat(["A", "B"], ["A", "B"], as_of=date(2026, 10, 1)).groups["micro"].to_date


def test_before_the_first_offer_of_a_season_nobody_has_stayed_away():
    found = repeat(["A", "B"], ["A"], as_of=date(2025, 12, 1)).groups["micro"]
    assert found.value is None and found.why_not


def test_a_season_left_out_between_is_not_the_season_before():
    found = [{"lot_id": f"L{i}", "stream": "micro", "crop_year": year} for i, year in enumerate(("2023/24", NOW))]
    offers = [{**deal("L0", 100, 8, "A", date(2024, 2, 1)), "offered_on": date(2024, 1, 1)}, deal("L1", 100, 8, "A")]
    micro = answer(warehouse_of(as_of=AS_OF, lots=found, offers=offers), "buyer_repeat", NOW).groups["micro"]
    assert micro.value is None and "2024/25" in micro.why_not
