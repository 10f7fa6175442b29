"""Workbooks a person gives to everyone: one source among the others from then on, read at once, or nothing has
happened."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from connectors.kinds import given_together
from connectors.reading.files import start_all
from connectors.trouble import CannotGoOn
from history.data_folder import replace
from history.snapshots import store
from logbooks.recognise.mapping import Mapping
from refresh import workbook_copies
from refresh.one_refresh import refresh
from refresh.source_states import source_states


def use(paths: Sequence[Path], mapping: Mapping) -> str:
    """Makes copies of these workbooks the source "Uploaded workbooks", in place of earlier ones, and reads them for
    everyone.

    Returns the snapshot. Where they can't be read all stays as it was and CannotGoOn says why; the other sources stay.
    """
    with store.refresh_lock():
        workbook_copies.take_over()
        fresh = workbook_copies.made(paths)
        undo = workbook_copies.written()
        try:
            for reading in start_all(given_together.files_in(fresh)):
                reading.result()
            workbook_copies.say(mapping)
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
