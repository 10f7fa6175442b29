"""Two readings compared: what changed between them, what that did to the numbers, and all of it as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from decisions import effects as of_changes
from decisions.effects import Effect
from exports import changes_workbook
from history.changes.comparison import Changes
from history.changes.comparison import changes as changes_between
from history.snapshots import store, usual_comparison
from history.snapshots.snapshot import Snapshot
from logbooks.warehouse.warehouse import Warehouse
from refresh.source_states import source_states
from ui.state import open_snapshots, results, visitor
from ui.state.pinning import pin_snapshots
from words.moment_words import told_apart
from words.speech import as_text, say


@dataclass(frozen=True)
class Compared:
    """Two readings, what changed from one to the other, and how the moment of the first is called."""

    before: Warehouse
    after: Warehouse
    changes: Changes
    since: str


def compared_with(one: Snapshot, since: str) -> Compared:
    """What everybody sees compared with that reading; draws a warning where an older one has to stand in for it."""
    after = visitor.warehouse()
    before = open_snapshots.past(one.snapshot, store.current_id() or "", "")
    if before.instead_of:
        since = told_apart(store.history()).get(before.id, since)
        st.markdown(f":material/warning: **{as_text(say('alarms.older_then', at=since))}**")
    now = not visitor.is_own() and store.current_id() == after.id
    held = tuple(tab for state in source_states() for tab in state.held) if now else ()
    made = results.kept(
        "changes", lambda w: changes_between(before, w, held), before.id, [tab.decision_id for tab in held]
    )
    return Compared(before, after, made, since)


def own_readings(earlier: list[Snapshot]) -> list[Snapshot]:
    """Those of the readings that what is shown may be compared with, newest first."""
    newest = store.current_id() or ""
    return usual_comparison.own_readings(
        visitor.warehouse(), earlier, lambda snapshot: open_snapshots.past(snapshot, newest, "")
    )


def compared_with_upload(before: Warehouse) -> Compared:
    """This visitor's upload compared with their one before."""
    made = results.kept("changes", lambda w: changes_between(before, w), before.id)
    return Compared(before, visitor.warehouse(), made, say("changes.upload_before"))


def seasons(found: Compared) -> list[str]:
    """The crop years of either reading, newest first."""
    return results.kept("seasons", lambda w: of_changes.seasons(found.before, w), found.before.id)


def effects_of(found: Compared, year: str | None) -> list[Effect]:
    """The effects on the numbers of one season; a snapshot's numbers are kept with it."""

    def answered(w: Warehouse, crop_year: str | None) -> Any:
        if (w.id, w.as_of) == (found.after.id, found.after.as_of):
            return results.answers(crop_year, {})
        keeps = not visitor.is_own_one(w)  # numbers of an own upload never come among everybody's
        with open_snapshots.looking_at(w, keeps):
            return results.answers(crop_year, {})

    return results.kept(
        "effects", lambda w: of_changes.effects(found.before, w, year, found.changes, answered), found.before.id, year
    )


def write_workbook(path: Path, found: Compared) -> None:
    """Writes everything that changed as a workbook, safe to open; what it stands on is kept."""
    kept = [w.id for w in (found.before, found.after) if not visitor.is_own_one(w)]
    pin_snapshots(say("changes.exported"), *kept)
    years: list[str | None] = [*seasons(found)] or [None]
    every = [one for year in years for one in effects_of(found, year)]
    changes_workbook.write_changes(path, found.changes, every, (found.before.as_of, found.after.as_of))
