"""A register of lots under the heading code, known by the deliveries and sales that name these lots."""

import pytest

from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.tabs_together import recognise_tabs
from tests.logbooks.made_tabs import tab_of

LOTS = ["ML-01", "ML-02", "ML-03", "CONV-1"]


def register(codes, heading="Código", sheet="Lotes"):
    rows = [[code, "Microlote" if code.startswith("M") else "Convencional", "2025/26", 120] for code in codes]
    return tab_of([[heading, "Tipo de lote", "Cosecha", "Kg verde"], *rows], sheet)


def deliveries(*lots):
    rows = [["2026-01-05", f"Socio {n}", 60, "cereza", lot] for n, lot in enumerate(lots)]
    return tab_of([["Fecha", "Socio", "Peso (kg)", "Tipo de café", "Lote"], *rows], "Recepción")


def read(*tabs, answers=()):
    mapping = Mapping(answers=Answers(tuple(GivenAnswer(*one) for one in answers))) if answers else None
    return recognise_tabs(tabs, mapping)[0]


def lacks(found):
    return [remark.detail for remark in found.remarks if remark.code == "missing-column"]


@pytest.mark.parametrize("heading", ["Código", "No.", "ID", "Code", "Kode", "Mã"])
def test_the_column_that_holds_what_others_call_lots_is_the_lot(heading):
    found = read(register(LOTS, heading), deliveries(*LOTS, " ml-01 "))
    assert (found.logbook, found.columns["lot_id"].header, lacks(found)) == ("lots", heading, [])
    assert [(one.question, one.evidence, one.written) for one in found.settled if one.name == "lot_id"] == [
        ("column/lots.lot_id", "codes-of-other-tabs", "ML-01")
    ]
    assert not [remark for remark in found.remarks if remark.code == "unknown-column" and remark.column == 1]


def test_lots_that_nobody_delivered_to_yet_are_lots_too():
    assert "lot_id" in read(register([*LOTS, "ML-04", "ML-05"]), deliveries(*LOTS)).columns


@pytest.mark.parametrize(
    ("codes", "delivered"),
    [
        (["A", "B", "C", "D"], LOTS),  # other codes than those named
        (["ML-01", "ML-02", "ML-03", "ML-03"], LOTS),  # one stands there twice
        (LOTS, ["ML-01", "ML-02"]),  # two alone may stand anywhere
        (LOTS[:2], LOTS),  # half of what others name is missing
    ],
)
def test_what_others_do_not_name_stays_a_question(codes, delivered):
    found = read(register(codes), deliveries(*delivered))
    assert "lot_id" not in found.columns and len(lacks(found)) == 1


@pytest.mark.parametrize("answer", ["ask", "nothing"])
def test_what_is_read_wrongly_is_taken_back(answer):
    found = read(register(LOTS), deliveries(*LOTS), answers=[("column/lots.lot_id", answer)])
    assert "lot_id" not in found.columns and found.settled == ()


def test_what_a_person_said_goes_before():
    tabs = register(LOTS), deliveries(*LOTS)
    found = read(*tabs, answers=[("column/lots.lot_id", "Kg verde")])
    assert found.columns["lot_id"].header == "Kg verde"
