"""What tabs are read as: what is recognised in them together, with the crop year and units that their titles give."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.cells import Tab
from logbooks.recognise.answers import Answers
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.tabs_together import recognise_tabs
from logbooks.recognise.title_season import with_title_seasons
from logbooks.recognise.title_units import with_title_units


def tabs_as_read(tabs: Iterable[Tab], mapping: Mapping | None = None) -> list[Recognised]:
    """Each table of the tabs as a reading takes it, for the reading itself and for whoever shows it beforehand."""
    answers = mapping.answers if mapping else Answers()
    return with_title_units(with_title_seasons(recognise_tabs(tabs, mapping), answers), answers)
