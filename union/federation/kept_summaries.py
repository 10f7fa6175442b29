"""Summaries that were worked out here, kept by what they were worked out from, so that only what changed is done again.

A file's name tells whose it is and, by its key, from which snapshot, seen on which day, by which definitions. It is put
there whole as soon as a member is done: whoever kills the work loses what was under way and nothing else.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from connectors.disk import put
from history.data_folder import cannot_keep, home

ENDING = ".parquet"


def kept_file(member: str, key: str) -> Path:
    """Where the summary of that key is kept, whether it is there or not."""
    whose = hashlib.sha256(member.encode("utf-8")).hexdigest()[:16]
    return _folder() / f"{whose}-{key}{ENDING}"


def keep(member: str, key: str, content: bytes) -> Path:
    """Keeps the summary and lets go of what was kept of the member before; raises CannotKeep."""
    file = kept_file(member, key)
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        put(file, content)
    except OSError as fault:
        raise cannot_keep(fault) from fault
    for other in _folder().glob(f"{file.stem.partition('-')[0]}-*{ENDING}"):
        if other != file:
            with suppress(OSError):  # open elsewhere: another time
                other.unlink(missing_ok=True)
    return file


def _folder() -> Path:
    return home() / "union_summaries"
