"""The declared truth, held against plain sums over the rows of many invented cooperatives, and against seed 1's
intervals."""

from datetime import date

import duckdb
import pytest

from benchmarks.cooperatives import coverage, of_seed, warehouse_of
from logbooks.catalogue import logbooks
from logbooks.check.intake import load
from sample_data.cooperative import logs
from sample_data.make import workbook
from sample_data.truth import declared
from sample_data.worked_out.lots import specialty_share
from sample_data.worked_out.prices import added_cost
from sample_data.world import market_usd_per_kg, parameters
from tests.sample_data.plain import plain_sums

SEEDS = range(1001, 1041)
FAR = 4  # standard errors; 40 seeds are drawn once and for all, so the test can't turn by chance


@pytest.fixture(scope="module")
def sums():
    """For each seed the sums {(indicator, crop year, stream): (numerator, denominator)} by the plainest loops."""
    return [plain_sums(logs(seed)) for seed in SEEDS]


@pytest.mark.parametrize("crop_year", ["2024/25", "2025/26"])
@pytest.mark.parametrize(
    "indicator",
    [
        "moisture",
        "moisture_in_range",
        "defect_rate",
        "specialty_grade",
        "cup_score",
        "sop_compliance",
        "outturn",
        "outturn: honey",
        "outturn: natural",
        "ripe_share",
        "residue_pass",
        "microbiology_pass",
        "premium_over_bulk",
        "price_realisation",
        "offer_conversion",
        "samples_approved",
        "sold_share",
        "contract_terms",
        "price_by_tier: tier A",
        "price_by_tier: tier B",
        "price_by_tier: tier C",
        "days_to_payment: paid within 45 days",
        "buyer_repeat",
        "water_use",
        "fertiliser_use",
        "fertiliser_use: P per ha",
        "fertiliser_use: K per ha",
        "pesticide_use",
        "ppe_use",
        "ppe_use: self-reported",
        "farmer_feedback: Was payment on time? (1-5)",
        "farmer_feedback: Was the price fair? (1-5)",
        "farmer_feedback: Would you deliver to the pilot again? (1-5)",
        "income_spread: farmers paid of members",
        "segregation",
        "custody_file",
        "plot_geolocation",
        "records_on_time",
    ],
)
def test_many_draws_together_come_to_the_declared_value(sums, indicator, crop_year):
    groups = {group for _, *of, group in ((None, *key) for key in sums[0]) if of == [indicator, crop_year]}
    assert groups or (indicator, crop_year) in {
        ("buyer_repeat", "2024/25"),
        ("days_to_payment: paid within 45 days", "2025/26"),
    }
    for group in groups:
        pairs = [of_one[indicator, crop_year, group] for of_one in sums]
        ratio = sum(num for num, _ in pairs) / sum(den for _, den in pairs)
        mean_den = sum(den for _, den in pairs) / len(pairs)
        error = (sum((num - ratio * den) ** 2 for num, den in pairs)) ** 0.5 / len(pairs) / mean_den
        truth = declared(crop_year)[indicator][group]
        assert abs(ratio - truth) < FAR * error + 0.002 * abs(truth), (group, ratio, truth, error)


def test_added_cost_by_hand():
    # 900 + 1500 / 3 seasons + 420 + 0 = 1820 fixed, and 175 a lot for lab and packaging. Of 6 lots of 1700 kg cherry 4
    # are washed (0.150), one honey (0.152), one natural (0.156): 0.908 / 6 x 1700 = 257.267 kg green a lot. 1820 / 6 /
    # 257.267 + 175 / 257.267 + 0.34 + 0.12 = 1.17906 + 0.68023 + 0.46
    assert added_cost() == pytest.approx(2.31930, abs=1e-4)


def test_specialty_by_hand_where_only_one_defect_is_left(monkeypatch):
    # Broken beans alone, 10 on average, 5 to a full defect: at most 25 beans; Poisson(10) says 0.99998 (tables:
    # 0.9999531).
    monkeypatch.setitem(parameters()["micro"], "defects", {"broken": 10.0})
    assert specialty_share("micro") == pytest.approx(0.99998, abs=3e-5)


def test_the_market_is_the_world_bank_series_and_its_last_month_stands():
    assert market_usd_per_kg(date(2024, 11, 20)) == 6.7237
    assert market_usd_per_kg(date(2026, 3, 31)) == market_usd_per_kg(date(2026, 2, 1)) == 7.0845


def test_the_intervals_of_seed_1_hold_most_of_the_declared_values():
    rows = [row for row in coverage(of_seed(1)) if row["covered"] is not None]
    assert len(rows) > 40
    assert sum(row["covered"] for row in rows) / len(rows) > 0.85


def test_what_is_simulated_is_what_a_reading_of_the_workbook_gives():
    connection = duckdb.connect()
    load(connection, [workbook(1)])
    simulated = warehouse_of(logs(1), parameters()["as_of"])
    for logbook in logbooks().values():
        columns = ", ".join(f'"{column.clean_name}"' for column in logbook.columns)
        sql = f"SELECT {columns} FROM clean.{logbook.id} ORDER BY ALL"
        assert connection.execute(sql).fetchall() == simulated.cursor().execute(sql).fetchall(), logbook.id
