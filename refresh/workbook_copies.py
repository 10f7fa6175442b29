"""The copies of workbooks that a person gave to everyone: folders in the data folder, one of them the source "Uploaded
workbooks"."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace as changed
from pathlib import Path

from connectors.kinds import given_together
from connectors.reading.files import ENDINGS
from connectors.source import Source
from connectors.trouble import CannotGoOn
from history.data_folder import cannot_keep, home, replace
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import Mapping
from refresh import configuration
from refresh.configuration import Configuration

UPLOADED = "Uploaded workbooks"
ABANDONED_SECONDS = 3600.0
# EARLIER: where versions before lotwise.toml kept them, with their mapping.toml
FOLDER, EARLIER = "uploaded-", "sheets"


def take_over() -> None:
    """Makes what earlier versions of the program kept a source like the others, and removes copies nobody points to."""
    earlier = home() / EARLIER
    if earlier.is_dir():
        said = earlier / "mapping.toml"
        if said.exists():
            with suppress(CannotGoOn):
                say(mappings.load(said))
            said.unlink()
        fresh = home() / f"{FOLDER}{secrets.token_hex(4)}"
        if configuration.load().source(UPLOADED) is None and any(earlier.iterdir()):
            earlier.rename(fresh)
            point_to(fresh, "folder")
    tidy()


def made(paths: Sequence[Path]) -> Path:
    """A folder with copies of these workbooks, each in a folder and under a name of its own; raises CannotKeep."""
    fresh = home() / f"{FOLDER}{secrets.token_hex(4)}"
    try:
        for path, copy in zip(paths, given_together.laid_out(list(paths), fresh), strict=True):
            copy.parent.mkdir(parents=True)
            shutil.copy(path, copy)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise cannot_keep(error) from error
    return fresh


def held(told: Configuration) -> list[Path]:
    """The copies that are the source now, in the order given; none where there is no such source."""
    source = told.source(UPLOADED)
    if source is None or not Path(source.where).name.startswith(FOLDER):
        return []
    files = [file for file in Path(source.where).rglob("*") if file.suffix.lower() in ENDINGS]
    return sorted(files, key=lambda file: (len(file.parent.name), file.parent.name, file.name))


def written() -> dict[Path, str | None]:
    """What the files that say where and how to read hold now; None for one that is not there."""
    return {
        path: path.read_text("utf-8") if path.exists() else None
        for path in (configuration.path(), configuration.mapping_path())
    }


def say(mapping: Mapping) -> None:
    """Keeps what was said about these workbooks, under the names they have as a source, before what was said about
    others."""
    said = [changed(tab, source=f"{UPLOADED}/{tab.source}") for tab in mapping.tabs]
    new = {(tab.source, tab.sheet) for tab in said}
    told = configuration.mapping()
    before = [tab for tab in told.tabs if (tab.source, tab.sheet) not in new]
    new_answers = [one for one in mapping.answers if one not in told.answers.given]
    together = Mapping((*said, *before), told.answers.with_answer(*new_answers))
    if together != Mapping():
        replace(configuration.mapping_path(), mappings.dumps(together))


def point_to(folder: Path, kind: str = given_together.KIND.id) -> None:
    """Makes this folder of copies the source."""
    if configuration.load().source(UPLOADED):
        configuration.change(UPLOADED, kind=kind, where=folder.name)
    else:
        configuration.add(Source(UPLOADED, kind, folder.name))


def tidy() -> None:
    """Removes small files a death left half written, and copies nobody points to; none of these while it is not known
    what is pointed to."""
    for file in home().glob("*.tmp"):
        with suppress(OSError):
            if abs(time.time() - file.stat().st_mtime) > ABANDONED_SECONDS:
                file.unlink()
    with suppress(CannotGoOn):
        told = configuration.load()
        if configuration.path().exists() and not told.wrong:
            for folder in home().glob(f"{FOLDER}*"):
                if str(folder) not in {one.where for one in told.sources}:
                    shutil.rmtree(folder, ignore_errors=True)
