"""The places one refresh goes to: each configured source with how it stood, also under another name, and its last good
reading."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from connectors import kept_readings
from connectors.source import Mark, Source
from connectors.trouble import CannotGoOn
from history.data_folder import home
from refresh import tab_decisions
from refresh.configuration import BadConfiguration, Configuration
from refresh.source_states import WAITS, SourceState, Trouble

FULL_AFTER = timedelta(hours=23.9)  # what a sheet draws from another one does not move the time of its last edit


class NothingConfigured(CannotGoOn):
    """There is no source to refresh."""


@dataclass
class SourcePlace:
    """One source in a refresh: how it stood and stands, where its last good reading is kept, what became of it."""

    source: Source
    before: SourceState
    state: SourceState
    file: Path
    asked: bool = True  # whether it is fetched in this refresh
    answered: bool = False  # whether it gave anything, if only the word that nothing had changed
    # before what came took the place of its last good reading: how it stood, and that reading as it was kept
    undo: tuple[SourceState, bytes | None] | None = None

    @property
    def has_moved(self) -> bool:
        """Whether it is configured to be somewhere else than it was, so that there is nothing to compare with."""
        return (self.before.kind, self.before.where) != (self.source.kind, self.source.where)

    def after(self, **new) -> SourceState:
        """Its state with what is new."""
        return replace(self.state, **new)


def places_of(told: Configuration, before: list[SourceState], only: str | None, now: str) -> list[SourcePlace]:
    """A place for every source: as configured, and as it was where its entry can't be followed just now."""
    if not told.sources and not told.wrong:
        raise _nothing(before)
    if only is not None and told.source(only) is None:
        raise BadConfiguration(
            f"No sheet called “{only}” is connected.",
            f"Connected are: {', '.join(one.name for one in told.sources) or 'none'}.",
        )
    stood = _stood(told, before)
    places = [_place(source, stood.get(source.name), only) for source in told.sources]
    if told.wrong:  # a slip of the pen takes nothing away
        used = {id(one) for one in stood.values()}
        places += [_left(state, told, now) for state in before if id(state) not in used]
    return places


def told_mark(place: SourcePlace, now: str) -> Mark | None:
    """What the source may say "unchanged" to; None to read it in full: once a day, where its reading is damaged, or to
    take what was held."""
    state = place.before
    if state.read_at is None or state.name != place.source.name or place.has_moved:
        return None
    age = datetime.fromisoformat(now) - datetime.fromisoformat(state.read_at)
    wanted = {one.decision_id for one in state.held if one.decided != WAITS} & {
        id for id, said in tab_decisions.decisions().items() if said == tab_decisions.TAKE
    }
    return (
        state.mark
        if timedelta(0) <= age < FULL_AFTER and not wanted and kept_readings.is_whole(place.file, state.content)
        else None
    )


def readings() -> Path:
    """The folder of the last good readings."""
    return home() / "readings"


def reading_of(name: str) -> Path:
    """The file of a source's last good reading."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
    return (
        readings()
        / f"{plain or 'source'}-{hashlib.sha256(name.encode('utf-8')).hexdigest()[:12]}{kept_readings.ENDING}"
    )


def _nothing(before: list[SourceState]) -> CannotGoOn:
    if any(one.read_at for one in before):
        return NothingConfigured(
            "No sheet is connected any more, so there is nothing to refresh, and the last numbers stay.",
            "Connect a sheet on the page Connect. The first refresh after that replaces the old rows with its rows.",
        )
    return NothingConfigured(
        "No sheet is connected yet, so there is nothing to refresh.",
        "Connect a sheet on the page Connect, or with: python cli.py sources add LINK_OR_PATH --name NAME",
    )


def _stood(told: Configuration, before: list[SourceState]) -> dict[str, SourceState]:
    """By the name of each source how it stood, found by its name, else by its place: such a one was renamed."""
    by_name = {state.name: state for state in before}
    found = {source.name: by_name[source.name] for source in told.sources if source.name in by_name}
    free = {(state.kind, state.where): state for state in before if state.name not in found}
    renamed = {
        source.name: free[source.kind, source.where]
        for source in told.sources
        if source.name not in found and (source.kind, source.where) in free
    }
    return found | renamed


def _place(source: Source, stood: SourceState | None, only: str | None) -> SourcePlace:
    file = reading_of(source.name)
    if stood and stood.name != source.name:
        with suppress(OSError):
            os.replace(reading_of(stood.name), file)  # where that fails it is read again in full
    before = stood or _as_read(source, file)
    # its place stays that of its reading until it is read anew
    state = replace(before, name=source.name, owner=source.owner)
    asked = (
        only is None
        or source.name.casefold() == only.strip().casefold()
        or (before.read_at is not None and not kept_readings.is_whole(file))
    )
    return SourcePlace(source, before, state, file, asked)


def _as_read(source: Source, file: Path) -> SourceState:
    """How a source stands of which nothing is told: as its last good reading, where there is one, because what was told
    was lost."""
    books = kept_readings.load(file)
    read_at = min((book.read_at for book in books), default=None)
    return SourceState(
        source.name,
        source.kind,
        source.where,
        read_at=read_at,
        checked_at=read_at,
        workbooks=tuple(book.source for book in books),
    )


def _left(state: SourceState, told: Configuration, now: str) -> SourcePlace:
    """A source that is configured no more while an entry can't be followed, perhaps its own."""
    wrong = next((one for one in told.wrong if one.name == state.name), told.wrong[0])
    since = state.trouble.since if state.trouble else now
    source = Source(state.name, state.kind, state.where, state.owner)
    return SourcePlace(
        source,
        state,
        replace(state, trouble=Trouble(wrong.what, wrong.fix, since)),
        reading_of(state.name),
        asked=False,
    )
