"""Which rows of a tab are data and which are not; tabs that can't be used; and that no row is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from connectors.cells import Remark
from logbooks import health
from logbooks.recognise.mapping import Mapping, TabMapping
from tests.logbooks.typed_sheets import LOTS, RECEIPTS, Formatted, checked, found, standings, tab

DAY = date(2026, 1, 10)
RECEIPT = [DAY, "F-1", 46.5, "cherry", "R-1"]


def reasons(w) -> dict[int, str]:
    return {row["row_no"]: row["reason"] for row in w.rows("SELECT row_no, reason FROM not_data")}


def test_titles_headings_examples_totals_and_remarks_are_not_data():
    w = checked(
        tab(
            "Receipts",
            ["Deliveries of the season"],  # 1
            RECEIPTS,  # 2
            ["Example: 2025-11-03", "F-001", 46.5, "cherry"],  # 3
            RECEIPT,  # 4
            [None, "Subtotal", 46.5],  # 5
            # 6: the heading again, on the second printed page
            RECEIPTS,
            [DAY, "F-2", 40, "cherry", "R-2"],  # 7
            ["TOTAL", None, 86.5],  # 8
            ["Tổng cộng:", None, 86.5],  # 9
            [" "],  # 10
            [None, None, None, None, None, None, "checked by M."],
        )
    )  # 11
    assert reasons(w) == {
        1: "above the header",
        2: "header",
        3: "example",
        5: "total",
        6: "header again",
        8: "total",
        9: "total",
        10: "blank",
        11: "beside the table",
    }
    assert standings(w) == {4: "used", 7: "used"}


def test_a_farmer_called_total_is_asked_about():
    w = checked(tab("Receipts", RECEIPTS, [DAY, "Total", 46.5, "cherry", "R-1"]))
    assert (reasons(w), standings(w)) == ({1: "header", 2: "total"}, {})
    assert [p.code for p in health.problems(w)] == ["total-row"]


def test_a_row_with_something_missing_is_a_row_with_a_problem():
    w = checked(tab("Receipts", RECEIPTS, [DAY, None, 46.5, "cherry", "R-1"], [None, "F-1"]))
    assert standings(w) == {2: "left out", 3: "left out"}


def test_a_line_through_a_row_takes_its_trust_and_a_note_does_not():
    w = checked(
        tab(
            "Receipts",
            RECEIPTS,
            RECEIPT,
            [DAY, "F-2", 40, "cherry", "R-2"],
            remarks=(
                Remark("struck-through", 2, 1, detail="A2"),
                Remark("cell-note", 3, 3, detail="C3: asked the farmer"),
            ),
        )
    )
    assert standings(w) == {2: "doubtful", 3: "used"}
    assert found(w) == [(2, "", "struck-through"), (3, "", "cell-note")]


def test_notes_that_explain_headings_are_no_problem():
    """The headings of our own template have one each."""
    noted = (Remark("cell-note", 1, 3, detail="C1: in kg"), Remark("struck-through", 1, 1, detail="A1"))
    assert found(checked(tab("Receipts", RECEIPTS, RECEIPT, remarks=noted))) == []
    assert [code for _, _, code in found(checked(tab("Guide", ["just", "words"], remarks=noted)))] == ["no-header"]


def test_the_ledger_adds_up_in_every_tab():
    log = tab(
        "Receipts",
        RECEIPTS,
        RECEIPT,
        [DAY, "F-2", "12,,5", "cherry", "R-2"],
        [DAY, "F-3", 99999, "cherry", "R-3"],
        ["Total", None, 1],
    )
    w = checked(log, tab("Notes", ["just", "words"], ["and", "more"]))
    assert health.ledger(w) == [
        {
            "source": "test.xlsx",
            "sheet": "Receipts",
            "logbook": "receipts",
            "rows_in": 5,
            "used": 1,
            "doubtful": 1,
            "left_out": 1,
            "not_data": 2,
            "not_read": 0,
        },
        {
            "source": "test.xlsx",
            "sheet": "Notes",
            "logbook": None,
            "rows_in": 2,
            "used": 0,
            "doubtful": 0,
            "left_out": 0,
            "not_data": 1,
            "not_read": 1,
        },
    ]


def test_a_refused_tab_has_no_rows_and_says_why():
    refused = replace(
        tab("Receipts", RECEIPTS, RECEIPT), cells=None, refused=Remark("counts-differ", detail="7 cells and 6")
    )
    w = checked(refused, tab("Lots", LOTS, ["M-1", "micro", "2025/26"]))
    assert [(t["sheet"], t["refused_code"]) for t in health.tabs(w)] == [("Receipts", "counts-differ"), ("Lots", None)]
    assert [p.code for p in health.problems(w)] == ["counts-differ"]
    assert [line["rows_in"] for line in health.ledger(w)] == [0, 2]


@pytest.mark.parametrize(
    ("heads", "row", "code"),
    [
        (["Farmer", "Village", "Total delivered", "Rank"], ["F-1", "Upper", 812, 1], "tab-not-recognised"),
        (
            ["Date", "Farmer", "Category", "Amount", "Currency"],
            ["2025-12-01", "F-1", "sorting", 12, "USD"],
            "which-logbook",
        ),
    ],
)
def test_a_tab_that_is_nearly_one_or_could_be_two_is_asked_about_and_not_used(heads, row, code):
    w = checked(tab("Sheet1", heads, row))
    assert [(p.code, p.severity) for p in health.problems(w)] == [(code, "sheet-unusable")]
    assert [(line["not_data"], line["not_read"]) for line in health.ledger(w)] == [(1, 1)]


def in_format(heading: str, unit: str, settings: list | None = None):
    """A weight of 2 whose cell shows 2 and the unit by its number format alone."""
    log = tab(
        "Receipts", [*RECEIPTS[:2], heading, *RECEIPTS[3:]], [DAY, "F-1", Formatted(f"2 {unit}"), "cherry", "R-1"]
    )
    return checked(log, *([tab("Settings", ["Setting", "Value"], *settings)] if settings else []))


def test_a_unit_that_only_the_number_format_shows_is_the_cells_unless_the_heading_says_another():
    assert found(in_format("Weight (kg)", "kg")) == []
    assert found(in_format("Weight (kg)", "qq", [["qq_kg", 46]])) == [(2, "weight", "unit-in-format")]
    w = in_format("Weight", "qq", [["weight_unit", "kg"], ["qq_kg", 46]])
    assert w.rows("SELECT weight_kg FROM clean.receipts") == [{"weight_kg": 92.0}]


@pytest.mark.parametrize(
    ("heading", "code"), [("Weight (qq)", "unit-without-size"), ("Weight (baskets)", "measure-without-size")]
)
def test_a_unit_in_the_heading_that_we_cannot_size_never_falls_back_to_the_settings(heading, code):
    log = tab("Receipts", [*RECEIPTS[:2], heading, *RECEIPTS[3:]], [DAY, "F-1", 2, "cherry", "R-1"])
    w = checked(log, tab("Settings", ["Setting", "Value"], ["weight_unit", "kg"]))
    assert (2, "weight", code) in found(w)
    assert w.rows("SELECT * FROM clean.receipts") == []


def test_a_mapping_gives_a_row_number_constants_a_date_format_and_words_to_strip():
    said = Mapping(
        (
            TabMapping(
                sheet="cqi",
                logbook="quality",
                columns={"lot_id": "row number", "sampled_on": "Grading Date", "cup_score": "Score"},
                constants={"scheme": "SCA", "stage": "arrival"},
                date_format={"sampled_on": "%B %d, %Y"},
                strip={"cup_score": ("Sample",)},
            ),
        )
    )
    w = checked(
        tab("cqi", ["Grading Date", "Score"], ["April 4th, 2015", "Sample  90.58"], ["May 31st, 2015", 84.5]),
        mapping=said,
    )
    assert w.rows("SELECT lot_id, sampled_on, cup_score, scheme, stage FROM clean.quality ORDER BY row_no") == [
        {"lot_id": "2", "sampled_on": date(2015, 4, 4), "cup_score": 90.58, "scheme": "SCA", "stage": "arrival"},
        {"lot_id": "3", "sampled_on": date(2015, 5, 31), "cup_score": 84.5, "scheme": "SCA", "stage": "arrival"},
    ]


def test_a_column_named_in_the_mapping_and_not_there_is_said():
    said = Mapping((TabMapping(sheet="Receipts", columns={"plot_id": "Finca"}),))
    assert found(checked(tab("Receipts", RECEIPTS, RECEIPT), mapping=said)) == [(1, "", "mapped-column-not-found")]


def test_the_rows_behind_a_number_are_as_typed():
    w = checked(
        tab("Recibos", ["Fecha", "Productor", "Peso (qq)", "Forma"], ["2026-01-10", "007", "1,5", "cereza"]),
        tab("Settings", ["Setting", "Value"], ["qq_kg", 46]),
    )
    row = w.rows("SELECT row_id, weight_kg, form FROM receipts")[0]
    assert (row["weight_kg"], row["form"]) == (69, "cherry")  # 1.5 x 46
    assert health.rows_behind(w, [row["row_id"]]) == [
        {
            "row_id": row["row_id"],
            "logbook": "receipts",
            "source": "test.xlsx",
            "sheet": "Recibos",
            "row_no": 2,
            "standing": "used",
            "written": '{"Fecha":"2026-01-10","Productor":"007","Peso (qq)":"1,5","Forma":"cereza"}',
            "place": "2:2",
            "link": None,
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        'a"); DROP TABLE ledger; --',
        "it's",
        "{what} {fix} {detail}",
        "=1+1",
        "<b>x</b>",
        "\\",
        "x" * 5000,
        "\x01",
        "Ünï",
    ],
)
def test_hostile_text_is_text(text):
    w = checked(
        tab(text[:20], [*RECEIPTS, text], [*RECEIPT[:1], text, 46.5, text, text, text], source=f"{text[:20]}.xlsx")
    )
    assert len(health.ledger(w)) == 1
    for name in ("tabs", "problems", "sources"):
        getattr(health, name)(w)


def test_an_empty_reading_has_all_tables():
    w = checked()
    assert (health.ledger(w), health.problems(w), health.tabs(w), health.sources(w)) == ([], [], [], [])
    assert w.rows("SELECT count(*) AS n FROM offers") == [{"n": 0}]
