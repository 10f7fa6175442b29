"""From an upload to a true premium, click by click, with no cell changed; and a month later nothing is asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.clicking import Person
from tests.browser.driving import go, in_menu, open_page, settle
from tests.browser.survey_export import survey_export
from tests.browser.workbook_in_spanish import workbook_of_april, workbook_of_march
from words.speech import say

pytestmark = pytest.mark.browser
CLICKS_AT_MOST = 30  # that a person who knows the cooperative needs
QUESTIONS_AT_MOST = 12
SOLD = "accepted: the deal was made"
# By meaning, as docs/questions.md has it: what was answered to the workbook of March.
ANSWERS_OF_MARCH = """
[answers]
"size/qq" = 46
"dates" = "dmy"
"word/receipts.form/tipo" = "dry parchment"
"day_of_sale/fecha" = "both"
"word/offers.status/estado" = "accepted"
"rate/GTQ" = 7.65
"setting/pilot_start" = 2025-10-01
"setting/export" = 0.25
"lot/ml 1" = "ML-01"
"lot/ml 2" = "ML-02"
"lot/microlote el manantial" = "ML-03"
"lot/lote 1" = "L-01"
"lot/lote 2" = "L-02"
"""


def bring(page, app: str, *files: Path) -> Person:
    """Somebody who has brought their files on Connect, on the page that came up then."""
    open_page(page, f"{app}/connect")
    person = Person(page)
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(files)
    return person


def asked(page) -> None:
    """Waits until what the files leave open is shown."""
    page.get_by_role("heading", level=1, name=say("pages.questions.title"), exact=True).wait_for()
    settle(page)


def premium(page) -> list[str]:
    """What stands on Measure beside Premium over bulk: of micro-lots, of bulk, and between them."""
    go(page, "measure")
    page.get_by_text(say("measure.layers.commercial"), exact=True).first.click()
    row = page.locator(".lw-table tr").filter(has_text="Premium over bulk")
    row.wait_for()
    return [cell.split()[0] for cell in row.locator("td .main").all_inner_texts()[:3]]


def nothing_is_open(page) -> bool:
    """Whether the menu has no entry Questions."""
    return not in_menu(page, "questions")


def all_is_answered(page, person) -> None:
    """Nothing is left to ask, and it took neither too many questions nor too many clicks."""
    page.get_by_text(say("questions.none")).wait_for()
    assert person.clicks <= CLICKS_AT_MOST and person.answered <= QUESTIONS_AT_MOST


def test_a_spanish_workbook_as_it_is_answered_click_by_click_shows_its_true_premium(app, page, tmp_path):
    person = bring(page, app, workbook_of_march(tmp_path / "cosecha marzo.xlsx"))
    asked(page)
    person.choose("In which order do your sheets write a day", "Day, month, year")
    person.choose("How many kg is one “qq”", "46 kg")
    person.pick("under “Tipo” in Recepción", {"Pergamino": "dry parchment", "Perg.": "dry parchment"})
    person.keep("under “Tipo” in Recepción")
    person.choose(
        "“Fecha” is the only day of the sale itself in Ventas",
        "The deal was made; when it was offered is not written down",
    )
    person.pick("under “Estado” in Ventas", {"Cerrado": SOLD, "Confirmado": SOLD})
    person.keep("under “Estado” in Ventas")
    person.keep("Which lots do these codes and names mean")  # each is filled in as it looks, and only to be confirmed
    person.type("How many GTQ did one USD cost", "7.65")
    person.type("from your gate to where your buyers take it over", "0.25")
    person.type("On which day did the pilot begin", "2025-10-01")
    all_is_answered(page, person)
    assert premium(page) == ["10.75", "5.25", "+5.50"]
    assert nothing_is_open(page)


def test_a_month_later_the_same_words_are_not_asked_about_again(app, page, tmp_path):
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS_OF_MARCH, "utf-8")
    bring(page, app, workbook_of_april(tmp_path / "Ventas y recepción, abril 2026.xlsx"), answers)
    page.get_by_role("heading", name=say("connect.recognised"), exact=True).wait_for()  # no question comes before it
    settle(page)
    assert nothing_is_open(page)
    assert premium(page) == ["10.75", "6.25", "+4.50"]


def test_the_export_of_a_survey_answered_click_by_click_shows_its_true_premium(app, page, tmp_path):
    person = bring(page, app, *survey_export(tmp_path))
    asked(page)
    person.keep("under “group_receipt/coffee_form” in purchases")  # both codes name cherry, only to be confirmed
    person.type("How many RWF did one USD cost", "1450")
    person.type("from your gate to where your buyers take it over", "0.20")
    person.type("On which day did the pilot begin", "2025-10-01")
    all_is_answered(page, person)
    assert premium(page) == ["9.30", "5.05", "+4.25"]
