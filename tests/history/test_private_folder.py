"""Nobody else on this computer may look into the data folder."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from connectors.disk import put
from history.private_folder import keep_private
from refresh.one_refresh import refresh
from tests.refresh.connected import connect, lots

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such bits")


def rights(path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def open_to_all(path):
    """As an earlier version, or a person, left it."""
    if path.is_dir():
        for one in path.iterdir():
            open_to_all(one)
    path.chmod(0o755 if path.is_dir() else 0o644)


def test_what_was_left_open_is_closed(tmp_path):
    home = tmp_path / "home"
    (home / "snapshots").mkdir(parents=True)
    for file in (home / "lotwise.toml", home / "snapshots" / "20260331T120000Z-0a0b0c0d.duckdb"):
        file.write_bytes(b"x")
    open_to_all(home)
    keep_private(home)
    assert {one.name: oct(rights(one)) for one in (home, *home.rglob("*"))} == {
        "home": "0o700",
        "snapshots": "0o700",
        "lotwise.toml": "0o600",
        "20260331T120000Z-0a0b0c0d.duckdb": "0o600",
    }


def test_a_folder_that_holds_other_things_too_keeps_its_rights_and_so_do_these(tmp_path):
    """Somebody named /srv as the data folder: what is ours in it is closed, the rest is none of our business."""
    for name in ("lotwise.toml", "index.html"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "photos").mkdir()
    open_to_all(tmp_path)
    keep_private(tmp_path)
    assert [oct(rights(tmp_path / name)) for name in ("", "lotwise.toml", "index.html", "photos")] == [
        "0o755",
        "0o600",
        "0o644",
        "0o755",
    ]


def test_a_link_in_it_changes_nothing_elsewhere(tmp_path):
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere.json"
    home.mkdir()
    elsewhere.write_bytes(b"x")
    elsewhere.chmod(0o644)
    (home / "sources.json").symlink_to(elsewhere)
    keep_private(home)
    assert oct(rights(elsewhere)) == "0o644"


def test_a_small_file_is_private_from_its_first_byte(tmp_path):
    put(tmp_path / "state.json", b"x")
    assert oct(rights(tmp_path / "state.json")) == "0o600"


def test_after_a_refresh_nobody_else_may_look_at_anything(tmp_path, monkeypatch):
    """Also in a folder that was there before, and whatever the machine gives new files."""
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    monkeypatch.setenv("LOTWISE_HOME", str(home))
    connect("Office", lots(tmp_path / "Lots.csv", "M-1"))
    before = os.umask(0)
    try:
        refresh()
    finally:
        os.umask(before)
    open_now = {one.relative_to(home).as_posix() for one in (home, *home.rglob("*")) if rights(one) & 0o077}
    assert open_now == set() and len(list((home / "snapshots").glob("*.duckdb"))) == 1
