"""Snapshots: written whole or not at all, opened read-only and locked down, and the last good one when the newest is
not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from connectors.trouble import NothingToRead
from history.data_folder import pointer
from history.snapshots import manifest, store
from logbooks import health

LOTS = "Lot,Stream,Crop year\n{}\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def lots(folder: Path, *codes: str) -> Path:
    """A .csv with these lots."""
    folder.mkdir(exist_ok=True)
    file = folder / "Lots.csv"
    file.write_text(LOTS.format("\n".join(f"{code},micro,2025/26" for code in codes)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def read_before(tmp_path_factory) -> tuple[Path, list[str]]:
    """A data folder read twice, M-1 and then M-2, and the ids of its snapshots."""
    place = tmp_path_factory.mktemp("read before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(place / "home"))
        return place / "home", [store.refresh([lots(place / "a", code)]) for code in ("M-1", "M-2")]


@pytest.fixture
def two(read_before, home) -> list[str]:
    """M-1 was read into this data folder, then M-2; the ids of the two snapshots."""
    made, ids = read_before
    shutil.copytree(made, home)
    return ids


def codes(w) -> list[str]:
    return [row["lot_id"] for row in w.rows("SELECT lot_id FROM clean.lots ORDER BY lot_id")]


def snapshot_files(home: Path) -> set[str]:
    return {file.name for file in (home / "snapshots").iterdir()} - set(store.LOCKS)


def test_before_the_first_reading_there_is_nothing():
    assert store.current_id() is None
    with pytest.raises(NothingToRead, match="Read a workbook first"):
        store.current()


def test_a_refresh_is_what_everybody_sees_and_the_old_ones_are_the_history(tmp_path, home):
    first = store.refresh([lots(tmp_path / "a", "M-1")])
    second = store.refresh([lots(tmp_path / "a", "M-1", "M-2")])
    assert (store.current_id(), [one.snapshot for one in store.history()]) == (second, [second, first])
    assert codes(store.current()) == ["M-1", "M-2"]
    assert snapshot_files(home) == {f"{first}.duckdb", f"{second}.duckdb"}
    assert not any(":" in file.name for file in home.rglob("*"))


def test_an_open_snapshot_keeps_its_rows_while_a_new_one_is_made(two, tmp_path):
    open_before = store.current()
    store.refresh([lots(tmp_path / "a", "M-3")])
    assert (codes(open_before), codes(store.current())) == (["M-2"], ["M-3"])


def test_a_reading_that_fails_leaves_the_last_good_data(two, tmp_path):
    with pytest.raises(NothingToRead):
        store.refresh([tmp_path / "gone.xlsx"])
    assert store.current_id() == two[1]
    assert codes(store.current()) == ["M-2"]


def test_as_of_is_the_setting_else_the_day_of_reading(tmp_path):
    settings = tmp_path / "Settings.csv"
    settings.write_text("Setting,Value\nas_of,2026-03-31\n", encoding="utf-8")
    assert store.temporary([settings]).as_of == date(2026, 3, 31)
    assert store.temporary([settings], as_of=date(2026, 1, 1)).as_of == date(2026, 1, 1)
    unsaid = store.temporary([lots(tmp_path / "a", "M-1")])
    assert unsaid.as_of.isoformat() == health.sources(unsaid)[0]["read_at"][:10]


def test_a_temporary_reading_moves_no_pointer(tmp_path):
    store.temporary([lots(tmp_path / "a", "M-1")])
    assert store.current_id() is None


def test_two_files_of_one_name_stay_two(tmp_path):
    w = store.temporary([lots(tmp_path / "north", "M-1"), lots(tmp_path / "south", "M-2")])
    assert sorted(line["source"] for line in health.sources(w)) == ["north/Lots.csv", "south/Lots.csv"]


@pytest.mark.parametrize("damage", ["truncated", "flipped", "gone", "empty"])
def test_a_damaged_snapshot_gives_way_to_the_one_before(two, home, damage):
    first, second = two
    file = home / "snapshots" / f"{second}.duckdb"
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        changed = {
            "truncated": content[: len(content) // 2],
            "empty": b"",
            "flipped": bytes(b ^ 0x55 for b in content),
        }[damage]
        file.write_bytes(changed)
    w = store.current()
    assert (w.id, w.instead_of, codes(w)) == (first, second, ["M-1"])


def test_tables_that_are_not_what_was_written_are_found(two, home):
    """A file that opens without complaint but holds another value is damaged all the same."""
    first, second = two
    changed = duckdb.connect(home / "snapshots" / f"{second}.duckdb")
    changed.execute("UPDATE clean.lots SET lot_id = 'M-3'")
    changed.close()
    assert store.current().id == first


def test_a_pointer_cut_short_gives_way_to_the_one_before(two):
    pointer().write_text(pointer().read_text("utf-8")[:40], encoding="utf-8")
    assert store.current().id == two[0]


def test_a_snapshot_of_another_version_is_seen_through_the_views_of_this_one(two, monkeypatch):
    monkeypatch.setattr(manifest, "fingerprint", lambda: "of the next version")
    w = store.current()
    assert w.rows("SELECT lot_id, stream FROM lots") == [{"lot_id": "M-2", "stream": "micro"}]
    assert [line["used"] for line in health.ledger(w)] == [1]


def test_what_a_dead_refresh_left_behind_is_removed_at_the_next(two, home):
    (home / "snapshots" / "20260101T000000Z-dead.duckdb").write_bytes(b"half")
    (home / "snapshots" / "20260101T000000Z-dead.duckdb.wal").write_bytes(b"half")
    assert len(store.remove_orphans()) == 2
    assert snapshot_files(home) == {f"{one}.duckdb" for one in two}


def test_a_second_refresh_at_the_same_time_is_told_to_wait(two, tmp_path, home):
    holder = (
        "import sys, filelock\nwith filelock.FileLock(sys.argv[1]):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, home / "snapshots" / store.REFRESH],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(store.Busy, match="is reading the sheets just now"):
            store.refresh([lots(tmp_path / "a", "M-3")])
        assert store.remove_orphans() == []
        other.stdin.close()
    assert codes(store.current()) == ["M-2"]
    assert store.refresh([lots(tmp_path / "a", "M-3")]) == store.current_id()
