"""What this visitor looks at, and what the pages show of it, kept by snapshot id and plain values, never by frame."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from connectors.trouble import CannotGoOn
from decisions import gates, roadmap
from decisions import thresholds as agreed
from logbooks import health
from logbooks.mapping import Mapping
from logbooks.snapshots import first_seen, store
from logbooks.snapshots.kept import Kept
from logbooks.snapshots.moments import day_there
from logbooks.sources import configuration, source_states
from logbooks.sources.configuration import BadConfiguration, Configuration
from logbooks.warehouse import Warehouse
from metrics import compute
from metrics import lot_book as lots
from metrics.catalogue import metrics
from metrics.contract import Answer, CannotSay
from metrics.measured import Input, measured_inputs
from ui import opened
from ui.sample import read_sample
from ui.words import say

OWN = "own_warehouse"     # this visitor's upload, in this session's memory alone
SEEN = "seen"             # what this run of a page shows, however often a refresh happens meanwhile

_first = threading.Lock()


@dataclass(frozen=True)
class Seen:
    """What a visitor looks at: the newest snapshot, as of its day, or a moment of the past."""

    newest: Kept
    moment: str = ""              # a day, a time or a snapshot's id; "" for now


class NothingReadYet(CannotGoOn):
    """Sources are configured and their first reading is not done, so that there is nothing to show."""


def warehouse() -> Warehouse:
    """What this visitor looks at: the own upload while there is one, else the logs everyone sees, now or at a moment of the past."""
    return getattr(opened.elsewhere, "warehouse", None) or st.session_state.get(OWN) or _shared()


def as_shown(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make` for a download: the server asks for it in a thread without a visitor, and there it sees what this page shows."""
    here, keeps = warehouse(), not is_own()

    def made() -> bytes:
        with opened.looking_at(here, keeps):
            return make()
    return made


def look_again(moment: str = "") -> None:
    """Asks once a run which snapshot everyone sees, so that one page never shows two; `moment` is one of the past to look at.

    Raises NothingReadYet, and what store.at raises.
    """
    if is_own():
        return
    newest = opened.to_show()
    if waits_for_first_reading(newest):
        st.session_state.pop(SEEN, None)
        raise NothingReadYet(say("first.what"), say("first.fix"))
    st.session_state[SEEN] = Seen(newest or _first_snapshot(), moment)
    _shared()


def waits_for_first_reading(newest: Kept | None) -> bool:
    """Whether sources are configured of which there is nothing to show yet, so that what there is would be somebody else's data."""
    if newest is None or not configured().sources:
        return bool(configured().sources)
    return not any(state.read_at for state in source_states.source_states()) and _says_synthetic(opened.newest(newest.snapshot, day_there(newest).isoformat()))


def something_was_read() -> bool:
    """Whether the first reading of the configured sources has given something to show; cheap."""
    newest = store.newest()
    return newest is not None and any(state.read_at for state in source_states.source_states())


def _says_synthetic(here: Warehouse) -> bool:
    return here.rows("SELECT setting_text('synthetic') AS said")[0]["said"] == "yes"


def configured() -> Configuration:
    """What lotwise.toml says, read again only where it is another file; nothing where it can't be read, which Connect tells."""
    with suppress(OSError, BadConfiguration):
        stat = configuration.path().stat()
        return _configured(str(configuration.path()), stat.st_mtime_ns, stat.st_size)
    return Configuration()


@st.cache_resource(max_entries=4, show_spinner=False)
def _configured(path: str, changed: int, size: int) -> Configuration:
    return configuration.load()


def seen() -> Seen | None:
    """Which of the snapshots everyone can see this run shows; None on an own upload."""
    return None if is_own() else st.session_state.get(SEEN)


def shown() -> Kept | None:
    """The times of the snapshot this run shows; None on an own upload, which has none."""
    if is_own() or SEEN not in st.session_state:
        return None
    snapshot = warehouse().id
    newest = st.session_state[SEEN].newest
    return newest if newest.snapshot == snapshot else next((one for one in store.history() if one.snapshot == snapshot), newest)


def _shared() -> Warehouse:
    if st.runtime.exists() and get_script_run_ctx(suppress_warning=True) is None:
        raise RuntimeError("a thread without a visitor has to say what it looks at")      # else it would see what another one saw first
    if SEEN not in st.session_state:
        look_again()
    here: Seen = st.session_state[SEEN]
    newest = here.newest.snapshot, day_there(here.newest).isoformat()
    return opened.past(here.moment, *newest) if here.moment else opened.newest(*newest)


def _first_snapshot() -> Kept:
    """Reads the sample, once, however many visitors come first."""
    with st.spinner(say("session.first")), _first:
        if store.newest() is None:
            read_sample()
        return store.newest()


def use_own(paths: list, mapping: Mapping | None) -> Warehouse:
    """Reads an upload into a warehouse of this session alone and shows it from now on."""
    own = store.temporary(paths, mapping)
    st.session_state[OWN] = own
    return own


def leave_own() -> None:
    """Back to the logs everyone sees."""
    st.session_state.pop(OWN, None)
    st.session_state.pop(SEEN, None)


def is_own() -> bool:
    """Whether this visitor looks at an own upload."""
    return not hasattr(opened.elsewhere, "warehouse") and OWN in st.session_state


def kept(what: str, make: Callable[[Warehouse], Any], *plain: Any) -> Any:
    """The result of `make(warehouse)`, computed once for this snapshot, day and these plain values; don't change it."""
    here = warehouse()
    values = json.dumps([here.id, here.as_of.isoformat(), what, *plain])
    key = hashlib.sha256(values.encode("utf-8")).hexdigest()   # one hex word: joined arguments can collide
    if is_own():
        return _kept_own(key, lambda: make(here))
    if not getattr(opened.elsewhere, "keeps", True):      # an own upload is in its session's memory alone
        return make(here)
    return opened.shelf(here.id, here.as_of.isoformat()).result(key, lambda: make(here))


@st.cache_resource(max_entries=100, show_spinner=False, scope="session")
def _kept_own(key: str, _make: Callable[[], Any]) -> Any:
    return _make()


def crop_years() -> list[str]:
    """The crop years with lots or rows, newest first."""
    return kept("crop_years", compute.crop_years)


def season_before(crop_year: str | None) -> str | None:
    """The crop year before this one, where the logs hold it."""
    years = crop_years()
    return years[years.index(crop_year) + 1] if crop_year in years[:-1] else None


def answers(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> dict[str, Answer]:
    """Every indicator of one crop year by its id."""
    return kept("answers", lambda w: compute.answers(w, crop_year, filters), crop_year, _plain(filters))


def inputs(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> dict[str, Input] | str:
    """The figures break-even rests on by their name, or the reason why they can't be had."""
    def measured(seen: Warehouse) -> dict[str, Input] | str:
        try:
            return measured_inputs(seen, crop_year, filters)
        except CannotSay as reason:
            return str(reason)
    return kept("inputs", measured, crop_year, _plain(filters))


def base_currency() -> str:
    """The currency every amount is shown in."""
    return setting("base_currency") or "USD"


def lot_book(crop_year: str | None, filters: dict[str, tuple[str, ...]]) -> list[dict]:
    """One row a lot: made, sold, unsold, buyers, price, days open, unpaid and overdue."""
    return kept("lot_book", lambda w: lots.lot_book(w, crop_year, filters), crop_year, _plain(filters))


def rows_behind(row_ids: tuple[int, ...]) -> list[dict]:
    """The sheet rows behind a number, as they were typed."""
    return kept("rows_behind", lambda w: health.rows_behind(w, row_ids), sorted(row_ids))


def cells_of(source: str, sheet: str) -> tuple[list[str], str]:
    """The headings of a tab from the first column on, and the link to a cell of it with {place} in it, "" where there is none."""
    return kept("cells_of", health.cells_of).get((source, sheet), ([], ""))


def problems() -> list:
    """Everything wrong or doubtful in the logs."""
    return kept("problems", health.problems)


def ledger() -> list:
    """What became of every row, tab by tab."""
    return kept("ledger", health.ledger)


def tabs() -> list:
    """What was recognised in every tab."""
    return kept("tabs", health.tabs)


def sources() -> list:
    """The files that were read, and when."""
    return kept("sources", health.sources)


def last_typed() -> dict | None:
    """The last that is known to have been typed, in which log, and who tells; None where nothing does."""
    return kept("last_typed", first_seen.last_typed)


def standing() -> gates.Standing:
    """On which day of the pilot we are, and the next gate."""
    return kept("standing", gates.standing)


def roadmap_items() -> list[roadmap.Item]:
    """Every task of the roadmap: what was said and what the logs show."""
    return kept("roadmap_items", roadmap.items)


def thresholds() -> dict[str, tuple[agreed.Threshold, ...]]:
    """What each indicator was agreed to reach at the next gate; an indicator without any is absent."""
    return kept("thresholds", lambda w: agreed.thresholds(w, metrics()))


def band(metric_id: str) -> tuple[float, float] | None:
    """The range an indicator should lie in, in its unit."""
    return kept("band", lambda w: agreed.band(w, metrics()[metric_id]), metric_id)


def setting(name: str) -> str | None:
    """The text of one setting, or None where it isn't set."""
    return kept("setting", lambda w: w.rows("SELECT setting_text($name) AS value", {"name": name})[0]["value"], name)


def has_lots() -> bool:
    """Whether there is a register of lots."""
    return kept("has_lots", lambda w: bool(w.rows("SELECT 1 FROM clean.lots LIMIT 1")))


def choices(column: str) -> list[str]:
    """What the lots have in their column station, variety or process, in alphabetical order."""
    if column not in ("station", "variety", "process"):
        raise ValueError(f"{column} is not a filter")
    sql = f"SELECT DISTINCT {column} AS choice FROM lot WHERE {column} IS NOT NULL ORDER BY 1"
    return kept("choices", lambda w: [row["choice"] for row in w.rows(sql)], column)


def _plain(filters: dict[str, tuple[str, ...]]) -> list:
    return sorted([name, sorted(values)] for name, values in filters.items() if values)
