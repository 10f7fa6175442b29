"""A workbook behind a link: downloaded, where it has changed, and read as a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from connectors.reading.files import ENDINGS, as_known, read_workbook
from connectors.source import Fetched, Mark, Source
from connectors.temporary_copies import temporary_folder
from connectors.web.web_download import download


def fetch_linked(
    source: Source, link: str, mark: Mark | None, say: Callable[[str], None], cells: str, service: Mapping | None = None
) -> Fetched:
    """What is behind the link; `cells` is the address of a cell with {tab} and {place}, "" where none can be opened."""
    came = download(link, source.name, mark, service=service)
    if came.unchanged:
        return Fetched((), came.mark, unchanged=True, calls={"web": came.calls})
    say(f"reading {source.name}")
    ending = Path(came.file_name).suffix.lower()
    name = (
        source.name
        if Path(source.name).suffix.lower() in ENDINGS
        else source.name + (ending if ending in ENDINGS else "")
    )
    with temporary_folder() as inside:
        file = Path(inside) / "download"
        file.write_bytes(came.content)
        read = read_workbook(file, name)
    known = as_known(read, source.name, source.owner, came.modified_at, cells)
    return Fetched((known,), came.mark, calls={"web": came.calls})
