"""Union: what the members say together, who does not count, and what may leave the office."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from pages.union.gathering import _report
from pages.union.member_numbers import forest_rows, unit_of
from pages.union.union_numbers import _published, row_of
from tests.pages.conftest import titles_of, words_of
from tests.union.federation.handed import row, standing, summary
from ui.parts.tables import table_html
from union.federation.forest_picture import ForestLine, forest_lines
from union.federation.members import Federation
from union.federation.union_report import union_report
from union.summary.parquet_file import in_bytes
from words.days import day
from words.speech import as_text, say

NAMES = ("Alto", "Bajo", "Centro", "Delta", "Este", "Fuego")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A data folder in which a function (member, ...) puts federation.toml and the summaries handed in."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    _report.clear()

    def put(*told, own: str = "", more: str = "") -> None:
        (tmp_path / "summaries").mkdir()
        for one in told:
            (tmp_path / "summaries" / f"{one.member}.parquet").write_bytes(in_bytes(one))
        text = (f'own = "{own}"\n' if own else "") + '[[member]]\nwhere = "summaries"\n' + more
        (tmp_path / "federation.toml").write_text(text, "utf-8")

    return put


def report(*rows, own: str = ""):
    return union_report([standing(one) for one in rows], Federation((), own))


def in_menu() -> bool:
    def script() -> None:
        import streamlit as st

        from ui.frame.frame import menu

        found = {page.url_path: page.visibility for of_group in menu().values() for page in of_group}
        st.text(found["union"])

    return AppTest.from_function(script, default_timeout=300).run().text[0].value == "visible"


def test_without_members_the_page_says_what_to_write_and_is_not_in_the_menu(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    page = opened("union", "clean")
    assert titles_of(page) == [say("pages.union.title")]
    assert [as_text(say("federation.none.what")) in info.value for info in page.info] == [True]
    assert not in_menu()


def test_the_numbers_of_six_members_stand_there_and_the_own_one_beside(opened, office):
    office(*(summary(name) for name in NAMES), own="Alto")
    page = opened("union", "clean")
    assert not page.exception and say("federation.text.members", good=6, count=6) in words_of(page)
    # all six measured 7.00, so that is the union's number, and with neighbours nothing moves
    assert "7.00" in words_of(page) and say("federation.page.alone", value="7.00") in words_of(page)
    assert [one.label for one in page.get("download_button")] == [say("federation.page.take")]
    assert in_menu()


def test_what_is_not_over_is_said_beside_it():
    running = report(*(row(name, to_date=True) for name in NAMES)).numbers
    over = report(*(row(name) for name in NAMES)).numbers
    for numbers, told in ((running, True), (over, False)):
        title = row_of("premium_over_bulk", {one.stream: one for one in numbers}, "")[0]
        assert (say("federation.page.to_date") in title.below) is told


def test_who_counts_is_listed_with_the_day_of_the_summary(opened, office):
    office(*(summary(name) for name in NAMES))
    said = words_of(opened("union", "clean"))
    assert say("federation.page.counted", count=6) in said
    assert all(name in said for name in NAMES) and said.count(say("freshness.as_of", day=day(date(2026, 3, 31)))) >= 6


def test_a_file_nobody_can_read_is_no_member(opened, office, tmp_path):
    office(*(summary(name) for name in NAMES))
    (tmp_path / "summaries" / "letter.parquet").write_bytes(b"a letter")
    said = words_of(opened("union", "clean"))
    assert say("federation.text.members", good=6, count=6) in said and say("federation.text.files", count=1) in said
    assert escape(say("federation.page.not_read", count=1)) in said


def test_what_too_few_members_say_is_shown_in_the_office_and_leaves_in_no_file(opened, office):
    office(*(summary(name) for name in NAMES[:3]))
    page = opened("union", "clean")
    assert "7.00" in words_of(page) and say("federation.page.office") in words_of(page)
    assert not page.get("download_button")


def test_a_member_without_a_place_is_named_with_the_reason(opened, office):
    office(*(summary(name) for name in NAMES), more='[[member]]\nname = "Grano <b>"\nwhere = "gone"\n')
    said = words_of(opened("union", "clean"))
    assert "Grano &lt;b&gt;" in said and "<b>" not in said.replace("<summary><b>", "")
    assert "gone, or it may not be looked into." in said


def test_who_does_not_count_and_who_counts_in_part_are_told_apart(opened, office):
    nowhen = summary("Fuego", row("Fuego"), row("Fuego", crop_year="old", season_began_on=None))
    office(*(summary(name) for name in NAMES[:5]), nowhen, more='[[member]]\nname = "Grano"\nwhere = "gone"\n')
    said = words_of(opened("union", "clean"))
    assert say("federation.page.not_counted", count=1) in said
    assert say("federation.page.in_part", count=1) in said
    assert say("federation.left_out.no_season", crop_year="old") in said


def test_a_new_summary_is_seen_at_the_next_look(opened, office, tmp_path):
    office(*(summary(name) for name in NAMES))
    page = opened("union", "clean")
    (tmp_path / "summaries" / "Grano.parquet").write_bytes(in_bytes(summary("Grano")))
    assert say("federation.text.members", good=7, count=7) in words_of(page.run())


def test_a_row_holds_each_stream_and_how_many_members_it_rests_on():
    micro = [row(name, 8.0) for name in NAMES]
    bulk = [row(name, 5.0, stream="bulk") for name in NAMES[:4]]
    found = union_report(
        [standing(*(one for one in (*micro, *bulk) if one.member == name)) for name in NAMES], Federation()
    )
    cells = row_of("premium_over_bulk", {one.stream: one for one in found.numbers}, "")
    assert [cell.main for cell in cells[1:]] == ["8.00", "5.00", "–", "6 · 4"]
    assert cells[-1].below == say("federation.page.office_some")  # four are too few to publish


def test_the_forest_puts_every_line_on_one_scale_and_names_nobody_but_the_own_member():
    one = report(*(row(name, 6.0 + place) for place, name in enumerate(NAMES)), own="Alto").numbers[0]
    lines = forest_lines(one, "Alto")
    rows = forest_rows(lines, unit_of(one, in_words=False))
    ends = [end for cells in rows for end in cells[2].ranges[0][1:3]]
    assert (min(ends), max(ends)) == (0.0, 1.0) and len(rows) == 5 + 2 + 2
    told = table_html(["", "", ""], rows, "forest")
    assert "Alto" in told and not any(name in told for name in NAMES[1:])


def test_where_ranges_cross_nothing_a_thin_line_says_where_it_lies():
    # from -1 to 3, nothing lies after a quarter
    lines = [ForestLine("Alto", 0.0, (-1.0, 1.0), is_own=True), ForestLine("the union", 2.0, (1.0, 3.0))]
    rows = forest_rows(lines, "USD/kg")
    assert [cells[2].nothing for cells in rows] == [0.25, 0.25]
    assert table_html(["", "", ""], rows, "forest").count("<u style='left:25.0%'></u>") == 2
    assert forest_rows(lines[1:], "USD/kg")[0][2].nothing is None


def test_the_download_holds_no_name_of_another_member():
    found = report(*(row(name, 6.0 + place) for place, name in enumerate(NAMES)), own="Alto")
    with zipfile.ZipFile(io.BytesIO(_published(found))) as archive:
        content = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert [line["members"] for line in csv.DictReader(io.StringIO(content["union.csv"]))] == ["6"]
    assert not any(name in text for name in NAMES[1:] for text in content.values())


def test_a_difference_of_shares_is_in_points_though_the_title_says_per_cent():
    told = {"unit": "share", "currency": None, "standard_error": 0.2}
    shares = [row(name, 0.8, scale="logit", **told) for name in NAMES]
    apart = [replace(row(name, 0.2, stream="difference", scale="plain", **told), middle=0.2) for name in NAMES]
    pairs = zip(shares, apart, strict=True)
    found = union_report([standing(*pair) for pair in pairs], Federation())
    cells = row_of("premium_over_bulk", {one.stream: one for one in found.numbers}, "")
    assert (cells[0].unit, cells[3].main, cells[3].unit) == ("%", "+20", say("measure.points"))
    assert cells[1].unit == ""
