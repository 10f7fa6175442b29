"""What people said about the tabs of the connected sources, changed by hand for everyone."""

from __future__ import annotations

from dataclasses import replace as changed
from glob import escape

from logbooks import mapping as mappings
from logbooks.home import replace
from logbooks.mapping import Mapping, TabMapping
from logbooks.sources import configuration


def say_about(tab: TabMapping) -> None:
    """Takes what was said about one tab in the place of what was said before; it holds from the next reading on."""
    others = tuple(said for said in configuration.mapping().tabs if (said.source, said.sheet) != (tab.source, tab.sheet))
    _keep(Mapping((tab, *others)))


def renamed(before: str, now: str) -> None:
    """What was said about the workbooks of a source goes on to hold when the source gets another name; they bear its name."""
    old, new = escape(before), escape(now)
    said = configuration.mapping().tabs
    tabs = tuple(changed(tab, source=new + tab.source[len(old):]) if tab.source == old or tab.source.startswith(f"{old}/") else tab for tab in said)
    if tabs != said:
        _keep(Mapping(tabs))


def _keep(mapping: Mapping) -> None:
    replace(configuration.mapping_path(), mappings.dumps(mapping))
