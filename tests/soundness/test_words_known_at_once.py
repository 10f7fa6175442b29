"""What cooperatives write over their columns and into them is known at once where it can mean one thing only."""

from __future__ import annotations

import pytest

from logbooks.catalogue import logbooks
from logbooks.recognise.headings import match
from logbooks.recognise.recognition import recognise
from logbooks.vocabulary.sheet_words import choice_words, fold, tab_words
from tests.logbooks.made_tabs import tab_of


@pytest.mark.parametrize(
    "logbook, header, column",
    [
        ("lots", "Nhân xanh", "green_kg"),
        ("lots", "Ngày đóng lô", "closed_on"),
        ("lots", "Clean Kgs", "green_kg"),
        ("lots", "Sacas produzidas", "green_kg"),
        ("lots", "green_kg_after_hulling", "green_kg"),
        ("processing", "KL vào", "weight_in"),
        ("processing", "KL ra", "weight_out"),
        ("offers", "Ngày giao", "shipped_on"),
        ("offers", "Sacas vendidas", "accepted_weight"),
        ("offers", "Asking", "asked_price"),
        ("offers", "Data recebimento", "paid_on"),
        ("payments", "Data pagto", "paid_on"),
        ("receipts", "Romaneio", "receipt_no"),
        ("receipts", "M/No", "farmer_id"),
        ("receipts", "Rate", "price"),
        ("receipts", "collection_date", "received_on"),
        ("quality", "Pontuação SCA", "cup_score"),
        ("quality", "Umidade %", "moisture"),
        ("quality", "cat1_full_defects", "category1_defects"),
        ("costs", "Particulars", "category"),
        *(
            ("offers", header, "closed_on")
            for header in (
                "Date sold",
                "Sold on",
                "Sale date",
                "Fecha de venta",
                "Data da venda",
                "Date de vente",
                "Ngày bán",
                "Tanggal jual",
                "Tarehe ya mauzo",
                "የሽያጭ ቀን",
                "Itariki yo kugurisha",
            )
        ),
    ],
)
def test_a_heading_is_known(logbook, header, column):
    assert match(logbook, header).column == column


@pytest.mark.parametrize(
    "logbook, column, word, choice",
    [
        ("lots", "stream", "Đặc sản", "micro"),
        ("lots", "stream", "Nhân xô", "bulk"),
        ("receipts", "form", "Nhân xô", "green"),
        ("payments", "purpose", "Adiantamento", "advance"),
        ("payments", "purpose", "Acerto final", "second"),
        ("payments", "purpose", "Pelunasan", "second"),
        ("offers", "incoterm", "Ex-armazém", "EXW"),
        ("offers", "incoterm", "Tại kho HTX", "EXW"),
        ("offers", "incoterm", "FOT", "FCA"),
    ],
)
def test_a_word_is_known(logbook, column, word, choice):
    assert choice_words(logbooks()[logbook].column(column))[fold(word)] == choice


def test_a_tab_is_known():
    assert [tab_words()[fold(name)] for name in ("Entradas", "Acerto", "Outturns")] == ["receipts", "payments", "lots"]


HEAD = ["Contract", "Date", "Buyer", "Lot", "Weight (kg)", "Status"]


def sales(heading: str, *cells: str):
    rows = [[f"C-{n}", "2026-01-05", "Buyer A", "L-1", 60, "sold", cell] for n, cell in enumerate(cells)]
    return recognise(tab_of([[*HEAD, heading], *rows], "Sales"))


@pytest.mark.parametrize(
    "heading, cells, column",
    [
        ("Shipped", ["2026-02-01", "2026-02-09", "12/02/2026"], "shipped_on"),
        ("Pagado", ["2026-02-01", "2026-02-09", "2026-03-01"], "paid_on"),
        ("Giao hàng tại", ["Tại kho HTX", "Tại kho HTX", "Tại kho HTX"], "incoterm"),
        ("Condição", ["FOB Santos", "Ex-armazém", "Ex-armazém"], "incoterm"),
    ],
)
def test_what_stands_below_tells_what_a_heading_alone_does_not(heading, cells, column):
    assert sales(heading, *cells).columns[column].header == heading


@pytest.mark.parametrize("cells", [["yes", "no", "yes"], ["120.50", "80", "97.25"], ["2026-02-01", "yes", "no"]])
def test_where_no_days_stand_below_nothing_is_a_day(cells):
    assert not {"shipped_on", "paid_on"} & sales("Shipped", *cells).columns.keys()
