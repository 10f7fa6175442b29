"""Questions: what is open, the answer in one click, what came of it, and the answers that can be taken back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from connectors.reading.files import read_workbook
from history.snapshots import store
from logbooks.questions.open_questions import Choice, OpenQuestion
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from pages.questions.question_list import what_it_does
from refresh import configuration
from tests.pages.conftest import ROOT, SCRIPT, words_of
from ui.state.own_upload import UPLOAD, GivenFile, Upload
from ui.state.visitor import OWN
from words.speech import as_text, say

ROWS = [
    ["Lote", "Tipo de lote", "Cosecha", "Oro (qq)"],
    ["M1", "micro", "2025/26", 10],
    ["B1", "conv. [x](y) {z}", "2025/26", 20],
]


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page over an own upload of two lots: what a qq weighs is open, and what a word means."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    book = openpyxl.Workbook()
    book.active.title = "Lots"
    for row in ROWS:
        book.active.append(row)
    file = tmp_path / "lots.xlsx"
    book.save(file)
    return shown(file)


def shown(file: Path, said: Mapping | None = None) -> AppTest:
    """The page over an own upload of that file."""
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="questions"), default_timeout=300)
    folder = tempfile.TemporaryDirectory(prefix="lotwise-test-", ignore_cleanup_errors=True)
    given = (GivenFile(file, read_workbook(file).tabs, file.name),)
    app.session_state[UPLOAD] = Upload(folder, given, said or Mapping())
    app.session_state[OWN] = store.temporary([file], mapping=said)
    return app.run()


def boxed(app: AppTest, label: str):
    """The box of that label."""
    return next(box for box in app.selectbox if box.label == label)


def pressed(app: AppTest, key: str) -> AppTest:
    """The page after the button of that key."""
    return next(button for button in app.button if button.key == key).click().run()


def chosen(app: AppTest, label: str):
    """The radio that offers this."""
    return next(radio for radio in app.radio if label in radio.options)


def test_nothing_is_open_in_the_sample(opened):
    app = opened("questions", "clean")
    assert not app.exception and say("questions.none") in words_of(app)


def test_each_open_question_is_a_card_that_says_what_hangs_on_it(page):
    words = words_of(page)
    assert not page.exception
    assert as_text("How many kg is one “qq” in your sheets?") in words
    assert as_text(say("questions.unused", count=1)) in words
    # the word of the sheet is shown to the letter, as no link
    assert page.selectbox[0].label.startswith(r"“conv. \[x\]\(y\) \{z\}”")


def test_a_choice_is_kept_at_once_and_the_page_says_what_came_of_it(page):
    app = chosen(page, as_text("46 kg")).set_value("46").run()
    assert not app.exception and as_text("How many kg is one “qq” in your sheets?") not in words_of(app)
    assert [told.value for told in app.success] == [as_text("Answered: 2 cells are read.")]
    made = app.session_state[OWN].rows("SELECT green_kg FROM lots WHERE lot_id = 'M1'")
    assert made == [{"green_kg": pytest.approx(460.0)}]  # 10 x 46
    assert app.session_state[UPLOAD].mapping.answers.said("size/qq") == "46"
    assert not configuration.mapping_path().exists()  # a visitor's own until it is used for everyone


def test_a_word_that_means_nothing_of_it_reads_no_more_than_before(page):
    page.selectbox[0].select_index(2)  # none of these; in a form nothing is sent before its button
    app = next(button for button in page.button if button.label == say("questions.keep_all")).click().run()
    assert not app.exception and [told.value for told in app.success] == [as_text(say("questions.came_of_nothing"))]


def test_an_answer_is_taken_back(page):
    app = chosen(page, as_text("46 kg")).set_value("46").run()
    box = next(box for box in app.selectbox if box.label == say("questions.take_back"))
    app = box.set_value("size/qq").run()
    app = next(button for button in app.button if button.label == say("questions.take_back_now")).click().run()
    assert not app.exception and as_text("How many kg is one “qq” in your sheets?") in words_of(app)


def test_an_answer_that_meets_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    app = shown(written(tmp_path, Lots=ROWS), Mapping(answers=Answers((GivenAnswer("size/arroba", "11.5"),))))
    assert not app.exception and say("questions.unmet", count=1) in [box.label for box in app.expander]
    assert "Nothing in these sheets is counted in “arroba”." in words_of(app)


def written(folder: Path, **tabs: list) -> Path:
    """A workbook of these tabs."""
    book = openpyxl.Workbook()
    for name, rows in tabs.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(folder / "own.xlsx")
    return folder / "own.xlsx"


def test_an_answer_is_given_otherwise_for_one_tab(tmp_path, monkeypatch):
    """Both tabs write the day first, until one is said to write the month first: 3 April, and 4 March."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    heads = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number"]
    norte, sur = ([heads, ["03/04/2025", f"F-{n}", 100 + n, "cherry", f"r{n}"]] for n in (0, 1))
    days = "dates/receipts.received_on/received on"
    app = shown(written(tmp_path, Norte=norte, Sur=sur), Mapping(answers=Answers((GivenAnswer(days, "dmy"),))))
    app = boxed(app, say("questions.one_tab")).set_value(days).run()
    app = boxed(app, say("questions.settled_tab")).set_value("Sur").run()
    app = pressed(boxed(app, say("questions.answer")).set_value("mdy").run(), "keep_one_tab")
    assert not app.exception
    read = app.session_state[OWN].rows("SELECT received_on FROM receipts ORDER BY row_id")
    assert [str(row["received_on"]) for row in read] == ["2025-04-03", "2025-03-04"]


def test_what_came_of_answers_given_tab_by_tab_is_counted(tmp_path, monkeypatch):
    """A cell in each tab could be of April or of March."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    heads = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number"]
    norte, sur = ([heads, ["03/04/2025", f"F-{n}", 100 + n, "cherry", f"r{n}"]] for n in (0, 1))
    app = shown(written(tmp_path, Norte=norte, Sur=sur))
    for tab, answer in (("Norte", "dmy"), ("Sur", "mdy")):
        next(box for box in app.selectbox if f"in {tab} " in box.label).set_value(answer)
    app = next(button for button in app.button if button.label == say("questions.keep_all")).click().run()
    assert not app.exception
    assert [told.value for told in app.success][:1] == [
        as_text("Answered: 2 cells are read, and 2 rows are used that were not.")
    ]


def test_what_the_sheets_settle_is_listed_and_asked_about_once_taken_back(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    lots = [["Lot", "Stream", "Crop year"], ["M-1", "micro", "2025/26"]]
    heads = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status"]
    app = shown(written(tmp_path, Lots=lots, Offers=[heads, ["O", "M 1", "B", "2026-03-03", 5, "open"]]))
    assert "a lot of the register is spelled otherwise, as in M 1 = M-1." in words_of(app)
    app = pressed(boxed(app, say("questions.settled_take_back")).set_value("lot/m 1").run(), "settled_ask")
    assert not app.exception and as_text("Which lots do these codes and names mean?") in words_of(app)


def test_a_choice_that_reads_nothing_says_how_much_stays_out_and_what_is_alike_is_said_once():
    """Three choices of which two mean the same for the headings; of the last the 4 rows stay out."""
    choices = (Choice("offers", "Offers", ("Its headings are: A",)), Choice("costs", "Costs", ("Its headings are: A",)))
    asked = OpenQuestion(
        id="tab/x", kind="tab", asks="?", why="", about=(), choices=(*choices, Choice("nothing", "None")), unused=4
    )
    assert what_it_does(asked) == ("Its headings are: A", ["", "", "Its 4 rows stay out of every number."])
    days = replace(asked, kind="dates", unused=0, cells=1, choices=(Choice("dmy", "Day", ("1/2 is 1 Feb",)),))
    assert what_it_does(days) == ("", ["1/2 is 1 Feb"])
    of_column = replace(asked, kind="column", choices=(Choice("nothing", "For both"),))
    assert what_it_does(of_column) == ("", [""])  # there it may be read all the same
