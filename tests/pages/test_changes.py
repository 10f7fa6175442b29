"""What changed: the sentence, what stands out, the numbers with why, the rows from and to, and nothing hostile gets
through."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from connectors.reading.files import start_all
from history.snapshots import store
from tests.pages.conftest import ROOT, SCRIPT, words_of
from ui.state.visitor import OWN, OWN_BEFORE
from words.days import moment
from words.speech import as_text, say

HOSTILE = "<img src=x onerror=alert(1)> [a](http://b) =1+1"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture(scope="module")
def sample_read(tmp_path_factory):
    """A data folder whose only snapshot is of the clean sample, and the workbook it was read from."""
    folder = tmp_path_factory.mktemp("sample")
    path = folder / "Sample.xlsx"
    shutil.copyfile(ROOT / "sample_data" / "clean.xlsx", path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(folder / "home"))
        store.refresh([path])
    return folder


@pytest.fixture
def sample_home(sample_read, tmp_path, monkeypatch):
    """A copy of it of this test's own."""
    shutil.copytree(sample_read, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path


def read_again(folder: Path, edit=None) -> None:
    """Reads the workbook once more, edited."""
    path = folder / "Sample.xlsx"
    if edit:
        workbook = openpyxl.load_workbook(path)
        edit(workbook)
        workbook.save(path)
    store.refresh([path])


def edited(workbook) -> None:
    """One accepted price raised by 0.50 in a season's deal, one offer deleted, one note made hostile, one payment
    added."""
    offers = workbook["Offers"]
    heads = [cell.value for cell in offers[1]]
    price, year = heads.index("Accepted price (USD/kg)") + 1, heads.index("Offered on") + 1
    row = next(
        r
        for r in range(2, offers.max_row)
        if offers.cell(r, price).value and str(offers.cell(r, year).value) > "2025-11"
    )
    offers.cell(row, price).value = round(offers.cell(row, price).value + 0.5, 2)
    offers.cell(row, heads.index("Buyer") + 1).value = HOSTILE
    offers.delete_rows(offers.max_row)


def opened(**link: str) -> AppTest:
    """The page over the snapshots kept."""
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="changes"), default_timeout=300)
    for key, value in link.items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize(
    ("readings", "says"), [(1, "There is only one snapshot so far"), (2, "Nothing has changed since")]
)
def test_where_nothing_has_changed_it_is_said(sample_home, readings, says):
    for _ in range(readings - 1):
        read_again(sample_home)
    app = opened()
    assert not app.exception and says in words_of(app)


def test_the_page_tells_what_changed_and_what_it_did(sample_home):
    read_again(sample_home, edited)
    app = opened()
    assert not app.exception
    words = words_of(app)
    assert as_text("1 changed, 1 deleted") in words
    assert "A price changed after the offer was accepted (1)" in words
    assert "Rows were deleted (1)" in words
    assert "numbers of 2025/26 have changed" in words
    assert "Rows of Offers: 1 changed, 1 deleted." in words.replace("\\", "")
    assert say("changes.download") in [button.label for button in app.get("download_button")]
    assert escape(HOSTILE) in words and "<img" not in words.replace(escape(HOSTILE), "")


def lots(folder: Path, *codes: str) -> Path:
    file = folder / "Lots.csv"
    file.write_text("Lot,Stream,Crop year\n" + "".join(f"{code},micro,2025/26\n" for code in codes), encoding="utf-8")
    return file


def older(workbook) -> None:
    """The first accepted price of the season before raised by 0.50."""
    offers = workbook["Offers"]
    heads = [cell.value for cell in offers[1]]
    price, lot = heads.index("Accepted price (USD/kg)") + 1, heads.index("Lot") + 1
    row = next(
        r
        for r in range(2, offers.max_row)
        if offers.cell(r, price).value and offers.cell(r, lot).value.startswith("M-2024")
    )
    offers.cell(row, price).value = round(offers.cell(row, price).value + 0.5, 2)


def test_a_season_that_is_not_chosen_is_told_to_have_changed(sample_home):
    read_again(sample_home, older)
    words = words_of(opened())
    assert "No number of 2025/26 has changed." in words and "numbers of 2024/25 have changed." in words


def test_the_link_chooses_the_earlier_reading(home):
    """Three readings: the link asks for the first, though the one before is the usual choice."""
    now = datetime.now(UTC)
    for minutes, codes in ((30, "A"), (20, "AB"), (10, "ABC")):
        store.keep([one.result() for one in start_all([lots(home, *codes)])], now=now - timedelta(minutes=minutes))
    first = store.history()[-1]
    assert as_text("1 row added") in words_of(opened())
    assert as_text("2 rows added") in words_of(opened(since=moment(first.read_at, first.time_zone)))


def settings(folder: Path, *days: str) -> Path:
    file = folder / "Settings.csv"
    file.write_text(f'Setting,Value\nboard_meetings,"{", ".join(days)}"\n', encoding="utf-8")
    return file


@pytest.fixture
def four_readings(home):
    """Of 1, 8 and twice within one minute of 15 March 2026; the board met on 3 and 9 March. Lot B came on the 8th, C
    and D in that minute."""
    times = [datetime(2026, 3, day, 9, 30, second, tzinfo=UTC) for day, second in ((1, 0), (8, 0), (15, 10), (15, 40))]
    for at, codes in zip(times, ("A", "AB", "ABC", "ABCD"), strict=True):
        files = [lots(home, *codes), settings(home, "2026-03-03", "2026-03-09")]
        store.keep([one.result() for one in start_all(files)], now=at)
    return store.history()


def test_two_readings_of_one_minute_are_told_apart(four_readings):
    app = opened()
    (choice,) = [one for one in app.selectbox if one.label == say("changes.since")]
    exact = moment(four_readings[1].read_at)
    assert [one.split(" · ")[0] for one in choice.options][2:] == [
        f"{exact}:10",
        moment(four_readings[2].read_at),
        moment(four_readings[3].read_at),
    ]
    assert say("changes.upto", at=f"{exact}:40") in words_of(app)


def test_a_meeting_names_the_reading_the_board_had(four_readings):
    """The last meeting, on the 9th, had the reading of the 8th before it; the one of the 3rd that of the 1st."""
    (choice,) = [one for one in opened().selectbox if one.label == say("changes.since")]
    assert choice.options[0] == f"The last board meeting, 9 Mar 2026 · read {moment(four_readings[2].read_at)}"
    assert choice.options[1].startswith("The board meeting of 3 Mar 2026 · read ")
    assert as_text("2 rows added") in words_of(opened(since="2026-03-09"))
    assert as_text("3 rows added") in words_of(opened(since="2026-03-03"))
    assert as_text("2 rows added") in words_of(opened(since="no such moment"))  # the one of a week before


def test_a_moment_that_is_chosen_stands_in_the_link(four_readings):
    app = opened()
    (choice,) = [one for one in app.selectbox if one.label == say("changes.since")]
    choice.select(four_readings[3].snapshot).run()
    assert as_text("3 rows added") in words_of(app) and four_readings[3].snapshot in app.query_params["since"]


def test_a_row_that_went_stands_there_heading_by_heading(home):
    for codes, minutes in (("AB", 20), ("A", 10)):
        read = [one.result() for one in start_all([lots(home, *codes)])]
        store.keep(read, now=datetime.now(UTC) - timedelta(minutes=minutes))
    words = words_of(opened())
    assert "<div><dt>Lot</dt><dd>B</dd></div><div><dt>Stream</dt><dd>micro</dd></div>" in words


def test_the_reason_of_a_number_counts_the_rows_as_the_head_does(sample_home):
    """Of the only logbook that changed the reason says of each kind how many, and they add up to the head's."""
    read_again(sample_home, edited)
    words = words_of(opened()).replace("\\", "")
    head = words.partition(": ")[0] and next(line for line in words.splitlines() if line.startswith("**Since"))
    reasons = {line.partition("** ")[2] for line in words.splitlines() if line.startswith("**") and "number" in line}
    assert head.endswith("1 changed, 1 deleted.**") and reasons == {"Rows of Offers: 1 changed, 1 deleted."}


def test_an_own_upload_is_compared_with_what_everyone_sees(home):
    store.refresh([lots(home, "A")])
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="changes"), default_timeout=300)
    app.session_state[OWN] = store.temporary([lots(home, "A", "B")])
    words = words_of(app.run())
    assert not app.exception and say("changes.own") in words and as_text("1 row added") in words


def test_a_first_reading_of_own_sheets_is_not_compared_with_the_invented_sample(sample_home):
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="changes"), default_timeout=300)
    app.session_state[OWN] = store.temporary([lots(sample_home, "A", "B")])
    words = words_of(app.run())
    assert not app.exception and say("changes.first_own") in words and as_text("rows deleted") not in words


def test_an_upload_is_compared_with_the_one_before_it(sample_home):
    """One lot came; the invented data that everybody sees have nothing to do with it."""
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="changes"), default_timeout=300)
    app.session_state[OWN_BEFORE] = store.temporary([lots(sample_home, "A")])
    app.session_state[OWN] = store.temporary([lots(sample_home, "A", "B")])
    words = words_of(app.run())
    assert not app.exception and say("changes.own_again") in words
    assert as_text(say("changes.sum", at=say("changes.upload_before"), parts="1 row added")) in words


def test_files_of_which_one_was_taken_away_are_not_said_to_be_changed_or_added(home):
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="changes"), default_timeout=300)
    file, other = lots(home, "A"), home / "other.csv"
    other.write_bytes(file.read_bytes().replace(b"A,", b"B,"))
    app.session_state[OWN_BEFORE] = store.temporary([file, other])
    app.session_state[OWN] = store.temporary([file])
    words = words_of(app.run())
    assert not app.exception
    assert "Your files, compared with what they were before you last changed, added or took away one." in words
