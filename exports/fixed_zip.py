"""A file made of zipped parts (pptx, xlsx) without the hour at which it was made: the same content, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
HOUR = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
CORE, NESTED = "docProps/core.xml", (".xlsx",)


def fixed_zip(made: bytes) -> bytes:
    """The same parts in their order, each dated 1980, and so the files of this kind within them."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return zip_of((name, _part(name, parts.read(name))) for name in parts.namelist())


def zip_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files by their names in one archive, in their order, each dated 1980."""
    written = io.BytesIO()
    # stored as it is: what a compressor makes of it differs from computer to computer
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0
            archive.writestr(entry, content)
    return written.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if name.endswith(NESTED):
        return fixed_zip(content)
    return HOUR.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content) if name == CORE else content
