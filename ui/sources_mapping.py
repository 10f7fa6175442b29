"""What people said about the tabs of the connected sources: one mapping.toml in the data folder, for everyone."""

from __future__ import annotations

from logbooks import mapping as mappings
from logbooks.home import home, replace
from logbooks.mapping import Mapping, TabMapping

NAME = "mapping.toml"


def mapping() -> Mapping:
    """What was said so far; raises BadMapping where the file can't be followed."""
    file = home() / NAME
    return mappings.load(file) if file.exists() else Mapping()


def say_about(tab: TabMapping) -> None:
    """Takes what was said about one tab in the place of what was said before; it holds from the next reading on."""
    others = tuple(said for said in mapping().tabs if (said.source, said.sheet) != (tab.source, tab.sheet))
    replace(home() / NAME, mappings.dumps(Mapping((tab, *others))))
