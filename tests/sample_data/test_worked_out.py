"""Declared values worked out by hand where a few figures suffice."""

from statistics import median

import pytest

from sample_data.cooperative import logs
from sample_data.worked_out import custody, farmers, lots, offers, prices
from sample_data.world import seasons

LAST, RUNNING = seasons()


def test_outturn_at_12_percent():
    # 0.150 kg green at 11.2 % is 0.150 x 88.8 / 88 at 12 %.
    assert lots.outturn_at_12("micro", "washed") == pytest.approx(0.1513636, abs=1e-7)


def test_a_lot_kept_apart():
    # Micro: 6 lots, 1 never handed over, 1 on a shared bed: 4 of 5. Bulk: 20, 2 never handed over, 1 shared, 1 bag too
    # many: 16 of 18.
    assert custody.segregation("micro") == 4 / 5
    assert custody.segregation("bulk") == pytest.approx(16 / 18)


def test_coffee_from_located_plots():
    # Micro: plots of the pilot 0.97, slips with a plot 0.99. Bulk: (0.4 x 0.97 + 0.6 x 0.84) x 0.94 = 0.892 x 0.94.
    assert custody.plot_geolocation("micro") == pytest.approx(0.9603)
    assert custody.plot_geolocation("bulk") == pytest.approx(0.83848)


def test_laboratory_leaves_the_inconclusive_out():
    # 10 % fail, 8 % inconclusive, 82 % pass: 82 / 92.
    assert lots.lab_pass("micro", "residue") == pytest.approx(82 / 92)


def test_bulk_is_paid_within_45_days():
    # Terms 30, 30, 45 days; paid 10 days before to 25 after, 36 days alike. 30: up to 15 after, 26 of 36. 45: up to the
    # day, 11 of 36.
    assert offers.paid_within(LAST, "bulk", 45) == pytest.approx((26 + 26 + 11) / 108)
    assert offers.half_paid_on(LAST, "bulk") == 42  # by day 42: 23 of 36 of each 30, 8 of 36 of the 45: 54 of 108


def test_terms_of_bulk():
    # Of 8 clauses price, incoterm and payment are always known; the others 0.75 + 0.7 + 0.9 + 0.8 + 0.6 = 3.75 on
    # average. Favourable: 1 + 1 + 2/3 + 0.75 x 0.3 + 0.7 x 0.5 + 0.9 x 0.5 + 0.8 x 0.15 + 0.6 x 0.9 = 2.6667 + 1.685.
    assert offers.favourable_terms(LAST, "bulk") == pytest.approx((2 + 2 / 3 + 1.685) / 6.75)


def test_fertiliser_of_bulk_by_the_hectares_that_fed_it():
    # Cherry: micro 6 x 1700 = 10,200 kg, all from the pilot's 40 %; bulk 20 x 6600 = 132,000 kg from all. A plot of the
    # pilot feeds bulk with 52,800 / 63,000 of its kg: 0.4 x 0.8381 = 0.3352 of the hectares, beside 0.6. (0.3352 x 34 +
    # 0.6 x 46) / 0.9352
    assert farmers.fertiliser_use("bulk", "N") == pytest.approx(
        (0.4 * 52.8 / 63 * 34 + 0.6 * 46) / (0.4 * 52.8 / 63 + 0.6)
    )
    assert farmers.fertiliser_use("micro", "N") == 34


def test_prices_of_the_tiers_average_to_that_of_the_stream():
    tiers = [prices.price_by_tier(RUNNING, tier) for tier in "ABC"]
    assert sum(tiers) / 3 == pytest.approx(prices.mean_price(RUNNING, "micro"))
    assert tiers[0] / tiers[2] == pytest.approx(1.06 / 0.94)


def test_nobody_can_have_come_back_before_the_first_season():
    assert offers.buyer_repeat(LAST) is None
    assert 0.3 < offers.buyer_repeat(RUNNING) < 0.7


def test_the_median_premium_of_many_farmers():
    # 40 cooperatives of 48 farmers each: the median of all payments in USD, each brought back at the rate of its day.
    paid = [usd for seed in range(1001, 1041) for usd in premium_by_farmer(logs(seed))]
    assert len(paid) == 40 * 48
    assert median(paid) == pytest.approx(farmers.median_premium(), rel=0.03)


def premium_by_farmer(drawn):
    rates, usd = {row["date"]: row["per_base"] for row in drawn["rates"]}, {}
    for row in drawn["payments"]:
        if row["purpose"] == "premium" and row["lot_id"].startswith("M-2024"):
            usd[row["farmer_id"]] = usd.get(row["farmer_id"], 0) + row["amount"] / rates[row["paid_on"].replace(day=1)]
    return usd.values()
