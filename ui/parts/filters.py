"""Season, station, variety and process: chosen once, kept in the link, the same on every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import SPLITS
from ui.parts.inputs import follow_usual, seen_key
from ui.state import results
from words.speech import as_text, say

FOLDED = "filter_lots"


@dataclass(frozen=True)
class Chosen:
    """What the reader looks at: one crop year (None where the logs name none) and only these stations, and so on."""

    crop_year: str | None
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def key(self, name: str, *more: object) -> str:
        """The key of an input that belongs to this season, these filters, the reading shown and these plain values."""
        return seen_key(name, self.crop_year, sorted(self.splits.items()), *more)

    def kept(self, what: str, make: Callable[[Warehouse], Any], *plain: object) -> Any:
        """The result of `make(warehouse)`, computed once for this season, these filters and these plain values."""
        return results.kept(what, make, self.crop_year, results.plain(self.splits), *plain)


def chosen() -> Chosen:
    """Draws the filters side by side and returns what is chosen; a value in the link that the logs don't hold is
    ignored."""
    crop_year = _season()
    picked = _lots() if any(len(results.choices(name)) > 1 for name in SPLITS) else {}
    return Chosen(crop_year, {name: values for name, values in picked.items() if values})


def _season() -> str | None:
    """The season chosen; without a register of lots there are no seasons to compare, and all are the first choice."""
    years = results.crop_years()
    if not years:
        return None
    offered = years if results.has_lots() else [say("filters.all_seasons"), *years]
    follow_usual("season", offered[0])
    chosen_year = st.selectbox(
        say("filters.season"),
        offered,
        key="season",
        bind="query-params",
        width=136,
        label_visibility="collapsed",
    )
    return chosen_year if chosen_year in years else None


def _lots() -> dict[str, tuple[str, ...]]:
    """What is chosen of every column: folded into one button that says it. A box nobody has used is drawn once the
    button is pressed, for each would take its time at every change of page."""
    said = [value for name in SPLITS for value in _chosen_before(name)]
    label = say("filters.some", chosen=as_text(", ".join(said))) if said else say("filters.all_lots")
    folded = st.popover(label, key=FOLDED, width="content", on_change="rerun")
    with folded:
        return {name: _picked(name) for name in SPLITS if folded.open or _asked(name)}


def _chosen_before(name: str) -> list[str]:
    """What the link or the reader has chosen of a column, before its box is drawn; nothing the logs do not hold."""
    asked = _asked(name)
    return [value for value in results.choices(name) if value in asked]


def _asked(name: str) -> list[str]:
    """What the link or the reader asks of a column, also where the logs do not hold it."""
    return st.session_state.get(name, st.query_params.get_all(name))


def _picked(name: str) -> tuple[str, ...]:
    """What is chosen of one column, in the order of the alphabet; nothing where there is no choice to make."""
    choices = results.choices(name)
    if len(choices) < 2:
        return ()
    values = st.multiselect(
        say(f"filters.{name}"), choices, key=name, bind="query-params", placeholder=say("filters.all")
    )
    return tuple(sorted(values))
