"""The papers of each lot."""

from __future__ import annotations

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots, values

EVERY = ("plot list", "receipt slips", "drying sheet", "storage sheet", "milling report", "quality certificate")


def filed(lot, *documents, **columns):
    return [{"lot_id": lot, "document": document, "dated_on": date(2026, 1, 5), **columns} for document in documents]


def test_by_hand():
    # six documents are asked of every lot. M1 has 6, M2 has 3: 9 / 12. B1 has none: 0 / 6.
    found = asked("custody_file", lots=lots(2, 1), documents=filed("M1", *EVERY) + filed("M2", *EVERY[:3]))
    assert values(found.groups) == {"micro": 0.75, "bulk": 0.0}
    assert found.groups["micro"].n == 2 and dict(found.cases["micro"]) == {"M1": 1.0, "M2": 0.5}
    assert found.parts["plot list"]["micro"].value == 1.0 and found.parts["storage sheet"]["micro"].value == 0.5


@pytest.mark.parametrize(
    "written",
    [
        "Plot list",
        "LISTA DE PARCELAS",
        "liste des parcelles",
        "Danh sách thửa",
        "daftar kebun",
        "lista de talhões",
        "orodha ya mashamba",
        "urutonde rw'imirima",
        "የማሳ ዝርዝር",
    ],
)
def test_a_document_is_known_in_nine_languages(written):
    assert (
        asked("custody_file", lots=lots(1, 1), documents=filed("M1", written)).parts["plot list"]["micro"].value == 1.0
    )


def test_a_word_nobody_knows_is_no_document():
    found = asked("custody_file", lots=lots(1, 1), documents=filed("M1", "letter from my aunt"))
    assert values(found.groups)["micro"] == 0.0


def test_one_document_filed_twice_is_one():
    found = asked(
        "custody_file", lots=lots(1, 1), documents=filed("M1", "plot list", "List of plots", "lista de fincas")
    )
    assert values(found.groups)["micro"] == pytest.approx(1 / 6)


@pytest.mark.parametrize(("signed", "share"), [(True, 7 / 7), (False, 6 / 7), (None, 6 / 7)])
def test_a_contract_is_asked_once_sold_and_must_be_signed(signed, share):
    documents = filed("M1", *EVERY) + filed("M1", "contrato de venta", signed=signed)
    assert values(asked("custody_file", lots=lots(1, 1), offers=[deal("M1", 100, 7)], documents=documents).groups)[
        "micro"
    ] == pytest.approx(share)


def test_what_was_not_moved_sold_or_tested_needs_no_paper_for_it():
    found = asked("custody_file", lots=lots(1, 1), documents=filed("M1", *EVERY))
    assert values(found.groups)["micro"] == 1.0
    moved = {"lot_id": "M1", "moved_on": date(2026, 1, 4), "from_place": "A", "to_place": "B"}
    test = {"lot_id": "M1", "sampled_on": date(2026, 1, 4), "kind": "residue", "analyte": "x", "result": "ND"}
    found = asked("custody_file", lots=lots(1, 1), handovers=[moved], lab_tests=[test], documents=filed("M1", *EVERY))
    assert values(found.groups)["micro"] == pytest.approx(6 / 8)


def test_a_document_dated_later_is_not_there_yet():
    documents = filed("M1", *EVERY[:5]) + filed("M1", EVERY[5], dated_on=date(2026, 3, 1))
    assert values(asked("custody_file", as_of=date(2026, 2, 1), lots=lots(1, 1), documents=documents).groups)[
        "micro"
    ] == pytest.approx(5 / 6)


def test_without_the_log_nothing_is_said():
    assert asked("custody_file", lots=lots(1, 1)).groups["micro"].why_not == "The logbook Documents holds no rows."
