"""Copies of workbooks in the temporary folder: gone with the process that made them, or at the next start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from connectors.temporary_copies import remove_left, temporary_folder
from tests.processes import runs


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_those_of_a_process_that_was_killed_go_and_those_of_one_that_runs_stay(temporary):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    assert not runs(dead.pid)
    left = temporary / f"lotwise-{dead.pid}-abcd1234"
    (left / "0").mkdir(parents=True)
    (left / "0" / "Lots.xlsx").write_bytes(b"names and prices")
    with temporary_folder() as ours:
        assert remove_left() == [left.name]
        assert os.listdir(temporary) == [os.path.basename(ours)]


def test_one_of_an_earlier_version_goes_after_a_day(temporary):
    for name in ("lotwise-abcd1234", "lotwise-efgh5678"):
        (temporary / name).mkdir()
    os.utime(temporary / "lotwise-abcd1234", (0, 0))
    assert remove_left() == ["lotwise-abcd1234"]


@pytest.mark.parametrize("name", ["lotwise-1-2-3", "lotwise-notes.txt", "lotwise", "other-999999-abcd1234"])
def test_what_only_looks_like_ours_stays(temporary, name):
    (temporary / name).mkdir()
    os.utime(temporary / name, (0, 0))
    assert remove_left() == []


def test_a_link_by_such_a_name_leads_to_nothing_that_is_removed(temporary, tmp_path_factory):
    """Anybody may write into /tmp: a link of ours by name must not have another folder emptied."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "Lots.xlsx").write_bytes(b"x")
    try:
        (temporary / "lotwise-abcd1234").symlink_to(elsewhere)
    except OSError:
        pytest.skip("this user may make no links")
    os.utime(temporary / "lotwise-abcd1234", (0, 0), follow_symlinks=False)
    assert remove_left() == [] and list(elsewhere.iterdir())
