"""Ways in which a laboratory report once could have passed a lot it should not."""

from datetime import date

import pytest

from tests.logbooks.sheets import checked, found, tab
from tests.metrics.hand import asked, lots
from tests.support import warehouse_of

DAY = date(2026, 1, 15)
LAB = ["Sampled on", "Lot", "Kind", "Analyte", "Result", "Unit", "Limit", "Market", "LOQ"]


def row_of(result, limit="0.1", lot="M1", **columns):
    return {"sampled_on": DAY, "lot_id": lot, "kind": "residue", "analyte": "glyphosate", "result": result, "limit": limit, "unit": "mg/kg", "market": "EU",
            "loq": "0.01", **columns}


def outcome(*rows):
    return {row["lot_id"]: row["verdict"] for row in warehouse_of(lab_tests=list(rows)).rows("FROM lab_verdict")}


def test_not_detected_by_a_coarse_method_is_no_pass():
    assert outcome(row_of("ND", "0.01", loq="0.05"), row_of("<0.05", "0.01", "M2")) == {"M1": "inconclusive", "M2": "inconclusive"}


def test_a_decimal_comma_is_no_thousand_and_a_thousand_no_decimal():
    # 0,15 is above 0.1; 1.250 colonies are 1250 or 1 and a quarter, and pass nothing below 100 until somebody says which
    assert outcome(row_of("0,15"), row_of("1.250", "100", "M2", kind="microbiology", unit="cfu/g")) == {"M1": "fail", "M2": "inconclusive"}


def test_parts_per_billion_are_no_parts_per_million():
    assert outcome(row_of("150 ppb"), row_of("150", "100", "M2", unit="ug/kg"), row_of("0.15", "100 ppb", "M3")) == {"M1": "fail", "M2": "fail", "M3": "fail"}


def test_the_mean_of_replicates_hides_no_fail():
    assert outcome(row_of("0.01"), row_of("0.15"), row_of("0.01")) == {"M1": "fail"}


def test_a_unit_that_is_not_said_is_not_guessed():
    assert outcome(row_of("0.05", unit=None)) == {"M1": "inconclusive"}


def test_untested_lots_are_in_no_share_but_counted_beside():
    answer = asked("residue_pass", lots=lots(4), lab_tests=[row_of("ND")])
    assert (answer.groups["micro"].value, answer.groups["micro"].n) == (1.0, 1)
    assert answer.parts["tested of all lots"]["micro"].value == 0.25


@pytest.mark.parametrize("heads", [LAB, ["Ngày lấy mẫu", "Lô", "Loại", "Chất", "Kết quả", "Đơn vị", "Giới hạn", "Thị trường", "LOQ"]])
def test_from_the_sheet_to_the_verdict(heads):
    rows = [[DAY, "M-1", "residue", "glyphosate", "KPH", "mg/kg", "0,1", "EU", "0,01"], [DAY, "M-2", "residue", "glyphosate", 0.2, "mg/kg", 0.1, "EU", 0.01],
            [DAY, "M-3", "residue", "glyphosate", "xem phiếu", "mg/kg", 0.1, "EU", 0.01]]
    w = checked(tab("Laboratory tests", heads, *rows))
    assert [row for row in found(w) if row[0] != 1] == [(4, "result", "unreadable-result")]
    assert {row["lot_id"]: row["verdict"] for row in w.rows("FROM lab_verdict")} == {"M-1": "pass", "M-2": "fail", "M-3": "inconclusive"}


def test_the_cooperatives_limits_are_read_from_its_sheet_in_its_language():
    w = checked(tab("Pruebas de laboratorio", LAB, [DAY, "M-1", "residue", "glifosato", "0,05", "mg/kg", None, "UE", None]),
                tab("Límites", ["Analito", "Mercado", "Límite", "Unidad", "Válido desde", "Fuente", "Fecha de control"],
                    ["Glifosato", "Unión Europea", "0,02", "ppm", date(2025, 1, 1), "contrato", date(2025, 12, 1)],
                    ["Clorpirifós", "Unión Europea", "ver contrato", "mg por saco", date(2025, 1, 1), "contrato", None]))
    assert {row["lot_id"]: row["verdict"] for row in w.rows("FROM lab_verdict")} == {"M-1": "fail"}
    assert [row for row in found(w) if row[0] == 3] == [(3, "limit", "unreadable-result"), (3, "unit", "unknown-lab-unit")]
