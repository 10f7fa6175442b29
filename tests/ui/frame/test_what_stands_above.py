"""Nothing that befalls the data folder stops a page that can be read: the data are seen, and what is the matter stands
above."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from history.data_folder import FolderGone
from history.snapshots import store
from history.snapshots.locks import POINTER, REFRESH
from refresh import configuration, last_configuration, source_states
from refresh.one_refresh import refresh
from tests.besieged import flip, no_room, to_be_read_only
from tests.refresh.connected import codes, connect, lots
from tests.scenes import Scene, filled
from tests.ui.conftest import SCRIPT, words_of
from ui.frame import alarms
from ui.state import background, open_snapshots
from words.speech import say

posix = pytest.mark.skipif(sys.platform == "win32", reason="only POSIX has these rights and limits")
FLIPS = 150
LOCK_FILES = (REFRESH, POINTER, "lock.duckdb")  # the last as an earlier version left it


@pytest.fixture(scope="module")
def of_two_sources(tmp_path_factory) -> Scene:
    """North holds M-1 and M-2; South was read twice, so that every file of a data folder is there."""

    def fill(place: Path) -> None:
        connect("North", lots(place / "north.csv", "M-1", "M-2"))
        connect("South", lots(place / "south.csv", "S-1"))
        refresh()
        lots(place / "south.csv", "S-1", "S-2")
        refresh()
        for name in LOCK_FILES:
            (place / "home" / "snapshots" / name).write_bytes(b"left by a program that was ended" * 20)

    return filled(tmp_path_factory, fill)


@pytest.fixture
def sheets(of_two_sources, monkeypatch) -> Path:
    monkeypatch.setattr(background, "keep_going", lambda: None)
    monkeypatch.setattr(background, "now", lambda name=None: None)
    monkeypatch.setattr(background, "is_waiting", lambda: False)
    monkeypatch.setattr(background, "last_trouble", lambda: "")
    monkeypatch.setattr(background, "has_key", lambda: False)
    place = of_two_sources.anew(monkeypatch)
    forget_what_is_open()
    return place


def forget_what_is_open() -> None:
    """As in a server just started."""
    for opened_before in (open_snapshots.newest, open_snapshots.past, open_snapshots.shelf):
        opened_before.clear()


def shown(app) -> str:
    """What a page says; the data are among it, and nothing of ours went wrong."""
    assert not app.exception and not app.error, [one.value for one in (*app.exception, *app.error)]
    assert ">M-1<" in words_of(app)
    return words_of(app)


def assert_data_are_seen(home: Path) -> None:
    """The data are seen and every small file of the folder can be asked."""
    forget_what_is_open()
    assert {"M-1", "M-2", "S-1"} <= set(codes())
    store.remove_orphans()
    source_states.stale_sources()
    source_states.progress()
    last_configuration.trouble()
    assert {"M-1", "M-2", "S-1"} <= set(codes())


@pytest.mark.parametrize(
    "name", [*(f"snapshots/{name}" for name in LOCK_FILES), "current.json", "sources.json", "lotwise.toml"]
)
def test_one_bit_of_any_file_turned_over_leaves_the_data_to_be_seen(sheets, name):
    flip(sheets / "home" / name, 8 * 20 + 3)
    assert_data_are_seen(sheets / "home")


@pytest.mark.long
@pytest.mark.parametrize("number", range(FLIPS))
def test_any_bit_of_the_data_folder_turned_over_leaves_the_data_to_be_seen(sheets, opened, number):
    files = sorted(file for file in (sheets / "home").rglob("*") if file.is_file() and file.stat().st_size)
    drawn = random.Random(number)
    file = drawn.choice(files)
    flip(file, drawn.randrange(8 * file.stat().st_size))
    assert shown(opened())


def test_what_stands_in_the_place_of_a_lock_makes_way(sheets):
    for name in (REFRESH, POINTER):
        place = sheets / "home" / "snapshots" / name
        place.unlink()
        place.mkdir()
        (place / "inside").write_text("anything", "utf-8")
    store.pin(store.current_id(), "a verdict")
    lots(sheets / "north.csv", "M-1", "M-2", "M-3")
    assert refresh().trouble == "" and "M-3" in codes() and store.history()[1].pins == ("a verdict",)


@posix
def test_a_folder_that_may_not_be_written_shows_its_data_and_says_so_above(sheets, opened, monkeypatch):
    opened()  # so that all is imported: nobody may not read every library
    forget_what_is_open()
    with to_be_read_only(sheets / "home", monkeypatch, SCRIPT.format(page="lots")) as script:
        said = shown(AppTest.from_file(script, default_timeout=300).run())
    assert "The data folder of this program can't be written, so what was read could not be kept." in said
    monkeypatch.setenv("LOTWISE_HOME", str(sheets / "home"))
    assert "can't be written" not in shown(opened())


@posix
def test_a_full_disk_shows_its_data(sheets):
    with no_room():
        assert_data_are_seen(sheets / "home")
        refused = data_folder_refuses()
    assert refused.startswith("The disk of this computer is full, so what was read could not be kept.")
    assert data_folder_refuses() == ""


def data_folder_refuses() -> str:
    from history.data_folder import refusal

    return str(refusal() or "")


@posix
def test_what_stopped_the_last_refresh_stands_above_until_the_next_one(sheets, opened):
    """The reader's folder has room, the snapshot has none."""
    lots(sheets / "north.csv", "M-1", "M-2", "M-3")
    with no_room(200_000), pytest.raises(Exception, match="is full"):
        refresh()
    assert "The disk of this computer is full" in shown(opened())
    refresh()
    assert "The disk of this computer is full" not in shown(opened())


CONFIGURATIONS = {  # what of the file is left: nothing, this text, or what stands before the last of these
    "gone": (None, "is gone, so Lotwise no longer knows where the sheets are."),
    "empty": ("", "lotwise.toml is empty, so Lotwise no longer knows where the sheets are."),
    "cut within a word": ("south.csv", "this can't be understood."),
    "cut at the end of a line": ("\nwhere", "lotwise.toml is cut: it ends in the middle of what it said before."),
    "names nothing": ("[refresh]\nevery_minutes = 5\n", "lotwise.toml names no sheet any more"),
    "no TOML": ("[[ source =", "Line 1 of lotwise.toml: this can't be understood."),
}


def spoil(content: str | None) -> None:
    file = configuration.path()
    whole = file.read_text("utf-8")
    if content is None:
        file.unlink()
    else:
        is_cut = content and content in whole
        file.write_text(whole[: whole.rindex(content)] if is_cut else content, "utf-8")


@pytest.mark.parametrize(("content", "says"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_that_can_not_be_followed_is_said_everywhere_in_the_words_of_a_refresh(
    sheets, opened, content, says
):
    whole = configuration.path().read_text("utf-8")
    spoil(content)
    with pytest.raises(Exception, match=r"lotwise\.toml") as met:
        refresh()
    said = shown(opened())
    assert says in said and met.value.what in said

    connect_page = opened("connect")
    assert met.value.what in words_of(connect_page) and "It names 2 sheets: North, South." in words_of(connect_page)
    next(one for one in connect_page.button if one.label == say("sources.take_last_good")).click().run()
    assert configuration.path().read_text("utf-8") == whole
    assert refresh().trouble == "" and says not in shown(opened())


def test_a_slip_in_one_entry_is_told_and_the_last_good_file_offered(sheets, opened):
    whole = configuration.path().read_text("utf-8")
    configuration.path().write_text(whole.replace('kind = "workbook"', 'kind = "wrokbook"', 1), "utf-8")
    refresh()
    assert "“North” is of a kind we don't know" in shown(opened())
    connect_page = opened("connect")
    next(one for one in connect_page.button if one.label == say("sources.take_last_good")).click().run()
    assert configuration.path().read_text("utf-8") == whole
    assert "wrokbook" in configuration.path().with_suffix(".damaged.toml").read_text("utf-8")


def test_a_configuration_lost_before_anything_was_read_shows_no_sample(sheets, opened):
    shutil.rmtree(sheets / "home" / "snapshots")
    for name in ("current.json", "current.before.json"):
        (sheets / "home" / name).unlink()
    configuration.path().unlink()
    app = opened()
    assert "is gone, so Lotwise no longer knows where the sheets are." in words_of(app) and len(app.error) == 1
    assert store.newest() is None


def test_the_last_sheet_disconnected_on_purpose_is_nothing_lost(sheets, opened):
    for name in ("North", "South"):
        configuration.remove(name)
    assert last_configuration.trouble() is None and last_configuration.last_good() is None
    assert "no longer knows" not in shown(opened())


def test_a_copy_never_holds_a_key(sheets):
    configuration.last_good_path().unlink()
    text = configuration.path().read_text("utf-8")
    key = "-----BEGIN PRIVATE KEY-----"
    configuration.path().write_text(f"# {key}\n{text}", "utf-8")
    refresh()
    configuration.change("North", owner="The mill")
    assert not configuration.last_good_path().exists()


GONE = "The data folder of this program is gone."


def is_stopped(app) -> bool:
    """Whether the page says that and nothing else."""
    return words_of(app).startswith(f"**{GONE}**") and len(app.error) == 1 and ">M-1<" not in words_of(app)


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
@pytest.mark.parametrize("page", ["lots", "connect"])
def test_a_folder_that_vanishes_stops_every_page_and_nothing_is_made_anew(sheets, opened, page, left):
    app = opened(page)
    home = sheets / "home"
    shutil.move(home, sheets / "away")
    if left == "an empty folder":  # where a drive was put in
        home.mkdir()
    app.run()
    assert is_stopped(app)
    forget_what_is_open()
    assert is_stopped(opened(page))
    assert not home.exists() or not list(home.iterdir())

    shutil.rmtree(home, ignore_errors=True)
    shutil.move(sheets / "away", home)
    shown(opened())


def test_while_the_folder_is_away_an_open_page_still_says_whose_its_numbers_are(sheets, opened, monkeypatch):
    """Its numbers stand below until somebody presses something: those of a sample are called invented all the while."""

    def gone() -> list:
        raise FolderGone(GONE, "Put it back.")

    monkeypatch.setattr(alarms, "_of_the_house", gone)
    app = opened("lots")
    (whose,) = (one.proto.body for one in app.get("html") if "lw-whose" in one.proto.body)
    assert f"**{GONE}**" in words_of(app) and "@page" in whose and whose.endswith("<span></span></div>")
