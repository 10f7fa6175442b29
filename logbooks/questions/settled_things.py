"""What the sheets settle themselves, in sentences, each with how it is taken back."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks import health
from logbooks.recognise.answers import OF_A_TAB, for_tab

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

WORDS = Path(__file__).with_name("settled.toml")


@dataclass(frozen=True)
class SettledThing:
    """One thing that is read so because the sheets show it: the id of the question that asks it instead, what it is
    read as, in a sentence with what proves it, the tabs it was seen in, and how many cells are read because of it."""

    id: str
    answer: str
    says: str
    tabs: tuple[str, ...]
    cells: int


def settled_things(w: Warehouse) -> list[SettledThing]:
    """All of them, in the order of the tabs; a lot's code that several tabs spell otherwise is one."""
    rows = health.settled(w)
    in_tabs = Counter(row["question"] for row in rows)
    found: dict[tuple[str, str], SettledThing] = {}
    for row in rows:
        kind = row["question"].partition("/")[0]
        apart = in_tabs[row["question"]] > 1 and kind in OF_A_TAB
        question = for_tab(row["question"], row["sheet"]) if apart else row["question"]
        before = found.get((question, row["name"]))
        tabs = tuple(dict.fromkeys((*(before.tabs if before else ()), row["sheet"])))
        cells = row["cells"] + (before.cells if before else 0)
        found[question, row["name"]] = SettledThing(question, row["answer"], _says(row), tabs, cells)
    return list(found.values())


@cache
def _words() -> dict:
    return tomllib.loads(WORDS.read_text("utf-8"))


def _says(row: dict) -> str:
    reads = _words()["reads"].get(row["answer"], row["answer"])
    return _words()[row["evidence"]]["says"].format(heading=row["heading"], written=row["written"], reads=reads)
