"""What reaches farmers: per kg green, payments without lot spread by kg delivered, none where prices may not differ."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots, values

PAID, PRICE = "paid to farmers per kg green", "net price per kg green"


def receipt(farmer, kg, **columns):
    return {"received_on": date(2025, 11, 1), "farmer_id": farmer, "weight_kg": kg, "form": "cherry", **columns}


def paid(farmer, amount, **columns):
    return {"paid_on": date(2025, 12, 1), "farmer_id": farmer, "amount": amount, **columns}


LOGS = {
    "lots": [*lots(1, 0, green_kg=150.0), *lots(0, 1, green_kg=480.0)],
    # micro 1000 kg cherry gave 150 kg green, bulk 3000 gave 480
    "receipts": [
        receipt("F1", 600.0, lot_id="M1"),
        receipt("F2", 400.0, lot_id="M1"),
        receipt("F1", 1000.0, lot_id="B1"),
        receipt("F3", 2000.0, lot_id="B1"),
    ],
    "offers": [
        deal("M1", 40, 9.0, "Buyer A"),
        deal("M1", 40, 9.2, "Buyer B"),
        deal("M1", 40, 8.8, "Buyer C"),
        deal("B1", 100, 5.0, "Buyer X"),
        deal("B1", 100, 5.1, "Buyer Y"),
        deal("B1", 100, 4.9, "Buyer Z"),
    ],
}


def test_by_hand():
    # micro: 600 + 450 of the lot = 1050 / 150 = 7.00; bulk: 1000 + 2000, and F3's 40, who brought only bulk: 3040 / 480
    # = 6.3333; F1's 20 with neither lot nor stream, half a percent of all, are in neither.
    # (7 - 6.3333) / (9 - 5) = 0.16667
    payments = [
        paid("F1", 600.0, lot_id="M1"),
        paid("F2", 450.0, lot_id="M1"),
        paid("F1", 1000.0, stream="bulk"),
        paid("F3", 2000.0, lot_id="B1"),
        paid("F3", 40.0),
        paid("F1", 20.0),
    ]
    found = asked("farmer_premium_share", **LOGS, payments=payments)
    assert values(found.parts[PAID]) == pytest.approx({"micro": 7.0, "bulk": 3040 / 480, "difference": 2 / 3})
    assert values(found.parts[PRICE]) == pytest.approx({"micro": 9.0, "bulk": 5.0, "difference": 4.0})
    assert found.groups["micro"].value == pytest.approx(1 / 6)
    assert found.groups["micro"].low < 1 / 6 < found.groups["micro"].high


def test_what_women_and_men_were_paid_per_kg_green():
    # F1, a woman: 600 of 1000 kg cherry of micro, 90 kg green, paid 600: 6.667; F2, a man: 60 kg green, paid 450: 7.50.
    # Bulk: F1 1000 of 3000, 160 kg green, paid 1000: 6.25. Nobody wrote the sex of F3.
    plots = [{"plot_id": farmer, "farmer_id": farmer, "sex": sex} for farmer, sex in (("F1", "female"), ("F2", "male"))]
    payments = [
        paid("F1", 600.0, lot_id="M1"),
        paid("F2", 450.0, lot_id="M1"),
        paid("F1", 1000.0, lot_id="B1"),
        paid("F3", 2000.0, lot_id="B1"),
    ]
    found = asked("farmer_premium_share", **LOGS, payments=payments, plots=plots)
    assert values(found.parts["paid to women per kg green"]) == pytest.approx({"micro": 600 / 90, "bulk": 6.25})
    assert values(found.parts["paid to men per kg green"]) == pytest.approx({"micro": 7.5})
    assert found.parts["paid to men per kg green"]["micro"].n == 1


def test_none_where_the_prices_may_be_alike():
    offers = [deal("M1", 40, p, f"Buyer {b}") for b, p in (("A", 4.0), ("B", 8.0), ("C", 3.5))] + LOGS["offers"][3:]
    found = asked(
        "farmer_premium_share",
        **{**LOGS, "offers": offers},
        payments=[paid("F1", 700.0, lot_id="M1"), paid("F3", 2000.0, lot_id="B1")],
    )
    assert found.groups["micro"].value is None and "may be the same" in found.groups["micro"].why_not
    assert found.parts[PAID]["micro"].value == pytest.approx(700 / 150)


@pytest.mark.parametrize("stream", ["bulk", "micro"])
def test_none_where_a_stream_was_not_paid_or_delivered_nothing(stream):
    """Nothing paid is no pay of zero, and pay without a kilo delivered is no pay per kilo."""
    both = {"micro": paid("F1", 700.0, lot_id="M1"), "bulk": paid("F3", 2000.0, lot_id="B1")}
    why = f"No payment with a delivery of {stream} coffee is written down."
    unpaid = asked("farmer_premium_share", **LOGS, payments=[one for name, one in both.items() if name != stream])
    assert (unpaid.groups["micro"].value, unpaid.groups["micro"].why_not) == (None, why)
    letter = {"micro": "M", "bulk": "B"}[stream]
    kept = [row for row in LOGS["receipts"] if not row.get("lot_id", "").startswith(letter)]
    assert len(kept) < len(LOGS["receipts"])
    bare = asked("farmer_premium_share", **{**LOGS, "receipts": kept}, payments=list(both.values()))
    assert (bare.groups["micro"].value, bare.groups["micro"].why_not) == (None, why)


def test_a_receipt_without_lot_or_stream_counts_as_bulk():
    receipts = [*LOGS["receipts"], receipt("F4", 1000.0)]
    found = asked(
        "farmer_premium_share",
        **{**LOGS, "receipts": receipts},
        payments=[paid("F1", 600.0, lot_id="M1"), paid("F3", 2400.0, lot_id="B1"), paid("F4", 480.0)],
    )
    # The lot's 3000 kg cherry gave 480 kg green, so F4's 1000 kg outside any lot are 160 more: 2880 / 640 = 4.50
    assert found.parts[PAID]["bulk"].value == pytest.approx(4.50)


def test_a_cherry_premium_is_five_times_as_much_on_green():
    # Dak Nong, January-February 2024: ripe organic cherry 20,000 VND a kg against 16,000 to 17,000, and 25 t cherry
    # gave 5 t green. 20,000 a kg cherry are 100,000 a kg green, so the 3,000 to 4,000 are 15,000 to 20,000 on green.
    for usual, extra in ((16_000, 20_000), (17_000, 15_000)):
        found = asked(
            "farmer_premium_share",
            lots=[*lots(1, 0, green_kg=5000.0), *lots(0, 1, green_kg=5000.0)],
            receipts=[receipt("F1", 25_000.0, lot_id="M1"), receipt("F2", 25_000.0, lot_id="B1")],
            offers=[
                deal(lot, 1000, price + i, f"Buyer {lot} {i}", currency="VND")
                for lot, price in (("M1", 130_000), ("B1", 90_000))
                for i in range(3)
            ],
            payments=[
                paid("F1", 20_000 * 25_000.0, lot_id="M1", currency="VND"),
                paid("F2", usual * 25_000.0, lot_id="B1", currency="VND"),
            ],
            settings=[{"setting": "base_currency", "value": "VND"}],
        )
        assert values(found.parts[PAID]) == pytest.approx({"micro": 100_000, "bulk": 5 * usual, "difference": extra})
        assert found.groups["micro"].value == pytest.approx(extra / 40_000)


def test_the_80_percent_range_of_the_price_difference_decides():
    # Micro 6.0, 6.0 + d, 6.0 - d, bulk all 5.0: standard error d / sqrt(3), t(2) at 80 % = 1.8856; 0 lies inside from d
    # = 0.9186 on.
    for apart, says in ((0.90, True), (0.94, False)):
        offers = [deal("M1", 40, 6.0 + step * apart, f"Buyer {step}") for step in (-1, 0, 1)] + [
            deal("B1", 100, 5.0, f"Bulk {i}") for i in range(3)
        ]
        found = asked(
            "farmer_premium_share",
            **{**LOGS, "offers": offers},
            payments=[paid("F1", 900.0, lot_id="M1"), paid("F3", 2400.0, lot_id="B1")],
        )
        assert (found.groups["micro"].value is not None) is says, found.groups["micro"].why_not


def test_to_date_while_a_second_payment_is_open():
    closed = [{**lot, "closed_on": date(2026, 3, 1)} for lot in LOGS["lots"]]
    payments = [paid("F1", 900.0, lot_id="M1"), paid("F3", 2400.0, lot_id="B1")]
    for value, expected in (("yes", True), ("no", False)):
        found = asked(
            "farmer_premium_share",
            **{**LOGS, "lots": closed, "settings": [{"setting": "second_payment", "value": value}]},
            payments=payments,
        )
        assert found.groups["micro"].to_date is expected
