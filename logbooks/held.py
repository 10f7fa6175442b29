"""Never less by accident (thin)."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace as changed

from connectors.cells import Workbook
from connectors.source import Fetched
from logbooks.home import home, replace
from logbooks.mapping import Mapping
from logbooks.source_states import Held, SourceState

TAKE, KEEP = "take", "keep"


def decide(decision_id: str, take: bool) -> None:
    """Notes what a person said of a held tab: the next refresh takes what came, or the last good one stays until it changes again."""
    folder = home() / "decisions"
    folder.mkdir(exist_ok=True)
    replace(folder / f"{decision_id}.json", json.dumps({"decided": TAKE if take else KEEP}))


def decisions() -> dict[str, str]:
    """By decision what was said: take or keep."""
    found = {}
    for file in (home() / "decisions").glob("*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            found[file.stem] = json.loads(file.read_text("utf-8"))["decided"]
    return found


def as_decided(held: Sequence[Held]) -> tuple[Held, ...]:
    """The same with what was said of them since."""
    said = decisions()
    return tuple(changed(one, decided=said.get(one.decision_id, "")) for one in held)


def forget_but(these: Collection[str]) -> None:
    """Forgets decisions about what is held no more."""
    for file in (home() / "decisions").glob("*.json"):
        if file.stem not in these:
            with suppress(OSError):
                file.unlink()


def compare(last: Sequence[Workbook], came: Fetched, mapping: Mapping, state: SourceState, now: str) -> tuple[tuple[Workbook, ...], tuple[Held, ...]]:
    """What is to be used of what came, and what of it is held."""
    return (*came.workbooks, *(book for book in last if book.source in came.still)), ()


def marked(workbooks: Sequence[Workbook], held: Sequence[Held]) -> tuple[Workbook, ...]:
    """The workbooks with a remark on each tab that is held."""
    return tuple(workbooks)
