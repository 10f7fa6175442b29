"""The snapshots of another data folder, such as a union's office keeps of its members: read where they lie."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.trouble import NothingToRead
from history.snapshots import store
from history.snapshots.opening import NoGoodSnapshot, newest_in
from history.snapshots.snapshot_list import history_in


@pytest.fixture(scope="module")
def read_twice(tmp_path_factory) -> Path:
    """A data folder read twice: with the lot M-1, then with M-1 and M-2."""
    place = tmp_path_factory.mktemp("member")
    lots = place / "Lots.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(place / "home"))
        for codes in (["M-1"], ["M-1", "M-2"]):
            lots.write_text(
                "Lot,Stream,Crop year\n" + "".join(f"{code},micro,2025/26\n" for code in codes), encoding="utf-8"
            )
            store.refresh([lots])
    return place / "home"


@pytest.fixture
def member(read_twice, tmp_path, monkeypatch) -> Path:
    """The same in a place of its own, while this computer's data folder is another."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "office"))
    return Path(shutil.copytree(read_twice, tmp_path / "member"))


def lots_of(folder: Path) -> list[str]:
    w = newest_in(folder)
    try:
        return [row["lot_id"] for row in w.rows("SELECT lot_id FROM clean.lots ORDER BY lot_id")]
    finally:
        w.close()


def test_the_newest_is_opened_and_nothing_is_written_anywhere(member, tmp_path):
    before = {file: file.stat().st_mtime_ns for file in member.rglob("*")}
    assert lots_of(member) == ["M-1", "M-2"]
    assert {file: file.stat().st_mtime_ns for file in member.rglob("*")} == before
    assert not (tmp_path / "office").exists()


def test_where_the_newest_is_damaged_the_one_before_stands_in_and_says_so(member):
    newest, before = history_in(member)
    (member / "snapshots" / f"{newest.snapshot}.duckdb").write_bytes(b"no database")
    w = newest_in(member)
    assert (w.id, w.instead_of) == (before.snapshot, newest.snapshot)
    w.close()
    (member / "snapshots" / f"{before.snapshot}.duckdb").unlink()
    with pytest.raises(NoGoodSnapshot):
        newest_in(member)


def test_without_its_list_the_snapshots_tell_themselves(member):
    listed = history_in(member)
    for name in ("current.json", "current.before.json"):
        (member / name).unlink()
    assert [one.snapshot for one in history_in(member)] == [one.snapshot for one in listed]
    assert lots_of(member) == ["M-1", "M-2"]


def test_a_folder_without_snapshots_says_that_nothing_was_read(tmp_path):
    with pytest.raises(NothingToRead):
        newest_in(tmp_path)
