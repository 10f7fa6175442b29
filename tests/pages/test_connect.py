"""Connect: the sources and how each stands, files in, and a mapping made of a person's answers."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from glob import escape

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from connectors import kept_readings as kept
from connectors.cells import Tab, Workbook
from connectors.reading.files import read_workbook
from connectors.source import Source, kinds
from history.held_tab import HeldTab
from logbooks.recognise.mapping import Mapping, TabMapping, dumps, loads
from logbooks.recognise.recognition import recognise
from pages.connect import source_mapping
from pages.connect.gone_rows import gone
from pages.connect.mapping_form import ALWAYS, GUESS, NOWHERE, TabAnswer, as_tables, headers
from pages.connect.source_list import remove_words
from pages.connect.source_words import place_of, standing
from refresh import configuration, source_states, tab_decisions
from refresh.one_refresh import refresh
from refresh.source_places import reading_of
from refresh.source_states import Progress, SourceProgress, SourceState, Trouble
from tests.pages.conftest import ROOT, SCRIPT, titles_of, words_of
from ui.state import background
from ui.state.visitor import OWN
from words.speech import say, words


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("connect", cooperative)
    assert not app.exception and titles_of(app) == [say("pages.connect.title")]
    assert say("connect.download_template") in [button.label for button in app.get("download_button")]


def test_answers_become_the_tables_of_a_mapping_and_what_is_empty_is_not_said():
    answers = {
        "lot_id": TabAnswer("row number"),
        "scheme": TabAnswer(ALWAYS, constant="SCA"),
        "protocol": TabAnswer(ALWAYS),
        "moisture": TabAnswer("Moisture", strip=" approx , % ", unit="%"),
        "note": TabAnswer(NOWHERE),
        "sampled_on": TabAnswer("Grading Date", date_format="%B %d, %Y"),
    }
    assert as_tables(answers) == {
        "columns": {"lot_id": "row number", "moisture": "Moisture", "sampled_on": "Grading Date"},
        "constants": {"scheme": "SCA"},
        "date_format": {"sampled_on": "%B %d, %Y"},
        "strip": {"moisture": ("approx", "%")},
        "unit": {"moisture": "%"},
    }


def test_every_format_of_days_that_is_offered_reads_its_example():
    offered = {form: example for form, example in words()["mapping"]["date_formats"].items() if form != GUESS}
    assert [TabMapping(date_format={"opened_on": form}).date_format["opened_on"] for form in offered] == list(offered)
    read = {form: datetime.strptime(example, form) for form, example in offered.items()}
    assert read == dict.fromkeys(offered, datetime(2026, 3, 28))


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
    mapping = loads(
        dumps(
            Mapping((TabMapping(source=escape(tab.source), sheet=escape(tab.sheet), logbook="lots", columns=columns),))
        )
    )
    assert recognise(tab, mapping).logbook == "lots"
    assert mapping.for_tab("lots 1.csv", tab.sheet) is None


# --- the connected sources -------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty data folder; the thread that reads in the background ends with the test."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    background._keeper.clear()


@pytest.fixture
def lots(tmp_path):
    """A workbook with two lots."""
    path = tmp_path / "lots.csv"
    path.write_text("Lot,Stream,Crop year,Green kg\nM1,micro,2025/26,60\nB1,bulk,2025/26,900\n", "utf-8")
    return path


def press(app, key: str):
    return next(button for button in app.button if button.key == key).click().run()


def write(app, key: str, text: str):
    return next(box for box in app.text_input if box.key == key).set_value(text).run()


def test_what_was_recognised_is_one_line_with_the_table_folded_below(opened, home, cooperatives):
    """The tabs and the columns of the clean sample, counted in its reading; none of it is an exception."""
    tabs = cooperatives["clean"].rows("FROM tabs")
    columns = sum(len(json.loads(tab["recognised"])["columns"]) for tab in tabs)
    shown = htmls(opened("connect", "clean"))
    line = f"<summary><b>{len(tabs)} of {len(tabs)} tabs, {columns} columns understood</b></summary>"
    assert line in shown and "lw-table found exceptions" not in shown
    heads = [say(f"connect.{head}") for head in ("tab", "read_as", "known_columns")]
    assert re.findall("<th scope='col'>(.*?)</th>", shown) == heads


def test_of_the_messy_sample_the_exceptions_stand_open(opened, home):
    """Ideas and Sheet7 are not read, Old sales names no buyer, Weather is nobody's column; three tabs have a title."""
    shown = htmls(opened("connect", "messy"))
    for told in ("2 tabs are not read", "1 tab lacks a column", "1 column is kept but not understood"):
        assert f"<th scope='row'><div class='main'>{told}</div></th>" in shown
    assert "Receipts Station A: Weather" in shown and "Receipts Station A: row 4" in shown


def test_where_nothing_is_connected_the_ways_are_three_cards_and_one_is_recommended(opened, home):
    app = opened("connect", "empty")
    recommended = f"{say('add.title')} :green-badge[{say('connect.recommended')}]"
    assert [one.value for one in app.header][:3] == [recommended, say("connect.upload"), say("connect.template")]


def test_without_sources_the_form_stands_open_and_a_text_that_is_no_place_is_told(opened, home):
    app = opened("connect", "empty")
    assert app.header[0].value.startswith(say("add.title"))
    assert say("add.unknown") in [warning.value for warning in write(app, "add_where", "gopher:// nowhere").warning]


def test_a_path_is_tried_without_keeping_and_then_added(opened, home, lots):
    """Two rows below the heading; the Test reads in a process of its own and nothing is written before Add."""
    app = write(opened("connect", "empty"), "add_where", f'"{lots}"')  # as Windows copies a path
    assert kinds()["workbook"].title in words_of(app)
    app = press(app, "add_test")
    assert app.session_state["add_trial"].done.wait(60)
    app = app.run()
    assert "<b>1 of 1 tab, 4 columns understood, 2 rows</b>" in htmls(app) and configuration.load().sources == ()
    app = press(app, "add_add")
    assert say("add.needs_name") in [warning.value for warning in app.warning]
    app = press(write(write(app, "add_name", "Station <b>North</b>"), "add_owner", "Station office"), "add_add")
    assert [(one.name, one.kind, one.where, one.owner) for one in configuration.load().sources] == [
        ("Station <b>North</b>", "workbook", str(lots), "Station office")
    ]
    assert "Station &lt;b&gt;North&lt;/b&gt;" in htmls(app) and "<b>North</b>" not in htmls(app)


def test_a_file_that_is_not_there_is_told_with_what_to_do_and_can_only_be_added_where_it_may_come(
    opened, home, tmp_path
):
    app = press(write(opened("connect", "empty"), "add_where", str(tmp_path / "gone.xlsx")), "add_test")
    assert app.session_state["add_trial"].done.wait(60)
    app = app.run()
    assert "There is no file gone" in app.error[0].value.replace("\\", "")
    assert "add_add" not in [button.key for button in app.button]


def connected(home, **state) -> None:
    """One source, a spreadsheet shared by link, that stands as told."""
    configuration.add(Source("Station North", "google_link", LINK, "Station office"))
    source_states.keep_source_states(
        [SourceState("Station North", "google_link", LINK, "Station office", read_at=READ, checked_at=READ, **state)]
    )


LINK, READ = (
    "https://docs.google.com/spreadsheets/d/1abcdefghijklmnopqrstuvwxyz0123456789ABCDEF/edit",
    f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
)
SHARE = Trouble("Station North is not shared by link.", "Open it, choose Share.", READ)
FEWER = HeldTab("Station book", "Lots", "lots", 80, 12, 68, "68 of its 80 rows are gone", READ, "d1")


def htmls(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(
    ("state", "word", "look"),
    [
        ({}, say("sources.good"), "good"),
        ({"trouble": SHARE}, "Cannot be read since", "stopped"),
        ({"trouble": replace(SHARE, passes=True)}, "Not reached since", "waits"),
        ({"held": (FEWER,)}, say("sources.held", count=1), "waits"),
    ],
)
def test_how_a_source_stands_is_one_word_and_no_link_is_shown(opened, home, state, word, look):
    connected(home, **state)
    app = opened("connect", "empty")
    assert f"<div class='word {look}'>{word}" in htmls(app) and "docs.google.com" in htmls(app)
    assert "1abcdefghij" not in htmls(app) + words_of(app)
    assert not state.get("trouble") or "Open it, choose Share." in htmls(app)


@pytest.mark.parametrize(("answer", "decided"), [("keep", "keep"), ("take", "take")])
def test_a_held_tab_is_asked_about_once_above_everything(opened, home, answer, decided):
    connected(home, held=(FEWER,))
    app = opened("connect", "empty")
    asked = [text.value for text in app.markdown if "came back" in text.value]
    assert len(asked) == 1 and "came back with 12 rows; before, it had 80" in asked[0]
    app = press(app, f"{answer}-d1")
    assert tab_decisions.decisions() == {"d1": decided} and not [
        text for text in app.markdown if "came back" in text.value
    ]


@pytest.mark.parametrize(
    ("held", "keep", "take"),
    [
        ({}, "Keep the 80 rows read before", "Use what came, with 12 rows: 68 earlier rows are left out"),
        ({"rows_now": 0, "rows_gone": 80}, "Keep the 80 rows read", "Use the sheet as it is: 80 rows are left out"),
        ({"rows_before": 1, "rows_now": 0, "rows_gone": 1}, "Keep the 1 row read", "as it is: 1 row is left out"),
        ({"rows_now": 80, "rows_gone": 0, "fix": "Say it."}, "Keep the 80 rows", "by the columns as they stand now"),
        ({"sheet": "", "logbook": None, "rows_now": 0, "rows_gone": 80}, "Keep the 80 rows", "80 rows are left out"),
    ],
)
def test_each_answer_about_a_held_tab_says_what_it_does_and_the_old_rows_are_recommended(
    opened, home, held, keep, take
):
    connected(home, held=(replace(FEWER, **held),))
    app = opened("connect", "empty")
    answers = {button.key: button for button in app.button if button.key in ("keep-d1", "take-d1")}
    assert keep in answers["keep-d1"].label and take in answers["take-d1"].label
    assert [answers[key].proto.type for key in ("keep-d1", "take-d1")] == ["primary", "secondary"]


def test_what_the_removal_of_a_source_does_to_the_numbers_is_said_on_its_button(home, lots):
    """The two lots of the one; of the last one the numbers stay."""
    configuration.add(Source("North", "workbook", str(lots)))
    refresh()
    only = configuration.load()
    assert remove_words(only.sources[0], only) == "Remove it: its numbers stay until you connect another"
    configuration.add(Source("South", "folder", "/there"))
    both = configuration.load()
    assert remove_words(both.sources[0], both) == "Remove it: its 2 rows leave every number at the next reading"


def test_a_tab_that_keeps_its_old_version_is_named_and_one_to_be_taken_is_not():
    state = SourceState("North", "folder", "/there", read_at=READ)
    assert standing(replace(state, held=(replace(FEWER, decided="keep"),))).what.endswith(": Lots.")
    assert standing(replace(state, held=(replace(FEWER, decided="take"),))).what == ""


def test_a_refresh_is_followed_source_by_source(opened, home):
    connected(home)
    configuration.add(Source("South <i>", "folder", "/there"))
    source_states.keep_progress(
        Progress(READ, (SourceProgress("Station North", "done"), SourceProgress("South <i>", "reading", "page 2 of 5")))
    )
    shown = htmls(opened("connect", "empty"))
    assert f"<li class='done'><b>Station North</b> {say('progress.done')}</li>" in shown
    assert f"<li class='reading'><b>South &lt;i&gt;</b> {say('progress.reading')}<span>page 2 of 5</span></li>" in shown


def test_a_configuration_with_a_slip_is_told_with_its_line_and_file_and_the_rest_goes_on(opened, home):
    home.mkdir()
    (home / "lotwise.toml").write_text(
        '[[source]]\nname = "North"\nkind = "gopher"\nwhere = "here"\n\n[[source]]\nname = "South"\nkind = '
        '"folder"\nwhere = "/there"\n',
        "utf-8",
    )
    app = opened("connect", "empty")
    assert "Line 1 of lotwise" in app.error[0].value and any(
        "lotwise" in caption.value and "text editor" in caption.value for caption in app.caption
    )
    assert "South" in htmls(app)


def test_the_key_of_streamlits_secrets_is_given_to_children_and_shown_to_nobody(home, cooperatives):
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="connect"), default_timeout=300)
    app.session_state[OWN] = cooperatives["empty"]
    app.secrets["google_key"] = {
        "type": "service_account",
        "client_email": "reader@x.example",
        "private_key": "canary-9Zt",
    }
    app = write(app.run(), "add_where", LINK)
    assert "canary-9Zt" not in words_of(app) + htmls(app) + "".join(os.environ.values())
    assert "canary-9Zt" in background.whole_environment()[background.KEY]


def test_the_rows_a_held_tab_would_lose():
    """Of M1 (named again in small letters), M2 and two rows without a code, M2 and one of the two are gone."""
    was, now = (
        sheet(
            [
                ["Lot", "Stream", "Crop year"],
                ["M1", "micro", "2025/26"],
                ["M2", "micro", "2025/26"],
                ["", "bulk", "2025/26"],
                ["", "bulk", "2025/26"],
            ]
        ),
        sheet([["Lot", "Stream", "Crop year"], ["m1", "micro", "2025/26"], ["", "bulk", "2025/26"]]),
    )
    assert gone([was], [now], "book.xlsx", "Lots", Mapping()) == {
        "heads": ["Lot", "Stream", "Crop year"],
        "rows": [["3", "M2", "micro", "2025/26"], ["5", "", "bulk", "2025/26"]],
        "more": 0,
    }


def sheet(rows: list[list[str]]) -> Workbook:
    columns = {f"c{n}": pyarrow.array([row[n - 1] for row in rows]) for n in range(1, len(rows[0]) + 1)}
    cells = pyarrow.table(
        {
            "row": pyarrow.array(range(1, len(rows) + 1), pyarrow.int32()),
            "hidden": [False] * len(rows),
            "kinds": ["".join("t" if text else " " for text in row) for row in rows],
            **columns,
        }
    )
    return Workbook("book.xlsx", "", READ, None, (Tab("book.xlsx", "Lots", cells, len(rows[0])),))


@pytest.mark.parametrize(
    ("where", "kind", "shown"),
    [
        ("https://user:word@coop.sharepoint.com/:x:/s/abc?e=secret", "download", "coop.sharepoint.com"),
        ("1abcdefghijklmnopqrstuvwxyz0123456789ABCDEF", "google_sheet", "docs.google.com"),
        ("C:\\Coffee\\Lots.xlsx", "workbook", "C:\\Coffee\\Lots.xlsx"),
    ],
)
def test_of_a_link_its_host_alone_is_shown(where, kind, shown):
    assert place_of(Source("x", kind, where)) == shown


def test_a_tab_of_a_connected_workbook_is_read_otherwise_by_hand_for_everyone(opened, home, tmp_path):
    """The heading "Zz" is nobody's word for a lot here; said once in Connect, it is read so at the next reading."""
    path = tmp_path / "book.csv"
    path.write_text("Zz,Stream,Crop year,Green kg\nM1,micro,2025/26,60\n", "utf-8")
    configuration.add(Source("Station North", "workbook", str(path)))
    refresh()
    ((tab,),) = [book.tabs for book in kept.load(reading_of("Station North"))]
    source_mapping.say_about(
        TabMapping(
            source=escape(tab.source), sheet=escape(tab.sheet), logbook="lots", header_row=1, columns={"lot_id": "Zz"}
        )
    )
    assert refresh().snapshot is not None  # what people say about a tab makes a new snapshot of the same cells
    app = opened("connect", "empty")
    assert "1 of 1 tab, 4 columns understood, 1 row" in [one.label for one in app.expander]
    configuration.change("Station North", Source("Station North/2026", "workbook", str(path)))
    refresh()
    assert "1 of 1 tab, 4 columns understood, 1 row" in [one.label for one in app.run().expander]
