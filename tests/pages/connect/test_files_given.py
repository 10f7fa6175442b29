"""Connect, where a visitor brings files: what is asked about one that came again, and what comes of the answer."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from connectors.reading.files import ENDINGS
from history.snapshots import store
from logbooks.recognise.mapping import Mapping
from refresh import uploads_for_everyone
from tests.pages.conftest import ROOT, SCRIPT, words_of
from tests.refresh.connected import codes, lots
from ui.state.own_upload import UPLOAD
from ui.state.visitor import OWN
from words.speech import as_text, say

NAMES = ("report.csv", "report, file 2.csv")
HEAD = "Received on,Farmer,Lot,Weight (kg),Form\n"


def deliveries(kg: int, days: int, lot: str = "M1") -> bytes:
    """What one farmer brought for a lot on the first days of November."""
    return (HEAD + "".join(f"2025-11-{day:02},F1,{lot},{kg},cherry\n" for day in range(1, days + 1))).encode()


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page over the small log everyone sees."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    lots = tmp_path / "lots.csv"
    lots.write_text("Lot,Stream,Crop year,Green kg\nM1,micro,2025/26,60\n", "utf-8")
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="connect"), default_timeout=300)
    app.session_state[OWN] = store.temporary([lots])
    return app.run()


def given(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Connect after these files were dropped on it in one act."""
    app.file_uploader[0].set_value([(name, content, "") for name, content in files]).run()
    return app.switch_page(str(ROOT / "pages" / "connect" / "page.py")).run()


def labels(app: AppTest) -> list[str]:
    """What stands on the buttons of a question about a file."""
    return [button.label for button in app.button if (button.key or "").startswith("again_")]


def pressed(app: AppTest, label: str) -> AppTest:
    """The page after the button of that label."""
    return next(button for button in app.button if button.label == label).click().run()


def kg(app: AppTest) -> int:
    """What all files that are read received."""
    return app.session_state[OWN].rows("SELECT sum(weight_kg)::INT AS kg FROM clean.receipts")[0]["kg"]


def test_every_ending_that_can_be_read_is_named_where_files_are_dropped(page):
    assert [ending for ending in (*ENDINGS, ".toml") if ending not in page.file_uploader[0].label] == []


def test_of_a_file_that_may_be_two_of_its_name_each_is_offered_and_the_one_pressed_is_replaced(page):
    """100 + 100 of the first station, 10 + 10 of the second; the second comes again with a third day."""
    app = given(page, ("report.csv", deliveries(100, 2)), ("report.csv", deliveries(10, 2)))
    app = given(app, ("report.csv", deliveries(10, 3)))
    first, second = (say("connect.again_same", count=2, file=as_text(name)) for name in NAMES)
    assert not app.exception and labels(app) == [first, second, say("connect.again_other")]
    assert say("connect.again", count=2, file=as_text("report.csv")) in words_of(app)
    app = pressed(app, second)
    assert not app.exception and labels(app) == [] and kg(app) == 230


def test_what_waits_for_a_file_that_is_taken_away_is_asked_no_more(page):
    app = given(page, ("report.csv", deliveries(100, 2)), ("other.csv", deliveries(1, 1, "M9")))
    app = given(app, ("report.csv", b"Spent on,Category,Amount,Currency\n2025-12-24,milling,5,USD\n"))
    assert labels(app) == [say("connect.again_same", count=1), say("connect.again_other")]
    next(button for button in app.button if (button.key or "").startswith("drop-")).click().run()
    assert not app.exception and labels(app) == [] and kg(app) == 1
    assert [file.path.name for file in app.session_state[UPLOAD].files] == ["other.csv", "report.csv"]


def test_of_two_editions_that_waited_for_a_file_taken_away_the_later_is_read(page):
    """300 kg, and then the same with one day more: 400."""
    app = given(page, ("report.csv", b"Spent on,Category,Amount,Currency\n2025-12-24,milling,5,USD\n"))
    app = given(app, ("report.csv", deliveries(100, 3)))
    app = given(app, ("report.csv", deliveries(100, 4)))
    next(button for button in app.button if (button.key or "").startswith("drop-")).click().run()
    assert not app.exception and labels(app) == [] and kg(app) == 400


def test_how_days_are_written_is_chosen_by_an_example(page):
    """12/1/2026 with the month first is 1 December."""
    app = given(page, ("report.csv", b"Received on,Weight (kg),Form\n12/1/2026,5,cherry\n1/2/2026,6,cherry\n"))
    box = next(box for box in app.selectbox if box.label == f"Received on: {say('mapping.date_format')}")
    assert "28/3/2026" in box.options and not any("%" in option for option in box.options)
    app = box.select("%m/%d/%Y").run()
    app = next(button for button in app.button if button.label == say("connect.read")).click().run()
    assert not app.exception and app.session_state[UPLOAD].mapping.tabs[0].date_format == {"received_on": "%m/%d/%Y"}


def test_after_a_file_that_can_not_be_read_what_is_seen_now_stands_below_what_is_told_of_it(page):
    now = say("connect.recognised_now")
    assert now in [heading.value for heading in page.header]
    app = given(page, ("broken.xlsx", b"PK\x03\x04 no workbook"))
    assert not app.exception and len(app.error) == 1 and "broken" in app.error[0].value
    assert now in [heading.value for heading in app.header]
    app = given(app, ("report.csv", deliveries(100, 2)))
    assert not app.error and now not in [heading.value for heading in app.header]


def test_everyones_file_that_is_replaced_is_told_before(page, tmp_path):
    uploads_for_everyone.use([lots(tmp_path / "lots.csv", "M1")], Mapping())
    app = given(page, ("Lots.csv", b"Lot,Stream,Crop year\nM2,micro,2025/26\n"))
    assert say("connect.replaced", count=1, files=as_text("lots.csv")) in words_of(app) and not app.checkbox
    assert not pressed(app, say("connect.use")).exception and codes() == ["M2"]


def test_everyones_other_files_are_told_before_they_are_used_beside_and_go_where_they_are_unticked(page, tmp_path):
    lots(tmp_path / "before.csv", "M1")
    uploads_for_everyone.use([tmp_path / "before.csv"], Mapping())
    app = given(page, ("lots.csv", b"Lot,Stream,Crop year\nM2,micro,2025/26\n"))
    (box,) = [box for box in app.checkbox if box.label == as_text("before.csv")]
    assert not app.exception and box.value and say("connect.others", count=1) in words_of(app)
    box.uncheck().run()
    app = pressed(app, say("connect.use"))
    assert not app.exception and codes() == ["M2"]


def test_answers_can_be_seen_and_taken_back_when_nothing_is_open_any_more(page):
    """The menu has Questions only while one is open; the way to what was answered stands below what was recognised."""
    lots = b"Lot,Stream,Crop year\nM1,micro,2025/26\n"
    given_answer = b'[[answer]]\nquestion = "setting/pilot_start"\nanswer = "2025-10-01"\n'
    app = given(page, ("lots.csv", lots), ("answers.toml", given_answer))
    links = {link.proto.page: link.proto.label for link in app.get("page_link")}
    assert not app.exception and links.get("questions") == say("questions.see_answers")
