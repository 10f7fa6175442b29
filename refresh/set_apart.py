"""A fault stays with its source: the one of whose rows no snapshot can be made is found out, and is used as it was read
before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from connectors import kept_readings
from connectors.cells import Workbook
from history.snapshots import store
from logbooks.recognise.mapping import Mapping
from refresh import held_tabs
from refresh.source_places import SourcePlace


def books_of(place: SourcePlace) -> list[Workbook]:
    """What is used of a source: its last good reading, with what is held marked and whom to ask; empty where it is
    damaged."""
    found = held_tabs.marked(kept_readings.load(place.file), place.state.held)
    return [replace(book, owner=place.source.owner or book.owner) for book in found]


def at_fault(read: Sequence[SourcePlace], mapping: Mapping) -> list[tuple[SourcePlace, Exception]]:
    """The sources whose rows keep a snapshot from being made, alone or with those before them, and the fault of each.

    Those that are as they were are tried first, so that it is the newcomer that is set apart.
    """
    sound: list[Workbook] = []
    found = []
    for place in sorted(read, key=lambda one: one.undo is not None):
        books = books_of(place)
        if fault := store.fault_in([*sound, *books], mapping):
            found.append((place, fault))
        else:
            sound += books
    return found


def undo(place: SourcePlace) -> None:
    """The source is again as it stood before what came was taken; where that was nothing, or is itself at fault, its
    rows are in no snapshot until it is read anew."""
    if place.undo and place.undo[0].read_at:
        place.state, content = place.undo
    else:
        place.state = place.after(read_at=None, checked_at=None, held=(), mark={}, workbooks=(), content="")
        content = None
    place.undo = None
    kept_readings.put_back(place.file, content)
