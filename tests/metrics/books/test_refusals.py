"""The reasons of refusals by hand: the order of Pareto, kg, money at the price asked, and what is not known of them."""

from datetime import date

import pytest

from metrics.books.refusals import refusals
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of


def refused(lot: str, kg: float, reason: str | None, buyer: str = "Buyer A", **columns) -> dict:
    return deal(lot, kg, 8, buyer, **{"status": "rejected", "reject_reason": reason} | columns)


def counted(*offers: dict, as_of=date(2026, 3, 31), filters=None, **logs):
    w = warehouse_of(as_of=as_of, lots=lots(3, 1, station="A"), offers=list(offers), **logs)
    return {
        stream: [(one.reason, one.offers, one.lots, one.kg, one.asked_value) for one in found]
        for stream, found in refusals(w, YEAR, filters).items()
    }


def test_the_reason_of_most_kg_stands_first_and_the_unwritten_last():
    # price 100 x 9 + 50 x 10 = 1400 of two lots; moisture 200 x 8 of one lot; 400 kg without a reason
    offers = (
        refused("M1", 100, "price", asked_price_per_kg=9.0),
        refused("M2", 50, "price", asked_price_per_kg=10.0),
        refused("M1", 200, "moisture", "Buyer B", asked_price_per_kg=8.0),
        refused("M3", 400, None, "Buyer C", asked_price_per_kg=8.0),
        refused("B1", 60, "cup"),
        deal("M3", 90, 8, "Buyer D"),
    )
    found = counted(*offers)
    assert found["micro"] == [
        ("moisture", 1, 1, 200, 1600),
        ("price", 2, 2, 150, 1400),
        ("not written", 1, 1, 400, 3200),
    ]
    assert found["bulk"] == [("cup", 1, 1, 60, None)]


def test_shares_add_up_from_the_first_to_all():
    # 300 of 400 kg, then all of them; of one of the two offers of the first no price asked is known
    w = warehouse_of(
        lots=lots(2),
        offers=[
            refused("M1", 200, "cup", asked_price_per_kg=8.0),
            refused("M2", 100, "cup", "Buyer B"),
            refused("M2", 100, "time", "Buyer C", asked_price_per_kg=5.0),
        ],
    )
    first, second = refusals(w, YEAR)["micro"]
    assert (first.share, first.so_far, first.unpriced, first.asked_value) == (0.75, 0.75, 1, 1600)
    assert (second.share, second.so_far, second.unpriced) == (0.25, 1.0, 0)


def test_a_refused_sample_of_a_deal_is_a_refusal_from_its_day():
    offer = deal("M1", 100, 8, sample_result="rejected", sample_result_on=date(2026, 3, 10), reject_reason="defects")
    assert counted(offer, as_of=date(2026, 3, 9))["micro"] == []
    assert counted(offer, as_of=date(2026, 3, 10))["micro"] == [("defects", 1, 1, 100, None)]


def test_an_offer_withdrawn_counts_where_somebody_wrote_why():
    silent = refused("M2", 70, None, status="expired")
    assert counted(refused("M1", 50, "no need", status="withdrawn"), silent)["micro"] == [("no need", 1, 1, 50, None)]


def test_parchment_is_brought_to_green_and_money_to_the_base_currency():
    # 100 kg of dry parchment are 80 kg green; 40 quetzal at 8 a dollar on the day of the offer are 5 for each kg of it
    rates = [{"date": date(2026, 1, 1), "currency": "GTQ", "per_base": 8.0}]
    base = [{"setting": "base_currency", "value": "USD"}]
    offer = refused("M1", 100, "price", form="dry parchment", currency="GTQ", asked_price_per_kg=40.0)
    found = counted(offer, rates=rates, settings=base)["micro"]
    assert found == [("price", 1, 1, pytest.approx(80), pytest.approx(500))]


def test_another_station_is_another_selection():
    assert counted(refused("M1", 100, "price"), filters={"station": ("B",)})["micro"] == []
