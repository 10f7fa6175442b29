"""Whether micro was the best cherry: said only where the range says it, and what the rest lost."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.books.cherry_picking import cherry_picking, dilution_per_pilot_kg
from tests.metrics.hand import deal
from tests.support import warehouse_of

AFTER, BEFORE = "2025/26", "2024/25"


def cupped(lot, score, day=date(2026, 1, 10)):
    return {
        "sampled_on": day,
        "lot_id": lot,
        "sample_id": lot,
        "stage": "pre-shipment",
        "cup_score": score,
        "protocol": "SCA-2004",
    }


def season(year, day, micro, bulk, prices=(), kg=1000.0):
    """Lots, cup scores and deals of one season: scores of micro and of bulk lots, a price for each bulk lot, 30 days
    apart by buyer."""
    short = year[:4]
    lots = [
        {"lot_id": f"M{short}{i}", "stream": "micro", "crop_year": year, "green_kg": 100.0} for i in range(len(micro))
    ]
    lots += [{"lot_id": f"B{short}{i}", "stream": "bulk", "crop_year": year, "green_kg": kg} for i in range(len(bulk))]
    quality = [cupped(lot["lot_id"], score, day) for lot, score in zip(lots, (*micro, *bulk), strict=True)]
    offers = [deal(f"B{short}{i}", kg, price, f"Buyer {i % 4}", day, offered_on=day) for i, price in enumerate(prices)]
    return lots, quality, offers


def both(after, before):
    lots, quality, offers = (a + b for a, b in zip(after, before, strict=True))
    return {"lots": lots, "quality": quality, "offers": offers}


def test_the_published_example_of_dilution():
    # domain 2.4: bulk fell by 0.04 on 18,000 kg; the pilot made 1,200 kg: 720 USD, 0.60 on each of them
    assert dilution_per_pilot_kg(0.04, 18_000, 1_200) == pytest.approx(0.60)


def test_better_from_the_start_is_said():
    # Micro 86 to 87, bulk 80 to 82: no 80 % range of the difference reaches zero.
    found = cherry_picking(
        warehouse_of(**both(season(AFTER, date(2026, 1, 10), (86, 87, 86.5), (80, 81, 82, 81)), ([], [], []))), AFTER
    )
    score = next(c for c in found.against_bulk if c.name == "cup_score")
    assert score.said == "better" and score.difference.value == pytest.approx(86.5 - 81)
    assert [c.name for c in found.best_cherry] == ["cup_score"]


def test_where_the_range_holds_zero_nothing_is_said():
    found = cherry_picking(
        warehouse_of(**both(season(AFTER, date(2026, 1, 10), (80, 86, 81), (80, 84, 82, 79)), ([], [], []))), AFTER
    )
    assert next(c for c in found.against_bulk if c.name == "cup_score").said == "unclear"
    assert found.best_cherry == ()


def test_what_is_not_written_down_is_unknown_with_its_reason():
    found = cherry_picking(warehouse_of(**both(season(AFTER, date(2026, 1, 10), (86,), (80,)), ([], [], []))), AFTER)
    ripe = next(c for c in found.against_bulk if c.name == "ripe_share")
    assert ripe.said == "unknown" and "holds no rows" in ripe.difference.why_not
    assert found.before is None and all(
        "no season of bulk before the pilot" in c.difference.why_not for c in found.residual
    )
    assert found.cost.value is None


def test_the_rest_after_against_before_net_of_the_market():
    # Own market series, so that the sums are plain: 4.00 before, 5.00 after. Bulk before at 4.0 (0 above), after at
    # 4.9, 4.9, 4.8, 5.0 (-0.10 above on the mean): it fell by 0.10 beside the market, though the price rose by 0.90. 4
    # x 1,000 kg of bulk, 2 x 100 kg of micro: 0.10 x 4,000 / 200 = 2.00 on each kg of the pilot.
    logs = both(
        season(AFTER, date(2026, 1, 10), (86, 87), (80, 80, 81, 80), (4.9, 4.9, 4.8, 5.0)),
        season(BEFORE, date(2025, 1, 10), (), (83, 83, 84, 83), (4.0, 4.0, 4.0, 4.0)),
    )
    market = [
        {"date": date(2025, 1, 15), "species": "arabica", "price_per_kg": 4.0, "currency": "USD"},
        {"date": date(2026, 1, 15), "species": "arabica", "price_per_kg": 5.0, "currency": "USD"},
    ]
    found = cherry_picking(warehouse_of(**logs, market_prices=market), AFTER)
    assert found.before == BEFORE and not found.pilot_before
    score, _, price = found.residual
    assert score.difference.value == pytest.approx(80.25 - 83.25) and score.said == "worse"
    assert price.first.value == pytest.approx(-0.1) and price.second.value == pytest.approx(0.0)
    assert found.cost.value == pytest.approx(2.0)
    assert found.cost.low80 < 2.0 < found.cost.high80


def test_the_pilots_first_day_says_what_was_before():
    # Micro lots stand in both seasons, but the pilot began in December 2025: the season before it is compared all the
    # same, and that is said.
    logs = both(
        season(AFTER, date(2026, 1, 10), (86, 87), (80, 80)), season(BEFORE, date(2025, 1, 10), (85,), (83, 83))
    )
    found = cherry_picking(warehouse_of(**logs, settings=[{"setting": "pilot_start", "value": "2025-12-01"}]), AFTER)
    assert found.before == BEFORE and found.pilot_before
