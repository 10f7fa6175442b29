"""Added cost: seasons, netted categories, shared costs, currency, 'at least'."""

from datetime import date

import pytest

from metrics.books.price_waterfall import waterfalls
from metrics.engine.compute import answer
from tests.metrics.hand import YEAR, asked, deal, lots
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
    # cupping has its 0; bulk pays for milling alone, of which micro has no bill
    assert micro.notes == (
        "Gross: bulk has none of these costs written by lot or stream, so nothing is taken off for it.",
        "At least: nothing is written down for milling, packaging, management.",
    )
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


def test_what_bulk_pays_too_is_not_added():
    # Milling is 0.50 a kg of every lot, micro and bulk alike: nothing is added. Sorting is 0.30 in micro and 0.10 in
    # bulk, written for its stream: 0.20 more. Lab is 0.25, and bulk has none. 0 + 0.20 + 0.25
    costs = [cost("milling", 50.0, lot_id=lot) for lot in ("M1", "M2", "B1", "B2")]
    costs += [cost("sorting", amount, stream=stream) for stream, amount in (("micro", 60.0), ("bulk", 20.0))]
    costs.append(cost("lab", 50.0, lot_id="M1"))
    found = asked("added_cost", lots=lots(2, 2, green_kg=100.0), costs=costs)
    assert found.groups["micro"].value == pytest.approx(0.45)
    assert {name: groups["micro"].value for name, groups in found.by.items()} == pytest.approx(
        {"milling": 0.0, "sorting": 0.2, "lab": 0.25}
    )
    assert {name: groups["micro"].value for name, groups in found.parts.items()} == pytest.approx(
        {
            "written for micro, gross": 1.05,
            "milling, gross": 0.5,
            "milling, of bulk": 0.5,
            "sorting, gross": 0.3,
            "sorting, of bulk": 0.1,
        }
    )
    assert "Gross, as bulk has no such cost written by lot or stream: lab." in found.groups["micro"].notes


def test_bills_of_some_bulk_lots_alone_leave_too_much_added():
    # 50 of one bulk lot of two: 0.25 a kg of bulk by what is written, more if the other was milled too.
    costs = [cost("milling", 50.0, lot_id=lot) for lot in ("M1", "B1")]
    found = asked("added_cost", lots=lots(1, 2, green_kg=100.0), costs=costs).groups["micro"]
    assert found.value == pytest.approx(0.25)
    assert "At most: only part of the kg of bulk have a bill of milling (50 %)." in found.notes


def test_the_waterfall_and_break_even_show_the_same_lines():
    # 100 kg each. Micro: milling 80, sorting 40, cupping 10; bulk: milling 30. Added 0.50 + 0.40 + 0.10 = 1.00.
    logs = {
        "lots": lots(1, 1, green_kg=100.0),
        "offers": [deal("M1", 100, 9.0), deal("B1", 100, 4.0, "Buyer X")],
        "costs": [
            cost("milling", 80.0, lot_id="M1"),
            cost("sorting", 40.0, lot_id="M1"),
            cost("cupping", 10.0, stream="micro", behaviour="variable"),
            cost("milling", 30.0, lot_id="B1"),
        ],
    }
    added = {name: groups["micro"].value for name, groups in asked("added_cost", **logs).by.items()}
    assert added == pytest.approx({"milling": 0.5, "sorting": 0.4, "cupping": 0.1})
    both = waterfalls(warehouse_of(**logs), YEAR)
    lines = {s: {part.name: part.measured for part in both[s].parts} for s in ("micro", "bulk")}
    assert {name: lines["micro"][name] - (lines["bulk"][name] or 0) for name in added} == pytest.approx(added)
    needed = asked("break_even", **logs).parts["premium per kg made, as the cooperative sees it"]["micro"].value
    assert needed == pytest.approx(sum(added.values()))


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
    assert found.groups["micro"].is_bound  # so that no summary hands it on as the whole


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
