"""Rows that were read, looked right and still made a wrong number, or none, without a word."""

from datetime import date

import pytest

from decisions.report import report
from metrics.compute import answer
from tests.logbooks.sheets import checked, tab
from tests.metrics.hand import YEAR, asked, deal, lots, values
from tests.support import warehouse_of


def test_a_step_without_its_first_day_is_still_a_step():
    """M1 gave 80 kg green at the mill; nobody wrote when milling began. All 60 kg sold: 60 / 80."""
    milled = {"lot_id": "M1", "step": "milling", "ended_on": date(2026, 1, 10), "form_out": "green", "weight_out_kg": 80.0}
    sold = asked("sold_share", lots=lots(micro=1), processing=[milled], offers=[deal("M1", 60, 9.0)])
    assert values(sold.groups)["micro"] == pytest.approx(0.75)


def test_before_its_last_day_such_a_step_has_given_nothing():
    milled = {"lot_id": "M1", "step": "milling", "ended_on": date(2026, 1, 10), "form_out": "green", "weight_out_kg": 80.0}
    w = warehouse_of(as_of=date(2026, 1, 9), lots=lots(micro=1), processing=[milled])
    assert w.rows("SELECT produced_kg FROM produced") == []


def test_downgraded_kg_that_cannot_be_brought_to_the_gate_are_not_worth_nothing():
    """M2 went as bulk, CIF, and no freight is written down: what it brought is unknown, not 0."""
    offers = [deal("M1", 100, 9.0), deal("M2", 100, 4.0, "Buyer B", sold_as="bulk", incoterm="CIF"), deal("B1", 100, 4.0, "Buyer C")]
    found = asked("realised_premium", lots=lots(micro=2, bulk=1, green_kg=100.0), offers=offers)
    assert found.difference.value is None
    assert found.difference.why_not == "1 of 2 micro deals can't be brought to the gate: missing in Settings: export, freight, insurance."


def test_counts_made_for_another_scheme_do_not_become_full_defects_by_the_table_of_sca():
    """By SCA 10 broken beans are 2 full defects; SNI counts otherwise, and its own total is what was written: 3."""
    sample = {"sampled_on": date(2026, 1, 5), "lot_id": "M1", "sample_id": "Q1", "scheme": "SNI", "defect_total": 3.0}
    logs = {"lots": lots(micro=1), "quality": [sample], "defects": [{"sample_id": "Q1", "defect": "broken", "count": 10.0}]}
    assert values(asked("defect_rate", **logs).groups)["micro"] == 3.0


@pytest.mark.parametrize("heading", ["Moisture", "Moisture (%)"])
def test_a_fraction_is_no_moisture_whatever_the_heading_says(heading):
    w = checked(tab("Lots", ["Lot", "Stream", "Crop year"], ["M1", "micro", YEAR], ["M2", "micro", YEAR]),
                tab("Quality", ["Sampled on", "Lot", heading], [date(2026, 1, 5), "M1", 11.2], [date(2026, 1, 5), "M2", 0.112]))
    assert values(answer(w, "moisture", YEAR).groups)["micro"] == pytest.approx(11.2)
    assert w.rows("SELECT code, row_no FROM problems") == [{"code": "share-or-percent", "row_no": 3}]


def test_a_column_of_fractions_under_a_percent_sign_is_asked_about():
    receipts = tab("Receipts", ["Received on", "Farmer", "Weight (kg)", "Form", "Ripe (%)"],
                   [date(2025, 11, 3), "F1", 40, "cherry", 0.95], [date(2025, 11, 4), "F2", 40, "cherry", 0.9])
    assert {row["code"] for row in checked(receipts).rows("SELECT code FROM problems")} == {"share-or-percent"}


def test_the_base_currency_reported_is_the_one_the_numbers_are_in():
    w = checked(tab("Lots", ["Lot", "Stream", "Crop year"], ["M1", "micro", YEAR]),
                tab("Offers", ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Form", "Accepted price per kg", "Currency", "Incoterm", "Closed on"],
                    ["O1", "M1", "Buyer A", date(2026, 1, 5), 60, "accepted", "green", 200, "HNL", "EXW", date(2026, 2, 5)]))
    assert report(w)["base_currency"] == "HNL"
