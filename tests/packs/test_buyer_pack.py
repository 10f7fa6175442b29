"""Which lots are in a pack, what of a whole cooperative goes into one, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.trouble import NothingToRead
from packs.audience import Audience
from packs.buyer.buyer_pack import BLOCKS, buyer_pack
from packs.buyer.lot_facts import on_offer
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of


def test_on_offer_are_lots_of_the_pilot_with_kilos_left():
    closed = [{"lot_id": "M4", "stream": "micro", "crop_year": YEAR, "closed_on": date(2026, 1, 10), "green_kg": 100.0}]
    w = warehouse_of(
        lots=[*lots(3, 1, green_kg=100.0), *closed, {"lot_id": "M5", "stream": "micro", "crop_year": YEAR}],
        offers=[deal("M1", 100, 8), deal("M2", 40, 8)],
    )
    # M1 is sold out, M4 closed, of M5 nobody knows what it gave, B1 is bulk
    assert [line["lot_id"] for line in on_offer(w, YEAR)] == ["M2", "M3"]


def test_a_pack_holds_every_block_for_a_buyer_and_says_whose_it_is():
    settings = [{"setting": "cooperative", "value": "Upper Valley"}, {"setting": "contact", "value": " sales  office "}]
    pack = buyer_pack(warehouse_of(lots=lots(1, green_kg=100.0), settings=settings))
    assert (pack.cooperative, pack.contact, pack.crop_year, pack.invented) == (
        "Upper Valley",
        "sales office",
        YEAR,
        False,
    )
    (lot,) = pack.lots
    assert len(lot.for_reader(Audience.BUYER)) == len(BLOCKS)
    assert lot.not_documented > len(BLOCKS)  # nearly nothing is written


def test_what_is_not_there_is_refused_in_words():
    w = warehouse_of(lots=lots(1, green_kg=100.0), offers=[deal("M1", 100, 8)])
    with pytest.raises(NothingToRead, match=f"No lot of crop year {YEAR} is on offer"):
        buyer_pack(w)
    with pytest.raises(NothingToRead, match=r"There is no lot M9\. Name one of these: M1\."):
        buyer_pack(w, None, "M9")
    with pytest.raises(NothingToRead, match="No row belongs to crop year 1999/00"):
        buyer_pack(w, "1999/00")
