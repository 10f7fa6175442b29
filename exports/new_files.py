"""Files put into a folder that holds none of them yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from connectors.trouble import CannotGoOn


def write_new(folder: Path, made: Mapping[str, bytes]) -> list[Path]:
    """Writes files by their names into a folder, made where there is none; nothing is written over, and all or nothing
    is begun."""
    _refuse_written(folder, made)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            with (folder / name).open("xb") as file:
                file.write(content)
    except OSError as fault:
        raise CannotGoOn(
            f"{folder} could not be written to.", "Name a folder in which you may write.", str(fault)
        ) from fault
    return [folder / name for name in made]


def _refuse_written(folder: Path, names: Iterable[str]) -> None:
    """Stops, in words, where one of these files is there already."""
    there = sorted(name for name in names if (folder / name).exists())
    if there:
        raise CannotGoOn(
            f"{folder / there[0]} is already there, and nothing is written over.", "Name a new or empty folder."
        )
