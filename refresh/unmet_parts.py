"""The parts of everyone's mapping that speak of no tab any more: they would be passed over without a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from logbooks.recognise.mapping import Mapping, TabMapping
from refresh.workbook_copies import UPLOADED

MOST_NAMED = 3


def about_unmet(mapping: Mapping, read: Sequence[tuple[str, str]]) -> str:
    """The sentences about parts that fit none of the tabs that were read, given by source and name; "" where all do."""
    met = [_content(part) for part in mapping.tabs if _fits_one(part, read)]
    unmet = [
        part
        for part in mapping.tabs
        if not _fits_one(part, read) and _content(part) not in met and not _is_of_gone_upload(part, read)
    ]
    if not unmet:
        return ""
    named = "; ".join(f"{part.source}, tab {part.sheet}" for part in unmet[:MOST_NAMED])
    more = f"; and {len(unmet) - MOST_NAMED} more" if len(unmet) > MOST_NAMED else ""
    return (
        f"What mapping.toml says of these meets no tab that was read: {named}{more}. Correct source and sheet there, "
        f"or take the part out."
    )


def _fits_one(part: TabMapping, read: Sequence[tuple[str, str]]) -> bool:
    return any(part.fits(source, sheet) for source, sheet in read)


def _content(part: TabMapping) -> TabMapping:
    """What it says, whatever of: a part goes on under the new name of a tab, and the one under the old name stays."""
    return replace(part, source="", sheet="")


def _is_of_gone_upload(part: TabMapping, read: Sequence[tuple[str, str]]) -> bool:
    """Whether it waits for an uploaded file that somebody took others in the place of."""
    whole = replace(part, sheet="*")
    return part.source.startswith(f"{UPLOADED}/") and not _fits_one(whole, read)
