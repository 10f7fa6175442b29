"""What a text of a sheet may not carry to a buyer, wherever somebody wrote it."""

from __future__ import annotations

import pytest

from packs.buyer.withheld import Withheld, withheld
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of
from words.speech import say

KEPT = Withheld(("zephyr roasters", "ana perez", "m 2025 07"), frozenset({"rosa", "zephyr roasters"}))


@pytest.mark.parametrize(
    "written",
    [
        "to Zephyr Roasters, Hamburg",
        "ZEPHYR-ROASTERS",
        "house of Ana Pérez",
        "beside M-2025-07",
        "Rosa",
        "call +504 9988-7766",
        "99 88 77 66",
        "ana@example.org",
        "see https://example.org/x",
        "www.example.org",
        "14.512345, -88.712345",
        "14.512 -88.712",
        "POINT (1 2)",
        "14° 30' N",
        "C:\\prices\\list",
        "/home/ana/list",
        "photos/lot/drying",
        "list.xlsx",
        "drying.JPG",
        "port, 7.50 USD/kg",
        "asked $7",
        "7 EUR",
    ],
)
def test_it_is_not_given(written):
    assert KEPT.fit(written) == say("buyer.withheld")
    assert KEPT.fit_all([written, "Station 1"]) == ("Station 1",)


@pytest.mark.parametrize(
    "written",
    [
        *("Station B", "Store 1", "Santa Rosa", "Mill 1, small line", "Anacafé", "Meter 1", "washed, 36 h"),
        *("0.0005 mg/kg", "<0.01 mg/kg", "ug/kg", "2,4-D", "1.5 x 10^3 cfu/g", "bed 12, row 3", "SCA-2004", "15/16"),
        *("10-12 days", "lot M-2025-08", "በዓል", "Đắk Nông"),
    ],
)
def test_it_is_what_a_buyer_asks_for(written):
    assert KEPT.fit(written) == written


def test_nothing_written_is_nothing():
    assert (KEPT.fit(None), KEPT.fit("  ")) == ("", "")


def test_names_and_codes_come_from_the_logs_and_the_lot_keeps_its_own():
    w = warehouse_of(
        lots=[{"lot_id": name, "stream": "micro", "crop_year": YEAR} for name in ("M-01", "M-02", "2")],
        offers=[deal("M-01", 10, 5, "Zephyr")],
        intents=[{"buyer": "Quokka Imports", "crop_year": YEAR}],
        plots=[
            {"plot_id": "P1", "farmer_id": "F1", "farmer_name": "Ana Perez"},
            {"plot_id": "P2", "farmer_id": "F2", "farmer_name": "Berta Example", "name_may_be_shown": True},
        ],
    )
    own = withheld(w, "M-01")
    given = [own.fit(text) for text in ("by Zephyr", "Quokka Imports", "Ana Perez", "with M-02", "2")]
    assert given == [say("buyer.withheld")] * 5
    assert [own.fit(text) for text in ("M-01", "Berta Example", "Store 2")] == ["M-01", "Berta Example", "Store 2"]


def test_a_text_without_logs_is_held_against_the_patterns_alone():
    assert withheld(warehouse_of(lots=lots(1)), "M1").fit("Store 1, tel. 99887766") == say("buyer.withheld")
