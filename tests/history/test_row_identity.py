"""Who a row is: its key where that is its own, else its content; wherever it stands and in whatever language its
headings are."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from history.row_identity import identities
from tests.logbooks.typed_sheets import LOTS, OFFERS, PAYMENTS, Percent, checked, tab


def named(*tabs, mapping=None) -> dict[tuple[str, int], tuple[str, str]]:
    """(tab, row) to (identity, content)."""
    cursor = checked(*tabs, mapping=mapping).cursor()
    identities(cursor)
    return {
        (sheet, row): (identity, content)
        for sheet, row, identity, content in cursor.execute(
            "SELECT sheet, row_no, identity, content FROM identity JOIN _placed USING (row_id) JOIN _tabs "
            "USING (tab_no) ORDER BY row_id"
        ).fetchall()
    }


def names(*tabs) -> list[str]:
    return [identity for identity, _ in named(*tabs).values()]


def offer(code: str, lot: str = "M-1", kg: object = 100) -> list:
    return [code, lot, "Acme", date(2026, 1, 5), kg, "open", None, None]


def test_a_row_with_a_key_of_its_own_is_known_by_it():
    assert names(tab("Lots", LOTS, ["M-1", "micro", "2025/26"], ["007", "bulk", "2025/26"])) == [
        'key ["M-1"]',
        'key ["007"]',
    ]


def test_codes_count_to_the_letter():
    assert (
        len(
            set(
                names(
                    tab(
                        "Lots", LOTS, ["7", "micro", "2025/26"], ["07", "micro", "2025/26"], ["m-7", "micro", "2025/26"]
                    )
                )
            )
        )
        == 3
    )


def test_a_row_without_key_is_known_by_its_content_and_a_second_one_like_it_by_a_number():
    pay = [date(2026, 1, 5), "F-1", 100, "USD"]
    found = names(tab("Payments", PAYMENTS, pay, pay, [date(2026, 1, 5), "F-2", 100, "USD"]))
    assert found[0].startswith("content ") and found[1] == found[0] + " #2" and found[2] != found[0]


def test_two_rows_of_one_key_and_other_content_are_known_by_content():
    found = names(tab("Offers", OFFERS, offer("O-1"), offer("O-1", kg=120), offer("O-2")))
    assert [one.split()[0] for one in found] == ["content", "content", "key"]


def test_the_same_row_twice_keeps_its_key():
    """A copy in another workbook does not take the first its name, and with it the day it was first seen."""
    found = named(tab("Offers", OFFERS, offer("O-1")), tab("Copy of Offers", OFFERS, offer("O-1"), source="b.xlsx"))
    assert [identity for identity, _ in found.values()] == ['key ["O-1"]', 'key ["O-1"] #2']


def test_a_setting_is_known_without_its_stream_and_a_deal_without_day_by_its_content():
    heads = ["Setting", "Value", "Stream"]
    found = names(
        tab(
            "Settings",
            heads,
            ["pilot_start", "2025-10-15", None],
            ["export", "0.3", "micro"],
            ["Export", "0.2", "bulk"],
        )
    )
    assert found == ['key ["pilot start",null]', 'key ["export","micro"]', 'key ["export","bulk"]']
    step = ["Lot", "Step", "Started on"]
    assert [
        one.split()[0]
        for one in names(tab("Processing", step, ["M-1", "drying", date(2026, 1, 5)], ["M-2", "drying", None]))
    ] == ["key", "content"]


def test_a_day_in_a_key_is_the_day_it_means():
    """A real date, and the same day typed as text where the order is plain."""
    heads = ["Date", "Currency", "Per base"]
    assert names(tab("Exchange rates", heads, [date(2026, 3, 15), "VND", 25400])) == names(
        tab("Exchange rates", heads, ["15/03/2026", "vnd", 25400])
    )


def test_rows_left_out_and_doubtful_have_a_name_too():
    found = named(tab("Offers", OFFERS, offer("O-1", kg="12,,5"), offer("O-2", lot="M-?")))
    assert [identity for identity, _ in found.values()] == ['key ["O-1"]', 'key ["O-2"]']


def test_a_row_of_another_file_or_tab_of_the_log_is_the_same():
    here = names(tab("Offers", OFFERS, offer("O-1")), tab("Payments", PAYMENTS, [date(2026, 1, 5), "F-1", 100, "USD"]))
    there = names(
        tab("Offers north", OFFERS, offer("O-1"), source="North.xlsx"),
        tab("Payments 2", PAYMENTS, [date(2026, 1, 5), "F-1", 100, "USD"], source="x.xlsx"),
    )
    assert here == there


def test_numbers_of_one_value_are_one_content_and_a_percentage_is_not_its_fraction():
    def content(cell):
        return named(tab("Payments", PAYMENTS, [date(2026, 1, 5), "F-1", cell, "USD"]))["Payments", 2][1]

    assert content(100) == content(100.0) == content("100.00")
    assert content("100") != content("100,5") and content("12") != content(Percent("12 %"))


def test_what_stands_in_an_unknown_column_is_no_part_of_the_content():
    plain = named(tab("Payments", PAYMENTS, [date(2026, 1, 5), "F-1", 100, "USD"]))["Payments", 2]
    beside = named(tab("Payments", [*PAYMENTS, "Our remark"], [date(2026, 1, 5), "F-1", 100, "USD", "ask Ana"]))[
        "Payments", 2
    ]
    assert plain == beside


SPANISH = {"Paid on": "Fecha de pago", "Farmer": "Productor", "Amount": "Monto", "Currency": "Moneda"}
payment = st.tuples(
    st.dates(date(2025, 10, 1), date(2026, 3, 1)),
    st.sampled_from(["F-1", "F-2", "F-3"]),
    st.integers(1, 3),
    st.just("USD"),
)


@given(st.lists(payment, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=12)
def test_names_do_not_depend_on_the_order_of_rows_and_columns_or_the_language(rows, chance: random.Random):
    order = chance.sample(range(4), 4)
    shuffled = chance.sample(rows, len(rows))
    other = tab(
        "Pagos",
        [SPANISH[PAYMENTS[place]] for place in order],
        *([row[place] for place in order] for row in shuffled),
        source="otro.xlsx",
    )
    assert sorted(names(tab("Payments", PAYMENTS, *map(list, rows)))) == sorted(names(other))
