"""What people said about the tabs of the connected sources, changed by hand for everyone."""

from __future__ import annotations

from history.data_folder import replace
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import configuration


def say_about(tab: TabMapping) -> None:
    """Takes what was said about one tab in the place of what was said before; it holds from the next reading on."""
    told = configuration.mapping()
    others = tuple(said for said in told.tabs if (said.source, said.sheet) != (tab.source, tab.sheet))
    replace(configuration.mapping_path(), mappings.dumps(Mapping((tab, *others), told.answers)))
