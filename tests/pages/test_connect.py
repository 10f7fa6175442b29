"""Connect: files in, and a mapping made of a person's answers."""

from __future__ import annotations

from glob import escape

import pytest

from connectors.files import read_workbook
from logbooks.mapping import Mapping, TabMapping, dumps, loads
from logbooks.recognise import recognise
from ui.mapping_form import ALWAYS, NOWHERE, Answer, as_tables, headers
from ui.upload import safe_name
from ui.words import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("connect", cooperative)
    assert not app.exception and [title.value for title in app.title] == [say("pages.connect.title")]
    assert say("connect.download_template") in [button.label for button in app.get("download_button")]


def test_answers_become_the_tables_of_a_mapping_and_what_is_empty_is_not_said():
    answers = {"lot_id": Answer("row number"), "scheme": Answer(ALWAYS, constant="SCA"), "protocol": Answer(ALWAYS),
               "moisture": Answer("Moisture", strip=" approx , % ", unit="%"), "note": Answer(NOWHERE),
               "sampled_on": Answer("Grading Date", date_format="%B %d, %Y")}
    assert as_tables(answers) == {
        "columns": {"lot_id": "row number", "moisture": "Moisture", "sampled_on": "Grading Date"}, "constants": {"scheme": "SCA"},
        "date_format": {"sampled_on": "%B %d, %Y"}, "strip": {"moisture": ("approx", "%")}, "unit": {"moisture": "%"}}


def test_headings_that_stand_twice_or_nowhere_are_pointed_to_by_letter(tmp_path):
    path = tmp_path / "lots.csv"
    path.write_text("Lot,Kg,,Kg\nM1,60,x,61\n", "utf-8")
    (tab,) = read_workbook(path).tabs
    assert list(headers(tab, 1)) == ["Lot", "column B", "column C", "column D"]


def test_a_name_with_brackets_is_mapped_as_itself(tmp_path):
    """Names in a mapping are patterns; the form writes a name so that it means itself."""
    path = tmp_path / "lots [1].csv"
    path.write_text("Code,Group,Year\nM1,micro,2025/26\n", "utf-8")
    (tab,) = read_workbook(path).tabs
    columns = {"lot_id": "Code", "stream": "Group", "crop_year": "Year"}
    mapping = loads(dumps(Mapping((TabMapping(source=escape(tab.source), sheet=escape(tab.sheet), logbook="lots", columns=columns),))))
    assert recognise(tab, mapping).logbook == "lots"
    assert mapping.for_tab("lots 1.csv", tab.sheet) is None


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\Lots.xlsx", "Lots.xlsx"), ("a:b?.csv", "a_b_.csv"), ("...", "upload"), ("Café 1.ods", "Café 1.ods")])
def test_a_files_name_leads_nowhere_else(given, kept):
    assert safe_name(given) == kept
