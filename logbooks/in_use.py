"""What is in use of each source, put together: one word for its content, names that tell workbooks apart, and what the snapshot was built of."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from connectors.cells import Workbook
from connectors.kept import same_cells
from logbooks import home, manifest
from logbooks import mapping as mappings
from logbooks.source_states import Held, SourceState


def content_of(workbooks: Iterable[Workbook], held: Iterable[Held] = ()) -> str:
    """One word for all that is in use of a source; the same as long as no cell, name, remark or held tab is another."""
    told = [[book.source, book.owner, book.time_zone, [asdict(one) for one in book.remarks],
             [[tab.sheet, tab.tab_id, tab.link, tab.decimal_mark, tab.date_order, same_cells(tab), [asdict(one) for one in tab.remarks]] for tab in book.tabs]]
            for book in workbooks]
    return _word([told, [[one.source, one.sheet, one.why] for one in held]])


def build_of(states: Iterable[SourceState], owners: Mapping[str, str], mapping: mappings.Mapping) -> str:
    """One word for all a snapshot is made of: the content of every source, what people said about columns, this version of the program."""
    return _word([[[one.name, one.content, owners.get(one.name, "")] for one in states if one.read_at], mappings.dumps(mapping), manifest.fingerprint()])


def built() -> tuple[str | None, str]:
    """The snapshot that was built last and the word for what it was made of."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(_built().read_text("utf-8"))
        return told["snapshot"], told["of"]
    return None, ""


def keep_built(snapshot: str, of: str) -> None:
    """Notes it, so that the next refresh knows whether anything changed."""
    home.replace(_built(), json.dumps({"snapshot": snapshot, "of": of}))


def names(states: Iterable[SourceState]) -> dict[tuple[str, str], str]:
    """What each workbook (source, workbook) is called beside all others: its own name, with its source's where two have one name."""
    every = [(one.name, book) for one in states for book in one.workbooks]
    count = Counter(book for _, book in every)
    return {(name, book): book if count[book] == 1 else f"{name}/{book}" for name, book in every}


def called(book: Workbook, name: str, owner: str) -> Workbook:
    """The workbook under that name, with its owner."""
    return replace(book, source=name, owner=book.owner or owner, tabs=tuple(replace(tab, source=name) for tab in book.tabs))


def _word(told: Sequence) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _built() -> Path:
    return home.home() / "built.json"
