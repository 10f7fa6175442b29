"""What cells mean: one heading, one column of cells as typed, and the values they become (a code where they become
none)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from logbooks.check import parsing
from tests.logbooks.typed_sheets import LOTS, PAYMENTS, QUALITY, RECEIPTS, SETTINGS, Percent, checked, found, tab


def column_of(heading: str, cells: list, logbook: str, field: str, settings: list | None = None) -> list:
    """The values of one column of receipts or offers, row by row; where a cell could not be read, the code of its
    problem."""
    rows = {
        "receipts": (["Received on", "Farmer", "Form", heading], [date(2025, 11, 3), "F-1", "cherry"]),
        "offers": (
            ["Lot", "Buyer", "Offered on", "Status", "Weight (kg)", heading],
            ["L", "B", date(2026, 1, 2), "open", 100],
        ),
        "costs": (["Spent on", "Category", "Behaviour", heading], [date(2026, 1, 2), "lab", "fixed"]),
    }[logbook]
    extra = [f"{logbook}-{number}" for number in range(len(cells))]
    key = {"receipts": "Receipt number", "offers": "Offer", "costs": "Note"}[logbook]
    log = tab(
        logbook.title(), [*rows[0], key], *([*rows[1], cell, name] for cell, name in zip(cells, extra, strict=True))
    )
    w = checked(log, *([tab("Settings", SETTINGS, *settings)] if settings else []))
    values = {row["row_no"]: row[field] for row in w.rows(f"SELECT row_no, {field} FROM clean.{logbook}")}
    codes = {p["row_no"]: p["code"] for p in w.rows("SELECT row_no, code FROM problems WHERE sheet <> 'Settings'")}
    return [
        codes.get(row)
        if values.get(row) is None
        else pytest.approx(values[row])
        if isinstance(values[row], float)
        else values[row]
        for row in range(2, len(cells) + 2)
    ]


WEIGHTS = [
    # cells as typed                     what they are in kg
    ([46.5], [46.5]),
    (["12,5"], [12.5]),  # a comma before one digit can only be decimal
    (["12.5"], [12.5]),
    (["1.250"], ["ambiguous-number"]),  # 1,250 kg in Honduras, one and a quarter in England
    (["1,250"], ["ambiguous-number"]),
    (["1.250", "12,5"], [1250, 12.5]),  # the column proves that the comma is decimal
    (["1,250", "12.5"], [1250, 12.5]),
    (["1.250", "12,5", "12.5"], ["ambiguous-number", 12.5, 12.5]),  # a column that proves both proves nothing
    (["1.234,56"], [1234.56]),
    (["1,234.56"], [1234.56]),
    (["1.234.567"], ["out-of-range!"]),  # thousands for certain; no receipt weighs 1,234 t
    (["0,125"], [0.125]),  # no thousands begin with 0
    (["1 250,5"], [1250.5]),
    (["1'250.5"], [1250.5]),
    (["1250,500"], [1250.5]),  # thousands would have stood after the 1
    (["１２．５"], [12.5]),  # full-width
    (["١٢٫٥"], [12.5]),  # Arabic-Indic
    (["12\u00a0kg"], [12]),
    (["120 kg"], [120]),
    (["120kg."], [120]),
    (["100 lb"], [45.359237]),  # 100 x 0.45359237
    (["2 qq"], ["unit-without-size"]),
    (["0.12 t"], [120]),
    (["12 baskets"], ["unknown-unit"]),
    (["12,,5"], ["not-a-number"]),
    (["1.25.5"], ["not-a-number"]),
    (["12 50"], ["not-a-number"]),
    (["12E5"], ["not-a-number"]),  # never 1,200,000
    (["1e400"], ["not-a-number"]),
    (["inf"], ["not-a-number"]),
    (["nan"], ["not-a-number"]),
    (["(120)"], ["not-a-number"]),
    (["~120"], ["not-a-number"]),
    (["- 5"], ["not-a-number"]),  # a loose sign is never dropped
    (["twelve"], ["not-a-number"]),
    (["-5"], ["below-zero"]),
    ([Percent("12 %")], ["unknown-unit"]),
    ([date(2026, 1, 1)], ["not-a-number"]),
]


@pytest.mark.parametrize(("cells", "expected"), WEIGHTS, ids=[" | ".join(map(str, cells)) for cells, _ in WEIGHTS])
def test_a_weight_is_read_or_asked_for_and_never_misread(cells, expected):
    seen = column_of("Weight (kg)", cells, "receipts", "weight_kg")
    assert seen == [1234567.0 if value == "out-of-range!" else value for value in expected]


def test_the_decimal_mark_of_the_settings_decides_what_the_column_does_not():
    assert column_of("Weight (kg)", ["1.250"], "receipts", "weight_kg", settings=[["decimal_mark", ","]]) == [1250]
    assert column_of("Weight (kg)", ["1.250"], "receipts", "weight_kg", settings=[["decimal_mark", "."]]) == [1.25]


@pytest.mark.parametrize(
    ("locale_mark", "settings", "expected"),
    [
        (",", [], 1250),  # es_CO: nobody said more
        (".", [], 1.25),  # es_HN
        (",", [["decimal_mark", "."]], 1.25),  # a person's word stands before the locale
    ],
)
def test_the_locale_of_a_spreadsheet_decides_what_neither_the_column_nor_the_settings_do(
    locale_mark, settings, expected
):
    log = replace(
        tab("Receipts", RECEIPTS, [date(2026, 1, 10), "F-1", "1.250", "cherry", "R-1"]), decimal_mark=locale_mark
    )
    w = checked(log, *([tab("Settings", SETTINGS, *settings)] if settings else []))
    assert w.rows("SELECT weight_kg FROM clean.receipts") == [{"weight_kg": expected}]


@pytest.mark.parametrize(
    ("locale_order", "expected"),
    [("day first", date(2025, 4, 3)), ("month first", date(2025, 3, 4)), ("year first", None), (None, None)],
)
def test_the_locale_of_a_spreadsheet_tells_day_from_month(locale_order, expected):
    w = checked(replace(tab("Payments", PAYMENTS, ["03/04/2025", "F", 10, "USD"]), date_order=locale_order))
    assert [row["paid_on"] for row in w.rows("SELECT paid_on FROM clean.payments")] == ([expected] if expected else [])
    assert [code for _, _, code in found(w)] == ([] if expected else ["ambiguous-date"])


def test_a_declared_mark_that_the_column_contradicts_leaves_the_doubtful_cell_out():
    assert column_of("Weight (kg)", ["1.250", "12,5"], "receipts", "weight_kg", settings=[["decimal_mark", "."]]) == [
        "ambiguous-number",
        12.5,
    ]


def test_a_local_unit_weighs_what_the_settings_say():
    assert column_of(
        "Weight (kg)", ["2 qq", "3 bags"], "receipts", "weight_kg", settings=[["qq_kg", 46], ["bag_kg", "69"]]
    ) == [92, 207]


@pytest.mark.parametrize(
    ("heading", "settings", "expected"),
    [
        ("Weight (lb)", None, 45.359237),
        ("Weight (qq)", [["qq_kg", 45.36]], 4536),
        ("Weight (qq)", None, "unit-without-size"),
        ("Weight", None, "no-unit"),
        ("Weight", [["weight_unit", "lb"]], 45.359237),
    ],
)
def test_the_unit_of_a_bare_weight_comes_from_the_heading_else_the_settings_else_is_asked_for(
    heading, settings, expected
):
    seen = column_of(heading, [100], "receipts", "weight_kg", settings)
    assert seen == [expected if isinstance(expected, str) else pytest.approx(expected)]


def test_the_unit_in_the_cell_wins_over_the_heading():
    assert column_of("Weight (lb)", ["100 kg"], "receipts", "weight_kg") == [100]


def test_a_unit_column_gives_each_row_its_own_unit():
    log = tab(
        "Receipts",
        ["Received on", "Farmer", "Form", "Weight", "Weight unit"],
        [date(2025, 11, 3), "F", "cherry", 100, "kg"],
        [date(2025, 11, 4), "F", "cherry", 100, "lb"],
        [date(2025, 11, 5), "F", "cherry", 100, "basket"],
    )
    w = checked(log)
    assert w.rows("SELECT weight_kg FROM clean.receipts ORDER BY row_no") == [
        {"weight_kg": 100},
        {"weight_kg": pytest.approx(45.359237)},
    ]
    assert [(p["row_no"], p["name"], p["code"]) for p in w.rows("SELECT row_no, name, code FROM problems")] == [
        (4, "weight_unit", "measure-without-size")
    ]


PRICES = [
    # heading                      cell             USD per kg
    ("Asked price (USD/kg)", 7.5, 7.5),
    ("Asked price (USD/lb)", 4.20, 9.2594),  # 4.20 / 0.45359237
    ("Asked price (USc/lb)", 420, 9.2594),
    ("Asked price", "USD 4.20/lb", 9.2594),
    ("Asked price", "420 USc/lb", 9.2594),
    ("Asked price", "US$ 4.20 per lb", 9.2594),
    ("Asked price (USD/kg)", "$7.50", 7.5),
    ("Asked price (USc/lb)", "USD 4.20", 9.2594),  # the cell names dollars: no longer cents
    ("Asked price", "7,50 USD/kg", 7.5),
    ("Asked price", 7.5, "no-unit"),
    ("Asked price (USD)", 7.5, "no-unit"),
    ("Asked price (USD/kg)", "7.5/basket", "unknown-unit"),
    ("Asked price (USD/kg)", "7,,5", "not-a-number"),
]


@pytest.mark.parametrize(("heading", "cell", "expected"), PRICES)
def test_a_price_is_brought_to_one_kg(heading, cell, expected):
    seen = column_of(heading, [cell], "offers", "asked_price_per_kg")
    assert seen == [expected if isinstance(expected, str) else pytest.approx(expected, abs=1e-4)]


def test_a_unit_column_of_cents_is_heard_under_a_heading_that_names_only_dollars():
    heads = ["Offer", "Lot", "Buyer", "Offered on", "Status", "Weight (kg)", "Asked price (USD)", "Price unit"]
    log = tab(
        "Offers",
        heads,
        ["O-1", "L", "B", date(2026, 1, 2), "open", 100, 420, "USc/lb"],
        ["O-2", "L", "B", date(2026, 1, 2), "open", 100, 7.5, "kg"],
    )
    w = checked(log)
    assert w.rows("SELECT asked_price_per_kg AS price, currency FROM clean.offers ORDER BY row_no") == [
        # 4.20 / 0.45359237
        {"price": pytest.approx(9.2594, abs=1e-4), "currency": "USD"},
        {"price": 7.5, "currency": "USD"},
    ]


def test_the_currency_beside_a_price_is_the_currency_of_the_row():
    assert column_of("Asked price", ["USD 4.20/lb", "EUR 4/kg"], "offers", "currency") == ["USD", "EUR"]


def test_an_amount_may_carry_its_currency():
    assert column_of("Amount", ["USD 1,234.50", "L 150"], "costs", "amount") == [1234.5, 150]
    assert column_of("Amount", ["USD 1,234.50", "L 150"], "costs", "currency") == ["USD", "HNL"]
    assert column_of("Amount", ["USD 1,234.50", 20], "costs", "amount") == [1234.5, 20]


def test_an_amount_without_its_currency_waits_where_others_of_its_column_name_several():
    assert column_of("Amount", ["USD 1,234.50", "L 150", 20], "costs", "amount") == [1234.5, 150, "no-money-said"]


DATES = [
    (["2026-03-31"], [date(2026, 3, 31)]),
    (["2026/03/31"], [date(2026, 3, 31)]),
    ([date(2026, 3, 31)], [date(2026, 3, 31)]),
    (["13/04/2025"], [date(2025, 4, 13)]),  # no thirteenth month
    (["04/13/2025"], [date(2025, 4, 13)]),
    (["03/04/2025"], ["ambiguous-date"]),
    (["03/03/2025"], [date(2025, 3, 3)]),  # the same either way
    (["03/04/2025", "13/04/2025"], [date(2025, 4, 3), date(2025, 4, 13)]),
    (["03/04/2025", "04/13/2025"], [date(2025, 3, 4), date(2025, 4, 13)]),
    (["03/04/2025", "13/04/2025", "04/13/2025"], ["ambiguous-date", date(2025, 4, 13), date(2025, 4, 13)]),
    (["03.04.2025", "31.01.2025"], [date(2025, 4, 3), date(2025, 1, 31)]),
    (["3 abr 2025"], [date(2025, 4, 3)]),
    (["3 de abril de 2025"], [date(2025, 4, 3)]),
    (["April 4th, 2025"], [date(2025, 4, 4)]),
    (["4-Apr-2025"], [date(2025, 4, 4)]),
    (["31/02/2025"], ["impossible-date"]),
    (["2025-02-31"], ["impossible-date"]),
    (["45/45/2025"], ["impossible-date"]),
    (["3/4"], ["date-without-year"]),
    (["03/04/26"], ["two-digit-year"]),
    (["ene-26"], ["not-a-date"]),
    (["12/2026"], ["not-a-date"]),
    (["20260403"], ["not-a-date"]),
    ([46000], ["not-a-date"]),  # a day whose cell lost its format: asked for
    (["soon"], ["not-a-date"]),
]


@pytest.mark.parametrize(("cells", "expected"), DATES, ids=[" | ".join(map(str, cells)) for cells, _ in DATES])
def test_a_day_is_read_or_asked_for_and_never_misread(cells, expected):
    log = tab(
        "Receipts",
        ["Received on", "Farmer", "Form", "Weight (kg)", "Receipt number"],
        *([cell, "F", "cherry", 10, f"R{n}"] for n, cell in enumerate(cells)),
    )
    w = checked(log)
    days = {row["row_no"]: row["received_on"] for row in w.rows("SELECT row_no, received_on FROM clean.receipts")}
    codes = {p["row_no"]: p["code"] for p in w.rows("SELECT row_no, code FROM problems")}
    assert [days.get(row, codes.get(row)) for row in range(2, len(cells) + 2)] == expected


def test_the_order_of_the_settings_decides_what_the_column_does_not():
    log = tab("Payments", PAYMENTS, ["03/04/2025", "F", 10, "USD"])
    for order, day in (("dmy", date(2025, 4, 3)), ("mdy", date(2025, 3, 4))):
        assert checked(log, tab("Settings", SETTINGS, ["date_order", order])).rows(
            "SELECT paid_on FROM clean.payments"
        ) == [{"paid_on": day}]


def test_a_day_far_away_is_not_counted():
    """The row goes with it where nothing else says when it was."""
    w = checked(
        tab("Payments", PAYMENTS, ["2062-03-31", "F", 10, "USD"]),
        tab("Lots", [*LOTS, "Opened on"], ["M1", "micro", "2025/26", "1925-11-03"]),
    )
    assert w.rows("SELECT code, severity FROM problems ORDER BY logbook DESC") == [
        {"code": "date-far-off", "severity": "left-out"},
        {"code": "date-far-off", "severity": "cell-left-out"},
    ]
    assert w.rows("SELECT lot_id, opened_on FROM clean.lots") == [{"lot_id": "M1", "opened_on": None}]


SHARES = [
    (["95 %"], [0.95]),
    ([Percent("95 %")], [0.95]),
    ([Percent("1.125 %")], [0.01125]),  # the number behind a percent cell is exact, its mark always a point
    ([0.95], [0.95]),
    ([95], [0.95]),  # no share is 95 times the whole
    ([95, 0.9], ["share-or-percent", None]),  # neither is counted; the question is asked once, at the first
    ([*[0.9] * 9, 95], [*[0.9] * 9, "share-or-percent"]),  # nine in ten are fractions, so the tenth is the slip
    ([*[90] * 9, 0.95], [*[0.9] * 9, "share-or-percent"]),
    ([0], [0]),
    (["120 %"], ["share-above-one"]),
    (["most"], ["not-a-number"]),
]


@pytest.mark.parametrize(("cells", "expected"), SHARES, ids=[str(cells) for cells, _ in SHARES])
def test_a_share_becomes_a_fraction(cells, expected):
    seen = column_of("Prefinanced share", cells, "offers", "prefinance_share")
    assert seen == [value if isinstance(value, str) else pytest.approx(value) for value in expected]


def test_a_bare_number_under_a_heading_with_the_percent_sign_is_a_percentage():
    assert column_of("Prefinanced share (%)", [60, 1.5], "offers", "prefinance_share") == [
        pytest.approx(0.6),
        pytest.approx(0.015),
    ]
    # half a percent, or a half? The cell is asked about; "0.5 %" says it
    assert column_of("Prefinanced share (%)", [60, 0.5, "0.5 %"], "offers", "prefinance_share") == [
        pytest.approx(0.6),
        "share-or-percent",
        pytest.approx(0.005),
    ]


MOISTURES = [
    ([11.2], [11.2], []),
    (["11,2 %"], [11.2], []),
    ([Percent("11.2 %")], [11.2], []),
    ([0.112], [None], ["share-or-percent"]),
    ([0], [None], ["zero-moisture"]),
    ([35], [35], ["out-of-range"]),
]


@pytest.mark.parametrize(("cells", "values", "codes"), MOISTURES, ids=[str(cells) for cells, _, _ in MOISTURES])
def test_moisture_is_in_percent_and_an_unreadable_one_empties_only_its_cell(cells, values, codes):
    w = checked(
        tab(
            "Quality",
            ["Sampled on", "Lot", "Moisture", "Cup score"],
            *([date(2026, 1, 5), "L1", cell, 84] for cell in cells),
        )
    )
    assert [row["moisture"] for row in w.rows("SELECT moisture FROM clean.quality")] == values
    assert [p["code"] for p in w.rows("SELECT code FROM problems")] == codes


def test_a_score_of_zero_is_not_cupped():
    w = checked(tab("Quality", QUALITY, [date(2026, 1, 5), "L1", 11, 0]))
    assert w.rows("SELECT cup_score, doubtful FROM clean.quality") == [{"cup_score": None, "doubtful": True}]
    assert w.rows("SELECT code FROM problems") == [{"code": "zero-score"}]


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2025/26", "2025/26"),
        ("2025/2026", "2025/26"),
        ("2025-26", "2025/26"),
        ("25/26", "2025/26"),
        ("08/09", "2008/09"),
        ("1999/00", "1999/00"),
        ("2026", None),
        ("2025/27", None),
        ("25/2026", None),
        ("mmm", None),
        ("4T72010", None),
        ("Abril - Julio", None),
    ],
)
def test_a_crop_year_is_two_years_that_follow_each_other(typed, year):
    assert parsing.crop_year(typed) == year


def test_codes_stay_as_typed():
    typed = ["007", "5.10", "24-010", "1e5", "  A 1 ", "Ａ２"]
    seen = column_of("Weight (kg)", [10] * 6, "receipts", "weight_kg")
    assert seen == [10] * 6
    w = checked(tab("Lots", ["Lot", "Stream", "Crop year"], *([code, "micro", "2025/26"] for code in typed)))
    assert [row["lot_id"] for row in w.rows("SELECT lot_id FROM clean.lots ORDER BY row_no")] == [
        "007",
        "5.10",
        "24-010",
        "1e5",
        "A 1",
        "A2",
    ]


def test_yes_and_no_in_several_languages():
    typed = ["sí", "No", "yes", "không", "oui", 1, 0]
    log = tab(
        "Documents",
        ["Lot", "Document", "Signed", "Link"],
        *(["L", f"slip {n}", cell, ""] for n, cell in enumerate(typed)),
    )
    assert [row["signed"] for row in checked(log).rows("SELECT signed FROM clean.documents ORDER BY row_no")] == [
        True,
        False,
        True,
        False,
        True,
        True,
        False,
    ]
