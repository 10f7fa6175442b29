"""Added cost: seasons, netted categories, shared costs, currency, 'at least'."""

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.metrics.hand import asked, deal, lots
from tests.support import warehouse_of


def cost(category, amount, **columns):
    return {"spent_on": date(2025, 12, 1), "category": category, "amount": amount, **columns}


def test_by_hand():
    # Made 2 x 100. Separation 900 over 3 seasons = 300; lab 50 of lot M1; sorting 40 for the stream, by kg; cupping a
    # typed 0. Export is taken off the FOB price, payments are elsewhere, management of everybody is shared: none of
    # them counts. (300 + 50 + 40 + 0) / 200 = 1.95
    found = asked(
        "added_cost",
        lots=lots(2, 1, green_kg=100.0),
        offers=[deal("M1", 50, 8.0, incoterm="FOB")],
        costs=[
            cost("Separation", 900.0, stream="micro", seasons=3, behaviour="fixed"),
            cost("lab", 50.0, lot_id="M1", behaviour="per lot"),
            cost("sorting", 40.0, stream="micro", behaviour="variable"),
            cost("cupping", 0.0, stream="micro"),
            cost("export", 70.0, lot_id="M1"),
            cost("payments", 500.0, stream="micro"),
            cost("management", 600.0),
            cost("milling", 80.0, lot_id="B1"),
        ],
    )
    micro = found.groups["micro"]
    assert micro.value == pytest.approx(1.95)
    assert {name: groups["micro"].value for name, groups in found.by.items()} == pytest.approx(
        {"separation": 1.5, "lab": 0.25, "sorting": 0.2, "cupping": 0.0}
    )
    assert found.parts["shared costs, not counted"]["micro"].value == 600
    # cupping has its 0
    assert micro.notes == ("At least: nothing is written down for milling, packaging, management.",)
    assert set(found.groups) == {"micro"}


@pytest.mark.parametrize(
    ("terms", "where", "added"),
    [
        ("EXW", {"lot_id": "M1"}, 2.5),  # nothing is taken off: 500 for 200 kg
        ("FOB", {"lot_id": "M1"}, 2.5),  # export is, freight is not
        ("CIF", {"lot_id": "M1"}, 0.0),
        ("CIF", {"lot_id": "M2"}, 2.5),  # M2 is sold at the gate
        ("EXW", {"stream": "micro"}, 2.5),
        ("CIF", {"stream": "micro"}, 0.0),
        (None, {"stream": "micro"}, 0.0),  # terms nobody wrote may be CIF
    ],
)
def test_freight_is_a_cost_of_the_pilot_where_no_price_pays_it(terms, where, added):
    found = asked(
        "added_cost",
        lots=lots(2, 1, green_kg=100.0),
        offers=[deal("M1", 50, 8.0, incoterm=terms), deal("M2", 50, 8.0), deal("B1", 50, 4.0, incoterm="CIF")],
        costs=[cost("freight", 500.0, **where), cost("lab", 0.0, stream="micro")],
    )
    assert found.groups["micro"].value == pytest.approx(added)


def test_a_bill_of_a_lot_in_no_register_makes_it_at_least():
    costs = [cost("lab", 100.0, lot_id="M1"), cost("lab", 300.0, lot_id="M-O1")]
    found = asked("added_cost", lots=lots(1, 1, green_kg=100.0), costs=costs).groups["micro"]
    assert found.value == pytest.approx(1.0)
    assert "At least: costs written for lots that no register holds are not in it (1)." in found.notes


def test_other_currencies():
    found = asked(
        "added_cost",
        lots=lots(1, 1, green_kg=100.0),
        settings=[{"setting": "base_currency", "value": "USD"}],
        rates=[{"date": date(2025, 11, 15), "currency": "HNL", "per_base": 25.0}],
        costs=[cost("lab", 2500.0, lot_id="M1", currency="HNL"), cost("lab", 10.0, lot_id="M1", currency="EUR")],
    )
    assert found.groups["micro"].value == pytest.approx(1.0)
    assert found.groups["micro"].left_out == 1 and "EUR" in found.groups["micro"].notes[-1]
    assert (
        "At least: costs in a currency without a rate near their day are not in it (1)." in found.groups["micro"].notes
    )


def test_no_cost_has_a_rate():
    found = asked(
        "added_cost",
        lots=lots(1, 1, green_kg=100.0),
        settings=[{"setting": "base_currency", "value": "USD"}],
        costs=[cost("lab", 2500.0, lot_id="M1", currency="HNL"), cost("lab", 10.0, lot_id="M1", currency="EUR")],
    )
    assert found.groups["micro"].value is None
    assert found.groups["micro"].why_not == "Every cost of micro is in a currency without a rate near its day (2)."


def test_a_cost_of_later_is_not_known_yet():
    found = asked(
        "added_cost", as_of=date(2025, 11, 30), lots=lots(1, 1, green_kg=100.0), costs=[cost("lab", 50.0, lot_id="M1")]
    )
    assert found.groups["micro"].value is None and found.groups["micro"].why_not


def test_a_cost_of_three_seasons_weighs_a_third_in_each():
    # 900 for beds in 2023/24 over 3 seasons: 300 in 2023/24, in 2024/25 and in 2025/26; 600 anew in 2025/26 over 2: 300
    # there. 100 kg made a season: 3.00, then 3.00, then 6.00; 2026/27 has the second half of the 600: 3.00.
    years = ("2023/24", "2024/25", "2025/26", "2026/27")
    logs = {
        "lots": [{"lot_id": f"M{y[:4]}", "stream": "micro", "crop_year": y, "green_kg": 100.0} for y in years],
        "costs": [
            {"spent_on": date(2023, 12, 1), "category": "separation", "amount": 900.0, "stream": "micro", "seasons": 3},
            {"spent_on": date(2025, 12, 1), "category": "separation", "amount": 600.0, "stream": "micro", "seasons": 2},
        ],
    }
    warehouse = warehouse_of(as_of=date(2027, 3, 31), **logs)
    assert [answer(warehouse, "added_cost", year).groups["micro"].value for year in years] == pytest.approx(
        [3.0, 3.0, 6.0, 3.0]
    )
    # over all seasons together every bill counts once: 1,500 over 400 kg
    assert answer(warehouse, "added_cost", None).groups["micro"].value == pytest.approx(1500 / 400)


def test_a_lots_cost_goes_on_without_the_lot():
    # Beds bought with lot M1 of 2024/25, 200 over 2 seasons: 100 on the 50 kg of 2025/26, whose lot is another.
    found = asked(
        "added_cost",
        lots=[
            {"lot_id": "M1", "stream": "micro", "crop_year": "2024/25", "green_kg": 100.0},
            {"lot_id": "M2", "stream": "micro", "crop_year": "2025/26", "green_kg": 50.0},
        ],
        costs=[
            {"spent_on": date(2024, 12, 1), "category": "separation", "amount": 200.0, "lot_id": "M1", "seasons": 2}
        ],
    )
    assert found.groups["micro"].value == pytest.approx(2.0)
