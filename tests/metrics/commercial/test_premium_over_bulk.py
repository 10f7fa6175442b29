"""Premium per kg sold: netback, weights, currencies, units of form, buyers as cases."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots, values
from words.numbers import cases


def test_by_hand_weighted_by_kg():
    # micro (100 x 8 + 300 x 6) / 400 = 6.5; bulk (1000 x 4 + 500 x 4.6) / 1500 = 4.2
    found = asked(
        "premium_over_bulk",
        lots=lots(2, 2),
        offers=[deal("M1", 100, 8), deal("M2", 300, 6, "Buyer B"), deal("B1", 1000, 4), deal("B2", 500, 4.6)],
    )
    assert values(found.groups) == pytest.approx({"micro": 6.5, "bulk": 4.2})
    assert found.difference.value == pytest.approx(2.3)
    assert found.relative.value == pytest.approx(6.5 / 4.2 - 1)
    assert found.groups["micro"].unit == "USD/kg"


def test_every_incoterm_is_brought_to_the_gate():
    settings = [
        {"setting": s, "value": v}
        for s, v in (
            ("inland", "0.10"),
            ("export", "0.50"),
            ("freight", "0.30"),
            ("insurance", "0.05"),
            ("destination", "0.20"),
        )
    ]
    # 9.00 less 0.10 inland; aboard ship 0.50 more; then freight 0.30, insurance 0.05, cost at the destination 0.20
    net = {"EXW": 9.0, "FCA": 8.9, "FOB": 8.4, "CFR": 8.1, "CIF": 8.05, "DAP": 7.85, "DDP": 7.85}
    for incoterm, expected in net.items():
        found = asked(
            "premium_over_bulk",
            lots=lots(1, 1),
            offers=[deal("M1", 100, 9.0, incoterm=incoterm), deal("B1", 100, 4)],
            settings=settings,
        )
        assert found.groups["micro"].value == pytest.approx(expected), incoterm


def test_a_setting_of_the_stream_wins_over_that_for_all_and_the_bill_of_the_lot_over_both():
    settings = [{"setting": "export", "value": "0.50"}, {"setting": "export", "value": "0.80", "stream": "micro"}]
    offers = [
        deal("M1", 100, 9, incoterm="FOB"),
        deal("M2", 100, 9, incoterm="FOB"),
        deal("B1", 100, 4, incoterm="FOB"),
    ]
    # 30 / 100 kg = 0.30
    costs = [{"spent_on": date(2026, 2, 1), "category": "Export", "amount": 30.0, "lot_id": "M2"}]
    found = asked("premium_over_bulk", lots=lots(2, 1), offers=offers, settings=settings, costs=costs)
    assert values(found.groups) == pytest.approx({"micro": (8.2 + 8.7) / 2, "bulk": 3.5})


def test_the_reason_names_the_missing_setting():
    found = asked(
        "premium_over_bulk",
        lots=lots(1, 1),
        offers=[deal("M1", 100, 9, incoterm="CIF"), deal("B1", 100, 4)],
        settings=[{"setting": "export", "value": "0.5"}],
    )
    assert found.groups["micro"].value is None and found.difference.value is None and found.relative.value is None
    assert "the sea or air freight (freight), the insurance of the voyage (insurance)" in found.groups["micro"].why_not
    assert found.groups["bulk"].value == 4


def test_a_blank_incoterm_needs_the_default():
    offers = [deal("M1", 100, 9, incoterm=None), deal("B1", 100, 4)]
    assert "default_incoterm" in asked("premium_over_bulk", lots=lots(1, 1), offers=offers).groups["micro"].why_not
    found = asked(
        "premium_over_bulk", lots=lots(1, 1), offers=offers, settings=[{"setting": "default_incoterm", "value": "EXW"}]
    )
    assert found.groups["micro"].value == 9


def test_currency_by_the_last_rate_of_31_days():
    # 210,000 VND a kg at 25,000 (15 January, before the deal of 1 February; that of 10 February is too late) = 8.40
    rates = [{"date": date(2026, 1, d), "currency": "VND", "per_base": p} for d, p in ((1, 20_000.0), (15, 25_000.0))]
    rates.append({"date": date(2026, 2, 10), "currency": "VND", "per_base": 30_000.0})
    offers = [deal("M1", 100, 210_000, currency="vnd"), deal("B1", 100, 4, currency="USD")]
    settings = [{"setting": "base_currency", "value": "USD"}]
    assert asked("premium_over_bulk", lots=lots(1, 1), offers=offers, rates=rates, settings=settings).groups[
        "micro"
    ].value == pytest.approx(8.4)
    old = [{"date": date(2025, 12, 31), "currency": "VND", "per_base": 25_000.0}]  # 32 days before
    found = asked("premium_over_bulk", lots=lots(1, 1), offers=offers, rates=old, settings=settings).groups["micro"]
    assert found.value is None and "VND" in found.why_not and found.left_out == 1
    just = [{"date": date(2026, 1, 1), "currency": "VND", "per_base": 25_000.0}]  # 31 days before
    assert asked("premium_over_bulk", lots=lots(1, 1), offers=offers, rates=just, settings=settings).groups[
        "micro"
    ].value == pytest.approx(8.4)


def test_parchment_is_brought_to_green():
    # 100 kg dry parchment at 6.40 = 80 kg green at 8.00; with 80 kg green at 10 the mean is 9
    found = asked(
        "premium_over_bulk",
        lots=lots(2, 1),
        offers=[deal("M1", 100, 6.4, form="dry parchment"), deal("M2", 80, 10), deal("B1", 100, 4)],
    )
    assert found.groups["micro"].value == pytest.approx(9.0)
    assert found.groups["micro"].assumed == ("kg green by the table of conversions",)


def test_only_what_was_sold_as_its_own_stream():
    found = asked(
        "premium_over_bulk",
        lots=lots(2, 2),
        offers=[
            deal("M1", 100, 8),
            deal("M2", 100, 4, sold_as="bulk"),
            deal("B1", 100, 4, sold_as="bulk"),
            deal("B2", 100, 2, sold_as="low grade"),
        ],
    )
    assert values(found.groups) == {"micro": 8, "bulk": 4}


def test_the_accepted_weight_counts():
    found = asked(
        "premium_over_bulk",
        lots=lots(2, 1),
        offers=[deal("M1", 100, 8, accepted_weight_kg=50.0), deal("M2", 50, 6), deal("B1", 100, 4)],
    )
    assert found.groups["micro"].value == pytest.approx(7.0)


def test_a_deal_without_price_is_left_out_and_counted():
    found = asked(
        "premium_over_bulk", lots=lots(2, 1), offers=[deal("M1", 100, 8), deal("M2", 100, None), deal("B1", 100, 4)]
    )
    micro = found.groups["micro"]
    assert (micro.value, micro.rows, micro.left_out) == (8, 1, 1)
    assert micro.notes == ("1 not counted: no accepted price",)


def test_two_buyers_of_micro_give_no_range_but_each_price():
    found = asked(
        "premium_over_bulk",
        lots=lots(3, 3),
        offers=[
            deal("M1", 100, 8),
            deal("M2", 100, 9),
            deal("M3", 100, 7, "Buyer B"),
            deal("B1", 100, 4, day=date(2026, 1, 5)),
            deal("B2", 100, 4.4, day=date(2026, 2, 5)),
            deal("B3", 100, 4.2, day=date(2026, 3, 5)),
        ],
    )
    assert found.groups["micro"].low is None and "three buyers" in found.groups["micro"].no_range
    assert found.difference.value == pytest.approx(8 - 4.2) and found.difference.low is None
    assert values(found.by["Buyer A"])["micro"] == 8.5 and values(found.by["Buyer B"])["micro"] == 7
    bulk = found.groups["bulk"]  # one buyer, three months: months are the cases
    assert bulk.n == 3 and bulk.low < 4.2 < bulk.high


def test_lots_of_one_buyer_are_one_case():
    offers = [deal(f"M{i}", 100, 7 + (i % 3), f"Buyer {'ABC'[i % 3]}", date(2026, 1, 2 + i)) for i in range(1, 13)]
    found = asked("premium_over_bulk", lots=lots(12, 1), offers=[*offers, deal("B1", 100, 4)])
    micro = found.groups["micro"]
    assert (micro.n, micro.case_is, micro.rows, len(found.cases["micro"])) == (3, "buyer", 12, 12)
    assert micro.high - micro.low > 3  # three prices 7, 8, 9: t with 2 degrees of freedom
    assert micro.low < micro.low80 < micro.value < micro.high80 < micro.high


def test_a_deal_accepted_after_the_day_is_still_open():
    offers = [deal("M1", 100, 8), deal("M2", 100, 6, day=date(2026, 3, 1)), deal("B1", 100, 4)]
    assert (
        asked("premium_over_bulk", as_of=date(2026, 2, 28), lots=lots(2, 1), offers=offers).groups["micro"].value == 8
    )
    assert asked("premium_over_bulk", as_of=date(2026, 3, 1), lots=lots(2, 1), offers=offers).groups["micro"].value == 7


def test_the_published_sign_flip_is_decided_on_the_weighted_mean():
    # Fairtrade organic against non-certified, 2016/17 to 2018/19 (Transaction Guide data, domain 2.1): plain 2.51
    # against 3.55, weighted by volume 2.41 against 2.17. Two deals each that give both: (2.71 x 25 + 2.31 x 75) / 100 =
    # 2.41 and (2.71 + 2.31) / 2 = 2.51; (5.05 x 4 + 2.05 x 96) / 100 = 2.17 and (5.05 + 2.05) / 2 = 3.55.
    found = asked(
        "premium_over_bulk",
        lots=lots(2, 2),
        offers=[
            deal("M1", 25, 2.71),
            deal("M2", 75, 2.31, "Buyer B"),
            deal("B1", 4, 5.05, "Buyer X"),
            deal("B2", 96, 2.05, "Buyer Y"),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 2.41, "bulk": 2.17})
    assert found.difference.value == pytest.approx(0.24)
    plain = found.parts["plain mean of deals, not weighted by kg"]
    assert values(plain) == pytest.approx({"micro": 2.51, "bulk": 3.55, "difference": -1.04})


def test_net_of_the_market_between_the_days_of_fixing():
    # Micro at 8 when the market stood at 6, bulk at 4 when it stood at 3: +4 as traded, of which 3 are the market's.
    found = asked(
        "premium_over_bulk",
        lots=lots(1, 1),
        offers=[
            deal("M1", 100, 8, day=date(2026, 1, 10), fixed_on=date(2025, 12, 20)),
            deal("B1", 100, 4, "Buyer X", date(2026, 1, 10)),
        ],
        market_prices=[
            {"date": date(2025, 12, 1), "species": "arabica", "price_per_kg": 6.0, "currency": "USD"},
            {"date": date(2026, 1, 1), "species": "arabica", "price_per_kg": 3.0, "currency": "USD"},
        ],
    )
    assert values(found.parts["above the market on the day the price was fixed"]) == pytest.approx(
        {"micro": 2.0, "bulk": 1.0, "difference": 1.0}
    )


def test_months_are_named_where_they_are_the_cases():
    # Bulk has one buyer and three months, micro four buyers: the comparison rests on the three months.
    offers = [deal(f"M{i}", 100, 7 + i / 2, f"Buyer {i}") for i in (1, 2, 3, 4)]
    offers += [deal(f"B{i}", 100, 4 + i / 10, "Exporter", date(2026, i, 5)) for i in (1, 2, 3)]
    found = asked("premium_over_bulk", lots=lots(4, 3), offers=offers)
    assert [cases(found.groups[g]) for g in ("micro", "bulk")] == ["4 buyers", "3 months"]
    assert "leaving out one month" in found.groups["bulk"].method
    assert cases(found.difference) == cases(found.relative) == "3 months"
    assert (
        "one buyer or month at a time" in found.difference.method
        and "one buyer or month at a time" in found.relative.method
    )
