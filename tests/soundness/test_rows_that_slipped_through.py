"""Rows that were read, looked right and still made a wrong number, or none, without a word."""

from datetime import date

import pytest

from decisions.report import as_json, read_report
from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import checked, tab
from tests.metrics.hand import YEAR, asked, deal, lots, values
from tests.support import warehouse_of


def test_a_step_without_its_first_day_is_still_a_step():
    """M1 gave 80 kg green at the mill; nobody wrote when milling began. All 60 kg sold: 60 / 80."""
    milled = {
        "lot_id": "M1",
        "step": "milling",
        "ended_on": date(2026, 1, 10),
        "form_out": "green",
        "weight_out_kg": 80.0,
    }
    sold = asked("sold_share", lots=lots(micro=1), processing=[milled], offers=[deal("M1", 60, 9.0)])
    assert values(sold.groups)["micro"] == pytest.approx(0.75)


def test_before_its_last_day_such_a_step_has_given_nothing():
    milled = {
        "lot_id": "M1",
        "step": "milling",
        "ended_on": date(2026, 1, 10),
        "form_out": "green",
        "weight_out_kg": 80.0,
    }
    w = warehouse_of(as_of=date(2026, 1, 9), lots=lots(micro=1), processing=[milled])
    assert w.rows("SELECT produced_kg FROM produced") == []


def test_downgraded_kg_that_cannot_be_brought_to_the_gate_are_not_worth_nothing():
    """M2 went as bulk, CIF, and no freight is written down: what it brought is unknown, not 0."""
    offers = [
        deal("M1", 100, 9.0),
        deal("M2", 100, 4.0, "Buyer B", sold_as="bulk", incoterm="CIF"),
        deal("B1", 100, 4.0, "Buyer C"),
    ]
    found = asked("realised_premium", lots=lots(micro=2, bulk=1, green_kg=100.0), offers=offers)
    assert found.difference.value is None
    assert found.difference.why_not == (
        "1 of 2 micro deals can't be brought to the gate: missing in Settings: what it costs until the coffee is "
        "aboard (export), the sea or air freight (freight), the insurance of the voyage (insurance)."
    )


@pytest.mark.parametrize(("scheme", "full_defects"), [("SCA", 10 / 5), ("SNI", 10 / 5), ("TCVN", 3.0)])
def test_counts_made_for_another_scheme_do_not_become_full_defects_by_the_table_of_sca(scheme, full_defects):
    """10 broken beans are 2 full defects in the 350 g of SCA, and 2 points in the 300 g of SNI; TCVN has no such table,
    and its own total is what was written: 3 percent of mass."""
    sample = {"sampled_on": date(2026, 1, 5), "lot_id": "M1", "sample_id": "Q1", "scheme": scheme, "defect_total": 3.0}
    logs = {
        "lots": lots(micro=1),
        "quality": [sample],
        "defects": [{"sample_id": "Q1", "defect": "broken", "count": 10.0}],
    }
    assert values(asked("defect_rate", **logs).groups)["micro"] == pytest.approx(full_defects)


@pytest.mark.parametrize("heading", ["Moisture", "Moisture (%)"])
def test_a_fraction_is_no_moisture_whatever_the_heading_says(heading):
    w = checked(
        tab("Lots", ["Lot", "Stream", "Crop year"], ["M1", "micro", YEAR], ["M2", "micro", YEAR]),
        tab("Quality", ["Sampled on", "Lot", heading], [date(2026, 1, 5), "M1", 11.2], [date(2026, 1, 5), "M2", 0.112]),
    )
    assert values(answer(w, "moisture", YEAR).groups)["micro"] == pytest.approx(11.2)
    assert w.rows("SELECT code, row_no FROM problems") == [{"code": "share-or-percent", "row_no": 3}]


def test_a_column_of_fractions_under_a_percent_sign_is_asked_about():
    receipts = tab(
        "Receipts",
        ["Received on", "Farmer", "Weight (kg)", "Form", "Ripe (%)"],
        [date(2025, 11, 3), "F1", 40, "cherry", 0.95],
        [date(2025, 11, 4), "F2", 40, "cherry", 0.9],
    )
    assert {row["code"] for row in checked(receipts).rows("SELECT code FROM problems")} == {"share-or-percent"}


def test_the_base_currency_reported_is_the_one_the_numbers_are_in():
    w = checked(
        tab("Lots", ["Lot", "Stream", "Crop year"], ["M1", "micro", YEAR]),
        tab(
            "Offers",
            [
                "Offer",
                "Lot",
                "Buyer",
                "Offered on",
                "Weight (kg)",
                "Status",
                "Form",
                "Accepted price per kg",
                "Currency",
                "Incoterm",
                "Closed on",
            ],
            ["O1", "M1", "Buyer A", date(2026, 1, 5), 60, "accepted", "green", 200, "HNL", "EXW", date(2026, 2, 5)],
        ),
    )
    assert as_json(read_report(w))["base_currency"] == "HNL"


def test_a_category_is_known_in_the_words_of_the_template():
    """M1 sold CIF at 10.00; its flete of 200 for 100 kg is the freight: 10 - 2 (actual) - 0.5 - 0.1 = 7.40, and no
    added cost again."""
    costs = [
        {"spent_on": date(2026, 2, 1), "category": "Flete", "amount": 200.0, "lot_id": "M1"},
        {"spent_on": date(2026, 2, 1), "category": "separación", "amount": 50.0, "lot_id": "M1"},
    ]
    settings = [
        {"setting": name, "value": value}
        for name, value in (("export", "0.5"), ("freight", "0.3"), ("insurance", "0.1"))
    ]
    logs = {
        "lots": lots(micro=1, green_kg=100.0),
        "costs": costs,
        "settings": settings,
        "offers": [deal("M1", 100, 10.0, incoterm="CIF")],
    }
    assert values(asked("premium_over_bulk", **logs).groups)["micro"] == pytest.approx(7.4)
    added = asked("added_cost", **logs)
    assert values(added.groups)["micro"] == pytest.approx(0.5)
    assert list(added.by) == ["separation"]


def test_an_actual_cost_without_a_rate_is_not_replaced_by_the_setting():
    """100 USD and 50 EUR of freight: without a rate of EUR it is neither 1.00 a kg nor the 0.30 of the settings."""
    costs = [
        {"spent_on": date(2026, 2, 1), "category": "freight", "amount": amount, "currency": money, "lot_id": "M1"}
        for amount, money in ((100.0, "USD"), (50.0, "EUR"))
    ]
    settings = [
        {"setting": name, "value": value}
        for name, value in (("base_currency", "USD"), ("export", "0.5"), ("freight", "0.3"))
    ]
    found = asked(
        "premium_over_bulk",
        lots=lots(micro=1),
        costs=costs,
        settings=settings,
        offers=[deal("M1", 100, 10.0, incoterm="CFR")],
    )
    assert found.groups["micro"].value is None
    assert "the freight cost of the lot could not be counted: no rate" in found.groups["micro"].why_not


def test_kg_left_when_a_lot_is_closed_are_worth_as_little_in_break_even_as_in_the_realised_premium():
    """200 kg made, 150 sold at 10, the lots closed. Bulk 4: 150 x 10 - 200 x 4 = 700 beyond bulk, 3.50 per kg made.

    To earn 800 in all the 150 kg sold need 5.333 each, a premium of 1.333.
    """
    closed = lots(micro=2, green_kg=100.0, closed_on=date(2026, 3, 1)) + lots(bulk=1, green_kg=100.0)
    logs = {
        "lots": closed,
        "offers": [deal("M1", 100, 10.0), deal("M2", 50, 10.0, "Buyer B"), deal("B1", 100, 4.0, "Buyer C")],
        "costs": [{"spent_on": date(2026, 2, 1), "category": "lab", "amount": 0.0, "stream": "micro"}],
    }
    found = asked("break_even", **logs)
    assert values(found.groups)["micro"] == pytest.approx(800 / 150 - 4)
    gained = asked("net_gain", **logs)
    assert gained.parts["in money of the season, as the cooperative sees it"]["micro"].value == pytest.approx(700)
    assert gained.groups["micro"].value == pytest.approx(3.5)
    assert asked("realised_premium", **logs).difference.value == pytest.approx(3.5)


def test_a_word_for_a_cost_means_one_category_so_that_no_cost_counts_twice():
    assert warehouse_of().rows("SELECT word FROM cost_word GROUP BY word HAVING count(*) > 1") == []


def test_without_a_single_cost_there_is_no_break_even():
    found = asked(
        "break_even",
        lots=lots(micro=1, bulk=1, green_kg=100.0),
        offers=[deal("M1", 100, 9.0), deal("B1", 100, 4.0, "Buyer B")],
    )
    assert (found.groups["micro"].value, found.groups["micro"].why_not) == (None, "The logbook Costs holds no rows.")


def test_a_part_of_the_kg_without_a_bulk_price_of_their_month_leaves_no_headline():
    """M2 went in June, when no bulk was sold: its quarter of the kg has no bulk price of its own, so the agreed step
    gives no number, and says why."""
    offers = [deal("M1", 75, 9.0), deal("M2", 25, 9.0, "Buyer B", date(2026, 6, 20)), deal("B1", 100, 4.0, "Buyer C")]
    found = asked(
        "realised_premium", as_of=date(2026, 6, 30), lots=lots(micro=2, bulk=1, green_kg=100.0), offers=offers
    )
    for estimate in (*found.groups.values(), found.difference, found.relative):
        assert estimate.value is None and "M2 (2026-06-20, 25 kg)" in estimate.why_not


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("pilot_begin", "Use a name from the list of settings. Perhaps you mean pilot_start."),
        ("zzzz", "Use a name from the list of settings."),
    ],
)
def test_a_near_name_is_named_only_where_there_is_one(written, fix):
    assert checked(tab("Settings", ["Setting", "Value"], [written, "2025-10-15"])).rows("SELECT fix FROM problems") == [
        {"fix": fix}
    ]
