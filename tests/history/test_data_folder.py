"""The folder of this computer's data."""

from __future__ import annotations

import errno
import os
import shutil
import sys

import duckdb
import pytest

from history.data_folder import FolderGone, home, refusal, says_full
from tests.besieged import no_room


def test_a_new_folder_is_for_this_user_alone(tmp_path, monkeypatch):
    """It will hold names and prices. Windows knows no such bits: there the folder lies in the user's own profile."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "new"))
    assert os.name == "nt" or home().stat().st_mode & 0o077 == 0


def test_a_folder_that_was_there_keeps_its_rights(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    tmp_path.chmod(0o750)
    assert home().stat().st_mode & 0o777 == tmp_path.stat().st_mode & 0o777
    assert os.name == "nt" or home().stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_known_by_its_number_in_every_language(number):
    assert says_full(OSError(number, "No queda espacio en el dispositivo"))
    assert not says_full(OSError(errno.EACCES, "No space left on device"))


@pytest.mark.parametrize("number", [39, 112, 1295])
def test_windows_says_by_numbers_of_its_own_that_a_disk_is_full(number):
    error = OSError(errno.EINVAL, "Espace insuffisant sur le disque")
    error.winerror = number  # as Windows sets it
    assert says_full(error)


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can limit the size of a file")
def test_of_an_error_that_hands_on_words_alone_it_is_tried(tmp_path, monkeypatch):
    """DuckDB has no number of the system's; its words are in the language of the computer."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    error = duckdb.IOException("IO Error: Não há espaço suficiente no disco")
    assert not says_full(error) and refusal() is None
    with no_room():
        full, refused = says_full(error), refusal()
    assert full and refused.what.startswith("The disk of this computer is full")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_vanished_is_never_made_anew(tmp_path, monkeypatch):
    folder = tmp_path / "stick"
    monkeypatch.setenv("LOTWISE_HOME", str(folder))
    (home() / "anything").write_text("kept", "utf-8")
    assert home() == folder
    shutil.rmtree(folder)
    with pytest.raises(FolderGone, match="Nothing was made in its place"):
        home()
    folder.mkdir()  # where the stick was put in
    with pytest.raises(FolderGone):
        home()
    (folder / "anything").write_text("put back", "utf-8")
    assert home() == folder
