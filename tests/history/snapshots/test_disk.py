"""A disk that takes no more, and a data folder that can't be written: said in one sentence, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from connectors.source import Source
from history.data_folder import CannotKeep, pointer, replace
from history.snapshots import locks, store
from refresh import configuration
from tests.history.snapshots.test_time_machine import book

ROOT = Path(__file__).resolve().parents[3]
# A process that may not write files larger than so many bytes: the system refuses the next byte as it does on a full
# disk.
ON_A_FULL_DISK = """
import resource, signal, sys
from history.data_folder import CannotKeep
from history.snapshots import store
from tests.history.snapshots.test_time_machine import book
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for size in map(int, sys.argv[1:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        store.keep([book("M-1", "M-2")])
        print("kept")
    except CannotKeep as trouble:
        print(trouble)
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can limit the size of a file")
def test_a_full_disk_is_said_wherever_it_is_met_and_the_last_good_data_stay(home):
    """The room ends at once, in the header and in the middle of the tables."""
    good = store.keep([book("M-1")])
    before = pointer().read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, "0", "100", "5000", "200000"], cwd=ROOT, capture_output=True, text=True
    )
    assert (
        done.stdout.splitlines()
        == [
            "The disk of this computer is full, so what was read could not be kept. Delete files that are no "
            "longer needed, "
            "then read again. Until then the pages stay as they are."
        ]
        * 4
    ), done.stderr
    assert (store.current().id, pointer().read_text("utf-8")) == (good, before)
    store.remove_orphans()
    assert {file.name for file in (home / "snapshots").iterdir()} - set(store.LOCKS) == {f"{good}.duckdb"}
    assert not [file for file in home.iterdir() if file.is_file() and not file.stat().st_size]
    assert [
        row["lot_id"]
        for row in (store.keep([book("M-1", "M-2")]), store.current())[1].rows("SELECT lot_id FROM lots ORDER BY 1")
    ] == ["M-1", "M-2"]


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    """In the place of the folder stands a file: nobody can write there, not even who may do everything."""
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "taken"))
    with pytest.raises(CannotKeep, match="name another folder in LOTWISE_HOME"):
        store.keep([book("M-1")])
    with pytest.raises(CannotKeep, match="can't be written"):
        store.newest()


def test_snapshots_that_cannot_be_written_are_said_and_the_pointer_stays(home):
    home.mkdir()
    (home / "snapshots").write_text("a file", encoding="utf-8")
    with pytest.raises(CannotKeep, match="Ask the person who looks after this computer") as met:
        store.keep([book("M-1")])
    assert str(home) not in str(met.value)  # a path is for the log alone
    assert not pointer().exists()


def test_a_small_file_that_cannot_be_put_in_place_leaves_the_old_one_and_no_half(home):
    home.mkdir()
    place = home / "progress.json"
    place.mkdir()  # what can never be replaced by a file
    with pytest.raises(CannotKeep):
        replace(place, json.dumps({"whole": True}))
    assert place.is_dir() and not list(home.glob("*.tmp"))


@pytest.mark.parametrize("length", [0, 1, 5000])
@pytest.mark.parametrize("name", store.LOCKS)
def test_a_lock_file_that_somebody_left_blocks_no_refresh(home, name, length):
    """As a loss of power, or a program that was ended, leaves it: only the system's own lock counts."""
    good = store.keep([book("M-1")])
    (home / "snapshots" / name).write_bytes(b"x" * length)
    with locks.refresh_lock(), locks.pointer_lock():
        pass
    store.pin(good, "the board of April")
    assert store.newest().pins == ("the board of April",)


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can limit the size of a file")
def test_what_could_not_be_configured_is_said_of_its_file_and_the_old_one_stays(home):
    configuration.add(Source("North", "workbook", "/sheets/north.xlsx"))
    before = configuration.path().read_text("utf-8")
    told = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY)); "
        "from connectors.source import Source; from connectors.trouble import CannotGoOn; "
        "from refresh import configuration\n"
        "try:\n    configuration.add(Source('South', 'folder', '/sheets/south'))\nexcept CannotGoOn as "
        "trouble:\n    print(trouble)"
    )
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith(
        "lotwise.toml could not be written. Close it in other programs; make room on the disk"
    ), done.stderr
    assert configuration.path().read_text("utf-8") == before and not list(home.glob("*.tmp"))


def test_a_lock_that_is_held_by_another_process_is_never_taken_away(home):
    """Waiting ends in an error of the system's too, and is no damage."""
    store.keep([book("M-1")])
    held = "import sys; from history.snapshots import locks\nwith locks.refresh_lock(), locks.pointer_lock():\n    "
    with subprocess.Popen(
        [sys.executable, "-c", held + "print('held', flush=True); sys.stdin.read()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout.readline() == b"held\n"
        for _ in range(2):
            with pytest.raises(locks.Busy), locks.refresh_lock():
                pass
        assert store.remove_orphans() == []
        other.stdin.close()
    with locks.refresh_lock():
        assert store.current_id()
