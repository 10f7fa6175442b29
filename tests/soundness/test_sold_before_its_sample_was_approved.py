"""A sale subject to the approval of a sample is none before it: every number knows it, on every day."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots

AGREED, APPROVED = date(2026, 2, 1), date(2026, 3, 10)
BEFORE, ON = date(2026, 3, 9), APPROVED
SENT = {"sample_kind": "pre-shipment", "sample_sent_on": date(2026, 2, 5)}
ANSWER = {"sample_result_on": APPROVED, "sample_result": "approved"}
BULK = [deal("B1", 100, 6, "Z"), deal("B2", 100, 6, "Y")]
MADE = lots(2, 2, green_kg=100.0)


def number(name: str, *offers: dict, as_of: date = date(2026, 3, 31), of=MADE, **logs):
    return asked(name, as_of=as_of, lots=of, offers=[*offers, *BULK], **logs).groups["micro"]


def test_sold_share_counts_it_from_the_day_of_its_approval():
    # M1 is sold without a sample, M2 hangs on one: 100 of 200 kg the day before, 200 of 200 on the day
    offers = deal("M1", 100, 8), deal("M2", 100, 10, "B", **SENT, **ANSWER)
    before, after = number("sold_share", *offers, as_of=BEFORE), number("sold_share", *offers, as_of=ON)
    assert (before.value, before.to_date) == (0.5, True)
    assert before.assumed == ("deals that wait for the approval of their sample are not sold yet",)
    assert (after.value, after.to_date, after.assumed) == (1.0, False, ())


@pytest.mark.parametrize(
    ("said", "sold"),
    [
        ({"sample_result": "rejected", "sample_result_on": APPROVED}, 0.5),
        ({"sample_result": "replaced", "sample_result_on": APPROVED}, 0.5),
        ({}, 0.5),
        ({"sample_result": "approved", "sample_result_on": APPROVED}, 1.0),
        # the coffee is on the sea: nobody wrote the answer down
        ({"shipped_on": date(2026, 3, 20)}, 1.0),
        ({"sample_result": "rejected", "sample_result_on": APPROVED, "shipped_on": date(2026, 3, 20)}, 0.5),
        # of an arrival sample shipping says nothing, the money does
        ({"sample_kind": "arrival", "shipped_on": date(2026, 2, 20)}, 0.5),
        ({"sample_kind": "arrival", "shipped_on": date(2026, 2, 20), "paid_on": date(2026, 3, 20)}, 1.0),
    ],
)
def test_only_what_was_approved_is_sold(said, sold):
    assert number("sold_share", deal("M1", 100, 8), deal("M2", 100, 10, "B", **SENT | said)).value == sold


def test_the_premium_is_that_of_the_deals_that_bind():
    # 8 for M1; with M2 (100 x 8 + 100 x 10) / 200 = 9
    offers = deal("M1", 100, 8), deal("M2", 100, 10, "B", **SENT, **ANSWER)
    before = number("premium_over_bulk", *offers, as_of=BEFORE)
    assert (before.value, before.to_date) == (8.0, True)
    assert "1 not counted: a deal that waits for the approval of its sample" in before.notes
    assert number("premium_over_bulk", *offers, as_of=ON).value == 9.0


def test_kg_that_wait_are_unsold_and_not_lost_though_their_lot_is_closed():
    # M1 brings 8, M2 stands at the bulk price of 6: (800 + 600) / 200 = 7; refused it is lost: 800 / 200 = 4
    closed = lots(2, 2, green_kg=100.0, closed_on=date(2026, 2, 1))
    waits = deal("M1", 100, 8), deal("M2", 100, 10, "B", **SENT)
    assert number("realised_premium", *waits, of=closed).value == pytest.approx(7.0)
    refused = deal("M2", 100, 10, "B", **SENT, sample_result="rejected", sample_result_on=APPROVED)
    assert number("realised_premium", waits[0], refused, of=closed).value == pytest.approx(4.0)


def test_a_deal_takes_until_its_sample_is_approved():
    # offered on 1 January: agreed after 31 days, approved after 68 (30 left of January, 28, and 10)
    offer = deal("M1", 100, 8, **SENT, **ANSWER)
    assert number("deal_closure", offer).value == 68
    assert number("deal_closure", offer, as_of=BEFORE).value is None
    refused = number("deal_closure", {**offer, "sample_result": "rejected"})
    assert refused.value is None and "0% accepted" in refused.why_not


def test_an_approval_written_after_the_coffee_left_does_not_move_the_day_it_was_sold():
    """Shipped on 20 February, 50 days after the offer (30 left of January and 20): the buyer's letter of 10 March
    changes nothing of what 9 March knew. Approved before it left it is sold on the day of the letter."""
    left = {"shipped_on": date(2026, 2, 20)}
    offer = deal("M1", 100, 8, **SENT, **ANSWER, **left)
    assert [number("deal_closure", offer, as_of=day).value for day in (date(2026, 2, 20), BEFORE, ON)] == [50, 50, 50]
    soon = {**offer, "sample_result_on": date(2026, 2, 10)}
    assert number("deal_closure", soon, as_of=BEFORE).value == 40
    on_arrival = {**offer, "sample_kind": "arrival", "paid_on": date(2026, 3, 2)}
    assert [number("deal_closure", on_arrival, as_of=day).value for day in (BEFORE, ON)] == [60, 60]
    paid_first = {**offer, "paid_on": date(2026, 2, 10), "shipped_on": date(2026, 3, 12)}
    days = date(2026, 2, 12), BEFORE, ON, date(2026, 3, 15)
    assert [number("deal_closure", paid_first, as_of=day).value for day in days] == [40, 40, 40, 40]


def test_a_replaced_sample_was_answered_in_writing():
    replaced = deal("M1", 100, 8, **SENT, sample_result="replaced", sample_result_on=date(2026, 2, 10))
    gone = number("premium_over_bulk", {**replaced, "shipped_on": date(2026, 2, 20)})
    assert gone.assumed == ("coffee shipped or paid after its sample was replaced counts as approved",)
    silent = number("premium_over_bulk", deal("M1", 100, 8, **SENT, shipped_on=date(2026, 2, 20)))
    assert silent.assumed == ("coffee shipped or paid without a written answer to its sample counts as approved",)


def test_a_refused_sample_is_a_refused_offer():
    # one accepted, one refused by its sample, one refused; the one that waits is in neither: 1 of 3
    offers = (
        deal("M1", 100, 8),
        deal("M2", 50, 8, **SENT, sample_result="rejected", sample_result_on=APPROVED),
        deal("M2", 50, 8, "C", **SENT),
    )
    refused = deal("M1", 100, 8, "D", status="rejected")
    assert number("offer_conversion", *offers, refused).value == pytest.approx(1 / 3)


def test_a_term_makes_a_deal_wait_where_answers_are_written_down():
    # M2 is sold on a sample before shipment, and no answer stands in its row; M1's does, so answers are kept
    term = {"quality_approval": "Sample before shipment"}
    kept = deal("M1", 100, 8, sample_kind="offer", **ANSWER), deal("M2", 100, 10, "B", **term)
    assert number("sold_share", *kept).value == 0.5
    assert number("sold_share", kept[0], {**kept[1], "shipped_on": date(2026, 3, 1)}).value == 1.0


@pytest.mark.parametrize("term", ["Sample before shipment", "On arrival", "SAS", "as always", "offer sample"])
def test_without_any_such_columns_a_deal_is_sold_as_it_was(term):
    assert number("sold_share", deal("M1", 100, 8), deal("M2", 100, 10, "B", quality_approval=term)).value == 1.0


def test_an_offer_sample_alone_makes_no_deal_wait():
    """The buyer had it before he said yes; only an answer written later than his yes moves the day."""
    seen = deal("M2", 100, 10, "B", sample_kind="offer", sample_sent_on=date(2025, 12, 20))
    assert number("sold_share", deal("M1", 100, 8), seen).value == 1.0
    answered = seen | {"sample_result": "approved", "sample_result_on": date(2026, 1, 10)}
    assert number("sold_share", deal("M1", 100, 8), answered, as_of=AGREED).value == 1.0


def test_the_price_is_that_of_the_day_it_was_agreed():
    """At 8 quetzal a dollar on the day of the deal 64 are 8.00; at 10 on the day of the approval they would be 6.40."""
    rates = [
        {"date": AGREED, "currency": "GTQ", "per_base": 8.0},
        {"date": APPROVED, "currency": "GTQ", "per_base": 10.0},
    ]
    offer = deal("M1", 100, 64.0, currency="GTQ", **SENT, **ANSWER)
    base = [{"setting": "base_currency", "value": "USD"}]
    assert number("premium_over_bulk", offer, rates=rates, settings=base).value == pytest.approx(8.0)
