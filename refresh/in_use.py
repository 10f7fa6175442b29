"""What is in use of the sources: one word for the content of each, and for what the newest snapshot was built of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from connectors.cells import Workbook
from connectors.kept_readings import same_cells
from history import data_folder
from history.held_tab import HeldTab
from history.snapshots import manifest
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import Mapping
from refresh.source_states import SourceState


def content_of(workbooks: Iterable[Workbook], held: Iterable[HeldTab] = ()) -> str:
    """One word for all that is in use of a source; the same as long as no cell, name, remark or held tab is another."""
    told = [
        [
            book.source,
            book.time_zone,
            [asdict(one) for one in book.remarks],
            [
                [
                    tab.sheet,
                    tab.tab_id,
                    tab.link,
                    tab.decimal_mark,
                    tab.date_order,
                    same_cells(tab),
                    [asdict(one) for one in tab.remarks],
                    tab.merges,
                ]
                for tab in book.tabs
            ],
        ]
        for book in workbooks
    ]
    return _word([told, [[one.source, one.sheet, one.why] for one in held]])


def build_of(states: Iterable[SourceState], mapping: Mapping) -> str:
    """One word for all a snapshot is made of: the content of every source, what people said about columns, this version
    of the program."""
    return _word(
        [[[one.name, one.owner, one.content] for one in states], mappings.dumps(mapping), manifest.fingerprint()]
    )


def built() -> tuple[str | None, str]:
    """The snapshot that was built last and the word for what it was made of."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(_built().read_text("utf-8"))
        return told["snapshot"], told["of"]
    return None, ""


def keep_built(snapshot: str, of: str) -> None:
    """Notes it, so that the next refresh knows whether anything changed."""
    data_folder.replace(_built(), json.dumps({"snapshot": snapshot, "of": of}))


def _word(told: Sequence) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _built() -> Path:
    return data_folder.home() / "built.json"
