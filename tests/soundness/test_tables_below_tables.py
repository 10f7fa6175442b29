"""A second table in a tab is read by its own headings, or said to be left out: 100 lb never count as 100 kg."""

from __future__ import annotations

from datetime import date

import pytest

from history.snapshots import store
from logbooks import health
from logbooks.recognise.mapping import Mapping, TabMapping
from tests.logbooks.typed_sheets import LOTS, RECEIPTS, checked, tab

DAY = date(2025, 11, 3)
LB = 0.45359237
FIRST = [
    [*RECEIPTS, "Lot"],
    [DAY, "F-1", 40, "cherry", "R-1", "M-1"],
    [DAY, "F-2", 50, "cherry", "R-2", "M-1"],
]


def kg(w) -> dict[str, float]:
    """The kilos of each farmer."""
    rows = w.rows("SELECT farmer_id, sum(weight_kg) AS kg FROM clean.receipts GROUP BY 1 ORDER BY 1")
    return {row["farmer_id"]: round(row["kg"], 6) for row in rows}


def test_stations_below_one_another_with_other_orders_and_units():
    """40 and 50 kg, then 61 kg with the form before the weight, then 100 lb of 0.45359237 kg."""
    w = checked(
        tab(
            "Receipts",
            *FIRST,
            [],
            ["Station B"],
            ["Received on", "Farmer", "Form", "Weight (kg)", "Lot"],
            [DAY, "F-10", "cherry", 61, "M-1"],
            [],
            ["Station C"],
            ["Received on", "Farmer", "Weight (lb)", "Form", "Receipt number", "Lot"],
            [DAY, "F-20", 100, "cherry", "R-3", "M-1"],
        )
    )
    assert kg(w) == {"F-1": 40, "F-10": 61, "F-2": 50, "F-20": round(100 * LB, 6)}
    assert [(line["sheet"], line["rows_in"], line["used"], line["not_data"]) for line in health.ledger(w)] == [
        ("Receipts", 3, 2, 1),
        ("Receipts, table 2", 3, 1, 2),
        ("Receipts, table 3", 3, 1, 2),
    ]
    assert w.rows("SELECT row_no FROM clean.receipts ORDER BY 1") == [{"row_no": n} for n in (2, 3, 7, 11)]


def test_a_wider_table_below_does_not_hide_the_one_above(tmp_path):
    """The headings that fit best stand below: the three rows above them count all the same."""
    file = tmp_path / "recibos.csv"
    file.write_text(
        "Fecha,Productor,Peso (kg),Estado\n2025-11-03,F-1,40,cereza\n2025-11-04,F-2,50,cereza\n"
        "2025-11-05,F-3,60,cereza\n"
        "Fecha,Productor,Estado,Peso (lb),Lote,Recibo,Humedad (%)\n2025-11-06,F-4,cereza,100,M-1,R-4,60\n",
        "utf-8",
    )
    assert kg(store.temporary([file])) == {"F-1": 40, "F-2": 50, "F-3": 60, "F-4": round(100 * LB, 6)}


def test_lots_below_receipts_are_lots():
    w = checked(tab("Sheet1", *FIRST, [], [], LOTS, ["M-1", "micro", "2025/26"]))
    assert w.rows("SELECT lot_id, row_no FROM clean.lots") == [{"lot_id": "M-1", "row_no": 7}]
    assert kg(w) == {"F-1": 40, "F-2": 50}
    assert health.problems(w) == []


def test_a_table_below_that_lacks_a_column_is_said_to():
    """Its rows name no farmer: not one is counted, and the missing column is told at its headings."""
    w = checked(tab("Receipts", *FIRST, [], ["Received on", "Form", "Weight (lb)"], [DAY, "cherry", 100]))
    assert kg(w) == {"F-1": 40, "F-2": 50}
    assert [(p.code, p.sheet, p.row) for p in health.problems(w)] == [("missing-column", "Receipts, table 2", 5)]


def test_headings_repeated_on_every_page_begin_no_table():
    again = [DAY, "F-3", 60, "cherry", "R-3", "M-1"]
    w = checked(
        tab(
            "Receipts",
            *FIRST,
            [],
            FIRST[0],
            again,
            [heading.upper() for heading in FIRST[0]],
            [*again[:4], "R-4", "M-1"],
        )
    )
    assert kg(w) == {"F-1": 40, "F-2": 50, "F-3": 120}
    assert [line["sheet"] for line in health.ledger(w)] == ["Receipts"]


@pytest.mark.parametrize("header_row", [1, None])
def test_where_a_person_described_the_tab_the_table_below_is_left_out_and_said(header_row):
    said = TabMapping(sheet="Receipts", logbook="receipts", header_row=header_row, columns={"farmer_id": "Farmer"})
    below = ["Received on", "Farmer", "Form", "Weight (lb)", "Lot"]
    w = checked(tab("Receipts", *FIRST, [], below, [DAY, "F-10", "cherry", 100, "M-1"]), mapping=Mapping((said,)))
    assert kg(w) == {"F-1": 40, "F-2": 50}
    assert [(p.code, p.row, p.written) for p in health.problems(w)] == [("table-below", 5, "")]
    assert "Received on, Farmer, Form, Weight (lb)" in health.problems(w)[0].what
