"""The folder of this computer's data."""

from __future__ import annotations

import os

from history.data_folder import home


def test_a_new_folder_is_for_this_user_alone(tmp_path, monkeypatch):
    """It will hold names and prices. Windows knows no such bits: there the folder lies in the user's own profile."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "new"))
    assert os.name == "nt" or home().stat().st_mode & 0o077 == 0


def test_a_folder_that_was_there_keeps_its_rights(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    tmp_path.chmod(0o750)
    assert home().stat().st_mode & 0o777 == tmp_path.stat().st_mode & 0o777
    assert os.name == "nt" or home().stat().st_mode & 0o777 == 0o750
