"""Rows that hold nothing but what was filled in beforehand are no data, told in one line; a row in which anything
happened is checked like any other."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from history.snapshots import store
from logbooks import health
from logbooks.vocabulary.sheet_words import LANGUAGES, language
from tests.logbooks.typed_sheets import LOTS, OFFERS, PAYMENTS, RECEIPTS, checked, tab

DAY = date(2025, 12, 15)


def told(w) -> list[tuple[str, int, str]]:
    return [(p["code"], p["row_no"], p["detail"]) for p in w.rows("FROM problems WHERE code <> 'unknown-column'")]


def test_a_table_of_payments_prepared_in_excel(tmp_path):
    """Two payments of 80 and 81 USD; 400 rows await more, with an amount of 0, a currency and a box to tick."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Payments"
    for row in (
        [*PAYMENTS, "Signed"],
        [DAY, "F-1", 80, "USD", True],
        [DAY, "F-2", 81, "USD", True],
        *([None, None, 0, "USD", False] for _ in range(400)),
    ):
        sheet.append(row)
    book.save(tmp_path / "payments.xlsx")
    w = store.temporary([tmp_path / "payments.xlsx"])
    assert w.rows("SELECT sum(amount) AS usd FROM clean.payments") == [{"usd": 161}]
    assert told(w) == [("prefilled-rows", 4, "400 rows, the last of them 403")]
    (line,) = health.ledger(w)
    assert (line["used"], line["left_out"], line["not_data"]) == (2, 0, 401)


def test_numbered_lines_of_a_csv_with_decimal_commas(tmp_path):
    """Lines 1 to 30 are numbered; two were written on: 40 and 41 kg."""
    written = [f"{n};2025-11-{n:02};F-{n};{39 + n},0;cereza;no" for n in (1, 2)]
    waiting = [f"{n};;;0,00;cereza;no" for n in range(3, 31)]
    file = tmp_path / "recibos.csv"
    file.write_text("\n".join(["Línea;Fecha;Productor;Peso (kg);Estado;Firmado", *written, *waiting]) + "\n", "utf-8")
    w = store.temporary([file])
    assert w.rows("SELECT sum(weight_kg) AS kg FROM clean.receipts") == [{"kg": 81}]
    assert told(w) == [("prefilled-rows", 4, "28 rows, the last of them 31")]


def test_offers_that_await_a_buyer_with_a_status_a_price_and_a_word_in_every_row():
    waiting = [[None, None, None, None, None, "open", None, 8.5, "pendiente de firma"] for _ in range(5)]
    headings = [*OFFERS, "Signature of the buyer"]
    offer = ["O-1", "M-1", "Buyer", DAY, 40, "accepted", DAY, 9, "firmado"]
    w = checked(tab("Lots", LOTS, ["M-1", "micro", "2025/26"]), tab("Offers", headings, offer, *waiting))
    assert told(w) == [("prefilled-rows", 3, "5 rows, the last of them 7")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_no_in_a_column_nobody_understood_is_no_event(code):
    """The first word for no of each language, however written, in one row alone."""
    (no, *_) = language(code)["choices"]["yes_no"]["no"]
    written, waiting = [DAY, "F-1", 40, "cherry", "R-1", "x"], [None, None, 0, None, None]
    for said in (no, no.upper()):
        w = checked(tab("Receipts", [*RECEIPTS, "Chữ ký"], written, [*waiting, said]))
        assert told(w) == [("prefilled-rows", 3, "row 3")]


def test_rows_in_which_something_happened_are_told_one_by_one():
    """A weight without a farmer, a farmer without a weight, and a remark beside an empty row are no defaults."""
    w = checked(
        tab(
            "Receipts",
            [*RECEIPTS, "Remark of the clerk"],
            [DAY, "F-1", 40, "cherry", "R-1", None],
            [None, None, 12.5, "cherry", None, None],
            [None, "F-2", 0, "cherry", None, None],
            [None, None, 0, "cherry", None, "paid by hand, ask Rosa"],
            [None, None, 0, "cherry", None, None],
        )
    )
    assert {p["row_no"] for p in w.rows("FROM problems WHERE code = 'missing-value'")} == {3, 4, 5}
    assert [one for one in told(w) if one[0] == "prefilled-rows"] == [("prefilled-rows", 6, "row 6")]
