"""The truth that travels beside a workbook is readable, says what it ought to show, and makes the same cells again."""

import tomllib

import pytest

from connectors.trouble import CannotGoOn
from sample_data import truth_file
from sample_data.cooperative import logs
from sample_data.figures import completed
from sample_data.truth import declared
from sample_data.world import under


def test_read_again_it_is_the_same_truth_and_gives_the_same_rows(tmp_path):
    told = truth_file.of_seed(7)
    (tmp_path / "seven.truth.toml").write_text(truth_file.text(told, "seven.xlsx"), "utf-8")
    again = truth_file.of_file(tmp_path / "seven.truth.toml")
    assert (again.figures, again.seed, again.scale) == (told.figures, 7, 1)
    assert logs(again.seed, figures=again.figures) == logs(7, figures=told.figures)


def test_it_says_that_it_is_invented_what_to_see_and_what_each_figure_is():
    text = truth_file.text(truth_file.of_seed(), "sample.xlsx")
    told = tomllib.loads(text)
    assert text.startswith("# SYNTHETIC.")
    assert told["synthetic"] is True
    assert told["micro"]["premium"] == 0.62
    # 5.2.: 0.06 + 0.09 / 5 + 7 / 5 + 2 / 3 + 5 / 10 full defects of micro
    assert told["declared"]["2025/26"]["defect_rate, micro"] == pytest.approx(2.644667, abs=1e-5)
    assert told["declared"]["2025/26"]["cup_score, difference"] == pytest.approx(85.6 - 82.1)
    assert "premium = 0.62  # price of micro-lots over the market of the month" in text


def test_every_value_it_asks_for_is_declared():
    values = truth_file.main_values(truth_file.of_seed().figures)
    assert set(values) == {"2024/25", "2025/26"}
    assert all(value is not None for _, value, _ in values["2025/26"])


def test_what_is_not_sold_yet_is_absent_with_the_reason():
    text = truth_file.text(
        truth_file.DeclaredTruth({}, completed({"as_of": tomllib.loads("d = 2025-12-01")["d"]}), 1, 1), "early.xlsx"
    )
    assert "# net_gain, micro: none, because nothing is sold yet" in text
    assert tomllib.loads(text)["declared"]["2025/26"]["added_cost, micro"] > 0


@pytest.mark.parametrize("written", ["premium: 3", "lots = 3", "[micro]\npremium = '1'"])
def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path, written):
    (tmp_path / "wrong.toml").write_text(written, "utf-8")
    with pytest.raises(CannotGoOn):
        truth_file.of_file(tmp_path / "wrong.toml")


def test_the_harm_to_bulk_by_hand():
    # Bulk brought 5 % less since the pilot began. What micro is measured against is lower by as much, so the pilot
    # seems to gain 0.05 / 0.95 of the price of bulk too much on every kg of micro; and every kg of bulk lost as much.
    def micro_of(crop_year):
        return {name: values["micro"] for name, values in declared(crop_year).items() if "micro" in values}

    with under(completed({"harm": {"price_share": 0.05}})):
        told, before = micro_of("2025/26"), micro_of("2024/25")
        against = declared("2025/26")["realised_premium"]["bulk"]
        bulk_price = declared("2025/26")["premium_over_bulk"]["bulk"]
    bulk_kg = (1 - told["pilot_share"]) / told["pilot_share"]  # of every kg of micro
    dilution, lost = 0.04 * bulk_kg, 0.05 / 0.95
    after = told["net_gain"] + dilution - lost * against - lost * bulk_price * bulk_kg
    assert told["net_gain: after harm to bulk"] == pytest.approx(after)
    assert bulk_price == pytest.approx(0.95 * declared("2025/26")["premium_over_bulk"]["bulk"])
    assert before["net_gain"] == declared("2024/25")["net_gain"]["micro"]  # the season before the pilot is whole
