"""Every kind of problem, once: the rows, and the (row, column, code) the check must say; nothing more."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.cells import Remark
from logbooks.check.rules import rules
from logbooks.problems import BY_COLUMN, CELL_LEFT_OUT, LEFT_OUT, problem_kinds
from tests.logbooks.typed_sheets import (
    LOTS,
    OFFERS,
    PAYMENTS,
    QUALITY,
    RECEIPTS,
    SETTINGS,
    Error,
    Unsaved,
    checked,
    found,
    standings,
    tab,
)

DAY, LATER, EARLIER = date(2026, 1, 10), date(2026, 2, 10), date(2025, 12, 10)
SHIPPED, PAID = date(2026, 3, 1), date(2026, 3, 20)
RECEIPT = [DAY, "F-1", 46.5, "cherry", "R-1"]
LOT = ["M-1", "micro", "2025/26"]
DEAL = ["O-1", "M-1", "Buyer A", DAY, 120, "accepted", LATER, 7.1]
STEP = ["Lot", "Step", "Started on", "Ended on", "Form in", "Weight in (kg)", "Form out", "Weight out (kg)"]
PLOTS = ["Plot", "Farmer"]
SAMPLE = ["Sample kind", "Sample sent on", "Sample result on", "Sample result"]
RATES = ["Date", "Currency", "Per base"]
LAB = ["Sampled on", "Lot", "Kind", "Analyte", "Result", "Unit", "Limit", "Market"]
TEST = [DAY, "M-1", "residue", "glyphosate", "<0.01", "mg/kg", "0.1", "EU"]


def receipts(*rows, **changes):
    return tab("Receipts", RECEIPTS, *rows, **changes)


def with_cell(row: list, place: int, value) -> list:
    return [*row[:place], value, *row[place + 1 :]]


# Each line: the kind, the tabs, what is said in the first of them.
KINDS = [
    ("missing-value", [receipts(with_cell(RECEIPT, 2, None))], [(2, "weight", "missing-value")]),
    ("error-cell", [receipts(with_cell(RECEIPT, 2, Error("#DIV/0!")))], [(2, "weight", "error-cell")]),
    ("formula-not-saved", [receipts(with_cell(RECEIPT, 2, Unsaved("=C1*2")))], [(2, "weight", "formula-not-saved")]),
    ("not-a-number", [receipts(with_cell(RECEIPT, 2, "12,,5"))], [(2, "weight", "not-a-number")]),
    ("not-a-whole-number", [tab("Roadmap", ["Gate", "Task"], [90.5, "Beds"])], [(2, "gate", "not-a-whole-number")]),
    ("ambiguous-number", [receipts(with_cell(RECEIPT, 2, "1.250"))], [(2, "weight", "ambiguous-number")]),
    ("unknown-unit", [receipts(with_cell(RECEIPT, 2, "12 baskets"))], [(2, "weight", "unknown-unit")]),
    ("unit-without-size", [receipts(with_cell(RECEIPT, 2, "2 qq"))], [(2, "weight", "unit-without-size")]),
    (
        "no-unit",
        [tab("Receipts", ["Received on", "Farmer", "Weight", "Form"], [DAY, "F", 46, "cherry"])],
        [(2, "weight", "no-unit")],
    ),
    ("unknown-currency", [tab("Payments", PAYMENTS, [DAY, "F", 10, "$"])], [(2, "currency", "unknown-currency")]),
    (
        "two-currencies-in-a-row",
        [tab("Payments", PAYMENTS, [DAY, "F", "USD 10", "HNL"])],
        [(2, "currency", "two-currencies-in-a-row")],
    ),
    ("not-a-date", [receipts(with_cell(RECEIPT, 0, "soon"))], [(2, "received_on", "not-a-date")]),
    ("ambiguous-date", [receipts(with_cell(RECEIPT, 0, "03/04/2025"))], [(2, "received_on", "ambiguous-date")]),
    (
        "days-and-months-mixed",
        [receipts(with_cell(RECEIPT, 0, date(2026, 3, 2)), ["17/02/2026", *RECEIPT[1:4], "R-9"])],
        [(2, "received_on", "days-and-months-mixed")],
    ),
    ("impossible-date", [receipts(with_cell(RECEIPT, 0, "31/02/2025"))], [(2, "received_on", "impossible-date")]),
    ("two-digit-year", [receipts(with_cell(RECEIPT, 0, "03/04/25"))], [(2, "received_on", "two-digit-year")]),
    ("date-without-year", [receipts(with_cell(RECEIPT, 0, "3/4"))], [(2, "received_on", "date-without-year")]),
    ("date-far-off", [receipts(with_cell(RECEIPT, 0, "2062-03-04"))], [(2, "received_on", "date-far-off")]),
    (
        "share-or-percent",
        [tab("Quality", ["Sampled on", "Lot", "Moisture"], [DAY, "L", 0.112])],
        [(2, "moisture", "share-or-percent")],
    ),
    (
        "share-above-one",
        [tab("Offers", [*OFFERS, "Prefinanced share"], [*DEAL, "120 %"])],
        [(2, "prefinance_share", "share-above-one")],
    ),
    ("beyond-its-scale", [tab("Quality", QUALITY, [DAY, "L", 11, 845])], [(2, "cup_score", "beyond-its-scale")]),
    ("zero-moisture", [tab("Quality", QUALITY, [DAY, "L", 0, 84])], [(2, "moisture", "zero-moisture")]),
    ("zero-score", [tab("Quality", QUALITY, [DAY, "L", 11, 0])], [(2, "cup_score", "zero-score")]),
    ("below-zero", [receipts(with_cell(RECEIPT, 2, -5))], [(2, "weight", "below-zero")]),
    ("out-of-range", [receipts(with_cell(RECEIPT, 2, 85000))], [(2, "weight", "out-of-range")]),
    ("unknown-choice", [receipts(with_cell(RECEIPT, 3, "roasted"))], [(2, "form", "unknown-choice")]),
    ("unclear-crop-year", [tab("Lots", LOTS, with_cell(LOT, 2, "2024/26"))], [(2, "crop_year", "unclear-crop-year")]),
    ("one-year-season", [tab("Lots", LOTS, with_cell(LOT, 2, "2026"))], [(2, "crop_year", "one-year-season")]),
    # the first letter is Cyrillic
    ("mixed-script", [tab("Lots", LOTS, with_cell(LOT, 0, "А-17 Lot"))], [(2, "lot_id", "mixed-script")]),
    (
        "code-became-date",
        [tab("Lots", LOTS, with_cell(LOT, 0, date(2026, 10, 5)))],
        [(2, "lot_id", "code-became-date")],
    ),
    ("hidden-row", [receipts(RECEIPT, hidden=(2,))], [(2, "", "hidden-row")]),
    (
        "unknown-setting",
        [tab("Settings", SETTINGS, ["pilot_begin", "2025-10-15"])],
        [(2, "setting", "unknown-setting")],
    ),
    ("setting-unreadable", [tab("Settings", SETTINGS, ["pilot_start", "soon"])], [(2, "value", "setting-unreadable")]),
    (
        "unknown-lot",
        [tab("Offers", OFFERS, with_cell(DEAL, 1, "M-9")), tab("Lots", LOTS, LOT)],
        [(2, "lot_id", "unknown-lot")],
    ),
    ("unknown-farmer", [receipts(RECEIPT), tab("Plots", PLOTS, ["P-1", "F-9"])], [(2, "farmer_id", "unknown-farmer")]),
    (
        "unknown-plot",
        [tab("Receipts", [*RECEIPTS, "Plot"], [*RECEIPT, "P-2"]), tab("Plots", PLOTS, ["P-1", "F-1"])],
        [(2, "plot_id", "unknown-plot")],
    ),
    (
        "unknown-sample",
        [
            tab("Defects", ["Sample", "Defect", "Count"], ["Q-2", "broken", 3]),
            tab("Quality", [*QUALITY, "Sample"], [DAY, "L", 11, 84, "Q-1"]),
        ],
        [(2, "sample_id", "unknown-sample")],
    ),
    ("duplicate-row", [receipts(RECEIPT, RECEIPT)], [(3, "receipt_no", "duplicate-row")]),
    (
        "same-key-other-content",
        [receipts(RECEIPT, with_cell(RECEIPT, 2, 40))],
        [(2, "receipt_no", "same-key-other-content"), (3, "receipt_no", "same-key-other-content")],
    ),
    (
        "identical-row",
        [tab("Payments", PAYMENTS, [DAY, "F", 10, "USD"], [DAY, "F", 10, "USD"])],
        [(3, "", "identical-row")],
    ),
    (
        "closed-before-offered",
        [tab("Offers", OFFERS, with_cell(DEAL, 6, EARLIER))],
        [(2, "closed_on", "closed-before-offered")],
    ),
    (
        "ended-before-started",
        [tab("Processing", STEP, ["M-1", "drying", DAY, EARLIER, "cherry", 100, "green", 16])],
        [(2, "ended_on", "ended-before-started")],
    ),
    (
        "lot-closed-before-opened",
        [tab("Lots", [*LOTS, "Opened on", "Closed on"], [*LOT, DAY, EARLIER])],
        [(2, "closed_on", "lot-closed-before-opened")],
    ),
    (
        "paid-before-offered",
        [tab("Offers", [*OFFERS, "Paid on"], [*DEAL, EARLIER])],
        [(2, "paid_on", "paid-before-offered")],
    ),
    (
        "paid-before-shipped",
        [tab("Offers", [*OFFERS, "Shipped on", "Paid on"], [*DEAL, date(2026, 3, 1), LATER])],
        [(2, "paid_on", "paid-before-shipped")],
    ),
    (
        "shipped-before-offered",
        [tab("Offers", [*OFFERS, "Shipped on"], [*DEAL, EARLIER])],
        [(2, "shipped_on", "shipped-before-offered")],
    ),
    (
        "heavier-than-input",
        [tab("Processing", STEP, ["M-1", "milling", DAY, LATER, "dry parchment", 50, "green", 60])],
        [(2, "weight_out", "heavier-than-input")],
    ),
    (
        "sold-more-than-made",
        [tab("Offers", OFFERS, DEAL), tab("Lots", [*LOTS, "Green kg"], [*LOT, 100])],
        [(2, "weight", "sold-more-than-made")],
    ),
    (
        "sold-more-than-delivered",
        [
            tab("Offers", OFFERS, DEAL),
            tab("Lots", LOTS, LOT),
            tab("Receipts", [*RECEIPTS, "Lot"], [DAY, "F", 300, "cherry", "R1", LOT[0]]),
        ],
        [(2, "weight", "sold-more-than-delivered")],
    ),
    (
        "sold-without-milling",
        [
            tab("Offers", OFFERS, DEAL),
            tab("Lots", LOTS, LOT, ["M-2", *LOT[1:]]),
            tab("Processing", STEP, ["M-2", "milling", DAY, LATER, "dry parchment", 60, "green", 50]),
        ],
        [(2, "lot_id", "sold-without-milling")],
    ),
    (
        "no-rate",
        [
            tab("Payments", PAYMENTS, [DAY, "F", 10, "HNL"]),
            tab("Exchange rates", RATES, [date(2025, 12, 9), "HNL", 25]),
        ],
        [(2, "currency", "no-rate")],
    ),
    ("zero-rate", [tab("Exchange rates", RATES, [DAY, "HNL", 0])], [(2, "per_base", "zero-rate")]),
    (
        "price-far-from-others",
        [tab("Offers", OFFERS, *(with_cell(with_cell(DEAL, 0, f"O-{n}"), 7, p) for n, p in enumerate([427, 4, 5, 4])))],
        [(2, "accepted_price", "price-far-from-others")],
    ),
    (
        "rate-of-another-base",
        [tab("Exchange rates", ["Date", "Currency", "Rate per EUR"], [DAY, "HNL", 25])],
        [(2, "per_base", "rate-of-another-base")],
    ),
    ("inverted-rate", [tab("Exchange rates", RATES, [DAY, "HNL", 0.04])], [(2, "per_base", "inverted-rate")]),
    ("rate-far-off", [tab("Exchange rates", RATES, [DAY, "HNL", 2.6])], [(2, "per_base", "rate-far-off")]),
    (
        "rate-of-another-size",
        [tab("Exchange rates", RATES, [DAY, "VND", 25.9], [LATER, "VND", 26.1])],
        [(2, "per_base", "rate-of-another-size")],
    ),
    (
        "price-far-off",
        [tab("Offers", [*OFFERS, "Asked price (USD/kg)"], [*with_cell(DEAL, 7, 710), 7.5])],
        [(2, "accepted_price", "price-far-off")],
    ),
    (
        "impossible-price",
        [tab("Offers", OFFERS, with_cell(DEAL, 7, 154750))],
        [(2, "accepted_price", "impossible-price")],
    ),
    ("no-stream", [receipts(RECEIPT), tab("Lots", LOTS, LOT)], [(2, "lot_id", "no-stream")]),
    (
        "accepted-without-price",
        [tab("Offers", OFFERS, with_cell(DEAL, 7, None))],
        [(2, "accepted_price", "accepted-without-price")],
    ),
    (
        "accepted-without-day",
        [tab("Offers", OFFERS, with_cell(DEAL, 6, None))],
        [(2, "closed_on", "accepted-without-day")],
    ),
    (
        "closed-but-open",
        [tab("Offers", OFFERS, with_cell(with_cell(DEAL, 5, "open"), 7, None))],
        [(2, "status", "closed-but-open")],
    ),
    (
        "accepted-more-than-offered",
        [tab("Offers", [*OFFERS, "Accepted weight (kg)"], [*DEAL, 130])],
        [(2, "accepted_weight", "accepted-more-than-offered")],
    ),
    (
        "sample-answered-before-sent",
        [tab("Offers", [*OFFERS, *SAMPLE], [*DEAL, "offer", DAY, EARLIER, "approved"])],
        [(2, "sample_result_on", "sample-answered-before-sent")],
    ),
    (
        "sample-answer-without-day",
        [tab("Offers", [*OFFERS, *SAMPLE], [*DEAL, "offer", DAY, None, "approved"])],
        [(2, "sample_result_on", "sample-answer-without-day")],
    ),
    (
        "sample-day-without-answer",
        [tab("Offers", [*OFFERS, *SAMPLE], [*DEAL, "offer", DAY, LATER, None])],
        [(2, "sample_result", "sample-day-without-answer")],
    ),
    (
        "reason-without-refusal",
        [
            tab(
                "Offers",
                [*OFFERS, *SAMPLE, "Reason of refusal"],
                [*DEAL, "offer", DAY, LATER, "approved", "moisture"],
                ["O-2", *with_cell(DEAL, 4, 100)[1:], "offer", DAY, LATER, "rejected", "cup"],
            )
        ],
        [(2, "reject_reason", "reason-without-refusal")],
    ),
    (
        "shipped-before-approved",
        [
            tab(
                "Offers",
                [*OFFERS, *SAMPLE, "Shipped on", "Paid on", "Quality approval"],
                [*DEAL, "pre-shipment", DAY, PAID, "approved", SHIPPED, None, None],
                ["O-2", *with_cell(DEAL, 4, 11)[1:], "pre-shipment", DAY, LATER, "rejected", None, PAID, None],
                ["O-3", *with_cell(DEAL, 4, 12)[1:], "pre-shipment", DAY, None, None, None, PAID, None],
                ["O-4", *with_cell(DEAL, 4, 13)[1:], "arrival", DAY, LATER, "rejected", SHIPPED, PAID, None],
                ["O-5", *with_cell(DEAL, 4, 14)[1:], None, DAY, LATER, "replaced", SHIPPED, PAID, "On arrival"],
                # nothing to ask: gone before an approval on arrival; refused and neither gone nor paid
                ["O-6", *with_cell(DEAL, 4, 15)[1:], "arrival", DAY, PAID, "approved", SHIPPED, None, None],
                ["O-7", *with_cell(DEAL, 4, 16)[1:], None, DAY, PAID, "approved", SHIPPED, None, "On arrival"],
                ["O-8", *with_cell(DEAL, 4, 17)[1:], "pre-shipment", DAY, LATER, "rejected", None, None, None],
                ["O-9", *with_cell(DEAL, 4, 18)[1:], "arrival", DAY, LATER, "rejected", SHIPPED, None, None],
            )
        ],
        [(2, "shipped_on", "shipped-before-approved")]
        + [(row, "paid_on", "shipped-before-approved") for row in (3, 4, 5, 6)],
    ),
    (
        "exchange-price-not-fixed",
        [
            tab(
                "Offers",
                [*OFFERS, "Price basis", "Differential (USD/kg)", "Exchange price (USD/kg)", "Fixed on"],
                [*DEAL, "differential", 0.5, 6.6, None],
                ["O-2", *with_cell(with_cell(DEAL, 4, 90), 7, None)[1:], None, 0.5, 6.6, None],
                # nothing to ask: fixed; not fixed and without a price of it; outright, whatever the exchange was
                ["O-3", *with_cell(DEAL, 4, 91)[1:], "differential", 0.5, 6.6, LATER],
                ["O-4", *with_cell(DEAL, 4, 92)[1:], "differential", 0.5, None, None],
                ["O-5", *with_cell(DEAL, 4, 93)[1:], "outright", None, 6.6, None],
            )
        ],
        [(2, "fixed_on", "exchange-price-not-fixed")]
        + [
            (3, column, code)
            for column, code in (("accepted_price", "accepted-without-price"), ("fixed_on", "exchange-price-not-fixed"))
        ],
    ),
    (
        "unreadable-contract-month",
        [tab("Offers", [*OFFERS, "Contract month"], [*DEAL, "second"], ["O-2", *with_cell(DEAL, 4, 90)[1:], "KCK26"])],
        [(2, "contract_month", "unreadable-contract-month")],
    ),
    (
        "document-about-nothing",
        [
            tab(
                "Documents",
                ["Lot", "About", "Document", "Plot"],
                ["", "plot", "map", ""],
                ["", "cooperative", "sop", ""],
            )
        ],
        [(2, "about", "document-about-nothing")],
    ),
    (
        "stop-at-beyond-scale-at",
        [tab("Plan", ["Gate", "Indicator", "Scale at", "Stop at"], [180, "sold_share", 1, 1])],
        [(2, "stop_at", "stop-at-beyond-scale-at")],
    ),
    (
        "unreadable-result",
        [tab("Laboratory tests", LAB, with_cell(TEST, 4, "see report"))],
        [(2, "result", "unreadable-result")],
    ),
    (
        "unknown-lab-unit",
        [tab("Laboratory tests", LAB, with_cell(TEST, 5, "mg per bag"))],
        [(2, "unit", "unknown-lab-unit")],
    ),
    ("missing-column", [tab("Receipts", RECEIPTS[1:], RECEIPT[1:])], [(1, "", "missing-column")]),
    ("unknown-column", [tab("Receipts", [*RECEIPTS, "Weather"], [*RECEIPT, "sun"])], [(1, "", "unknown-column")]),
    (
        "column-without-header",
        [tab("Receipts", [*RECEIPTS, None], [*RECEIPT, "sun"])],
        [(1, "", "column-without-header")],
    ),
    (
        "duplicate-column",
        [tab("Receipts", [*RECEIPTS, "Plot", "Plot"], [*RECEIPT, "P-1", "P-2"])],
        [(1, "", "duplicate-column")] * 2,
    ),
    (
        "duplicate-column-same",
        [tab("Receipts", [*RECEIPTS, "Plot", "Plot"], [*RECEIPT, "P-1", "P-1"])],
        [(1, "", "duplicate-column-same")],
    ),
    ("no-header", [tab("Sheet1", [1, 2], [3, 4])], [(None, "", "no-header")]),
]
# 2.38 ha in Honduras
RING = "-88.700000 14.500000, -88.698000 14.500000, -88.698000 14.501000, -88.700000 14.501000"
CLOSED = f"POLYGON (({RING}, -88.700000 14.500000))"
POINT = '{"type":"Point","coordinates":[-88.712345,14.512345]}'


def plots(*boundaries, ha=2.38, country="HN"):
    """The tab of the plots with these boundaries."""
    return tab(
        "Plots",
        [*PLOTS, "Country", "Boundary", "Area (ha)"],
        *([f"P-{n}", f"F-{n}", country, boundary, ha] for n, boundary in enumerate(boundaries, 1)),
    )


# What is wrong with the place of a plot, each through the whole check; tests/logbooks/plots/test_plot_places.py has the
# shapes one by one.
KINDS += [
    (code, [plots(boundary)], [(2, "boundary", code)])
    for code, boundary in (
        (
            "plot-lines-cross",
            "POLYGON ((-88.700000 14.500000, -88.698000 14.501000, -88.698000 14.500000, -88.700000 14.501000, "
            "-88.700000 14.500000))",
        ),
        (
            "plot-sides-overlap",
            "POLYGON ((-88.700000 14.500000, -88.698000 14.500000, -88.698000 14.503000, -88.698000 14.501000, "
            "-88.700000 14.501000, -88.700000 14.500000))",
        ),
        (
            "plot-hole",
            CLOSED.replace(
                "))", "), (-88.699500 14.500200, -88.699000 14.500200, -88.699000 14.500400, -88.699500 14.500200))"
            ),
        ),
        ("plot-ring-open", f"POLYGON (({RING}))"),
        ("plot-line", f"LINESTRING ({RING})"),
        (
            "plot-no-area",
            "POLYGON ((-88.700000 14.500000, -88.699000 14.500000, -88.698000 14.500000, -88.700000 14.500000))",
        ),
        (
            "plot-duplicate-point",
            CLOSED.replace("-88.698000 14.500000,", "-88.698000 14.500000, -88.698000 14.500000,"),
        ),
        ("plot-coordinates-swapped", POINT.replace("-88.712345,14.512345", "14.512345,-88.712345")),
        ("plot-out-of-range", POINT.replace("-88.7", "-288.7")),
        ("plot-outside-country", POINT.replace("-88.7", "88.7")),
        ("plot-outline-unreadable", "north of the church"),
        ("plot-word-misspelled", POINT.replace("Point", "point")),
        ("plot-other-crs", "SRID=32616;POINT (300000 1600000)"),
        ("plot-few-decimals", POINT.replace("2345", "2")),
        ("plot-property", f'{{"type":"Feature","properties":{{"Area":"3"}},"geometry":{POINT}}}'),
    )
]
KINDS += [
    ("plot-area-differs", [plots(CLOSED, ha=1)], [(2, "area_ha", "plot-area-differs")]),
    ("plot-needs-outline", [plots(POINT, ha=4.5)], [(2, "boundary", "plot-needs-outline")]),
    ("plot-country-unknown", [plots(POINT, ha=1, country="Atlantis")], [(2, "country", "plot-country-unknown")]),
    ("plot-overlap", [plots(CLOSED, CLOSED)], [(2, "boundary", "plot-overlap"), (3, "boundary", "plot-overlap")]),
    (
        "plot-half-a-point",
        [tab("Plots", [*PLOTS, "Country", "Latitude", "Longitude"], ["P-1", "F-1", "HN", 14.512345, None])],
        [(2, "latitude", "plot-half-a-point")],
    ),
    # 25,200 kg a ha
    (
        "plot-yield",
        [
            plots(CLOSED),
            tab("Receipts", [*RECEIPTS, "Plot"], *([DAY, "F-1", 20_000, "cherry", f"R-{n}", "P-1"] for n in (1, 2, 3))),
        ],
        [(2, "area_ha", "plot-yield")],
    ),
]
# Kinds a reader reports: handed on as they come, whatever the sheet.
REMARKS = [
    "counts-differ",
    "two-tabs-of-one-name",
    "stray-quote",
    "total-row",
    "table-below",
    "which-column",
    "which-of-several",
    "prefilled-rows",
    "merged-cells",
    "merged-cells-read",
    "guessed-encoding",
    "unsure-encoding",
    "ragged-row",
    "hidden-tab",
    "conflicted-copy",
    "open-elsewhere",
    "changed-while-read",
    "tab-held",
    "tab-without-cells",
    "struck-through",
    "struck-in-part",
    "cell-note",
]


@pytest.mark.parametrize(("code", "tabs", "expected"), KINDS, ids=[code for code, _, _ in KINDS])
def test_the_check_says_just_this(code, tabs, expected):
    w = checked(*tabs)
    assert found(w) == expected
    became = {row["severity"] for row in w.rows("SELECT severity FROM problems WHERE code = $code", {"code": code})}
    if problem_kinds()[code].severity == BY_COLUMN:
        assert became < {LEFT_OUT, CELL_LEFT_OUT}
    else:
        assert became == {problem_kinds()[code].severity}
    if became & {LEFT_OUT, CELL_LEFT_OUT}:
        assert ("left out" in standings(w).values()) == (LEFT_OUT in became)
    for problem in w.rows("SELECT what, fix FROM problems"):
        assert "{" not in problem["what"] + problem["fix"], "a sentence was not filled in"


@pytest.mark.parametrize("code", REMARKS)
def test_what_a_reader_saw_is_handed_on(code):
    w = checked(receipts(RECEIPT, remarks=(Remark(code, 2, 1, "x", "y"),)))
    assert [p["code"] for p in w.rows("SELECT code FROM problems")] == [code]


def test_every_kind_of_problem_is_shown_by_a_test():
    # test_check_tabs.py
    elsewhere = {
        "mapped-column-not-found",
        "which-logbook",
        "tab-not-recognised",
        "unit-in-format",
        "unit-in-column",
        # tests/soundness/test_hidden_columns.py
        "hidden-column",
        # test_geometry.py: reasons, not said of a cell
        "plot-no-place",
        "plot-two-places",
        # tests/soundness/test_survey_exports.py
        "survey-columns",
        "place-in-one-cell",
        # tests/soundness/test_repeated_groups.py
        "joined-to-record",
        "record-not-found",
        # tests/soundness/test_amounts_whose_money_is_not_said.py
        "no-money-said",
        # tests/soundness/test_lots_beside.py
        "lots-told-beside",
        "lot-told-differently",
        # tests/soundness/test_lots_spelled_otherwise.py
        "lot-looks-like-another",
        # tests/logbooks/questions/test_cell_questions.py
        "measure-without-size",
        # tests/soundness/test_wide_tables.py
        "samples-told-beside",
        "sample-without-day",
        # tests/soundness/test_paid_on_delivery.py
        "payments-told-beside",
    }
    shown = {code for code, _, _ in KINDS} | set(REMARKS) | elsewhere
    assert shown == set(problem_kinds())


def test_every_rule_is_a_kind_and_says_the_same_of_its_rows():
    for rule in rules():
        assert problem_kinds()[rule.code].severity == rule.severity, rule.code


def test_a_cell_that_decides_nothing_is_emptied_and_its_row_doubtful():
    w = checked(tab("Quality", ["Sampled on", "Lot", "Sample g", "Cup score"], [DAY, "L", "much", 84]))
    assert w.rows("SELECT sample_g, cup_score, doubtful FROM clean.quality") == [
        {"sample_g": None, "cup_score": 84, "doubtful": True}
    ]


def test_an_unknown_choice_leaves_the_row_out_only_where_it_decides():
    status = checked(tab("Offers", OFFERS, with_cell(DEAL, 5, "maybe")))
    assert standings(status) == {2: "left out"}
    species = checked(tab("Lots", [*LOTS, "Species"], [*LOT, "liberica"]))
    assert standings(species) == {2: "doubtful"}


def test_a_duplicate_in_another_workbook_names_the_row_that_counts():
    w = checked(receipts(RECEIPT, source="a.xlsx"), receipts(RECEIPT, source="b.xlsx"))
    assert w.rows("SELECT source, row_no, what FROM problems") == [
        {
            "source": "b.xlsx",
            "row_no": 2,
            "what": "The row says the same as row 2 of Receipts in a.xlsx. That one is counted, this one is not.",
        }
    ]
    assert w.rows("SELECT count(*) AS n FROM clean.receipts") == [{"n": 1}]


def test_the_same_weight_in_another_unit_is_the_same_content():
    pounds = tab("Receipts 2", [*RECEIPTS[:2], "Weight (lb)", *RECEIPTS[3:]], with_cell(RECEIPT, 2, 100))
    w = checked(receipts(with_cell(RECEIPT, 2, 45.359237)), pounds)
    assert [p["code"] for p in w.rows("SELECT code FROM problems")] == ["duplicate-row"]


def test_another_note_is_not_another_content():
    noted = tab("Receipts", [*RECEIPTS, "Note"], [*RECEIPT, "wet"], [*RECEIPT, "dry"])
    assert found(checked(noted)) == [(3, "receipt_no", "duplicate-row")]


def test_what_happens_on_one_day_is_in_no_wrong_order():
    """Closed and paid on the very day of the offer."""
    w = checked(tab("Offers", [*OFFERS, "Paid on"], [*with_cell(DEAL, 6, DAY), DAY]))
    assert found(w) == [] and standings(w) == {2: "used"}


def test_of_two_rows_under_one_key_each_names_the_other():
    w = checked(receipts(RECEIPT, with_cell(RECEIPT, 2, 40)))
    told = {p["row_no"]: p["detail"] for p in w.rows("SELECT row_no, detail FROM problems")}
    assert told == {2: "row 3 of Receipts in test.xlsx", 3: "row 2 of Receipts in test.xlsx"}


def test_a_missing_column_leaves_every_row_unread_and_says_so_once():
    w = checked(tab("Receipts", RECEIPTS[1:], RECEIPT[1:], RECEIPT[1:]))
    assert len(found(w)) == 1
    assert standings(w) == {2: "not read", 3: "not read"}


def test_registers_without_rows_make_nobody_unknown():
    assert found(checked(receipts(RECEIPT), tab("Offers", OFFERS, DEAL))) == []


def test_a_rate_within_31_days_is_enough():
    w = checked(
        tab("Payments", PAYMENTS, [DAY, "F", 10, "HNL"]), tab("Exchange rates", RATES, [date(2025, 12, 10), "HNL", 25])
    )
    assert found(w) == []


def test_a_title_may_go_on_in_the_next_line_of_the_header():
    """heavier-than-input.sql: its title is two sentences, the second on a line indented after its dashes."""
    (rule,) = [rule for rule in rules() if rule.code == "heavier-than-input"]
    assert rule.title == (
        "A step gives more than went into it. Coffee only loses mass from cherry to green, "
        "so every form may be compared."
    )
    assert rule.logbook == "processing"
