"""One refresh: every source is asked, what came is compared with the last good reading, and what changed becomes a
snapshot.

Whenever it is killed, the pointer names a whole snapshot and every reading on the disk is whole; what was not finished
is done by the next refresh, because how the sources stand is written last.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from connectors import kept_readings
from connectors.cells import Workbook
from connectors.source import Fetched
from connectors.temporary_copies import remove_left
from connectors.trouble import BeingSaved, CannotGoOn, NotNow
from connectors.utc_time import utc_seconds
from history import fault_log
from history.data_folder import cannot_keep, home, says_full
from history.private_folder import keep_private
from history.snapshots import store
from history.snapshots.moments import local
from logbooks import health
from logbooks.recognise.mapping import Mapping
from refresh import (
    configuration,
    held_tabs,
    in_use,
    last_configuration,
    last_seen,
    set_apart,
    tab_decisions,
    tab_partners,
    workbook_copies,
)
from refresh.clock import moment_of
from refresh.configuration import Configuration
from refresh.fetching import Teller, fetched
from refresh.source_places import NothingConfigured, SourcePlace, places_of, readings, told_mark
from refresh.source_states import (
    DONE,
    FAILED,
    UNCHANGED,
    Progress,
    SourceState,
    Trouble,
    is_under_way,
    keep_source_states,
    progress,
    source_states,
)
from refresh.unmet_parts import about_unmet

BROKEN_OFF = "The refresh was broken off; what was shown before stays."


def refresh(force: bool = False, only: str | None = None) -> Progress:
    """Reads what has changed at the configured sources, all or `only` the one of that name, and makes it what everybody
    sees.

    `force` reads all anew, changed or not. A source that can't be read keeps its last good reading, and its state says
    why. Raises Busy where another refresh is under way, CannotGoOn where there is nothing to refresh, the configuration
    can't be read or the disk takes no more.
    """
    with _alone():
        about_list = store.mend()
        before = source_states()
        now, about_clock = moment_of(before)
        teller = Teller(Progress(now, pid=os.getpid()))
        try:
            with teller.stirring():
                workbook_copies.take_over()
                said = " ".join(one for one in (about_list, about_clock) if one)
                told = last_configuration.checked()
                return _Refresh(teller, now, told, configuration.mapping()).run(before, force, only, said)
        except BaseException as fault:
            words = str(fault) if isinstance(fault, CannotGoOn) else BROKEN_OFF
            teller.note(finished_at=now, trouble=words, above=not isinstance(fault, NothingConfigured))
            raise


@contextmanager
def _alone() -> Iterator[None]:
    """As store.refresh_lock(), but who has to wait is told who is at work."""
    with ExitStack() as stack:
        try:
            stack.enter_context(store.refresh_lock())
        except store.Busy as busy:
            other = progress()
            if other is None or not is_under_way(other):
                raise
            raise store.Busy(
                f"Another refresh has been running since {local(other.started_at, None):%H:%M}.",
                busy.fix,
                f"process {other.pid} {busy.detail}".strip(),
            ) from busy
        remove_left()
        keep_private(home())
        try:
            yield
        finally:
            keep_private(home())


class _Refresh:
    """What one refresh knows from its beginning on."""

    def __init__(self, teller: Teller, now: str, told: Configuration, mapping: Mapping):
        self.teller, self.now, self.told, self.mapping = teller, now, told, mapping
        self.about: list[str] = []  # what else is to be said

    def run(self, before: list[SourceState], force: bool, only: str | None, already_said: str) -> Progress:
        places = places_of(self.told, before, only, self.now)
        last_seen.remember([place for place in places if not place.before.read_at], before)
        self.teller.expect([place.source.name for place in places if place.asked])
        by_name = {place.source.name: place for place in places}
        wanted = [(place.source, None if force else told_mark(place, self.now)) for place in places if place.asked]
        try:
            for source, result in fetched(wanted, self.teller.say):
                self._settle(by_name[source.name], result)
            snapshot, trouble = self._keep(places)
            keep_source_states([place.state for place in places])
        except OSError as error:
            raise cannot_keep(error) from error
        tab_decisions.forget_but({one.decision_id for place in places for one in place.state.held})
        kept_readings.forget(readings(), [place.file for place in places])
        store.thin()
        words = [already_said, *(str(one) for one in self.told.wrong), self._unmet(places), *self.about, trouble]
        return self.teller.note(
            finished_at=max(self.now, utc_seconds()),
            snapshot=snapshot,
            said=_left(before, places) if any(place.state.read_at for place in places) else "",
            trouble=" ".join(one for one in words if one),
            above=bool(trouble or self.about),
        )

    def _unmet(self, places: list[SourcePlace]) -> str:
        """What is to be said of parts of the mapping that meet nothing, once every source has been read."""
        if not self.mapping.tabs or not places or not all(place.state.read_at for place in places):
            return ""
        try:
            with closing(store.current()) as w:
                return about_unmet(self.mapping, [(tab["source"], tab["sheet"]) for tab in health.tabs(w)])
        except CannotGoOn as reason:  # no reading can be opened: that is what is to be said
            return str(reason)

    def _settle(self, place: SourcePlace, result: Fetched | Exception) -> None:
        """What one source gave becomes its last good reading, or its state says what stood in the way."""
        name, stood = place.source.name, place.state
        if isinstance(result, Exception):
            met = self._trouble(place, [result])
            place.state = place.after(tried_at=self.now, trouble=met)
            self.teller.say(name, FAILED, met.what)
            return
        place.answered = True
        trouble = self._trouble(place, result.troubles) if result.troubles else None
        place.state = place.after(
            kind=place.source.kind,
            where=place.source.where,
            tried_at=self.now,
            checked_at=self.now,
            mark=dict(result.mark),
            calls=dict(result.calls),
            trouble=trouble,
        )
        if result.unchanged:
            place.state = place.after(held=tab_decisions.as_decided(place.state.held))
            self.teller.say(name, UNCHANGED)
        else:
            place.undo = stood, kept_readings.as_kept(place.file)
            try:
                self._take(place, result)
            except (CannotGoOn, OSError):
                raise
            except Exception as fault:  # a defect of ours that these sheets bring to light: the others go on
                place.answered = False
                set_apart.undo(place)
                self._settle(place, fault)

    def _take(self, place: SourcePlace, result: Fetched) -> None:
        last = () if place.has_moved else kept_readings.load(place.file)
        for source, old, new in tab_partners.renamed(last, result.workbooks):
            configuration.follow_tab(source, old, new)
            self.mapping = configuration.mapping()
        if not last and not place.has_moved and not self._may_be_taken(place, result):
            return
        workbooks, about = held_tabs.compare(last, result, self.mapping, place.state, self.now)
        content = in_use.content_of(workbooks, about)
        home()  # raises where it vanished while the sheets were read
        kept_readings.keep(place.file, workbooks, content)
        self.teller.say(place.source.name, UNCHANGED if content == place.state.content else DONE)
        place.state = place.after(
            read_at=self.now,
            held=about,
            content=content,
            workbooks=tuple(book.source for book in workbooks),
            modified_at=max((book.modified_at for book in workbooks if book.modified_at), default=None),
        )

    def _may_be_taken(self, place: SourcePlace, result: Fetched) -> bool:
        """Whether nothing must be asked about what came of a source of which no last good reading is left: the newest
        snapshot tells what it held."""
        before = last_seen.rows_of_source(place)
        if before:
            held = last_seen.held(before, result, self.mapping, place.state, self.now)
            place.state = place.after(held=held)
            if held:
                self.teller.say(place.source.name, DONE)
            return not held
        if place.before.read_at:
            self.about.append(last_seen.not_compared(place.source.name))
            fault_log.note(self.about[-1])
        return True

    def _trouble(self, place: SourcePlace, faults_met: list[Exception] | tuple[CannotGoOn, ...]) -> Trouble:
        """What stood in the way, in words; the log gets the rest, once for as long as it lasts."""
        first, before = faults_met[0], place.before.trouble
        more = f" {len(faults_met) - 1} more of its workbooks have a problem of this kind." if faults_met[1:] else ""
        if isinstance(first, OSError) and says_full(first):  # in the folder for what is read
            first = cannot_keep(first)
        if not isinstance(first, CannotGoOn):
            reference = fault_log.logged(first, f"while reading {place.source.name}")
            first = CannotGoOn(
                f"Lotwise met a fault of its own while reading “{place.source.name}”.",
                f"Send {fault_log.log_file()} to the person who looks after Lotwise and name reference {reference}. "
                f"Until then its last good reading is used, if there is one.",
            )
        elif before is None or before.what != first.what + more:
            fault_log.note(f"{place.source.name}: {first.what}", first.detail)
        since, saving = before.since if before else self.now, all(isinstance(one, BeingSaved) for one in faults_met)
        return Trouble(first.what + more, first.fix, since, isinstance(first, NotNow), saving)

    def _keep(self, places: list[SourcePlace]) -> tuple[str | None, str]:
        """The new snapshot where anything changed, else the word that the current one is still the newest; and what is
        to be said."""
        read = [place for place in places if place.state.read_at]
        if not read and places:
            return None, ""
        of = in_use.build_of([place.state for place in read], self.mapping)
        doubtful = [place for place in read if not place.answered or place.state.trouble or place.state.held]
        stale = [book for place in doubtful for book in place.state.workbooks]
        if in_use.built() == (store.current_id(), of) and _is_whole():
            if any(place.answered for place in places):
                store.confirm(self.now, stale=stale)
            return None, ""
        books: list[Workbook] = []
        for place in read:
            found = set_apart.books_of(place)
            if not found:
                return None, last_seen.nothing_to_use(place.source.name, bool(place.state.held))
            books += found
        try:
            snapshot = store.keep(books, self.mapping, stale=stale, asked_at=self.now)
        except CannotGoOn:
            raise
        except Exception as fault:
            self._set_apart(read, fault)
            return self._keep(places)
        in_use.keep_built(snapshot, of)
        return snapshot, ""

    def _set_apart(self, read: list[SourcePlace], fault: Exception) -> None:
        """Whose rows no snapshot can be made of is used as it was read before, or not at all, and its state says so;
        raises the fault where it is none of theirs."""
        found = set_apart.at_fault(read, self.mapping)
        if not found:
            raise fault
        for place, met in found:
            place.answered = False
            trouble = self._trouble(place, [met])
            set_apart.undo(place)
            place.state = place.after(tried_at=self.now, trouble=trouble)
            self.teller.say(place.source.name, FAILED, trouble.what)


def _is_whole() -> bool:
    """Whether the newest snapshot is there and is what was written, so that none has to stand in for it."""
    try:
        w = store.current()
    except CannotGoOn:
        return False
    w.close()
    return w.instead_of is None


def _left(before: list[SourceState], places: list[SourcePlace]) -> str:
    """Which sources are no longer connected, in words."""
    gone = [one.name for one in before if one.read_at and one.name not in {place.before.name for place in places}]
    return f"No longer connected, so their rows left the numbers: {', '.join(gone)}." if gone else ""
