"""Workbooks a person gives to everyone: one source among the others from then on, read at once, or nothing has happened."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from connectors.files import start_all
from connectors.trouble import CannotGoOn
from logbooks.home import replace
from logbooks.mapping import Mapping
from logbooks.snapshots import store
from logbooks.sources import copies
from logbooks.sources.refresh import refresh
from logbooks.sources.source_states import source_states


def use(paths: Sequence[Path], mapping: Mapping) -> str:
    """Makes copies of these workbooks the source "Uploaded workbooks", in place of earlier ones, and reads them for everyone.

    Returns the snapshot. Where they can't be read all stays as it was and CannotGoOn says why; the other sources stay.
    """
    with store.alone():
        copies.take_over()
        fresh = copies.made(paths)
        undo = copies.written()
        try:
            for one in start_all([fresh]):
                one.result()
            copies.say(mapping)
            copies.point_to(fresh)
            done = refresh(only=copies.UPLOADED)
            if trouble := next((one for one in source_states() if one.name == copies.UPLOADED and one.trouble), None):
                raise CannotGoOn(trouble.trouble.what, trouble.trouble.fix)
        except BaseException:
            for path, text in undo.items():
                replace(path, text) if text is not None else path.unlink(missing_ok=True)
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        copies.tidy()
    return done.snapshot or store.current_id()
