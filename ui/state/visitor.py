"""What this visitor looks at: the snapshot everyone sees, a moment of the past, or an upload of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from connectors.trouble import CannotGoOn
from history.snapshots import store
from history.snapshots.moments import day_there
from history.snapshots.snapshot import Snapshot
from logbooks.recognise.mapping import Mapping
from logbooks.warehouse.warehouse import Warehouse
from refresh import configuration, last_configuration, source_states
from refresh.configuration import BadConfiguration, Configuration
from ui.state import open_snapshots
from ui.state.first_sample import first_snapshot
from words.speech import say

OWN = "own_warehouse"  # this visitor's upload, in this session's memory alone
OWN_BEFORE = "own_before"  # the upload before it, of other files, else its own first reading
SEEN = "seen"  # what this run of a page shows, however often a refresh happens meanwhile
_opened = threading.local()  # what the run of this thread asked for last: a page asks for it some fifty times


@dataclass(frozen=True)
class LookingAt:
    """What a visitor looks at: the newest snapshot, as of its day, or a moment of the past."""

    newest: Snapshot
    moment: str = ""  # a day, a time or a snapshot's id; "" for now


class NothingReadYet(CannotGoOn):
    """Sources are configured and their first reading is not done, so that there is nothing to show."""


def warehouse() -> Warehouse:
    """What this visitor looks at: the own upload while there is one, else the logs everyone sees, now or at a moment of
    the past."""
    return getattr(open_snapshots.elsewhere, "warehouse", None) or st.session_state.get(OWN) or _shared()


def as_shown(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make` for a download: the server asks for it in a thread without a visitor, and there it sees what this page
    shows."""
    here, keeps = warehouse(), not is_own()

    def made() -> bytes:
        with open_snapshots.looking_at(here, keeps):
            return make()

    return made


def look_again(moment: str = "") -> None:
    """Asks once a run which snapshot everyone sees, so that one page never shows two; `moment` is one of the past to
    look at.

    Raises NothingReadYet, and what store.at raises.
    """
    vars(_opened).clear()
    if is_own():
        return
    newest = open_snapshots.to_show()
    if waits_for_first_reading(newest):
        st.session_state.pop(SEEN, None)
        raise NothingReadYet(say("first.what"), say("first.fix"))
    st.session_state[SEEN] = LookingAt(newest or _first_snapshot(), moment)
    _shared()


def waits_for_first_reading(newest: Snapshot | None) -> bool:
    """Whether sources are configured of which there is nothing to show yet, so that what there is would be somebody
    else's data.

    Raises what is wrong with a configuration that can't be followed where nothing was read: the sample must not stand
    in for the sheets it may name.
    """
    if newest is None and (trouble := last_configuration.trouble()):
        raise trouble
    if newest is None or not configured().sources:
        return bool(configured().sources)
    if any(state.read_at for state in source_states.source_states()):
        return False
    return open_snapshots.newest(newest.snapshot, day_there(newest).isoformat()).is_invented


def something_was_read() -> bool:
    """Whether the first reading of the configured sources has given something to show; cheap."""
    newest = store.newest()
    return newest is not None and any(state.read_at for state in source_states.source_states())


def configured() -> Configuration:
    """What lotwise.toml says, read again only where it is another file; nothing where it can't be read, which Connect
    tells."""
    with suppress(OSError, BadConfiguration):
        stat = configuration.path().stat()
        return _configured(str(configuration.path()), stat.st_mtime_ns, stat.st_size)
    return Configuration()


@st.cache_resource(max_entries=4, show_spinner=False)
def _configured(path: str, changed: int, size: int) -> Configuration:
    return configuration.load()


def seen() -> LookingAt | None:
    """Which of the snapshots everyone can see this run shows; None on an own upload."""
    return None if is_own() else st.session_state.get(SEEN)


def shown() -> Snapshot | None:
    """The times of the snapshot this run shows; None on an own upload, which has none."""
    if is_own() or SEEN not in st.session_state:
        return None
    snapshot = warehouse().id
    newest = st.session_state[SEEN].newest
    return (
        newest
        if newest.snapshot == snapshot
        else next((one for one in store.history() if one.snapshot == snapshot), newest)
    )


def _shared() -> Warehouse:
    if st.runtime.exists() and get_script_run_ctx(suppress_warning=True) is None:
        # else it would see what another one saw first
        raise RuntimeError("a thread without a visitor has to say what it looks at")
    if SEEN not in st.session_state:
        look_again()
    here: LookingAt = st.session_state[SEEN]
    if getattr(_opened, "asked", None) != here:
        newest = here.newest.snapshot, day_there(here.newest).isoformat()
        _opened.warehouse = open_snapshots.past(here.moment, *newest) if here.moment else open_snapshots.newest(*newest)
        _opened.asked = here
    return _opened.warehouse


def _first_snapshot() -> Snapshot:
    with st.spinner(say("session.first")):
        return first_snapshot()


def use_own(paths: list, mapping: Mapping | None) -> Warehouse:
    """Reads an upload into a warehouse of this session alone and shows it from now on."""
    own, before = store.temporary(paths, mapping), st.session_state.get(OWN)
    # the same files read with other answers are compared with their first reading, or the files before them
    if before is not None and (_files(before) != _files(own) or OWN_BEFORE not in st.session_state):
        st.session_state[OWN_BEFORE] = before
    st.session_state[OWN] = own
    return own


def own_before() -> Warehouse | None:
    """The upload that this visitor's own one took the place of, else how its files were read before anything was
    answered; None where there was neither."""
    return st.session_state.get(OWN_BEFORE)


def is_own_one(w: Warehouse) -> bool:
    """Whether this is an upload of this visitor, the one shown or the one before."""
    return w.id in {one.id for key in (OWN, OWN_BEFORE) if (one := st.session_state.get(key))}


def _files(own: Warehouse) -> list[dict]:
    return own.rows("SELECT source, content_hash FROM sources ORDER BY ALL")


def leave_own() -> None:
    """Back to the logs everyone sees."""
    st.session_state.pop(OWN, None)
    st.session_state.pop(OWN_BEFORE, None)
    st.session_state.pop(SEEN, None)


def is_own() -> bool:
    """Whether this visitor looks at an own upload."""
    return not hasattr(open_snapshots.elsewhere, "warehouse") and OWN in st.session_state
