"""The list of the snapshots is lost: they tell of themselves, nothing of them goes, and it is said once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from history import fault_log
from history.data_folder import anything_kept, pointer
from history.snapshots import store
from refresh.one_refresh import refresh
from tests.history.snapshots.kept_once import keep
from tests.history.snapshots.test_time_machine import book, moment
from tests.refresh.connected import connect, lots

BOTH = ("current.json", "current.before.json")
DAMAGED = {
    "gone": None,
    "empty": b"",
    "cut short": b'{"snapshots": [\n{"snap',
    "no text": b"\xff\xfe\x00",
    "another list": b'{"snapshots": ["snapshot"]}',
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def three(home) -> list[str]:
    """Read on 2, 6 and 9 March, one lot more each time, newest first."""
    return [
        keep([book(*(f"M-{number}" for number in range(1, lots + 1)))], now=moment(day))
        for lots, day in ((1, 2), (2, 6), (3, 9))
    ][::-1]


def lose(home: Path, content: bytes | None, *names: str) -> None:
    for name in names or BOTH:
        (home / name).write_bytes(content) if content is not None else (home / name).unlink()


def ids() -> list[str]:
    return [one.snapshot for one in store.history()]


def files(home: Path) -> set[str]:
    return {file.stem for file in (home / "snapshots").glob("2*")}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_without_either_list_the_snapshots_tell_of_themselves_and_none_goes(home, three, content):
    before = store.history()
    lose(home, content)
    assert anything_kept() and ids() == three and store.current().id == three[0]
    told = store.history()
    for name in ("read_at", "time_zone", "manifest", "number"):
        assert [getattr(one, name) for one in told] == [getattr(one, name) for one in before]
    assert store.at("2026-03-07").id == three[1]

    assert store.remove_orphans() == [] and files(home) == set(three)
    assert json.loads(pointer().read_text("utf-8"))["snapshots"][0]["snapshot"] == three[0]
    assert store.mend() == ""  # it was said, and is in the log
    assert fault_log.log_file().read_text("utf-8").count("3 of them, the newest of 2026-03-09 06:00.") == 1
    fourth = keep([book("M-4")], now=moment(10))
    assert ids() == [fourth, *three]
    assert store.thin(datetime(2036, 1, 1, tzinfo=UTC)) == []  # what stood on them is not known


def test_the_order_is_that_in_which_they_were_made_whatever_the_clock_did(home, three):
    set_back = keep([book("M-9")], now=moment(9) - timedelta(days=400))
    lose(home, None)
    assert ids() == [set_back, *three]


def test_what_was_made_after_the_last_list_that_can_be_read_is_added_to_it(home, three):
    store.pin(three[2], "the board of April")
    store.pin(three[1], "a verdict")
    newest = keep([book("M-4")], now=moment(10))
    lose(home, b"", "current.json")
    # one change less, until the next refresh
    assert ids() == three
    assert store.mend().startswith("The list of the snapshots on this computer could not be read")
    assert ids() == [newest, *three] and store.current().id == newest
    assert [one.pins for one in store.history()][2:] == [("a verdict",), ("the board of April",)]


def test_one_letter_changed_in_the_list_is_found(home, three):
    text = pointer().read_text("utf-8")
    pointer().write_text(text.replace(three[0], three[0][:-1] + ("0" if three[0][-1] != "0" else "1")), "utf-8")
    assert ids() == three[1:]
    assert store.remove_orphans() == [] and ids() == three


def test_what_was_never_finished_is_no_snapshot_and_goes(home, three):
    lose(home, None)
    (home / "snapshots" / "20260310T120000Z-0a1b2c3d.part").write_bytes(b"half")
    # as earlier versions left it: no manifest
    half = duckdb.connect(home / "snapshots" / "20260311T120000Z-0a1b2c3d.duckdb")
    half.execute("CREATE TABLE sources (source VARCHAR)")
    half.close()
    assert ids() == three
    assert store.remove_orphans() == ["20260310T120000Z-0a1b2c3d.part", "20260311T120000Z-0a1b2c3d.duckdb"]
    assert files(home) == set(three)


def test_a_damaged_one_gives_way_to_the_one_before_it(home, three):
    file = home / "snapshots" / f"{three[0]}.duckdb"
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    file.write_bytes(content)
    lose(home, None)
    assert store.current().id == three[1]


def test_a_refresh_says_it_once(tmp_path, home):
    connect("North", lots(tmp_path / "North.csv", "N1"))
    refresh()
    kept = ids()
    lose(home, None, "current.json")
    lots(tmp_path / "North.csv", "N1", "N2")
    assert "made again from the snapshots themselves: 1 of them" in refresh().trouble
    assert ids()[1:] == kept and store.current().rows("SELECT count(*) AS lots FROM lots") == [{"lots": 2}]
    assert refresh().trouble == ""


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_list_never_loses_what_stands_on_a_snapshot(home, three, content):
    store.pin(three[1], "a verdict")
    store.pin(three[2], "the board of April")
    lose(home, content, "current.json")
    assert [one.pins for one in store.history()] == [(), ("a verdict",), ("the board of April",)]
    store.mend()
    assert [one.pins for one in store.history()] == [(), ("a verdict",), ("the board of April",)]
    assert store.thin(datetime(2036, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_what_is_pinned_while_the_list_is_damaged_forgets_no_snapshot(home, three, content):
    """The newest is in the damaged list alone; a page pins another one before any refresh has mended it."""
    newest = keep([book("M-4")], now=moment(10))
    lose(home, content, "current.json")
    store.pin(three[1], "a verdict")
    assert ids() == [newest, *three] and store.history()[2].pins == ("a verdict",)
    assert store.remove_orphans() == [] and files(home) == {newest, *three}
