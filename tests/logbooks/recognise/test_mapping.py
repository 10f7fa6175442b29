"""A person's own answers: kept as a file that reads back the same, and enough for a real table that knows nothing of
us."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.reading.files import read_workbook
from logbooks.catalogue import logbooks
from logbooks.check import intake
from logbooks.recognise.mapping import BadMapping, Mapping, TabMapping, dumps, load, loads, save
from logbooks.recognise.recognised import FoundColumn
from logbooks.recognise.recognition import recognise
from tests.logbooks.made_tabs import tab_of

CQI = Path(__file__).parents[3] / "sample_data" / "cqi_mapping.toml"

# The shape of the Coffee Quality Institute's table: one column without a header, a score in a text, no lot number.
TABLE = [
    [
        "",
        "Lot Number",
        "Grading Date",
        "Moisture",
        "Category One Defects",
        "Quakers",
        "Category Two Defects",
        "Total Cup Points",
    ],
    ["0", "", "April 4th, 2015", "12 %", "0 full defects", "0", "1 full defects", "Sample  90.58"],
    ["1", "", "May 31st, 2010", "0 %", "0 full defects", "0", "0 full defects", "Sample  89.75"],
]

name = st.sampled_from([column.name for column in logbooks()["offers"].columns])
anything = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
date_formats = st.permutations(["%d", "%m", "%Y", "/", " ", '"', "’"]).map("".join)
tab_mappings = st.builds(
    TabMapping,
    source=anything,
    sheet=anything,
    logbook=st.just("offers"),
    header_row=st.none() | st.integers(0, 40),
    columns=st.dictionaries(name, anything, max_size=3),
    constants=st.dictionaries(name, anything, max_size=3),
    date_format=st.dictionaries(name, date_formats, max_size=2),
    strip=st.dictionaries(name, st.lists(anything, max_size=3).map(tuple), max_size=2),
    unit=st.dictionaries(name, anything, max_size=2),
    decimal_mark=st.sampled_from([None, ",", "."]),
    date_order=st.sampled_from([None, "dmy", "mdy"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(tab_mappings, max_size=3))
def test_a_mapping_reads_back_as_it_was(tabs):
    assert loads(dumps(Mapping(tuple(tabs)))) == Mapping(tuple(tabs))


def test_a_saved_mapping_is_readable(tmp_path):
    mapping = Mapping(
        (
            TabMapping(
                source="Lots*.xlsx",
                sheet="Ventas",
                logbook="offers",
                columns={"buyer": 'Nombre "comercial"'},
                strip={"weight": ("sacos de",)},
                unit={"weight": "lb"},
                decimal_mark=",",
            ),
        )
    )
    save(mapping, tmp_path / "m.toml")
    assert load(tmp_path / "m.toml") == mapping
    assert (
        (tmp_path / "m.toml").read_text("utf-8")
        == """\
# What people said about their sheets. Made in Questions and Connect; may be changed by hand.

[[tab]]
source = "Lots*.xlsx"
sheet = "Ventas"
logbook = "offers"
decimal_mark = ","

[tab.columns]
buyer = "Nombre \\"comercial\\""

[tab.strip]
weight = ["sacos de"]

[tab.unit]
weight = "lb"
"""
    )


@pytest.mark.parametrize("form", ["%Q", "%d/%m/%", "day month year", "", "%d %d", "%H:%M"])
def test_a_date_format_that_is_none_is_told_when_the_mapping_is_loaded(form):
    """No such directive, one cut short, words alone, nothing, a day twice, and an hour that is the same every day."""
    with pytest.raises(BadMapping, match="said of opened_on in the mapping, is not a date format") as told:
        loads(f"[[tab]]\nlogbook = 'lots'\n[tab.date_format]\nopened_on = '{form}'")
    assert form in told.value.what and told.value.fix.startswith('Write it like "%B %d, %Y"')


@pytest.mark.parametrize("form", ["%B %d, %Y", "%d/%m/%Y", "%d.%m.%y", "%d %b %Y %H:%M"])
def test_one_that_tells_days_apart_is_taken(form):
    (tab,) = loads(f"[[tab]]\nlogbook = 'lots'\n[tab.date_format]\nopened_on = '{form}'").tabs
    assert tab.date_format == {"opened_on": form}


def test_the_first_mapping_that_fits_a_tab_holds():
    one, two = TabMapping(source="lots*", sheet="*2025*"), TabMapping()
    mapping = Mapping((one, two))
    assert mapping.for_tab("LOTS.xlsx", "Ventas 2025/26") is one
    assert mapping.for_tab("other.xlsx", "Ventas 2025/26") is two
    assert Mapping((one,)).for_tab("other.xlsx", "Ventas 2025/26") is None


@pytest.mark.parametrize(
    "text, what",
    [
        ("[[tab]]\nlogbook = 'cows'", "There is no logbook “cows” (tab 1 of the mapping)."),
        ("[[tab]]\nlogbook = 'lots'\n[tab.columns]\nprice = 'x'", "lots has no column “price” (tab 1 of the mapping)."),
        (
            "[[tab]]\nlogbook = 'lots'\n[tab.unit]\nweight_kg = 'lb'",
            "lots has no column “weight_kg” (tab 1 of the mapping).",
        ),
        ("[[tab]]\n[tab.columns]\ncows = 'x'", "No logbook has a column “cows” (tab 1 of the mapping)."),
        (
            "[[tab]]\nlogbook = 'offers'\n[tab.columns]\nweight = 'x'\nweight_kg = 'y'",
            "“weight_kg” in tab 1 of the mapping is said twice.",
        ),
        ("[[tab]]\ndecimal_mark = ';'", "decimal_mark in tab 1 of the mapping must be a comma or a point."),
        ("[[tab]]\ndate_order = 'ymd'", "date_order in tab 1 of the mapping must be dmy or mdy."),
        ("[[tab]]\ncolums = 1", "“colums” in tab 1 of the mapping means nothing here."),
        ("[[tab]]\ncolumns = 1", "columns in tab 1 of the mapping must name columns."),
        ("[[tab]]\nsource = 1", "source in tab 1 of the mapping must be text."),
        (
            "[[tab]]\nlogbook = 'lots'\n[tab.constants]\nnote = 1",
            "“note” in constants of tab 1 of the mapping must be text.",
        ),
        ("[[tabs]]\nlogbook = 'lots'", "“tabs” in the mapping means nothing here."),
        ("[tool.ruff]\nline-length = 120", "“tool” in the mapping means nothing here."),
        ("tab = 1", "The mapping must hold [[tab]] parts."),
        ("[[tab", "The mapping is not readable TOML"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_in_a_sentence(text, what):
    with pytest.raises(BadMapping) as caught:
        loads(text)
    assert caught.value.what.startswith(what)
    assert caught.value.fix


EVERY_COLUMN = [(logbook, column) for logbook in logbooks().values() for column in logbook.columns]


@pytest.mark.parametrize("logbook, column", EVERY_COLUMN, ids=lambda one: getattr(one, "id", "") or one.name)
def test_a_column_may_be_called_as_the_docs_call_it(logbook, column):
    parts = "".join(f"[tab.{part}]\n{column.clean_name} = 'x'\n" for part in ("columns", "constants", "unit"))
    for named in (f"logbook = '{logbook.id}'\n", ""):
        tab = loads(f"[[tab]]\n{named}{parts}").tabs[0]
        assert (tab.columns, tab.constants, tab.unit) == ({column.name: "x"},) * 3
    answers = loads(f"[answers]\n'unit/{logbook.id}.{column.clean_name}/peso kg' = 'kg'").answers
    assert answers.said(f"unit/{logbook.id}.{column.name}/peso kg") == "kg"


def test_a_sheet_is_read_by_the_names_of_the_docs():
    """Peso x and Precio x are headings nobody knows; they stand in the mapping as weight_kg and price_per_kg."""
    rows = [
        ["Fecha", "Socio", "Peso x", "Tipo de café", "Precio x"],
        ["2025-11-03", "F-1", "46.5", "uva", "0.8"],
    ]
    said = loads("""
        [[tab]]
        [tab.columns]
        weight_kg = "Peso x"
        price_per_kg = "Precio x"
        [tab.unit]
        weight_kg = "lb"
    """)
    found = recognise(tab_of(rows, "Recibos"), said)
    assert found.logbook == "receipts"
    assert (found.columns["weight"].index, found.columns["weight"].unit, found.columns["price"].index) == (3, "lb", 5)


def test_a_column_that_the_logbook_of_a_tab_does_not_have_is_of_another_tab():
    rows = [["Lote", "Tipo de lote", "Cosecha", "Cliente x"], ["M-1", "micro", "2025/26", "A"]]
    found = recognise(tab_of(rows, "Lotes"), loads('[[tab]]\n[tab.columns]\nbuyer = "Cliente x"'))
    assert (found.logbook, set(found.columns)) == ("lots", {"lot_id", "stream", "crop_year"})


def test_a_mapping_file_that_says_nothing_is_refused(tmp_path):
    (tmp_path / "empty.toml").write_text("# nothing was said\n", encoding="utf-8")
    with pytest.raises(BadMapping, match=r"empty\.toml says nothing of any tab"):
        load(tmp_path / "empty.toml")


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(BadMapping, match=r"nothing.toml could not be opened"):
        load(tmp_path / "nothing.toml")


def test_the_mapping_of_the_quality_institute_fits_its_table():
    found = recognise(tab_of(TABLE, sheet="cqi_arabica_ratings_raw", source="cqi_arabica_ratings_raw.csv"), load(CQI))
    assert found.logbook == "quality"
    assert found.columns == {
        "lot_id": FoundColumn(0, "row number"),
        "sample_id": FoundColumn(0, "row number"),
        "sampled_on": FoundColumn(3, "Grading Date", date_format="%B %d, %Y"),
        "moisture": FoundColumn(4, "Moisture"),
        "category1_defects": FoundColumn(5, "Category One Defects", strip=("full defects",)),
        "quakers": FoundColumn(6, "Quakers"),
        "category2_defects": FoundColumn(7, "Category Two Defects", strip=("full defects",)),
        "cup_score": FoundColumn(8, "Total Cup Points", strip=("Sample",)),
    }
    assert found.constants == {"scheme": "SCA", "protocol": "SCA-2004", "stage": "arrival", "sample_g": "350"}
    assert found.unknown == ((2, "Lot Number"),)
    assert [remark.code for remark in found.remarks] == ["unknown-column", "column-without-header"]


def test_what_a_person_said_wins_over_the_headers():
    rows = [["Date", "Farmer", "Weight", "Form", "Gross"], ["03/11/2025", "7", "1,5", "cherry", 48]]
    said = TabMapping(
        columns={"weight": "Gross"},
        constants={"form": "green"},
        unit={"weight": "lb"},
        decimal_mark=",",
        date_order="dmy",
    )
    found = recognise(tab_of(rows), Mapping((said,)))
    assert (found.logbook, found.columns["weight"], found.constants) == (
        "receipts",
        FoundColumn(5, "Gross", "lb"),
        {"form": "green"},
    )
    assert "form" not in found.columns
    assert (found.decimal_mark, found.date_order) == (",", "dmy")


def test_a_column_without_a_header_is_pointed_to_by_its_letter():
    rows = [["Date", "Farmer", None, "Form"], ["2025-11-03", "F-1", 46.5, "cherry"]]
    found = recognise(
        tab_of(rows), Mapping((TabMapping(logbook="receipts", columns={"weight": "column C"}, unit={"weight": "kg"}),))
    )
    assert found.columns["weight"] == FoundColumn(3, "", "kg")
    assert found.remarks == ()


def test_a_sheet_without_any_header_is_read_by_letters():
    rows = [["2025-11-03", "F-1", 46.5, "cherry"], ["2025-11-04", "F-2", 40, "cherry"]]
    by_letter = {"received_on": "column A", "farmer_id": "column B", "weight": "column C", "form": "column D"}
    found = recognise(
        tab_of(rows), Mapping((TabMapping(logbook="receipts", header_row=0, columns=by_letter, unit={"weight": "kg"}),))
    )
    assert (found.header_row, [column.index for column in found.columns.values()], found.remarks) == (
        0,
        [1, 2, 3, 4],
        (),
    )


def test_a_header_row_is_where_a_person_says():
    rows = [
        ["Date", "Farmer", "Weight", "Form"],
        ["old", "old", 1, "old"],
        ["Date", "Farmer", "Weight", "Form"],
        ["2025-11-03", "F-1", 46.5, "cherry"],
    ]
    assert recognise(tab_of(rows)).header_row == 1
    assert recognise(tab_of(rows), Mapping((TabMapping(header_row=3),))).header_row == 3


def test_a_mapped_header_that_is_gone_is_told():
    rows = [["Date", "Farmer", "Weight (kg)", "Form"], ["2025-11-03", "F-1", 46.5, "cherry"]]
    found = recognise(tab_of(rows), Mapping((TabMapping(logbook="receipts", columns={"farmer_id": "Código"}),)))
    assert [(r.code, r.written, r.detail) for r in found.remarks if r.code != "unknown-column"] == [
        ("mapped-column-not-found", "Código", "Farmer"),
        ("missing-column", "", "Farmer"),
    ]


def test_the_real_table_goes_in_whole_by_the_mapping_alone():
    """Every figure is counted a second time, from the text of the file."""
    file = Path(__file__).parents[2] / "real" / "cqi_arabica_ratings_raw.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    moist = [float(row["Moisture"].rstrip(" %")) for row in rows]
    scores = [float(row["Total Cup Points"].removeprefix("Sample")) for row in rows]

    connection = duckdb.connect()
    intake.load(connection, [read_workbook(file)], load(CQI))
    assert connection.execute(
        "SELECT logbook, rows_in, used + doubtful, left_out, not_data FROM ledger"
    ).fetchall() == [("quality", 1313, 1312, 0, 1)]
    kept = connection.execute(
        "SELECT count(DISTINCT lot_id), min(sampled_on), sum(category2_defects), any_value(scheme), "
        "any_value(protocol) FROM clean.quality"
    ).fetchone()
    assert kept == (
        1312,
        date(2010, 4, 9),
        sum(float(row["Category Two Defects"].removesuffix(" full defects")) for row in rows),
        "SCA",
        "SCA-2004",
    )
    sums = connection.execute(
        "SELECT sum(moisture), count(moisture), sum(cup_score), count(cup_score) FROM clean.quality"
    ).fetchone()
    assert sums == pytest.approx((sum(moist), sum(m > 0 for m in moist), sum(scores), sum(s > 0 for s in scores)))
    told = dict(connection.execute("SELECT code, count(*) FROM problems GROUP BY code").fetchall())
    assert (told["zero-moisture"], told["zero-score"]) == (moist.count(0), scores.count(0)) == (253, 1)
