"""Workbooks a person gives to everyone: one source among the others from then on, read at once, or nothing has
happened."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace as changed
from glob import escape
from pathlib import Path

from connectors.kinds import given_together
from connectors.reading.files import start_all
from connectors.trouble import CannotGoOn
from history.data_folder import replace
from history.snapshots import store
from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import configuration, workbook_copies
from refresh.one_refresh import refresh
from refresh.source_states import source_states


def use(paths: Sequence[Path], mapping: Mapping, stay: Collection[str] = ()) -> str:
    """Makes copies of these workbooks the source "Uploaded workbooks", in place of earlier ones but for those of the
    names that `stay`, and reads them for everyone.

    Returns the snapshot. Where they can't be read all stays as it was and CannotGoOn says why; the other sources stay.
    """
    with store.refresh_lock():
        workbook_copies.take_over()
        kept = [one for one in workbook_copies.held(configuration.load()) if one.name in stay]
        fresh = workbook_copies.made([*kept, *paths])
        undo = workbook_copies.written()
        try:
            for reading in start_all(given_together.files_in(fresh)):
                reading.result()
            workbook_copies.say(_said_of(paths, kept, mapping))
            workbook_copies.point_to(fresh)
            done = refresh(only=workbook_copies.UPLOADED)
            for one in source_states():
                if one.name == workbook_copies.UPLOADED and one.trouble:
                    raise CannotGoOn(one.trouble.what, one.trouble.fix)
        except BaseException:
            for path, text in undo.items():
                replace(path, text) if text is not None else path.unlink(missing_ok=True)
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        workbook_copies.tidy()
    snapshot = done.snapshot or store.current_id()
    assert snapshot is not None, "a refresh that read a source leaves a snapshot"
    return snapshot


def _said_of(paths: Sequence[Path], kept: Sequence[Path], mapping: Mapping) -> Mapping:
    """The mapping; what would hold of a file that stays as well is said of each of the new ones by its name."""
    tabs: list[TabMapping] = []
    for tab in mapping.tabs:
        of_any_tab = changed(tab, sheet="*")
        if any(of_any_tab.fits(one.name, "") for one in kept):
            tabs += [changed(tab, source=escape(one.name)) for one in paths if of_any_tab.fits(one.name, "")]
        else:
            tabs.append(tab)
    return changed(mapping, tabs=tuple(tabs))
