"""Whether micro was simply the best cherry, and what it did to the rest, in words no stronger than the 80 % range."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics.books.cherry_picking import CherryPicking, Comparison
from metrics.books.cherry_picking import cherry_picking as compare
from metrics.engine.contract import Estimate
from metrics.engine.metric_catalogue import metrics
from metrics.engine.splitting import cannot_split
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import bare, difference_unit, number, span, unit_words
from words.speech import say


def cherry_picking(chosen: Chosen) -> None:
    """Draws the warning, the comparison with bulk, and what became of the rest of bulk; of one season and all lots."""
    year = chosen.crop_year
    if year is None or not results.has_lots():
        return
    st.subheader(say("cherry.title"), anchor=False)
    if why_not := cannot_split(chosen.splits):
        st.text(why_not)
        return
    found: CherryPicking = results.kept("cherry picking", lambda w: compare(w, year), year)
    st.markdown(warning(found))
    rows = _against(found)
    show_table(
        [say("cherry.thing"), say("groups.micro"), say("groups.bulk"), say("groups.difference"), say("cherry.says")],
        rows,
        say("cherry.title"),
    )
    st.subheader(say("cherry.rest"), anchor=False)
    if found.before is None:
        st.text(say("cherry.no_before"))
        return
    st.text(say("cherry.before_had_pilot" if found.pilot_before else "cherry.before", year=found.before))
    head = [say("cherry.of_bulk"), year, found.before, say("groups.difference"), say("cherry.says")]
    show_table(head, [_row(c, "") for c in found.residual], say("cherry.rest"))
    st.text(cost(found.cost))


def _against(found: CherryPicking) -> list[list[Cell]]:
    """The rows against bulk of the season, then those against the same farmers' bulk; one row where both are the same
    lots."""
    both = [c for c in found.against_bulk if c in found.against_same_farmers]
    rows = [_row(c, say("cherry.both" if c in both else "cherry.season")) for c in found.against_bulk]
    return rows + [_row(c, say("cherry.farmers")) for c in found.against_same_farmers if c not in both]


def warning(found: CherryPicking) -> str:
    """One sentence: better coffee from the start, not shown to be, or can't tell."""
    if found.best_cherry:
        names = list(dict.fromkeys(_title(c).lower() for c in found.best_cherry))
        return say("cherry.warning", things=", ".join(names))
    said = {c.said for c in (*found.against_bulk, *found.against_same_farmers)}
    return say("cherry.all_unclear") if said <= {"unclear", "unknown"} else say("cherry.not_better")


def cost(of_pilot: Estimate) -> str:
    """What the fall of the bulk price cost each kg of the pilot, where the range shows a fall; else that it can't be
    told."""
    if of_pilot.value is None:
        return say("cherry.cost_unknown", why=of_pilot.why_not or "")
    if of_pilot.range80 is None:
        told = "cherry.fell_no_range" if of_pilot.value > 0 else "cherry.rose_no_range"
        return say(told, amount=number(of_pilot.value, of_pilot.unit))
    low, high = of_pilot.range80
    told = "cherry.cost_fell" if low > 0 else "cherry.cost_rose" if high < 0 else "cherry.cost_unclear"
    return say(told, ends=span(low, high, of_pilot.unit))


def _title(comparison: Comparison) -> str:
    known = metrics().get(comparison.name)
    return known.title if known else comparison.name[:1].upper() + comparison.name[1:]


def _row(comparison: Comparison, below: str) -> list[Cell]:
    if comparison.said == "unknown":
        return [
            Cell(_title(comparison), below=below),
            Cell(comparison.difference.why_not or "", mark="why", over=3),
            Cell(say("cherry.unknown"), mark="quiet"),
        ]
    difference = comparison.difference
    unit = difference_unit(difference.unit)
    gap = Cell(
        ("+" if difference.known > 0 else "") + bare(difference.value, unit),
        unit_words(unit),
        span(difference.low80, difference.high80, unit, with_unit=False),
    )
    return [
        Cell(_title(comparison), below=below),
        *_both((comparison.first, comparison.second)),
        gap,
        Cell(say(f"cherry.{comparison.said}")),
    ]


def _both(estimates: Sequence[Estimate]) -> list[Cell]:
    return [Cell(bare(e.value, e.unit), unit_words(e.unit)) for e in estimates]
