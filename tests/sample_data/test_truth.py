"""The declared truth, held against plain sums over the rows of many invented cooperatives, and against seed 1's intervals."""

from collections import defaultdict
from datetime import date

import duckdb
import pytest

from benchmarks.coverage import coverage, of_seed, warehouse_of
from logbooks.catalogue import logbooks
from logbooks.intake import load
from sample_data.cooperative import logs
from sample_data.make import workbook
from sample_data.truth import declared
from sample_data.worked_out.lots import specialty_share
from sample_data.worked_out.prices import added_cost
from sample_data.world import market_usd_per_kg, parameters

SEEDS = range(1001, 1041)
FAR = 4     # standard errors; 40 seeds are drawn once and for all, so the test can't turn by chance


@pytest.fixture(scope="module")
def sums():
    """For each seed the sums {(indicator, crop year, stream): (numerator, denominator)} by the plainest loops."""
    return [plain_sums(logs(seed)) for seed in SEEDS]


def plain_sums(drawn):
    found = defaultdict(lambda: [0.0, 0.0])
    lots = {lot["lot_id"]: (lot["crop_year"], lot["stream"]) for lot in drawn["lots"]}
    made = {row["lot_id"]: row["weight_out"] for row in drawn["processing"] if row["step"] == "milling"}

    def add(indicator, lot_id, num, den):
        found[indicator, *lots[lot_id]][0] += num
        found[indicator, *lots[lot_id]][1] += den

    for row in drawn["quality"]:
        if row["stage"] == "pre-shipment" and row["cupper"] == "AB":
            add("moisture", row["lot_id"], row["moisture"], 1)
            add("moisture_in_range", row["lot_id"], 10 <= row["moisture"] <= 12, 1)
            add("defect_rate", row["lot_id"], row["category1_defects"] + row["category2_defects"], 1)
            add("specialty_grade", row["lot_id"], row["category1_defects"] == 0 and row["category2_defects"] <= 5, 1)
            add("cup_score", row["lot_id"], row["cup_score"], 1)
    for row in drawn["checks"]:
        if row["kind"] == "sop":
            add("sop_compliance", row["lot_id"], row["result"] == "yes", 1)
    exported, bill = defaultdict(float), defaultdict(float)     # a lot sold in halves has two bills
    for row in drawn["offers"]:
        if row["status"] == "accepted" and row["incoterm"] == "FOB":
            exported[row["lot_id"]] += row["weight"]
    for row in drawn["costs"]:
        if row["category"] == "export":
            bill[row["lot_id"]] += row["amount"]
    export = {lot_id: usd / exported[lot_id] for lot_id, usd in bill.items()}
    for row in drawn["offers"]:
        lot_id, taken = row["lot_id"], row["status"] == "accepted"
        if row["status"] != "open":
            add("offer_conversion", lot_id, taken, 1)
        if taken:
            add("price_realisation", lot_id, row["accepted_price"] * row["weight"], row["asked_price"] * row["weight"])
        if taken and row["sold_as"] is None:
            stream = lots[lot_id][1]
            netted = export.get(lot_id, parameters()["netback"]["export"][stream]) if row["incoterm"] == "FOB" else 0
            add("premium_over_bulk", lot_id, (row["accepted_price"] - netted) * row["weight"], row["weight"])
            add("sold_share", lot_id, row["weight"], 0)
    for lot_id, kg in made.items():
        add("sold_share", lot_id, 0, kg)
    return found


@pytest.mark.parametrize("crop_year", ["2024/25", "2025/26"])
@pytest.mark.parametrize("indicator", ["moisture", "moisture_in_range", "defect_rate", "specialty_grade", "cup_score", "sop_compliance",
                                       "premium_over_bulk", "price_realisation", "offer_conversion", "sold_share"])
def test_many_draws_together_come_to_the_declared_value(sums, indicator, crop_year):
    for stream in ("micro", "bulk"):
        pairs = [of_one[indicator, crop_year, stream] for of_one in sums]
        ratio = sum(num for num, _ in pairs) / sum(den for _, den in pairs)
        mean_den = sum(den for _, den in pairs) / len(pairs)
        error = (sum((num - ratio * den) ** 2 for num, den in pairs)) ** 0.5 / len(pairs) / mean_den
        truth = declared(crop_year)[indicator][stream]
        assert abs(ratio - truth) < FAR * error + 0.002 * abs(truth), (stream, ratio, truth, error)


def test_added_cost_by_hand():
    # 900 + 1500 / 3 seasons + 420 + 0 = 1820 fixed, and 175 a lot for lab and packaging. Of 6 lots of 1700 kg cherry 4 are
    # washed (0.150), one honey (0.152), one natural (0.156): 0.908 / 6 x 1700 = 257.267 kg green a lot.
    # 1820 / 6 / 257.267 + 175 / 257.267 + 0.34 + 0.12 = 1.17906 + 0.68023 + 0.46
    assert added_cost() == pytest.approx(2.31930, abs=1e-4)


def test_specialty_by_hand_where_only_one_defect_is_left(monkeypatch):
    # Broken beans alone, 10 on average, 5 to a full defect: at most 25 beans; Poisson(10) says 0.99998 (tables: 0.9999531).
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
