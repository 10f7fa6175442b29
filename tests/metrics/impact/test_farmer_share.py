"""Paid to farmers over the price at the gate and over FOB: all instalments, to date while more may come."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots, values
from tests.metrics.impact.test_farmer_premium_share import paid, receipt

FOB = "of the FOB price"
RECEIPTS = [receipt("F1", 1000.0, lot_id="M1"), receipt("F2", 2000.0, lot_id="B1")]
CLOSED = {"closed_on": date(2026, 3, 1)}
LOTS = [*lots(1, 0, green_kg=200.0, **CLOSED), *lots(0, 1, green_kg=400.0, **CLOSED)]
EXPORT = [{"setting": "export", "value": "0.5"}]


def deals(lot, price, incoterm="FOB"):
    return [deal(lot, 50, price, f"Buyer {lot} {i}", incoterm=incoterm) for i in range(3)]


def shared(**logs):
    return asked(
        "farmer_share",
        **{
            "lots": LOTS,
            "receipts": RECEIPTS,
            "settings": EXPORT,
            "offers": deals("M1", 8.5) + deals("B1", 4.5),
            **logs,
        },
    )


def test_by_hand_all_instalments():
    # micro: (100 + 700 + 300 + 100) / 200 kg = 6; net 8.5 - 0.5 = 8 -> 0.75; FOB 8.5 -> 0.70588
    # bulk: 1200 / 400 kg = 3; net 4 -> 0.75; FOB 4.5 -> 0.66667
    found = shared(
        payments=[
            paid("F1", 100.0, lot_id="M1", purpose="advance"),
            paid("F1", 700.0, lot_id="M1", purpose="first"),
            paid("F1", 300.0, lot_id="M1", purpose="second"),
            paid("F1", 100.0, lot_id="M1", purpose="premium"),
            paid("F2", 1200.0, lot_id="B1"),
        ]
    )
    assert values(found.groups) == pytest.approx({"micro": 0.75, "bulk": 0.75})
    assert found.difference.value == pytest.approx(0)
    assert values(found.parts[FOB]) == pytest.approx({"micro": 6 / 8.5, "bulk": 3 / 4.5})
    assert not found.groups["micro"].to_date


def test_fob_of_other_terms_is_said():
    # Two EXW deals at 8 and one FOB at 8.5: the EXW ones are 8.5 at FOB.
    offers = [*deals("M1", 8.0, "EXW")[:2], deal("M1", 50, 8.5, "Buyer C", incoterm="FOB"), *deals("B1", 4.5)]
    pay = [paid("F1", 1200.0, lot_id="M1"), paid("F2", 1200.0, lot_id="B1")]
    found = shared(offers=offers, payments=pay)
    assert found.parts[FOB]["micro"].value == pytest.approx(6 / 8.5)
    assert found.notes == (
        "FOB of micro: as agreed for 33% of the kg, for the others the price at the gate and the export cost "
        "of the settings.",
    )
    exw = shared(offers=deals("M1", 8.0, "EXW") + deals("B1", 4.0, "EXW"), payments=pay, settings=[])
    assert exw.groups["micro"].value == pytest.approx(0.75)
    assert "setting export" in exw.parts[FOB]["micro"].why_not


def test_a_stream_without_payments_does_not_take_the_other_along():
    found = shared(payments=[paid("F1", 1200.0, lot_id="M1")])
    assert found.groups["micro"].value == pytest.approx(0.75)
    assert "delivery of bulk" in found.groups["bulk"].why_not and found.difference.value is None


LAST_YEAR = [
    {"lot_id": f"{s}0", "stream": stream, "crop_year": "2024/25", "closed_on": date(2025, 5, 1)}
    for s, stream in (("M", "micro"), ("B", "bulk"))
]
FIRST = [paid("F1", 1000.0, lot_id="M1", purpose="first"), paid("F2", 1000.0, lot_id="B1", purpose="first")]
SECOND_LAST_YEAR = [
    {**paid("F1", 50.0, lot_id=lot, purpose="second"), "paid_on": date(2025, 6, 1)} for lot in ("M0", "B0")
]


def test_to_date():
    say = lambda value: [*EXPORT, {"setting": "second_payment", "value": value}]  # noqa: E731
    register = [*LOTS, *LAST_YEAR]
    second = [paid("F1", 100.0, lot_id="M1", purpose="second")]
    for expected, logs in (
        # nobody ever had a second one
        (False, {"payments": FIRST}),
        (True, {"payments": [*FIRST, *SECOND_LAST_YEAR]}),  # the season before had one
        # the settings say there is none
        (False, {"payments": [*FIRST, *SECOND_LAST_YEAR], "settings": say("no")}),
        (True, {"payments": FIRST, "settings": say("yes")}),
        (
            False,
            {"payments": [*FIRST, *second, paid("F2", 100.0, lot_id="B1", purpose="second")], "settings": say("yes")},
        ),
        (True, {"payments": FIRST, "lots": [{**lot, "closed_on": None} for lot in LOTS]}),  # lots still open
    ):
        found = shared(**{"lots": register, **logs})
        assert found.groups["micro"].to_date is expected, logs


def test_a_payment_for_a_lot_of_unknown_stream_is_said():
    found = shared(payments=[*FIRST, paid("F1", 5000.0, lot_id="X9")])
    assert found.groups["micro"].value == pytest.approx(1000 / 200 / 8)
    assert any("nobody knows whether it is micro or bulk" in note for note in found.groups["micro"].notes)


def test_a_half_finished_payout_is_still_to_date():
    # Of 1,000 kg cherry of M1 F1 brought 940, F3 20 and F4 40. A second payment to F1 alone reaches 94 % of the kg,
    # with F3 96 %.
    receipts = [
        receipt("F1", 940.0, lot_id="M1"),
        receipt("F3", 20.0, lot_id="M1"),
        receipt("F4", 40.0, lot_id="M1"),
        RECEIPTS[1],
    ]
    second = [paid(farmer, 50.0, lot_id="M1", purpose="second") for farmer in ("F1", "F3")]
    whole = [paid("F2", 100.0, lot_id="B1", purpose="second")]

    def to_date(payments, **more):
        found = shared(receipts=receipts, payments=[*FIRST, *payments, *whole], **more)
        return found.groups["micro"].to_date

    assert to_date(second[:1]) and not to_date(second)
    # who says there is none waits for none
    assert not to_date(second[:1], settings=[*EXPORT, {"setting": "second_payment", "value": "no"}])
    # named after no lot, it reaches both streams
    assert not to_date([{**row, "lot_id": None} for row in second])
