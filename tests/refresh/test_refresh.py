"""A refresh: what changed becomes a snapshot, what fails keeps its last good reading, and one at a time."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors import kept_readings
from connectors.trouble import CannotGoOn
from history.data_folder import CannotKeep, FolderGone
from history.snapshots import store
from refresh import configuration, source_places, source_states, tab_decisions
from refresh.configuration import BadConfiguration
from refresh.one_refresh import refresh
from tests.google.server import Google
from tests.refresh.connected import all_told, as_if, codes, codes_of_problems, connect, lots, state, two_sheets
from tests.scenes import Scene, filled

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def of_north_and_south(tmp_path_factory) -> Scene:
    return two_sheets(tmp_path_factory)


def of_station(tmp_path_factory, *codes: str) -> Scene:
    def fill(place: Path) -> None:
        connect("Station", lots(place / "a.csv", *codes))
        refresh()

    return filled(tmp_path_factory, fill)


@pytest.fixture(scope="module")
def of_one_lot(tmp_path_factory) -> Scene:
    return of_station(tmp_path_factory, "M1")


@pytest.fixture(scope="module")
def of_ten_lots(tmp_path_factory) -> Scene:
    return of_station(tmp_path_factory, *(f"M{n}" for n in range(10)))


@pytest.fixture
def north_and_south(of_north_and_south, monkeypatch) -> Path:
    """The folder of north.csv (N1) and south.csv (S1), which are connected and were read once."""
    return of_north_and_south.anew(monkeypatch)


@pytest.fixture
def one_lot(of_one_lot, monkeypatch) -> Path:
    """The folder of a.csv (M1), which is connected as Station and was read once."""
    return of_one_lot.anew(monkeypatch)


@pytest.fixture
def ten_lots(of_ten_lots, monkeypatch) -> Path:
    """The folder of a.csv (M0 to M9), which is connected as Station and was read once."""
    return of_ten_lots.anew(monkeypatch)


def standings(done) -> dict[str, str]:
    return {one.name: one.standing for one in done.sources}


def hours_ago(hours: float) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")


def test_nothing_configured_is_said(home):
    with pytest.raises(source_places.NothingConfigured, match="No sheet is connected yet"):
        refresh()
    assert source_states.progress().trouble.startswith("No sheet is connected yet")


def test_what_changed_becomes_a_snapshot_and_what_did_not_becomes_none(tmp_path):
    connect("Station", lots(tmp_path / "a.csv", "M1"))
    first = refresh()
    assert (codes(), standings(first), first.snapshot) == (["M1"], {"Station": "done"}, store.current_id())
    second = refresh()
    assert (standings(second), second.snapshot, store.current_id()) == ({"Station": "unchanged"}, None, first.snapshot)
    lots(tmp_path / "a.csv", "M1", "M2")
    third = refresh()
    assert (codes(), standings(third), len(store.history())) == (["M1", "M2"], {"Station": "done"}, 2)
    assert third.finished_at >= third.started_at
    assert not source_states.is_under_way(third)


def test_the_owner_is_whom_people_named_else_whom_google_names(tmp_path, monkeypatch):
    with Google() as google:
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        monkeypatch.setenv("LOTWISE_GOOGLE_KEY", str(google.account().write(tmp_path / "key.json")))
        for name, owner in (("North", ""), ("South", "The mill")):
            book = google.add(
                name,
                {"Lots": [["Lot", "Stream", "Crop year"], [name, "micro", "2025/26"]]},
                owner=("Station office", "station@cooperative.example"),
            )
            book.share_with(google.account().address)
            connect(name, google.link(book), "google_sheet", owner)
        refresh()
    w = store.current()
    assert w.rows("SELECT source, owner FROM sources ORDER BY 1") == [
        {"source": "North", "owner": "Station office"},
        {"source": "South", "owner": "The mill"},
    ]
    w.close()


NO_ROOM = """
import resource, signal
from refresh.one_refresh import refresh
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
refresh()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can limit the size of a file")
@pytest.mark.parametrize("kind", ["workbook", "folder"])
def test_where_there_is_no_room_to_read_a_sheet_it_is_said_and_is_no_fault_of_ours(tmp_path, kind):
    file = lots(tmp_path / "sheets" / "a.csv", *(f"M{number}" for number in range(5000)))  # 85 kB
    connect("Station", file if kind == "workbook" else file.parent, kind)
    subprocess.run([sys.executable, "-c", NO_ROOM], cwd=ROOT, check=True, timeout=60)
    assert state("Station").trouble.what == "The disk of this computer is full, so what was read could not be kept."
    assert state("Station").trouble.fix.startswith("Delete files that are no longer needed")


def test_a_file_saved_again_with_the_same_cells_is_no_new_snapshot(tmp_path):
    file = lots(tmp_path / "a.csv", "M1")
    connect("Station", file)
    first = refresh()
    file.write_text(file.read_text("utf-8").replace("\n", "\r\n"), "utf-8", newline="")
    again = refresh()
    assert (standings(again), again.snapshot, store.current_id()) == ({"Station": "unchanged"}, None, first.snapshot)


def test_a_source_that_fails_keeps_its_last_good_reading_and_the_others_go_on(north_and_south):
    read_at = state("North").read_at
    (north_and_south / "north.csv").unlink()
    lots(north_and_south / "south.csv", "S1", "S2")
    done = refresh()
    assert standings(done) == {"North": "failed", "South": "done"}
    assert codes() == ["N1", "S1", "S2"]
    north = state("North")
    assert (north.read_at, north.trouble.what) == (read_at, "There is no file north.csv.")
    assert state("South").trouble is None
    as_if("North", trouble=source_states.Trouble("There is no file north.csv.", "", hours_ago(5)))
    since = state("North").trouble.since
    refresh()
    assert state("North").trouble.since == since
    lots(north_and_south / "north.csv", "N1")
    refresh()
    assert state("North").trouble is None


def test_a_source_never_read_does_not_keep_the_others_waiting(tmp_path):
    connect("North", tmp_path / "never.csv")
    connect("South", lots(tmp_path / "south.csv", "S1"))
    assert standings(refresh()) == {"North": "failed", "South": "done"}
    assert (codes(), state("North").read_at) == (["S1"], None)


def test_where_nothing_at_all_could_be_read_nothing_is_kept(tmp_path):
    connect("North", tmp_path / "never.csv")
    done = refresh()
    assert (standings(done), done.snapshot, store.current_id()) == ({"North": "failed"}, None, None)


def test_only_one_source_is_asked_and_the_others_stay_in_the_data(north_and_south):
    lots(north_and_south / "north.csv", "N1", "N2")
    lots(north_and_south / "south.csv", "S1", "S2")
    done = refresh(only="south")
    assert (standings(done), codes()) == ({"South": "done"}, ["N1", "S1", "S2"])
    with pytest.raises(BadConfiguration, match=r"No sheet called “West” is connected\. Connected are: North, South"):
        refresh(only="West")


def test_a_source_removed_leaves_the_data_and_its_reading_the_disk(north_and_south):
    configuration.remove("North")
    done = refresh()
    assert (standings(done), codes(), done.snapshot) == ({"South": "unchanged"}, ["S1"], store.current_id())
    assert done.said == "No longer connected, so their rows left the numbers: North."
    assert [file.name for file in (north_and_south / "home" / "readings").iterdir()] == [
        source_places.reading_of("South").name
    ]
    assert [one.name for one in source_states.source_states()] == ["South"]


def test_a_source_renamed_is_the_same_and_is_compared_with_what_it_was(ten_lots):
    configuration.change("Station", name="Station North")
    lots(ten_lots / "a.csv", "M1")
    refresh()
    assert len(codes()) == 10
    assert [(one.source, one.rows_gone) for one in state("Station North").held] == [("Station North", 9)]


def test_a_source_that_is_somewhere_else_now_is_a_first_reading(ten_lots):
    configuration.change("Station", where=str(ten_lots / "new.csv"))
    refresh()
    assert (len(codes()), state("Station").trouble.what) == (10, "There is no file new.csv.")
    lots(ten_lots / "new.csv", "M1")
    refresh()
    assert (codes(), state("Station").held) == (["M1"], ())


def test_the_last_source_removed_leaves_the_numbers_as_they_were(one_lot):
    configuration.remove("Station")
    with pytest.raises(source_places.NothingConfigured):
        refresh()
    assert codes() == ["M1"]


def test_a_slip_in_the_configuration_takes_no_data_away(north_and_south):
    text = configuration.path().read_text("utf-8")
    configuration.path().write_text(text.replace('kind = "workbook"', 'kind = "wrokbook"', 1), "utf-8")
    lots(north_and_south / "south.csv", "S1", "S2")
    done = refresh()
    assert codes() == ["N1", "S1", "S2"]
    assert "“North” is of a kind we don't know" in done.trouble
    assert "of a kind we don't know" in state("North").trouble.what
    configuration.path().write_text(text, "utf-8")
    refresh()
    assert state("North").trouble is None


def test_a_configuration_that_is_gone_or_broken_takes_no_data_away(one_lot):
    text = configuration.path().read_text("utf-8")
    configuration.path().write_text(text + "\nname = ", "utf-8")
    with pytest.raises(BadConfiguration, match=r"Line \d+ of lotwise.toml"):
        refresh()
    configuration.path().unlink()
    with pytest.raises(CannotGoOn, match="is gone"):
        refresh()
    assert codes() == ["M1"]
    assert source_states.progress().finished_at


def test_a_tab_that_comes_back_with_less_is_held_until_somebody_decides(ten_lots):
    lots(ten_lots / "a.csv", "M1")
    refresh()
    assert (len(codes()), codes_of_problems()) == (10, ["tab-held"])
    asked = state("Station").held
    assert [(one.sheet, one.rows_before, one.rows_now, one.decided) for one in asked] == [("a", 10, 1, "")]
    assert refresh().snapshot is None
    tab_decisions.decide(asked[0].decision_id, take=True)
    refresh()
    assert (codes(), codes_of_problems(), state("Station").held) == (["M1"], [], ())
    assert tab_decisions.decisions() == {}


def test_a_tab_kept_is_not_asked_about_again_and_mends_itself(ten_lots):
    lots(ten_lots / "a.csv", "M1")
    refresh()
    tab_decisions.decide(state("Station").held[0].decision_id, take=False)
    assert refresh().snapshot is None
    assert [one.decided for one in state("Station").held] == ["keep"]
    lots(ten_lots / "a.csv", *(f"M{n}" for n in range(11)))
    refresh()
    assert (len(codes()), state("Station").held) == (11, ())


def test_a_file_gone_from_a_folder_is_held(tmp_path):
    lots(tmp_path / "books" / "north.csv", "N1", "N2")
    lots(tmp_path / "books" / "south.csv", "S1", "S2")
    connect("Books", tmp_path / "books", kind="folder")
    refresh()
    (tmp_path / "books" / "north.csv").unlink()
    lots(tmp_path / "books" / "south.csv", "S1", "S2", "S3")
    refresh()
    assert codes() == ["N1", "N2", "S1", "S2", "S3"]
    assert [(one.source, one.sheet) for one in state("Books").held] == [("Books/north.csv", "")]
    tab_decisions.decide(state("Books").held[0].decision_id, take=True)
    refresh()
    assert codes() == ["S1", "S2", "S3"]


def test_once_a_day_everything_is_read_in_full(one_lot):
    as_if("Station", read_at=hours_ago(25))
    assert refresh().snapshot is None
    assert state("Station").read_at > hours_ago(1)


def test_a_damaged_reading_is_read_again_in_full(north_and_south):
    source_places.reading_of("North").write_bytes(b"half of it")
    lots(north_and_south / "south.csv", "S1", "S2")
    refresh(only="South")
    assert codes() == ["N1", "S1", "S2"]
    assert kept_readings.is_whole(source_places.reading_of("North"))


def test_a_damaged_reading_of_a_source_that_fails_takes_nothing_from_what_is_shown(north_and_south):
    source_places.reading_of("North").write_bytes(b"half of it")
    (north_and_south / "north.csv").unlink()
    lots(north_and_south / "south.csv", "S1", "S2")
    done = refresh()
    assert (codes(), done.snapshot) == (["N1", "S1"], None)
    assert "What was last read of “North” is damaged" in done.trouble
    lots(north_and_south / "north.csv", "N1")
    refresh()
    assert codes() == ["N1", "S1", "S2"]


def test_what_a_death_left_unfinished_is_done_by_the_next(one_lot):
    """Killed after the reading was kept and before the snapshot: how the sources stand is written last, so it is read
    again."""
    before = source_states.source_states()
    lots(one_lot / "a.csv", "M1", "M2")
    refresh()
    source_states.keep_source_states(before)
    lots(one_lot / "a.csv", "M1")
    refresh()
    assert (codes(), [one.rows_gone for one in state("Station").held]) == (["M1", "M2"], [1])


def test_a_fault_of_ours_in_one_source_is_logged_and_the_others_go_on(tmp_path, home, monkeypatch):
    connect("South", lots(tmp_path / "south.csv", "S1"))
    configuration.path().write_text(
        configuration.path().read_text("utf-8")
        + '\n[[source]]\nname = "Odd"\nkind = "workbook"\nwhere = "odd\\u0000.csv"\n',
        "utf-8",
    )
    refresh()
    assert codes() == ["S1"]
    trouble = state("Odd").trouble
    assert trouble.what
    assert "Traceback" not in trouble.what + trouble.fix


def test_a_clock_set_back_is_said_and_no_time_goes_backwards(one_lot):
    ahead = hours_ago(-3)
    as_if("Station", checked_at=ahead, read_at=ahead, tried_at=ahead)
    done = refresh()
    assert done.trouble.startswith("The clock of this computer shows ")
    assert state("Station").checked_at == ahead
    assert done.finished_at >= done.started_at
    far = hours_ago(-24 * 400)
    as_if("Station", checked_at=far, read_at=far, tried_at=far)
    assert "The clock of this computer" in refresh().trouble
    assert state("Station").checked_at < far
    assert refresh().trouble == ""


def test_a_folder_that_can_not_be_written_is_said(one_lot):
    lots(one_lot / "a.csv", "M1", "M2")
    shutil.rmtree(one_lot / "home" / "readings")
    # nobody can write into a file as into a folder, whatever leave they have
    (one_lot / "home" / "readings").write_text("not a folder", "utf-8")
    with pytest.raises(CannotKeep, match="can't be written"):
        refresh()
    assert codes() == ["M1"]


def test_who_has_to_wait_is_told_who_is_at_work(tmp_path):
    """A server on this computer takes the call and says nothing, so that the refresh of another process goes on."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connect("Far away", f"http://127.0.0.1:{silent.getsockname()[1]}/lots.xlsx", kind="download")
        with subprocess.Popen([sys.executable, str(ROOT / "cli.py"), "refresh"], stdout=subprocess.DEVNULL) as other:
            silent.accept()
            with pytest.raises(store.Busy, match=r"Another refresh has been running since \d\d:\d\d\. Wait") as busy:
                refresh()
            assert f"process {other.pid}" in busy.value.detail and "process" not in str(busy.value)
            assert [one.standing for one in source_states.progress().sources] == ["reading"]
            other.kill()
    configuration.remove("Far away")
    connect("Station", lots(tmp_path / "a.csv", "M1"))
    assert refresh().snapshot == store.current_id()


HOLD = (
    "import sys\nfrom history.snapshots import store\nwith store.refresh_lock():\n    print('held', flush=True)\n    "
    "sys.stdin.read()"
)


def test_two_at_once_from_two_processes(tmp_path, home):
    connect("Station", lots(tmp_path / "a.csv", "M1"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(store.Busy, match="is reading the sheets just now"):
            refresh()
        assert source_states.progress() is None
        other.stdin.close()
    assert refresh().snapshot == store.current_id()


def test_no_secret_of_a_link_is_told_anywhere(tmp_path, home):
    connect("South", lots(tmp_path / "south.csv", "S1"))
    configuration.path().write_text(
        configuration.path().read_text("utf-8") + '\n[[source]]\nname = "Bad"\nkind = "download"\n'
        'where = "https://user:hunter2@127.0.0.1:9/x.xlsx"\n',
        "utf-8",
    )
    done = refresh()
    assert "what looks like a key or a password" in done.trouble
    told = all_told(home).replace(configuration.path().read_text("utf-8"), "")
    assert "hunter2" not in told
    assert "hunter2" not in str(done)


def test_a_folder_that_vanishes_during_a_refresh_is_not_made_anew(one_lot, monkeypatch):
    """The stick is pulled out while a sheet is read."""
    from connectors.source import kinds

    lots(one_lot / "a.csv", "M1", "M2")
    read = kinds()["workbook"].fetch

    def pulled_out_meanwhile(source, mark, say):
        found = read(source, mark, say)
        shutil.move(one_lot / "home", one_lot / "away")
        return found

    monkeypatch.setitem(kinds(), "workbook", replace(kinds()["workbook"], fetch=pulled_out_meanwhile))
    with pytest.raises(FolderGone):
        refresh()
    assert not (one_lot / "home").exists()
    monkeypatch.undo()
    monkeypatch.setenv("LOTWISE_HOME", str(one_lot / "away"))
    assert codes() == ["M1"] and refresh().snapshot and codes() == ["M1", "M2"]
