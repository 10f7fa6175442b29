"""A row that sums up others is no farmer, no lot and no kilo, wherever its word stands; it is asked about once."""

from __future__ import annotations

from datetime import date

import pytest

from history.snapshots import store
from logbooks.vocabulary.sheet_words import LANGUAGES, language
from logbooks.vocabulary.total_words import says_total
from tests.logbooks.questions.asking_sheets import questions, read
from tests.logbooks.typed_sheets import LOTS, OFFERS, PAYMENTS, RECEIPTS, checked, found, tab

HEADINGS = [*RECEIPTS, "Lot"]
DAY = date(2025, 11, 3)
END = date(2025, 11, 30)


def kg(w) -> tuple[float, int]:
    """The kilos and the farmers that count."""
    (row,) = w.rows("SELECT sum(weight_kg) AS kg, count(DISTINCT farmer_id) AS farmers FROM clean.receipts")
    return row["kg"], row["farmers"]


def asked(w) -> list[tuple[int, str, str]]:
    """What is asked about totals: row, what is written, the rows so taken."""
    return [(p["row_no"], p["written"], p["detail"]) for p in w.rows("FROM problems WHERE code = 'total-row'")]


def test_a_total_in_the_column_of_farmers_of_a_sheet_by_month():
    """46.5 + 52 in November, 38 in December: 136.5 kg of three farmers."""
    w = checked(
        tab(
            "Receipts",
            HEADINGS,
            [DAY, "F-1", 46.5, "cherry", "R-1", "M-1"],  # 2
            [DAY, "F-2", 52, "cherry", "R-2", "M-1"],  # 3
            [END, "TOTAL NOVEMBER", 98.5, "cherry", None, "M-1"],  # 4
            [date(2025, 12, 3), "F-3", 38, "cherry", "R-3", "M-1"],  # 5
            [date(2025, 12, 31), "Total December 2025", 38, "cherry", None, "M-1"],  # 6
        )
    )
    assert kg(w) == (136.5, 3)
    assert asked(w) == [(4, "TOTAL NOVEMBER", "4, 6")]


def test_a_total_in_the_column_of_lots_and_of_receipt_numbers_in_a_csv(tmp_path):
    """100 and 50 kg; the third sum is of both."""
    file = tmp_path / "recibos.csv"
    file.write_text(
        "Fecha;Productor;Peso (kg);Estado;Lote;Recibo\n"
        "2025-11-03;F-1;100;cereza;M-1;R-1\n"
        "2025-11-30;F-1;100;cereza;Suma semana 45;R-1a\n"
        "2025-12-03;F-2;50;cereza;M-1;R-2\n"
        "2025-12-30;F-2;150;cereza;M-1;Gran total\n",
        "utf-8",
    )
    w = store.temporary([file])
    assert kg(w) == (150, 2)
    assert asked(w) == [(3, "Suma semana 45", "3, 5")]


def test_a_total_among_lots_offers_and_payments():
    """One tab is asked about by itself: two lots of 60 kg, one offer of 40 kg, 80 USD."""
    w = checked(
        tab(
            "Lots",
            [*LOTS, "Green kg"],
            ["M-1", "micro", "2025/26", 60],
            ["M-2", "micro", "2025/26", 60],
            ["Tổng cộng", "micro", "2025/26", 120],
        ),
        tab(
            "Offers",
            OFFERS,
            ["O-1", "M-1", "Buyer", DAY, 40, "accepted", DAY, 9],
            ["TOTAL", "M-1", "Buyer", DAY, 40, "accepted", DAY, 9],
        ),
        tab("Payments", PAYMENTS, [DAY, "F-1", 80, "USD"], [DAY, "Jumlah", 80, "USD"]),
    )
    assert w.rows("SELECT sum(green_kg) AS n FROM clean.lots") == [{"n": 120}]
    assert w.rows("SELECT sum(weight_kg) AS n FROM clean.offers") == [{"n": 40}]
    assert w.rows("SELECT sum(amount) AS n FROM clean.payments") == [{"n": 80}]
    assert sorted(asked(w)) == [(3, "Jumlah", "3"), (3, "TOTAL", "3"), (4, "Tổng cộng", "4")]


def test_a_row_with_nothing_but_a_sum_is_a_total_whatever_it_sums_up():
    """The sum since the last total, the sum of all, and a number that is neither: that row lacks its codes."""
    w = checked(
        tab(
            "Receipts",
            HEADINGS,
            [DAY, "F-1", 46.5, "cherry", "R-1", "M-1"],
            [DAY, "F-2", 52.2, "cherry", "R-2", "M-1"],
            [None, None, 98.7],  # 4
            [DAY, "F-3", 10, "cherry", "R-3", "M-1"],
            [DAY, "F-4", 20, "cherry", "R-4", "M-1"],
            [None, None, 30],  # 7
            [DAY, None, 128.7, "cherry"],  # 8
            [None, None, 77],  # 9
        )
    )
    assert kg(w) == (128.7, 4)
    assert asked(w) == [(4, "98.7", "4, 7, 8")]
    assert {p["row_no"] for p in w.rows("FROM problems WHERE code = 'missing-value'")} == {9}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_words(code):
    words, months = language(code)["words"]["total"], language(code)["months"]["11"]
    assert all(says_total(word) and says_total(word.upper()) for word in words)
    assert all(says_total(f"{words[0]} {month} 2025") for month in months)
    assert all(says_total(f"{words[0]} {beside}") for beside in language(code)["words"]["beside_total"])


@pytest.mark.parametrize(
    "text",
    ["T O T A L", "Total:", "Sub-total lote M-1", "TOTAL ACUMULADO", "Promedio", "Suma y sigue", "Brought forward"],
)
def test_however_a_total_is_written(text):
    w = checked(
        tab(
            "Receipts",
            HEADINGS,
            [DAY, "F-1", 40, "cherry", "R-1", "M-1"],
            [DAY, "F-2", 50, "cherry", "R-2", "M-1"],
            [DAY, text, 90, "cherry", "R-3", "M-1"],
        )
    )
    assert (kg(w), asked(w)) == ((90, 2), [(4, text, "4")])


@pytest.mark.parametrize(
    "code", ["SUM-2025-01", "Công", "Total Coffee Ltd", "Suma Wholefoods", "TOT-7", "Jumlah Coffee", "M-1", "Totalán"]
)
def test_codes_and_names_that_only_sound_alike_are_none(code):
    assert not says_total(code)


@pytest.mark.parametrize(("weight", "counted"), [(90, 90), (70, 160)])
def test_a_name_that_begins_like_a_total_is_one_where_the_weight_is_the_sum(weight, counted):
    """40 + 50 are 90: Total Finca La Paz; a farmer of such a name who brought 70 stays."""
    w = checked(
        tab(
            "Receipts",
            HEADINGS,
            [DAY, "F-1", 40, "cherry", "R-1", "M-1"],
            [DAY, "F-2", 50, "cherry", "R-2", "M-1"],
            [DAY, "Total Finca La Paz", weight, "cherry", "R-3", "M-1"],
        )
    )
    assert kg(w)[0] == counted


def test_a_buyer_whose_name_begins_like_a_total_stays():
    offer = ["O-1", "M-1", "Total Produce plc", DAY, 40, "accepted", DAY, 9]
    w = checked(tab("Lots", LOTS, ["M-1", "micro", "2025/26"]), tab("Offers", OFFERS, offer))
    assert (len(w.rows("FROM clean.offers")), asked(w)) == (1, [])


@pytest.mark.parametrize("word", ["Jumla", "TOTAL", "Suma"])
def test_a_total_in_the_column_of_currencies_names_no_money_and_nothing_is_asked(word):
    heads = ["Amount", "Currency", "Spent on", "Category", "Stream"]
    rows = [[120, "USD", date(2026, 1, 5), "milling", "micro"], [80, "USD", date(2026, 1, 6), "sorting", "micro"]]
    w = read(tab("Costs", heads, *rows, [200, word, None, None, None]))
    assert w.rows("SELECT sum(amount) AS all_of_it FROM costs") == [{"all_of_it": 200.0}]
    assert [one for one in questions(w) if one.startswith("currency/")] == []
    assert found(w) == []


def test_a_whole_row_with_a_total_among_its_units_stays_a_row():
    """The price is for all of the sale: the kilos count, the price is asked about or left out."""
    heads = [*OFFERS[:5], "Status", "Accepted price", "Price unit", "Closed on"]
    sale = ["O1", "M1", "A", DAY, 100, "accepted", 400, "Total", END]
    w = checked(tab("Lots", LOTS, ["M1", "micro", "2025/26"]), tab("Offers", heads, sale))
    assert w.rows("SELECT weight_kg FROM offers") == [{"weight_kg": 100.0}]
