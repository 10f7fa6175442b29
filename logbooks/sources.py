"""The workbooks everyone's numbers come from: copies in the data folder, with the mapping that says how to read them."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from logbooks import mapping as mappings
from logbooks import store
from logbooks.mapping import Mapping

MAPPING = "mapping.toml"


def configured() -> tuple[list[Path], Mapping]:
    """The workbooks kept, by name, and their mapping; none before the first `use`."""
    folder = _folder()
    if not folder.exists():
        return [], Mapping()
    said = folder / MAPPING
    return sorted(file for file in folder.iterdir() if file.name != MAPPING), mappings.load(said) if said.exists() else Mapping()


def use(paths: Sequence[Path], mapping: Mapping) -> str:
    """Reads these workbooks for everyone and keeps copies of them; where that fails, all stays as it was. Returns the snapshot."""
    fresh = store.home() / f"sheets-{secrets.token_hex(4)}"
    fresh.mkdir()
    try:
        copies = [Path(shutil.copy(path, fresh)) for path in paths]
        mappings.save(mapping, fresh / MAPPING)
        snapshot = store.refresh(copies, mapping)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(_folder(), ignore_errors=True)
    fresh.rename(_folder())
    return snapshot


def refresh() -> str | None:
    """Reads the workbooks kept once more into a new snapshot; None where none are kept."""
    paths, mapping = configured()
    return store.refresh(paths, mapping) if paths else None


def _folder() -> Path:
    return store.home() / "sheets"


def take_over() -> None:
    """Takes over what earlier versions of the program kept (thin)."""
