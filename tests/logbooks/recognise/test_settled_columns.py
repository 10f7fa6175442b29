"""Columns known by what stands in them, or by what a person answered; and those that stay unknown."""

import pytest

from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognition import recognise
from tests.logbooks.made_tabs import tab_of

LOTS = ["Lote", "Tipo", "Cosecha"]


def lots(*words, heading="Tipo"):
    rows = [[f"L-{number}", word, "2025/26"] for number, word in enumerate(words, start=1)]
    return tab_of([["Lote", heading, "Cosecha"], *rows], "Lotes")


def said(*answers):
    return Mapping(answers=Answers(tuple(GivenAnswer(*one) for one in answers)))


def told(found):
    return [(one.question, one.answer, one.evidence) for one in found.settled]


def codes(found):
    return {remark.code for remark in found.remarks}


@pytest.mark.parametrize(
    ("sheet", "lot", "heading", "words", "year"),
    [
        ("Lotes", "Lote", "Tipo", ["Microlote", "Conv.", "convencional", "Microlote "], "Cosecha"),
        ("Lots", "Lot", "Catégorie", ["Micro-lot", "Conventionnel", "Vrac"], "Récolte"),
        ("Lotes", "Lote", "Linha", ["microlotes", "Convencional", "comercial"], "Safra"),
        ("Lô hàng", "Mã lô", "Phân loại", ["vi lô", "đại trà", "micro lot"], "Niên vụ"),
        ("Lot", "Kode lot", "Jenis", ["mikrolot", "konvensional", "asalan"], "Musim panen"),
    ],
)
def test_a_column_is_the_stream_by_its_words(sheet, lot, heading, words, year):
    rows = [[f"L-{number}", word, "2025/26"] for number, word in enumerate(words, start=1)]
    found = recognise(tab_of([[lot, heading, year], *rows], sheet))
    assert (found.logbook, found.columns["stream"].header) == ("lots", heading)
    assert told(found) == [("column/lots.stream", heading, "words-of-column")]
    assert not codes(found) & {"missing-column", "unknown-column"}


NOT_THE_STREAM = {
    "other words": ["Lavado", "Honey", "Natural", "Lavado"],
    "a few of them": ["Microlote", "Lavado", "Honey", "Natural"],
    "too few cells": ["Microlote", "Convencional"],
    "two kinds and another word": ["Microlote"] * 9 + ["Convencional"] * 9 + ["A"],
}


@pytest.mark.parametrize("words", NOT_THE_STREAM.values(), ids=NOT_THE_STREAM)
def test_other_words_leave_the_stream_missing(words):
    found = recognise(lots(*words))
    assert (told(found), codes(found)) == ([], {"missing-column", "unknown-column"})


def test_of_two_columns_that_could_be_it_none_is():
    rows = [[f"L-{n}", "Microlote", "Convencional", "2025/26"] for n in range(4)]
    found = recognise(tab_of([["Lote", "Tipo", "Clase", "Cosecha"], *rows], "Lotes"))
    assert (told(found), "stream" in found.columns) == ([], False)


def test_a_column_that_a_heading_names_is_not_looked_for():
    rows = [[f"L-{n}", "Microlote", "Convencional", "2025/26"] for n in range(4)]
    found = recognise(tab_of([["Lote", "Corriente", "Clase", "Cosecha"], *rows], "Lotes"))
    assert (told(found), found.columns["stream"].header) == ([], "Corriente")


def test_a_cost_of_all_is_a_word_of_the_stream_of_costs():
    rows = [["2026-01-05", "Trilla", 100, word] for word in ("General", "Microlotes", "General", "Microlotes")]
    found = recognise(tab_of([["Fecha", "Descripción", "Monto", "Aplica a"], *rows], "Costos"))
    assert told(found) == [("column/costs.stream", "Aplica a", "words-of-column")]


def test_terms_of_delivery_may_name_the_place():
    head = ["Fecha", "Contrato No.", "Comprador", "Lote", "Peso (kg)", "Estado", "Condición"]
    terms = ["FOB Santo Tomás", "FCA", "FOB Puerto Quetzal", "CIF Hamburgo"]
    rows = [["2026-01-05", f"C-{n}", "Comprador A", "L-1", 60, "vendido", term] for n, term in enumerate(terms)]
    assert told(recognise(tab_of([head, *rows], "Ventas"))) == [
        ("column/offers.incoterm", "Condición", "words-of-column")
    ]


HEAD = ["Fecha", "Código", "Socio", "Peso (kg)", "Tipo de café"]


def deliveries(*farmers, head=HEAD):
    return tab_of([head, *(["2026-01-05", *pair, 60, "cereza"] for pair in farmers)], "Recepción")


def test_a_code_beside_the_names_is_the_farmer():
    found = recognise(deliveries(("S-001", "Socia Uno"), ("S-002", "Socio Dos")))
    assert (found.columns["farmer_id"].header, told(found)) == (
        "Código",
        [("column/receipts.farmer_id", "Código", "code-beside-name")],
    )


@pytest.mark.parametrize(
    "tab",
    [
        deliveries(("bueno", "Socia Uno"), ("malo", "Socio Dos")),  # no codes
        deliveries(("1", "S-001"), ("2", "S-002")),  # what stands under the name is a code
        deliveries(("1", "Socia Uno"), head=["Fecha", "Bodega", "Socio", "Peso (kg)", "Tipo de café"]),
    ],
)
def test_another_column_beside_the_names_is_not(tab):
    found = recognise(tab)
    assert (found.columns["farmer_id"].header, told(found)) == ("Socio", [])


def test_of_a_lot_and_its_name_the_lot_is_the_code():
    rows = [[f"ML-0{n}", f"Microlote {n}", "micro", "2025/26"] for n in range(3)]
    found = recognise(tab_of([["Lote", "Nombre del lote", "Corriente", "Cosecha"], *rows], "Lotes"))
    assert found.columns["lot_id"].header == "Lote"


def test_an_answer_names_the_column_wherever_its_heading_stands():
    other = lots("A", "B", "A")
    for heading in ("Tipo", "TIPO", " tipo "):
        found = recognise(other, said(("column/lots.stream", heading)))
        assert (found.columns["stream"].header, told(found)) == ("Tipo", [])
    assert "stream" not in recognise(other, said(("column/lots.stream", "Clase"))).columns
    both = said(("column/lots.stream", "Tipo"), ("column/lots.stream", "Clase"))
    assert recognise(other, both).columns["stream"].header == "Tipo"


def test_an_answer_wins_over_heading_and_words():
    rows = [[f"L-{n}", "Microlote", "Convencional", "2025/26"] for n in range(4)]
    tab = tab_of([["Lote", "Corriente", "Clase", "Cosecha"], *rows], "Lotes")
    assert recognise(tab, said(("column/lots.stream", "Clase"))).columns["stream"].header == "Clase"
    left = recognise(lots("micro", "granel", "micro"), said(("column/lots.stream", "nothing")))
    assert ("stream" in left.columns, told(left)) == (False, [])


def test_always_holds_where_the_tab_has_no_such_column():
    always = said(("column/lots.stream", "always: micro"))
    assert recognise(lots("A", "B", "C"), always).constants == {"stream": "micro"}
    assert recognise(lots("micro", "granel", heading="Corriente"), always).constants == {}


def test_an_answer_taken_back_is_as_if_never_given():
    back = said(("column/lots.stream", "nothing"), ("column/lots.stream", ""))
    assert told(recognise(lots("micro", "granel", "micro"), back)) == told(recognise(lots("micro", "granel", "micro")))
