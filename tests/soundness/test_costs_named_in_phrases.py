"""A cost written as a phrase belongs to the one category whose word is in it: a pilot that pays "Cupping fees" is not
told that nothing is written down for cupping."""

from __future__ import annotations

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots

GROSS = "Gross: bulk has none of these costs written by lot or stream, so nothing is taken off for it."


def added(*costs: tuple[str, float], incoterm: str = "EXW"):
    rows = [
        {"spent_on": date(2025, 12, 1), "category": category, "amount": amount, "stream": "micro"}
        for category, amount in costs
    ]
    return asked(
        "added_cost", lots=lots(2, 1, green_kg=100.0), offers=[deal("M1", 50, 8.0, incoterm=incoterm)], costs=rows
    ).groups["micro"]


@pytest.mark.parametrize(
    "categories, missing",
    [
        (["Cupping fees", "sorting_labour", "Milling charges"], "separation, lab, packaging, management"),
        (["Jornales selección de uva", "Catadores visita 2", "Trilla"], "separation, lab, packaging, management"),
        (["Rebenefício jan", "Sacaria GrainPro", "Laudos Q-Grader"], "separation, sorting, lab, management"),
        (["Công lựa quả", "Xay xát", "Bao GrainPro"], "separation, lab, cupping, management"),
    ],
)
def test_what_is_paid_in_a_phrase_is_not_said_to_be_missing(categories, missing):
    micro = added(*((category, 100.0) for category in categories))
    assert micro.value == pytest.approx(1.5)  # 300 for 200 kg
    assert micro.notes == (GROSS, f"At least: nothing is written down for {missing}.")


@pytest.mark.parametrize("phrase", ["Pago de supervisión", "Seguro social", "Vận chuyển nội bộ"])
def test_a_phrase_is_no_pay_of_farmers_and_no_way_to_the_ship(phrase):
    micro = added((phrase, 100.0), incoterm="CIF")
    assert micro.value == pytest.approx(0.5)
    named = "separation, sorting, milling, lab, cupping, packaging, management"
    assert micro.notes == (GROSS, f"At least: nothing is written down for {named}.")


def test_the_way_to_the_port_is_in_a_price_aboard():
    assert added(("Flete a puerto", 100.0), ("sorting", 100.0), incoterm="FOB").value == pytest.approx(0.5)
    assert added(("Flete a puerto", 100.0), ("sorting", 100.0)).value == pytest.approx(1.0)


@pytest.mark.parametrize("category", ["Bảo trì máy", "Quản trị", "Chuyến đi Nhật"])
def test_a_short_word_without_its_accents_is_another_word(category):
    """Upkeep, administration and a trip to Japan are no sorting (tri, nhặt)."""
    assert "sorting" in next(note for note in added((category, 100.0)).notes if note.startswith("At least"))


def test_a_phrase_of_two_categories_is_written_down_in_both():
    """Nobody is told that nothing is written for lab or cupping who wrote "Laboratorio y catación"."""
    both = added(("Laboratorio y catación", 100.0))
    assert both.value == pytest.approx(0.5)
    missing = "At least: nothing is written down for separation, sorting, milling, packaging, management."
    assert both.notes == (GROSS, missing)
    _, note = added(("Sorting and milling", 100.0)).notes
    assert note == "At least: nothing is written down for separation, lab, cupping, packaging, management."
