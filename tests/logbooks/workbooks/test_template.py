"""The template: filled in, every column is found again in every language, and the grey example is never counted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook, load_workbook

from connectors.reading.files import read_workbook
from logbooks.catalogue import logbooks
from logbooks.check.intake import load
from logbooks.declare import ColumnKind
from logbooks.recognise.recognition import recognise
from logbooks.settings import settings
from logbooks.vocabulary.setting_words import setting_title
from logbooks.vocabulary.sheet_words import LANGUAGES, choice_words, fold
from logbooks.vocabulary.shown_names import title
from logbooks.vocabulary.template_words import guide
from logbooks.vocabulary.units import read_unit
from logbooks.workbooks.template import ORDER, SAID_IN_HEADING, NoSuchTemplate, _shown, tabs_of, write_template
from logbooks.workbooks.template_guide import text
from tests.languages import EACH


def filled(path: Path, code: str, which="all") -> dict[str, dict[str, object]]:
    """A template with one row typed below each grey example: the declared examples. Returns what was typed where."""
    write_template(path, which, code)
    book, typed = load_workbook(path), {}
    for page, (_, columns) in zip(book.worksheets[1:], tabs_of(which), strict=True):
        typed[page.title] = {column.name: _shown(column, code) for column in columns if column.example}
        for number, column in enumerate(columns, start=1):
            if column.example:
                page.cell(3, number).value = typed[page.title][column.name]
                page.cell(3, number).number_format = page.column_dimensions[
                    page.cell(1, number).column_letter
                ].number_format
    book.save(path)
    return typed


@pytest.mark.parametrize("code", EACH)
def test_every_column_of_every_logbook_is_found_again(tmp_path, code):
    filled(tmp_path / "filled.xlsx", code)
    book = read_workbook(tmp_path / "filled.xlsx")
    found = [recognise(tab) for tab in book.tabs]
    assert (found[0].logbook, found[0].not_a_log, found[0].remarks) == (None, "guide", ())
    assert [one.logbook for one in found[1:]] == list(ORDER)
    for one, (logbook, columns) in zip(found[1:], tabs_of("all"), strict=True):
        assert {name: column.index for name, column in one.columns.items()} == {
            c.name: n for n, c in enumerate(columns, start=1)
        }, (code, logbook.id)
        assert (one.header_row, one.unknown, one.remarks) == (1, (), ()), (code, logbook.id)
        for column in columns:
            if column.kind in (ColumnKind.MASS, ColumnKind.PRICE):
                assert read_unit(one.columns[column.name].unit, column.kind.value, {}).size == 1, (
                    code,
                    logbook.id,
                    column.name,
                )
            if column.kind in (ColumnKind.SHARE, ColumnKind.PERCENT):
                assert one.columns[column.name].unit == "%", (code, logbook.id, column.name)


@pytest.mark.parametrize("code", [pytest.param("vi", marks=pytest.mark.long), "am"])
def test_the_typed_row_is_counted_and_the_example_is_not(tmp_path, code):
    filled(tmp_path / "filled.xlsx", code)
    book = read_workbook(tmp_path / "filled.xlsx")
    connection = duckdb.connect()
    load(connection, [book])
    ledger = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT logbook, rows_in, used + doubtful, left_out, not_data FROM ledger WHERE logbook IS NOT NULL"
        ).fetchall()
    }
    assert ledger == dict.fromkeys(logbooks(), (3, 1, 0, 2)), code
    reasons = connection.execute(
        "SELECT DISTINCT reason FROM not_data WHERE row_no = 2 AND sheet <> ?", [book.tabs[0].sheet]
    ).fetchall()
    assert reasons == [("example",)]
    kept = connection.execute("SELECT received_on, farmer_id, weight_kg, form FROM clean.receipts").fetchall()
    assert kept == [(date(2025, 11, 3), "F-001", 412.5, "cherry")]
    sold = connection.execute(
        "SELECT status, asked_price_per_kg, accepted_price_per_kg, incoterm FROM clean.offers"
    ).fetchall()
    assert sold == [("accepted", 7.5, 7.1, "FOB")]


def test_an_untouched_template_holds_no_data(tmp_path):
    write_template(tmp_path / "empty.xlsx", "starter", "fr")
    connection = duckdb.connect()
    load(connection, [read_workbook(tmp_path / "empty.xlsx")])
    assert connection.execute("SELECT sum(used), sum(doubtful), sum(left_out) FROM ledger").fetchone() == (0, 0, 0)
    assert connection.execute("SELECT code, what FROM problems").fetchall() == []


def test_typing_over_the_first_cell_makes_the_example_a_row(tmp_path):
    path = tmp_path / "typed.xlsx"
    write_template(path, ("receipts",), "es")
    book = load_workbook(path)
    book.worksheets[1]["A2"] = date(2025, 12, 1)
    book.save(path)
    connection = duckdb.connect()
    load(connection, [read_workbook(path)])
    assert connection.execute("SELECT received_on, farmer_id FROM clean.receipts").fetchall() == [
        (date(2025, 12, 1), "F-001")
    ]


def test_the_starter_leaves_out_what_is_not_needed_at_first():
    names = {logbook.id: [column.name for column in columns] for logbook, columns in tabs_of("starter")}
    assert set(names) == {logbook.id for logbook in logbooks().values() if logbook.starter}
    for name, columns in names.items():
        declared = logbooks()[name]
        assert columns == [c.name for c in declared.columns if c.starter and c.name not in SAID_IN_HEADING]
        assert {c.name for c in declared.columns if c.required} <= set(columns)


@pytest.mark.parametrize("logbook", logbooks().values(), ids=lambda one: one.id)
def test_the_mark_stands_in_a_required_column_with_an_example(logbook):
    first = logbook.columns[0]
    assert first.required and first.example


@pytest.mark.parametrize("code", EACH)
def test_lists_to_choose_from_are_in_the_language_and_short_enough_for_excel(tmp_path, code):
    write_template(tmp_path / "t.xlsx", "all", code)
    book = load_workbook(tmp_path / "t.xlsx")
    for page, (logbook, columns) in zip(book.worksheets[1:], tabs_of("all"), strict=True):
        rules = {str(rule.sqref).split("3:")[0]: rule for rule in page.data_validations.dataValidation}
        for number, column in enumerate(columns, start=1):
            letter = page.cell(1, number).column_letter
            if column.choices or column.kind is ColumnKind.YES_NO:
                words = rules[letter].formula1.strip('"').split(",")
                assert len(rules[letter].formula1) <= 257
                assert [choice_words(column)[fold(word)] for word in words] == list(column.choices or ("yes", "no")), (
                    logbook.id,
                    column.name,
                )


def test_the_settings_tab_offers_the_settings_there_are(tmp_path):
    write_template(tmp_path / "t.xlsx", "starter", "fr")
    book = load_workbook(tmp_path / "t.xlsx")
    rule = next(iter(book["Réglages"].data_validations.dataValidation))
    assert rule.formula1.startswith("'À lire d''abord'!$A$")
    first, last = (int(cell.rsplit("$", 1)[1]) for cell in rule.formula1.split("!")[1].split(":"))
    offered = [book.worksheets[0].cell(row, 1).value for row in range(first, last + 1)]
    assert offered == [setting_title(name, "fr") for name in settings()]
    assert (offered[0], book.worksheets[0].cell(first, 4).value) == ("début du pilote", "pilot_start")


def test_columns_are_typed_and_every_heading_has_help(tmp_path):
    write_template(tmp_path / "t.xlsx", "all", "en")
    book = load_workbook(tmp_path / "t.xlsx")
    page = book["Offers"]
    heads = {cell.value: cell for cell in page[1]}
    formats = {head: page.column_dimensions[cell.column_letter].number_format for head, cell in heads.items()}
    assert (formats["Offer *"], formats["Offered on *"], formats["Weight (kg) *"], formats["Accepted price (/kg)"]) == (
        "@",
        "yyyy-mm-dd",
        "#,##0.0",
        "#,##0.00",
    )
    assert all(cell.comment and cell.comment.text for sheet in book.worksheets[1:] for cell in sheet[1])
    assert "FOB" in heads["Incoterm"].comment.text
    assert all(sheet.freeze_panes == "B2" and sheet.column_dimensions["A"].width >= 12 for sheet in book.worksheets[1:])


def test_nothing_in_the_template_is_a_formula(tmp_path):
    write_template(tmp_path / "t.xlsx", "all", "pt")
    for sheet in load_workbook(tmp_path / "t.xlsx").worksheets:
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_words_that_begin_like_a_formula_stay_words(tmp_path):
    book = Workbook()
    text(book.active["A1"], "=1+1")
    book.save(tmp_path / "t.xlsx")
    cell = load_workbook(tmp_path / "t.xlsx").active["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_tab_explains_and_names_every_tab(tmp_path, code):
    write_template(tmp_path / "t.xlsx", "starter", code)
    book = load_workbook(tmp_path / "t.xlsx")
    said = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert said[0] == f"Lotwise · {guide(code)['title']}"
    assert {title(logbook.id, code) for logbook, _ in tabs_of("starter")} <= set(said)
    assert len(set(book.sheetnames)) == len(book.sheetnames)


@pytest.mark.parametrize(
    "which, code, what",
    [
        (("lots", "cows"), "en", "There is no logbook “cows”."),
        ("cows", "en", "There is no logbook “cows”."),
        ("starter", "xx", "There is no template in “xx”."),
    ],
)
def test_what_there_is_not_is_said_in_a_sentence(tmp_path, which, code, what):
    with pytest.raises(NoSuchTemplate) as caught:
        write_template(tmp_path / "t.xlsx", which, code)
    assert caught.value.what == what


# Read by the verdict at a gate, whose rules come with the plan they are agreed in.
READ_AT_A_GATE = {
    ("plan", "applies_to"),
    ("plan", "min_n"),
    ("plan", "agreed_by"),
    ("plan", "agreed_on"),
    ("plan", "role"),
}


def test_everything_in_the_starter_is_read_by_something():
    root = Path(__file__).parents[3]
    readers = [
        *root.glob("metrics/**/*.py"),
        *root.glob("logbooks/warehouse/tables/**/*.sql"),
        *root.glob("logbooks/check/rules_sql/*.sql"),
        *root.glob("logbooks/check/*.py"),
        *root.glob("decisions/**/*.py"),
        *root.glob("decisions/*.sql"),
        *root.glob("decisions/*.toml"),
        *root.glob("ui/**/*.py"),
        *root.glob("pages/**/*.py"),
    ]
    read = {word for file in readers for word in re.findall(r"[a-z_0-9]+", file.read_text("utf-8"))}
    unread = [
        (logbook.id, column.name)
        for logbook, columns in tabs_of("starter")
        for column in columns
        if not {column.name, column.clean_name} & read and column.name not in (*logbook.key, logbook.dated_by)
    ]
    assert set(unread) <= READ_AT_A_GATE


def test_notes_are_in_the_language_where_we_have_it(tmp_path):
    write_template(tmp_path / "t.xlsx", ("lots",), "es")
    assert (
        load_workbook(tmp_path / "t.xlsx")["Lotes"]["A1"].comment.text
        == "El código propio del lote, escrito igual en todos los registros.\nEjemplo: M-2025-01"
    )
