"""The nine languages hold together: no word means two things, and Python and DuckDB fold alike."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.vocabulary import sheet_words, shown_names
from logbooks.vocabulary.sheet_words import (
    LANGUAGES,
    choice_words,
    fold,
    fold_sql,
    language,
)
from logbooks.vocabulary.shown_names import choice_title, column_title

EVERY_LOGBOOK = list(logbooks().values())


def every_word(code: str):
    """Every text in a language's file."""

    def inside(part):
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            for value in part.values():
                yield from inside(value)
        else:
            for value in part:
                yield from inside(value)

    return list(inside(language(code)))


@pytest.mark.parametrize(
    "written, folded",
    [
        ("Lot_ID", "lot id"),
        ("  LOT — id ", "lot id"),
        ("Código del Lote:", "codigo del lote"),
        ("N.º de lote", "n o de lote"),
        ("Đã trả", "da tra"),
        ("Khối lượng", "khoi luong"),
        ("ＬＯＴ", "lot"),
        ("lo\u200bt", "lot"),
        ("የሎት ቁጥር", "የሎት ቁጥር"),
        ("%", ""),
    ],
)
def test_folding_keeps_letters_and_digits(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize("code", LANGUAGES)
def test_duckdb_folds_every_word_as_python_does(code):
    texts = [text for text in every_word(code) if fold(text)]
    found = duckdb.connect().execute(f"SELECT x, {fold_sql('x')} FROM (SELECT unnest(?) AS x)", [texts]).fetchall()
    # º and ² become o and 2 in Python alone: DuckDB has no compatibility forms, and no cell is compared by them.
    assert [(text, folded) for text, folded in found if folded != fold(text) and not set("º²") & set(text)] == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("logbook", EVERY_LOGBOOK, ids=lambda one: one.id)
def test_no_header_word_means_two_columns_of_a_logbook(logbook):
    meant: dict[str, set[str]] = {}
    for column in logbook.columns:
        for word in (column.name, column.clean_name, column.title):
            meant.setdefault(fold(word), set()).add(column.name)
    for code in LANGUAGES:
        said = language(code)
        for part in (said["headers"], said.get("headers_in", {}).get(logbook.id, {})):
            for name, alternatives in part.items():
                if logbook.has(name):
                    for word in alternatives:
                        meant.setdefault(fold(word), set()).add(name)
    assert {word: columns for word, columns in meant.items() if len(columns) > 1} == {}
    assert "" not in meant


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_names_only_what_there_is_and_every_title(code):
    said = language(code)
    columns = {column.name for logbook in EVERY_LOGBOOK for column in logbook.columns}
    assert set(said["headers"]) == columns
    assert set(said["tabs"]) == set(logbooks())
    assert all(set(part) <= columns for part in said.get("headers_in", {}).values())
    assert set(said.get("headers_in", {})) <= set(logbooks())
    assert len(said["months"]) == 12


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_choice_is_read_back_in_every_language(code):
    for logbook in EVERY_LOGBOOK:
        for column in logbook.columns:
            for choice in ("yes", "no") if column.kind is ColumnKind.YES_NO else column.choices:
                shown = choice_title(column, choice, code)
                assert choice_words(column)[fold(shown)] == choice, (logbook.id, column.name, shown)


def test_no_choice_word_means_two_choices_of_a_column():
    meant: dict[tuple[str, str], set[str]] = {}
    for code in LANGUAGES:
        for group, choices in language(code)["choices"].items():
            for choice, alternatives in choices.items():
                for word in alternatives:
                    meant.setdefault((group, fold(word)), set()).add(choice)
    assert {word: choices for word, choices in meant.items() if len(choices) > 1} == {}


def test_no_tab_word_means_two_logbooks():
    meant: dict[str, set[str]] = {}
    for code in LANGUAGES:
        for logbook, alternatives in language(code)["tabs"].items():
            for word in alternatives:
                meant.setdefault(fold(word), set()).add(logbook)
    assert {word: found for word, found in meant.items() if len(found) > 1} == {}


def test_oro_is_green_uva_is_cherry_and_the_two_pergaminos_are_kept_apart():
    form = logbooks()["receipts"].column("form")
    read = choice_words(form)
    assert (read["oro"], read["uva"], read["pergamino humedo"], read["pergamino seco"]) == (
        "green",
        "cherry",
        "wet parchment",
        "dry parchment",
    )
    assert (read["nhan"], read["buni"], read["ጀንፈል"]) == ("green", "dry cherry", "dry cherry")


def test_yes_and_no_are_read_in_every_language():
    read = choice_words(logbooks()["checks"].column("critical"))
    assert [read[word] for word in ("yes", "si", "sim", "oui", "co", "ya", "ndiyo", "አዎ", "yego")] == ["yes"] * 9
    assert [read[word] for word in ("no", "nao", "non", "khong", "tidak", "hapana", "አይ", "oya")] == ["no"] * 8


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_mark_of_an_example_is_known_to_duckdb(code):
    word = language(code)["words"]["example"][0]
    texts = [
        f"{word}: 2025-11-03",
        f"{word.upper()} : M-1",
        f"{word}",
        f"{word} Coffee",
        "2025-11-03",
        f"our {word}: x",
    ]
    expected = [True, True, False, False, False, False]
    found = (
        duckdb.connect()
        .execute(
            "SELECT regexp_matches(strip_accents(lower(x)), ?) FROM (SELECT unnest(?) AS x)",
            [sheet_words.example_pattern(), texts],
        )
        .fetchall()
    )
    assert [row[0] for row in found] == expected


def test_months_in_several_languages():
    months = sheet_words.month_words()
    assert (months["abril"], months["ene"], months["thang 12"], months["mei"], months["gicurasi"], months["sept"]) == (
        4,
        1,
        12,
        5,
        5,
        9,
    )


def test_titles_fall_back_to_english():
    assert column_title("offers", "buyer", "es") == "Comprador"
    assert column_title("inputs", "amount", "es") == "Cantidad"
    assert column_title("costs", "amount", "es") == "Monto"
    assert shown_names.title("offers", "vi") == "Chào hàng"
    with pytest.raises(KeyError, match="no words for xx"):
        language("xx")


@pytest.mark.parametrize(
    "logbook, heading, column",
    [
        ("offers", "Tgl Penawaran", "offered_on"),
        ("offers", "Fec. de embarque", "shipped_on"),
        ("receipts", "Cód. de productor", "farmer_id"),
        ("receipts", "Net wt", "weight"),
        ("lots", "Tgl buka", "opened_on"),
    ],
)
def test_a_word_of_a_heading_may_be_shortened(logbook, heading, column):
    assert sheet_words.header_words(logbook)[sheet_words.fold_header(heading)] == column
