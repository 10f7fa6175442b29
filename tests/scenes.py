"""Folders that are filled once for many tests, each of which finds them as they were filled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


class Scene:
    """A folder filled once, with the data folder `home` in it. It stays where it is, since what is connected is named
    by its place."""

    def __init__(self, place: Path):
        self.place, self._as_filled = place, place.with_name(f"{place.name} as filled")
        shutil.copytree(place, self._as_filled)

    def anew(self, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The folder as it was filled, whatever the test before did to it; its data folder is that of this test."""
        shutil.rmtree(self.place)
        shutil.copytree(self._as_filled, self.place)
        monkeypatch.setenv("LOTWISE_HOME", str(self.place / "home"))
        return self.place


def filled(tmp_path_factory: pytest.TempPathFactory, fill) -> Scene:
    """The scene of a new folder after `fill(folder)`."""
    place = tmp_path_factory.mktemp("scene")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(place / "home"))
        fill(place)
    return Scene(place)
