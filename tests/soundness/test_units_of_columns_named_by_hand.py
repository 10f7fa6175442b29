"""A heading keeps its unit and its currency, whoever says what the column is, and in whichever letters it stands."""

from datetime import date

import pytest

from logbooks.questions.open_questions import open_questions
from logbooks.recognise.headings import match, unit_named
from logbooks.recognise.mapping import Mapping, TabMapping
from tests.logbooks.typed_sheets import SETTINGS, checked, found, tab

DAY = date(2026, 1, 10)
SIZES = tab("Settings", SETTINGS, ["qq_kg", 46], ["weight_unit", "kg"])


def by_hand(logbook: str, **columns: str) -> Mapping:
    return Mapping((TabMapping(sheet="Hoja", logbook=logbook, columns=columns),))


def test_the_unit_of_a_yield_named_by_hand_is_that_of_its_heading():
    """10 qq of 46 kg are 460 kg, whatever the settings say of weights without a unit."""
    w = checked(
        tab("Hoja", ["Lote", "Tipo de lote", "Cosecha", "Rinde oro (qq)"], ["ML-01", "microlote", "2025/26", 10]),
        SIZES,
        mapping=by_hand("lots", green_kg="Rinde oro (qq)"),
    )
    assert w.rows("SELECT green_kg FROM clean.lots") == [{"green_kg": 460.0}]


def test_the_currency_of_a_cost_named_by_hand_is_that_of_its_heading():
    w = checked(
        tab(
            "Hoja",
            ["Fecha", "Rubro", "Desembolso Q", "Corriente"],
            ["2026-01-10", "selección", 7650, "microlote"],
        ),
        mapping=by_hand("costs", amount="Desembolso Q"),
    )
    assert w.rows("SELECT amount, currency FROM clean.costs") == [{"amount": 7650.0, "currency": "GTQ"}]


@pytest.mark.parametrize("heading", ["Entregó (lbs)", "Entregó lbs", "Lbs entregadas"])
def test_the_unit_of_a_weight_named_by_hand_is_that_of_its_heading(heading):
    """5,000 lb are 2,267.96 kg."""
    w = checked(
        tab("Hoja", ["Fecha", "Productor", "Tipo de café", heading], ["2026-01-10", "S-1", "uva", 5000]),
        SIZES,
        mapping=by_hand("receipts", weight=heading),
    )
    assert w.rows("SELECT weight_kg FROM clean.receipts") == [{"weight_kg": pytest.approx(2267.96185)}]


def test_a_word_in_brackets_that_is_no_unit_we_know_is_asked_about_and_not_taken_for_kilos():
    w = checked(
        tab("Hoja", ["Fecha", "Productor", "Tipo de café", "Entregó (costales)"], ["2026-01-10", "S-1", "uva", 50]),
        SIZES,
        mapping=by_hand("receipts", weight="Entregó (costales)"),
    )
    assert {code for _, _, code in found(w)} == {"measure-without-size"}
    assert "size/costales" in {question.id for question in open_questions(w)}
    assert w.rows("SELECT * FROM clean.receipts WHERE weight_kg IS NOT NULL") == []


@pytest.mark.parametrize(
    ("heading", "currency"),
    [
        ("Số tiền (đ)", "VND"),
        ("Số tiền đ", "VND"),
        ("Số tiền (₫)", "VND"),
        ("Monto pagado (L)", "HNL"),
        ("Monto (€)", "EUR"),
        ("Số tiền", None),
    ],
)
def test_a_currency_is_not_taken_for_a_small_word_of_another_language(heading, currency):
    w = checked(tab("Payments", ["Paid on", "Farmer", heading], [DAY, "F-1", 25_000]))
    assert w.rows("SELECT currency FROM clean.payments") == [{"currency": currency}]


def test_words_that_differ_by_their_tones_are_two_words():
    """Loài is a species, Loại a kind; who types without tones is understood."""
    assert match("lots", "Loài").column == match("lots", "loai").column == "species"
    assert match("lots", "Loại") is None
    assert match("lab_tests", "Loại").column == "kind"


def test_what_a_heading_says_besides_is_no_unit():
    assert unit_named("receipts", "weight", "Lo entregado").unit is None
    assert unit_named("receipts", "weight", "Entregado (neto)").unit is None
