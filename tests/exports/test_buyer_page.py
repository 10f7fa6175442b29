"""A buyer's pages: each a file by itself, whatever the sheets hold, and the code holds what the page says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from exports.buyer_files import html_files
from packs.buyer.buyer_pack import BuyerPack, lot_pack
from tests.packs.made_lot import cup, lot_of, mean
from tests.pictures_read import code_in_html

HOSTILE = "<script>alert(1)</script><!-- & \"quoted\" 'name' -->"


@pytest.fixture(scope="module")
def pack():
    """Two lots on offer, in a cooperative whose words try to be HTML."""
    book = {"variety": HOSTILE, "process": "lavado, Đắk Nông", "made_kg": 100.0, "sold_kg": 0.0, "unsold_kg": 100.0}
    cupped = {"cups": (cup(86.25, cupper=HOSTILE),), "means": (mean("cup_score", 86.25, "SCA-2004"),)}
    lots = (lot_of(book, samples=cupped), lot_of(book, lot_id="M2"))
    whole = tuple(lot_pack(lot, HOSTILE, date(2026, 3, 31), False) for lot in lots)
    return BuyerPack(HOSTILE, "tel. 99887766", "2025/26", "31 Mar 2026", False, whole)


@pytest.fixture(scope="module")
def pages(pack):
    return {name: page.decode("utf-8") for name, page in html_files(pack).items()}


def test_a_page_of_all_lots_and_a_passport_of_each(pages):
    assert list(pages) == ["coffee-on-offer.html", "lot-M1-passport.html", "lot-M2-passport.html"]


def test_the_pack_of_one_lot_is_called_after_it(pack):
    assert list(html_files(replace(pack, lots=pack.lots[:1]), alone=True)) == ["lot-M1.html", "lot-M1-passport.html"]


def test_what_a_sheet_holds_stays_text(pages):
    for page in pages.values():
        assert "<script" not in page and "<!--" not in page
        assert "&lt;script&gt;" in page


def test_a_page_asks_no_other_computer(pages):
    for page in pages.values():
        assert not re.search(r"https?:|\bsrc=|\bhref=|url\(|@import", page)
        assert "@page { size: A4" in page


def test_a_passport_holds_nothing_of_another_lot(pages):
    assert "86.25" in pages["coffee-on-offer.html"]
    assert "86.2" in pages["lot-M1-passport.html"] and "86.2" not in pages["lot-M2-passport.html"]
    assert "M1" not in re.sub(r"<svg.*?</svg>", "", pages["lot-M2-passport.html"], flags=re.S).replace("SHA", "")


def test_the_code_is_the_text_below_it(pack, pages):
    for lot in pack.lots:
        assert code_in_html(pages[f"lot-{lot.lot_id}-passport.html"]) == lot.passport.text


def test_the_contact_stands_in_every_file(pages):
    assert all("tel. 99887766" in page for page in pages.values())


def test_the_same_pack_gives_the_same_bytes(pack):
    assert html_files(pack) == html_files(pack)
