"""What the market stood at on the day of a deal, as far as it was known on the day of the data."""

from datetime import date

import pytest

from tests.metrics.hand import deal, lots
from tests.support import warehouse_of

# World Bank, arabica in USD/kg: December 2024 and January 2025, as logbooks/warehouse/market_prices holds them.
DECEMBER, JANUARY = 7.5693, 7.8147


@pytest.mark.parametrize(
    ("as_of", "market", "month_before"),
    [(date(2025, 1, 30), DECEMBER, "2024-12"), (date(2025, 1, 31), JANUARY, None), (date(2025, 2, 1), JANUARY, None)],
)
def test_a_month_has_its_price_from_its_last_day_on(as_of, market, month_before):
    sold = deal("M1", 100, 8, day=date(2025, 1, 20), offered_on=date(2025, 1, 10))
    w = warehouse_of(as_of=as_of, lots=lots(1), offers=[sold])
    assert w.rows("SELECT market, month_before FROM deal_market") == [
        {"market": pytest.approx(market), "month_before": month_before}
    ]
