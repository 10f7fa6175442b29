"""Silent wrong answers of the premium, once found: kg lent the bulk price of others, and bills forgotten after their
first season."""

from datetime import date

from metrics.engine.compute import answer
from tests.metrics.hand import asked, deal, lots
from tests.support import warehouse_of


def test_a_deal_without_bulk_of_its_month_is_not_lent_the_price_of_the_others():
    # Six of ten parts of the kg had a bulk deal of their month; the other four stood against it too, and a headline was
    # shown.
    found = asked(
        "realised_premium",
        lots=lots(2, 1, green_kg=100.0),
        offers=[
            deal("M1", 60, 8),
            deal("M2", 40, 7, "Buyer B", date(2025, 11, 1), offered_on=date(2025, 10, 9)),
            deal("B1", 500, 4, "Buyer X", date(2026, 2, 10)),
        ],
    )
    assert found.groups["micro"].value is None and found.groups["bulk"].value is None and found.difference.value is None
    assert "M2 (2025-11-01, 40 kg)" in found.difference.why_not


def test_break_even_rests_on_no_weaker_step_either():
    found = asked(
        "break_even",
        lots=lots(2, 1, green_kg=100.0),
        costs=[{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 50.0, "stream": "micro"}],
        offers=[
            deal("M1", 60, 8),
            deal("M2", 40, 7, "Buyer B", date(2025, 11, 1), offered_on=date(2025, 10, 9)),
            deal("B1", 500, 4, "Buyer X", date(2026, 2, 10)),
        ],
    )
    assert found.groups["micro"].value is None and "M2" in found.groups["micro"].why_not


def test_beds_bought_for_three_seasons_are_not_free_in_the_second():
    years = [
        {"lot_id": f"M{year}", "stream": "micro", "crop_year": year, "green_kg": 100.0}
        for year in ("2024/25", "2025/26")
    ]
    beds = [{"spent_on": date(2024, 12, 1), "category": "separation", "amount": 900.0, "stream": "micro", "seasons": 3}]
    assert answer(warehouse_of(lots=years, costs=beds), "added_cost", "2025/26").groups["micro"].value == 3.0
