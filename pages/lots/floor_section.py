"""The lowest price each open offer could go at, for the manager alone: drawn here and in no picture or file."""

from __future__ import annotations

import streamlit as st

from metrics.books.price_floors import PriceFloor, price_floors
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import bare, number
from words.speech import as_text, say

COLUMNS = ("offer", "kg", "asked", "breaks_even_at", "as_bulk", "days_open")


def floors(chosen: Chosen) -> None:
    """Draws a row for each open offer of the lots shown, or that none is open; nothing where there is no lot."""
    shown = {lot["lot_id"] for lot in results.lot_book(chosen.crop_year, chosen.splits)}
    if not shown:
        return
    st.header(say("lots.floor.title"), anchor=False)
    found: tuple[PriceFloor, ...] = results.kept(
        "price floors", lambda w: price_floors(w, chosen.crop_year), chosen.crop_year
    )
    rows = [floor_cells(one) for one in found if one.lot_id in shown]
    if not rows:
        st.text(say("lots.floor.none"))
        return
    head = [say(f"lots.floor.{name}", unit=results.base_currency()) for name in COLUMNS]
    show_table(head, rows, say("lots.floor.title"), "floors")
    st.caption(as_text(say("lots.floor.what")))


def floor_cells(one: PriceFloor) -> list[Cell]:
    """One offer: whose it is, its kg, what was asked, both floors or why there are none, how long it has been open."""
    offer = Cell(one.offer_id, below=" · ".join(word for word in (one.lot_id, one.buyer, one.incoterm) if word))
    unit = f"{results.base_currency()}/kg"
    kg, asked = _cell(one.kg, "kg"), _cell(one.asked, unit)
    days = Cell(bare(one.days_open, "days"), below=_usual(one))
    if one.breaks_even_at is None or one.as_bulk is None:
        return [offer, kg, asked, Cell(one.why_not or "", mark="why", over=2), days]
    if one.asked is not None and one.asked < one.breaks_even_at:
        asked = Cell(asked.main, below=say("lots.floor.below"), mark="warning")
    return [offer, kg, asked, _cell(one.breaks_even_at, unit), _cell(one.as_bulk, unit), days]


def _cell(value: float | None, unit: str) -> Cell:
    return Cell(say("lots.floor.not_known"), mark="why") if value is None else Cell(bare(value, unit))


def _usual(one: PriceFloor) -> str:
    if one.usual_days is None:
        return say("lots.floor.usual_none")
    return say("lots.floor.usual", days=number(one.usual_days, "days"))
