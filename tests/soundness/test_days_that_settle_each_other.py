"""Days with two digits for the year, or of which day and month could be exchanged: read where the workbook itself says
how, else asked; never read wrongly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from logbooks.health import settled
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from tests.logbooks.typed_sheets import checked, tab

ASKED = {"two-digit-year", "ambiguous-date"}
WRITTEN = {"dmy": "%d/%m/%y", "mdy": "%m/%d/%y", "ymd": "%y/%m/%d"}
IN_FULL = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y", "ymd": "%Y/%m/%d"}
# 3, 9, 15, 21, 27 November; 3, 9, 15, 21, 27 December 2025; 2, 8, 14, 20, 26 January 2026
HARVEST = [date(2025, 11, 3) + timedelta(days=6 * number) for number in range(15)]
RECEIPTS = ["Fecha de recibo", "Productor", "Peso (kg)", "Forma", "Recibo"]
PAYMENTS = ["Fecha de pago", "Productor", "Monto", "Moneda"]


def receipts(days, *above, source="libro.xlsx", heading=RECEIPTS[0]):
    rows = [[day, "F-1", 50, "cereza", f"R-{number}"] for number, day in enumerate(days)]
    return tab("Recibos", *([title] for title in above), [heading, *RECEIPTS[1:]], *rows, source=source)


def payments(days, *above, source="libro.xlsx"):
    rows = [[day, f"F-{number}", 100, "USD"] for number, day in enumerate(days)]
    return tab("Pagos", *([title] for title in above), PAYMENTS, *rows, source=source)


def read(*tabs, answers=()):
    """The days read in receipts and in payments, how many cells are asked about, and what was settled."""
    w = checked(*tabs, mapping=Mapping(answers=Answers(tuple(GivenAnswer(*one) for one in answers))))
    received = [row["received_on"] for row in w.rows("SELECT received_on FROM clean.receipts ORDER BY row_no")]
    paid = [row["paid_on"] for row in w.rows("SELECT paid_on FROM clean.payments ORDER BY row_no")]
    asked = sum(row["code"] in ASKED for row in w.rows("SELECT code FROM problems"))
    return (
        received,
        paid,
        asked,
        [(row["question"], row["answer"], row["cells"], row["evidence"]) for row in settled(w)],
    )


def written(days, form):
    return [f"{day:{form}}" for day in days]


FECHA = "dates/receipts.received_on/fecha de recibo"


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_texts_beside_stored_days_are_read_as_they_must_be(order):
    """Every third day of the column is a real date; the ten others are texts that only one order makes days of that
    harvest."""
    cells = [day if number % 3 == 0 else f"{day:{WRITTEN[order]}}" for number, day in enumerate(HARVEST)]
    assert read(receipts(cells)) == (HARVEST, [], 0, [(FECHA, order, 10, "days-of-column")])


@pytest.mark.parametrize("title", ["COSECHA 2025/2026", "Récolte 2025-26", "Niên vụ 2025/2026", "Safra 2025–26"])
def test_a_title_names_the_season_where_no_day_is_stored(title):
    assert read(receipts(written(HARVEST, "%d/%m/%y"), title)) == (
        HARVEST,
        [],
        0,
        [(FECHA, "dmy", 15, "days-of-column")],
    )


def test_days_in_full_name_it_too():
    days = [f"{day:%d/%m/%Y}" if day.day > 12 else f"{day:%d/%m/%y}" for day in HARVEST]
    # 3, 9 November, 3, 9 December, 2, 8 January are short and could be month first; the nine others are in full
    assert read(receipts(days)) == (HARVEST, [], 0, [(FECHA, "dmy", 6, "days-of-column")])


def test_one_column_settles_another_of_the_same_workbook():
    """Both parts of the six payments are 12 or less: by themselves they could be either."""
    paid = [date(2026, 1, day) for day in (5, 6, 7, 8, 9, 12)]
    proof = receipts(written([*HARVEST, date(2026, 1, 28)], "%d/%m/%Y"))
    assert read(proof, payments(written(paid, "%d/%m/%Y")))[1:] == (
        paid,
        0,
        [("dates/payments.paid_on/fecha de pago", "dmy", 6, "days-of-workbook")],
    )
    assert read(proof, payments(written(paid, "%d/%m/%y")))[1:3] == (paid, 0)


def test_another_workbook_settles_nothing_here():
    paid = written([date(2026, 1, day) for day in (5, 6, 7, 8, 9, 12)], "%d/%m/%Y")
    proof = receipts(written([*HARVEST, date(2026, 1, 28)], "%d/%m/%Y"))
    assert read(proof, payments(paid, source="otro.xlsx"))[1:] == ([], 6, [])


NOTHING_SETTLED = {
    "too few": [receipts(written(HARVEST[:4], "%d/%m/%y"), "COSECHA 2025/2026")],  # two lie after the 12th
    "one is month first": [receipts([*written(HARVEST, "%d/%m/%y"), "01/28/26"], "COSECHA 2025/2026")],
    "one is year first": [receipts([*written(HARVEST, "%d/%m/%y"), "26/01/10"], "COSECHA 2025/2026")],
    "years long ago": [receipts(written([d.replace(year=d.year - 9) for d in HARVEST], "%d/%m/%y"), "Cosecha 2025/26")],
    "each could be either": [
        receipts([f"{day:02}/{month:02}/26" for day in range(1, 5) for month in (2, 3)], "Cosecha 2025/26")
    ],
}


@pytest.mark.parametrize("tabs", NOTHING_SETTLED.values(), ids=NOTHING_SETTLED)
def test_where_it_is_not_certain_every_such_cell_is_asked_about(tabs):
    received, _, asked, told = read(*tabs)
    assert (received, asked, told) == ([], tabs[0].table.num_rows - (tabs[0].table["c2"].null_count) - 1, [])


def test_other_columns_of_a_contradicted_workbook_settle_only_themselves():
    """Receipts are day first, payments of an office month first; neither speaks for the third column, of six cells."""
    office = written([*HARVEST, date(2026, 1, 28)], "%m/%d/%Y")
    lots = tab(
        "Lotes",
        ["Lote", "Corriente", "Cosecha", "Fecha de apertura"],
        *(["L-1", "micro", "2025/26", f"0{n}/0{n + 1}/2026"] for n in range(1, 4)),
        source="libro.xlsx",
    )
    received, paid, asked, told = read(receipts(written(HARVEST, "%d/%m/%Y")), payments(office), lots)
    assert (received, paid, asked, told) == (HARVEST, [*HARVEST, date(2026, 1, 28)], 3, [])


def test_a_typo_of_the_year_is_asked_about_alone():
    """One cell in 31 lies in no season of the workbook."""
    days = [date(2025, 11, 1) + timedelta(days=2 * number) for number in range(30)]
    received, _, asked, told = read(receipts([*written(days, "%d/%m/%y"), "15/01/62"], "COSECHA 2025/2026"))
    assert (received, asked, told) == (days, 1, [(FECHA, "dmy", 30, "days-of-column")])


def test_a_person_s_answer_wins():
    cells = ["03/04/26", "05/06/26"]
    assert read(receipts(cells), answers=[(FECHA, "dmy")])[0] == [date(2026, 4, 3)]  # 5 June is still to come
    assert read(receipts(cells[:1]), answers=[("dates", "mdy")])[0] == [date(2026, 3, 4)]
    assert read(receipts(["26/03/04"]), answers=[(FECHA, "ymd")])[0] == [date(2026, 3, 4)]
    certain = written(HARVEST, "%d/%m/%y")
    assert read(receipts(certain, "COSECHA 2025/26"), answers=[(FECHA, "nothing")]) == ([], [], 15, [])
    assert read(receipts(certain, "COSECHA 2025/26"), answers=[(FECHA, "nothing"), (FECHA, "")])[0] == HARVEST
    assert read(receipts(["03/04/2025"]), answers=[(FECHA, "mdy")])[0] == [date(2025, 3, 4)]


@some.composite
def _workbooks(draw):
    """Receipts and payments of a random season in a random order, some stored as days, with or without a title."""
    order = draw(some.sampled_from(sorted(WRITTEN)))
    first = draw(some.dates(date(2008, 1, 1), date(2025, 6, 1)))
    span = draw(some.integers(1, 250))
    two_digits = draw(some.booleans())
    stored_share = draw(some.sampled_from([0, 0.1, 0.5]))

    def cells(later):
        days = draw(some.lists(some.integers(0, span), min_size=1, max_size=40))
        real = [first + timedelta(days=day + later) for day in days]
        form = WRITTEN[order] if two_digits or draw(some.booleans()) else IN_FULL[order]
        return real, [day if draw(some.floats(0, 1)) < stored_share else f"{day:{form}}" for day in real]

    year = first.year if first.month > 9 else first.year - 1
    title = [f"COSECHA {year}/{year + 1}"] if draw(some.booleans()) else []
    return cells(0), cells(draw(some.integers(0, 200))), title


TEN = some.lists(_workbooks(), min_size=10, max_size=10)


@settings(max_examples=2, deadline=None, derandomize=True)
@given(TEN)
def test_no_day_is_read_as_another(made):
    assert_days_are_read_as_themselves(made)


@pytest.mark.long
@settings(max_examples=12, deadline=None)
@given(TEN)
def test_no_day_is_ever_read_as_another(made):
    assert_days_are_read_as_themselves(made)


def assert_days_are_read_as_themselves(made):
    """Ten workbooks at a time, which settle nothing for each other."""
    tabs, real = [], {}
    for number, ((received, in_receipts), (paid, in_payments), title) in enumerate(made):
        source = f"{number}.xlsx"
        tabs += [receipts(in_receipts, *title, source=source), payments(in_payments, *title, source=source)]
        real[source] = (received, paid, 2 + len(title))
    w = checked(*tabs)
    for place, (table, column) in enumerate((("receipts", "received_on"), ("payments", "paid_on"))):
        for row in w.rows(f"SELECT source, row_no, {column} AS day FROM clean.{table} WHERE {column} IS NOT NULL"):
            days = real[row["source"]]
            assert row["day"] == days[place][row["row_no"] - days[2]]
