"""The passport's text: facts line by line, sealed by what anybody can compute."""

from __future__ import annotations

import hashlib
from datetime import date

from packs.buyer.lot_passport import MOST_LETTERS, lot_passport
from tests.packs.made_lot import cup, defects, lot_of, mean


def passport_of(sold=100.0, name="Upper Valley", variety="Bourbon", **parts):
    book = {"variety": variety, "process": "washed", "made_kg": 240.5, "sold_kg": sold, "unsold_kg": 240.5 - sold}
    return lot_passport(lot_of(book, **parts), name, date(2026, 3, 31), False)


def test_the_facts_stand_line_by_line():
    samples = {"cups": (cup(85.5, third_party=True),), "defects": (defects(0.0, 3.0),)}
    samples |= {"means": (mean("cup_score", 85.5, "SCA-2004"), mean("moisture", 11.2, "Meter 1"))}
    origin = {"producers": 3, "plots": 4, "villages": (("Upper", 0.75), (None, 0.25)), "countries": ("HN",)}
    origin |= {"located_share": 1.0, "picked": (date(2025, 11, 1), date(2025, 11, 9))}
    assert passport_of(samples=samples, origin=origin).text.splitlines()[:-1] == [
        "LOT PASSPORT 1",
        "lot M1",
        "by Upper Valley",
        "season 2025/26",
        "data 2026-03-31",
        "coffee Bourbon, washed",
        "origin HN Upper 75%",
        "producers 3, plots 4, located 100 %",
        "picked 2025-11-01 to 2025-11-09",
        "green kg made 240.5, sold 100, left 140.5",
        "cup 85.5 SCA-2004 2026-01-10, scores 1, third party 1",
        "moisture 11.2 % 2026-01-10",
        "defects SCA category 1: 0, 2: 3, in all 3",
    ]


def test_what_is_invented_says_so():
    assert "INVENTED SAMPLE DATA" in lot_passport(lot_of(), "", date(2026, 3, 31), True).text.splitlines()


def test_the_last_line_is_the_sha_256_of_all_lines_before_it():
    passport = passport_of()
    facts, last = passport.text.rsplit("\n", 1)
    counted = hashlib.sha256((facts + "\n").encode()).hexdigest()
    assert (last, passport.sha256) == (f"sha256 {counted}", counted)


def test_the_same_facts_have_the_same_seal_and_others_another():
    assert passport_of() == passport_of()
    assert passport_of(sold=99.0).sha256 != passport_of().sha256


def test_a_long_text_is_cut_so_that_the_code_stays_readable():
    passport = passport_of(name="Cooperative " * 9, variety="Bourbon " * 9)
    assert all(len(line) <= MOST_LETTERS + len("coffee ") for line in passport.text.splitlines()[1:6])


def test_the_score_is_sealed_with_its_quarter_points():
    """Cuppers write 87.25 and 84.75: neither becomes 87.2 or 84.8."""
    for score, written in ((87.25, "87.25"), (84.75, "84.75"), (86.5, "86.5"), (85.0, "85")):
        samples = {"cups": (cup(score),), "means": (mean("cup_score", score, "SCA-2004"),)}
        assert f"cup {written} SCA-2004" in passport_of(samples=samples).text
