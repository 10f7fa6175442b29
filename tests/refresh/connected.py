"""A data folder with connected sources: small .csv files on the disk, and what everybody sees of them."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from connectors.source import Source
from history.snapshots import store
from refresh import configuration, source_states
from refresh.one_refresh import refresh
from refresh.source_states import SourceState
from tests.scenes import Scene, filled


def lots(file: Path, *codes: str, stream: str = "micro") -> Path:
    """A .csv with these lots."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Lot,Stream,Crop year\n" + "".join(f"{code},{stream},2025/26\n" for code in codes), "utf-8")
    return file


def connect(name: str, where: Path, kind: str = "workbook", owner: str = "") -> Source:
    """Writes the source into lotwise.toml."""
    source = Source(name, kind, str(where), owner)
    configuration.add(source)
    return source


def codes() -> list[str]:
    """The lots everybody sees."""
    w = store.current()
    found = [row["lot_id"] for row in w.rows("SELECT lot_id FROM clean.lots ORDER BY 1")]
    w.close()
    return found


def state(name: str) -> SourceState:
    """How the source stands."""
    return next(one for one in source_states.source_states() if one.name == name)


def as_if(name: str, **other) -> None:
    """Lets the last refresh of a source have left something else, such as an earlier time."""
    source_states.keep_source_states(
        [replace(one, **other) if one.name == name else one for one in source_states.source_states()]
    )


def codes_of_problems() -> list[str]:
    """The kinds of problem everybody sees."""
    w = store.current()
    found = sorted(row["code"] for row in w.rows("SELECT code FROM problems"))
    w.close()
    return found


def all_told(home: Path) -> str:
    """Everything readable in the data folder, as one text."""
    return "\n".join(
        file.read_text("utf-8", errors="replace")
        for file in home.rglob("*")
        if file.suffix in (".json", ".log", ".toml")
    ) + json.dumps([asdict(one) for one in source_states.source_states()])


def two_sheets(tmp_path_factory) -> Scene:
    """Two connected sheets of one lot each, read once."""

    def fill(place: Path) -> None:
        connect("North", lots(place / "north.csv", "N1"))
        connect("South", lots(place / "south.csv", "S1"))
        refresh()

    return filled(tmp_path_factory, fill)
