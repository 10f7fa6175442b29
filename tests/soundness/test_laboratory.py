"""Ways in which a laboratory report once could have passed a lot it should not."""

from datetime import date

import pytest

from logbooks.vocabulary.units import read_unit
from tests.logbooks.typed_sheets import checked, found, tab
from tests.metrics.hand import asked, lots
from tests.support import warehouse_of

DAY = date(2026, 1, 15)
LAB = ["Sampled on", "Lot", "Kind", "Analyte", "Result", "Unit", "Limit", "Market", "LOQ"]


def row_of(result, limit="0.1", lot="M1", **columns):
    return {
        "sampled_on": DAY,
        "lot_id": lot,
        "kind": "residue",
        "analyte": "glyphosate",
        "result": result,
        "limit": limit,
        "unit": "mg/kg",
        "market": "EU",
        "loq": "0.01",
        **columns,
    }


def outcome(*rows):
    return {row["lot_id"]: row["verdict"] for row in warehouse_of(lab_tests=list(rows)).rows("FROM lab_verdict")}


def test_not_detected_by_a_coarse_method_is_no_pass():
    assert outcome(row_of("ND", "0.01", loq="0.05"), row_of("<0.05", "0.01", "M2")) == {
        "M1": "inconclusive",
        "M2": "inconclusive",
    }


def test_a_decimal_comma_is_no_thousand_and_a_thousand_no_decimal():
    # 0,15 is above 0.1; 1.250 colonies are 1250 or 1 and a quarter, and pass nothing below 100 until somebody says
    # which
    assert outcome(row_of("0,15"), row_of("1.250", "100", "M2", kind="microbiology", unit="cfu/g")) == {
        "M1": "fail",
        "M2": "inconclusive",
    }


def test_parts_per_billion_are_no_parts_per_million():
    assert outcome(row_of("150 ppb"), row_of("150", "100", "M2", unit="ug/kg"), row_of("0.15", "100 ppb", "M3")) == {
        "M1": "fail",
        "M2": "fail",
        "M3": "fail",
    }


def test_the_mean_of_replicates_hides_no_fail():
    assert outcome(row_of("0.01"), row_of("0.15"), row_of("0.01")) == {"M1": "fail"}


def test_a_unit_that_is_not_said_is_not_guessed():
    assert outcome(row_of("0.05", unit=None)) == {"M1": "inconclusive"}


def test_untested_lots_are_in_no_share_but_counted_beside():
    answer = asked("residue_pass", lots=lots(4), lab_tests=[row_of("ND")])
    assert (answer.groups["micro"].value, answer.groups["micro"].n) == (1.0, 1)
    assert answer.parts["tested of all lots"]["micro"].value == 0.25


@pytest.mark.parametrize(
    "heads", [LAB, ["Ngày lấy mẫu", "Lô", "Loại", "Chất", "Kết quả", "Đơn vị", "Giới hạn", "Thị trường", "LOQ"]]
)
def test_from_the_sheet_to_the_verdict(heads):
    rows = [
        [DAY, "M-1", "residue", "glyphosate", "KPH", "mg/kg", "0,1", "EU", "0,01"],
        [DAY, "M-2", "residue", "glyphosate", 0.2, "mg/kg", 0.1, "EU", 0.01],
        [DAY, "M-3", "residue", "glyphosate", "xem phiếu", "mg/kg", 0.1, "EU", 0.01],
    ]
    w = checked(tab("Laboratory tests", heads, *rows))
    assert [row for row in found(w) if row[0] != 1] == [(4, "result", "unreadable-result")]
    assert {row["lot_id"]: row["verdict"] for row in w.rows("FROM lab_verdict")} == {
        "M-1": "pass",
        "M-2": "fail",
        "M-3": "inconclusive",
    }


def test_the_cooperatives_limits_are_read_from_its_sheet_in_its_language():
    w = checked(
        tab("Pruebas de laboratorio", LAB, [DAY, "M-1", "residue", "glifosato", "0,05", "mg/kg", None, "UE", None]),
        tab(
            "Límites",
            ["Analito", "Mercado", "Límite", "Unidad", "Válido desde", "Fuente", "Fecha de control"],
            ["Glifosato", "Unión Europea", "0,02", "ppm", date(2025, 1, 1), "contrato", date(2025, 12, 1)],
            ["Clorpirifós", "Unión Europea", "ver contrato", "mg por saco", date(2025, 1, 1), "contrato", None],
        ),
    )
    assert {row["lot_id"]: row["verdict"] for row in w.rows("FROM lab_verdict")} == {"M-1": "fail"}
    assert [row for row in found(w) if row[0] == 3] == [
        (3, "limit", "unreadable-result"),
        (3, "unit", "unknown-lab-unit"),
    ]


@pytest.mark.parametrize(
    ("result", "limit", "loq"),
    [("Result (mg/kg)", "Limite (ug/kg)", "LOQ (ppb)"), ("Resultado mg/kg", "Limit [µg/kg]", "LOQ ug/kg")],
)
def test_a_unit_in_a_heading_is_that_of_its_column(result, limit, loq):
    # 0.05 mg/kg are 50 ug/kg: within 100, beyond 40. Nothing found below 60 ppb may be more than 40. A cell with a unit
    # of its own keeps it.
    rows = [
        [DAY, lot, "residue", "glyphosate", text, most, least, "EU"]
        for lot, text, most, least in (
            ("M1", "0.05", "100", "10"),
            ("M2", "0.05", "40", "10"),
            ("M3", "ND", "40", "60"),
            ("M4", "ND", "40", "10"),
            ("M5", "50 ppb", "100", None),
            ("M6", "<0.05", "40", None),
        )
    ]
    w = checked(tab("Lab tests", ["Sampled on", "Lot", "Kind", "Analyte", result, limit, loq, "Market"], *rows))
    verdicts = {row["lot_id"]: row["verdict"] for row in w.rows("FROM lab_verdict")}
    assert verdicts == {
        "M1": "pass",
        "M2": "fail",
        "M3": "inconclusive",
        "M4": "pass",
        "M5": "pass",
        "M6": "inconclusive",
    }
    assert not found(w)


def test_a_heading_of_results_alone_gives_the_unit_of_the_row():
    # The limit and the LOQ of a report stand in the unit of its results; the unit column fills only the other rows.
    head = ["Sampled on", "Lot", "Kind", "Analyte", "Result (ug/kg)", "Limit", "LOQ", "Market"]
    rows = [
        [DAY, lot, "residue", "glyphosate", text, "100", "10", "EU"]
        for lot, text in (("M1", "99"), ("M2", "101"), ("M3", "ND"), ("M4", "0.2 mg/kg"))
    ]
    expected = {"M1": "pass", "M2": "fail", "M3": "pass", "M4": "fail"}
    assert {
        row["lot_id"]: row["verdict"] for row in checked(tab("Lab tests", head, *rows)).rows("FROM lab_verdict")
    } == expected
    beside = checked(tab("Lab tests", [*head, "Unit"], *([*row, ""] for row in rows)))
    assert {row["lot_id"]: row["verdict"] for row in beside.rows("FROM lab_verdict")} == expected


def test_words_and_numbers_with_a_unit_of_their_own_stay_as_printed():
    head = ["Sampled on", "Lot", "Kind", "Analyte", "Result (cfu/g)", "Limit", "Market"]
    texts = {
        "1.2 x 10^3": "1.2 x 10^3 cfu/g",
        "<10": "<10 cfu/g",
        "3×10²": "3×10^2 cfu/g",
        "1e3": "1e3 cfu/g",
        "ND": "ND",
        "30 ufc/g": "30 ufc/g",
        "ND (<10)": "ND (<10)",
        "absent": "absent",
    }
    rows = [[DAY, f"M{i}", "microbiology", "moulds", text, "2000", "EU"] for i, text in enumerate(texts)]
    w = checked(tab("Lab tests", head, *rows))
    assert [row["result"] for row in w.rows("SELECT result FROM lab_tests ORDER BY row_no")] == list(texts.values())
    # not detected, nobody knows below what
    assert {row["lot_id"] for row in w.rows("FROM lab_verdict") if row["verdict"] != "pass"} == {"M4"}


def test_the_units_a_heading_may_name_are_those_results_are_compared_in():
    known = {row["word"] for row in warehouse_of().rows("SELECT word FROM lab_unit")}
    assert {word for word in known if read_unit(word, "laboratory", {}).code is None} == known
    assert read_unit("mg/l", "laboratory", {}).code == "unknown-unit"


def test_ten_to_the_third_is_not_a_hundred_and_three():
    # 10³ colonies are 1000, above a limit of 500; a limit of 10³ is met by 900
    rows = [
        [DAY, "M1", "microbiology", "moulds", "10³", "cfu/g", "500", "EU"],
        [DAY, "M2", "microbiology", "moulds", "900", "cfu/g", "10³", "EU"],
    ]
    w = checked(tab("Lab tests", ["Sampled on", "Lot", "Kind", "Analyte", "Result", "Unit", "Limit", "Market"], *rows))
    assert {row["lot_id"]: row["verdict"] for row in w.rows("FROM lab_verdict")} == {"M1": "fail", "M2": "pass"}
