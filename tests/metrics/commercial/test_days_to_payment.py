"""Days to payment: unpaid deals wait on, clocks stay apart, buyers are the cases, late is past the days agreed."""

from datetime import date, timedelta

import pytest

from tests.metrics.hand import asked, deal, lots, values

SHIPPED, AS_OF = date(2026, 2, 10), date(2026, 6, 30)
WITHIN, LATE = "paid within 45 days", "paid late or overdue"


def shipped(lot, days, buyer="Buyer A", on=SHIPPED, **columns):
    """A deal paid so many days after shipping; None is unpaid."""
    return deal(
        lot, 100, 8, buyer, shipped_on=on, paid_on=None if days is None else on + timedelta(days=days), **columns
    )


def product_limit(waits):
    """{day: share paid by then} of [(days, paid)], in the way of Kaplan and Meier, written from its definition."""
    unpaid, shares = 1.0, {}
    for day in sorted({days for days, _ in waits}):
        at_risk = sum(days >= day for days, _ in waits)
        unpaid *= 1 - sum(days == day and paid for days, paid in waits) / at_risk
        shares[day] = 1 - unpaid
    return shares


def test_by_hand_with_two_unpaid():
    # Paid after 20, 40, 50; two unpaid, shipped 30 and 60 days before the day of the data. Day 20: 1 of 5. At 30 one is
    # lost from sight. Day 40: of 3 left one, 0.2 + 0.8 / 3. Day 50: of 2 one, 0.4667 + 0.5333 / 2 = 0.7333.
    offers = [
        shipped("M1", 20),
        shipped("M2", 40, "Buyer B"),
        shipped("M3", 50, "Buyer C"),
        shipped("M4", None, "Buyer D", AS_OF - timedelta(days=30)),
        shipped("M5", None, "Buyer E", AS_OF - timedelta(days=60)),
    ]
    found = asked("days_to_payment", as_of=AS_OF, lots=lots(5, 1), offers=offers)
    assert values(found.groups) == {"micro": 50, "bulk": None}
    assert found.groups["micro"].to_date and found.groups["micro"].basis == "from shipping"
    assert found.parts[WITHIN]["micro"].value == pytest.approx(0.2 + 0.8 / 3)
    assert product_limit([(20, True), (40, True), (50, True), (30, False), (60, False)])[50] == pytest.approx(
        0.2 + 0.8 / 3 + (0.8 - 0.8 / 3) / 2
    )


def test_the_plain_mean_of_the_paid_would_forget_the_worst_payers():
    # Two paid after 10 days, four owe for 100: the mean of the paid is 10 days, honestly a third is paid.
    offers = [shipped(f"M{i}", 10, f"Buyer {i}") for i in (1, 2)] + [
        shipped(f"M{i}", None, f"Buyer {i}", AS_OF - timedelta(days=100)) for i in (3, 4, 5, 6)
    ]
    micro = asked("days_to_payment", as_of=AS_OF, lots=lots(6, 1), offers=offers).groups["micro"]
    assert micro.value is None and "33% paid within 45 days" in micro.why_not


def test_the_clock_from_the_contract_is_never_mixed_with_that_from_shipping():
    # From shipping 20, 30, 40 days; the contracts were signed 20 days before shipping.
    offers = [
        shipped(f"M{i}", days, f"Buyer {i}", contract_signed_on=SHIPPED - timedelta(days=20))
        for i, days in enumerate((20, 30, 40), 1)
    ]
    found = asked("days_to_payment", as_of=AS_OF, lots=lots(3, 1), offers=offers)
    assert (found.groups["micro"].value, found.groups["micro"].basis) == (30, "from shipping")
    assert found.by["from shipping"]["micro"].value == 30 and found.by["from contract"]["micro"].value == 50
    unsigned = asked(
        "days_to_payment",
        as_of=AS_OF,
        lots=lots(3, 1),
        offers=[{**offer, "contract_signed_on": None} for offer in offers],
    )
    assert (
        unsigned.by["from contract"]["micro"].value is None
        and "no day on which the contract was signed" in unsigned.by["from contract"]["micro"].why_not
    )


def test_only_accepted_offers_and_only_what_was_shipped():
    offers = [
        shipped("M1", 20),
        shipped("M2", 30, "Buyer B"),
        shipped("M3", 40, "Buyer C"),
        {**shipped("M4", 5, "Buyer D"), "status": "rejected"},
        deal("M5", 100, 8, "Buyer E"),
        deal("M6", 100, 8, "Buyer F", paid_on=date(2026, 3, 1)),
        shipped("M7", -3, "Buyer G"),
    ]
    micro = asked("days_to_payment", as_of=AS_OF, lots=lots(7, 1), offers=offers).groups["micro"]
    # paid in advance is paid on day 0: of 0, 20, 30, 40 half are paid by day 20
    assert (micro.value, micro.rows, micro.left_out) == (20, 4, 2)
    assert set(micro.notes) == {"1 not counted: not shipped yet", "1 not counted: paid, without a day of shipping"}


def test_paid_after_the_day_of_the_data_is_unpaid_on_it():
    offers = [shipped("M1", 10), shipped("M2", 20, "Buyer B"), shipped("M3", 60, "Buyer C")]
    then = asked("days_to_payment", as_of=SHIPPED + timedelta(days=30), lots=lots(3, 1), offers=offers)
    assert then.groups["micro"].value == 20 and then.groups["micro"].to_date
    assert then.parts[WITHIN]["micro"].value is None  # nobody has been waited for 45 days
    assert not asked("days_to_payment", as_of=AS_OF, lots=lots(3, 1), offers=offers).groups["micro"].to_date


def test_late_is_past_the_days_agreed_of_the_deals_whose_days_are_over():
    # 30 days agreed: paid on day 30 in time, on day 31 late, unpaid for 100 days overdue: 2 of 3. Shipped 20 days ago
    # nothing is due, even if it was paid at once: early payers alone would look too good. No days agreed: unknown.
    recent = AS_OF - timedelta(days=20)
    offers = [
        shipped("M1", 30, payment_days=30),
        shipped("M2", 31, "Buyer B", payment_days=30),
        shipped("M3", None, "Buyer C", AS_OF - timedelta(days=100), payment_days=30),
        shipped("M4", None, "Buyer D", recent, payment_days=30),
        shipped("M5", 1, "Buyer E", recent, payment_days=30),
        shipped("M6", 90, "Buyer F"),
    ]
    late = asked("days_to_payment", as_of=AS_OF, lots=lots(6, 1), offers=offers).parts[LATE]["micro"]
    assert (late.value, late.n, late.unit) == (pytest.approx(2 / 3), 3, "share")
    assert set(late.notes) == {"2 not counted: not due yet", "1 not counted: no days to payment agreed"}


def test_buyers_are_the_cases_and_two_of_micro_give_no_range():
    days = (10, 20, 30, 40, 50, 60)
    three = [shipped(f"M{i}", d, f"Buyer {i % 3}") for i, d in enumerate(days)]
    two = [shipped(f"M{i}", d, f"Buyer {i % 2}") for i, d in enumerate(days)]
    found = asked("days_to_payment", as_of=AS_OF, lots=lots(7, 1), offers=[*three[1:], shipped("M6", 10, "Buyer 0")])
    assert (found.parts[WITHIN]["micro"].n, found.parts[WITHIN]["micro"].case_is) == (3, "buyer")
    assert found.parts[WITHIN]["micro"].low is not None
    # a dot is a lot
    assert sorted(found.cases["micro"]) == [("M1", 20), ("M2", 30), ("M3", 40), ("M4", 50), ("M5", 60), ("M6", 10)]
    found = asked("days_to_payment", as_of=AS_OF, lots=lots(6, 1), offers=two[1:])
    assert found.parts[WITHIN]["micro"].value == pytest.approx(3 / 5)
    assert found.parts[WITHIN]["micro"].low is None and "three buyers" in found.parts[WITHIN]["micro"].no_range
    assert found.groups["micro"].value == 40 and found.groups["micro"].low is None


def test_the_streams_are_compared_on_the_share_within_45_days():
    offers = [shipped(f"M{i}", d, f"Buyer {i}") for i, d in enumerate((45, 46, 80, 90), 1)]
    offers += [shipped(f"B{i}", d, f"Bulk buyer {i}") for i, d in enumerate((20, 30, 45, 46), 1)]
    found = asked("days_to_payment", as_of=AS_OF, lots=lots(4, 4), offers=offers)
    assert (found.difference.value, found.difference.basis) == (-0.5, WITHIN)


def test_without_a_day_of_shipping_the_log_is_named():
    found = asked("days_to_payment", lots=lots(1, 1), offers=[deal("M1", 100, 8)])
    assert found.groups["micro"].value is None and "Shipped on" in found.groups["micro"].why_not


def test_the_clock_from_shipping_is_shown_however_few_were_shipped():
    # Of micro one of four is shipped, of bulk none; all contracts are signed. Next season all are shipped: the same
    # clock.
    signed = {"contract_signed_on": SHIPPED - timedelta(days=20)}
    offers = [
        shipped("M1", 30, **signed),
        *(deal(f"M{i}", 100, 8, f"Buyer {i}", **signed) for i in (2, 3, 4)),
        deal("B1", 100, 4, "Bulk buyer", **signed),
    ]
    found = asked("days_to_payment", as_of=AS_OF, lots=lots(4, 1), offers=offers)
    assert (found.groups["micro"].value, found.groups["micro"].basis) == (30, "from shipping")
    assert found.groups["bulk"].value is None and "not shipped yet" in found.groups["bulk"].why_not
    assert found.by["from contract"]["micro"].n == 4


def test_months_are_named_where_they_are_the_cases():
    # Two buyers of bulk, five months of closing: months are the cases; micro has three buyers.
    offers = [shipped(f"M{i}", 10 * i, f"Buyer {i}") for i in (1, 2, 3)]
    offers += [
        shipped(f"B{i}", 20, f"Bulk buyer {i % 2}", day=date(2025, 10 + i, 1) if i < 3 else date(2026, i - 2, 1))
        for i in range(5)
    ]
    found = asked(
        "days_to_payment", as_of=AS_OF, lots=[*lots(3), *lots(0, 5), {**lots(0, 1)[0], "lot_id": "B0"}], offers=offers
    )
    within = found.parts[WITHIN]
    assert [(within[g].n, within[g].case_is) for g in ("micro", "bulk")] == [(3, "buyer"), (5, "month")]
    assert (found.difference.n, found.difference.case_is) == (3, "buyer")
