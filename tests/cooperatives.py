"""Three whole cooperatives, each read and checked once a process for every test that asks: they can't be changed."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from history.snapshots import store
from logbooks.warehouse.warehouse import Warehouse
from logbooks.workbooks.template import write_template
from sample_data.make import CLEAN, MESSY


@cache
def cooperative(name: str) -> Warehouse:
    """`empty`, where nothing is written yet; `clean`, where everything is right; `messy`, full of faults."""
    if name != "empty":
        return store.temporary([{"clean": CLEAN, "messy": MESSY}[name]])
    with tempfile.TemporaryDirectory(prefix="lotwise-tests-") as folder:
        template = Path(folder) / "template.xlsx"
        write_template(template)
        return store.temporary([template])
