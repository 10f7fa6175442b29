"""The manager's list of lots, and the rows behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.lots.passport_section import passport
from ui.parts.filters import Chosen
from ui.parts.inputs import first_of_page
from ui.parts.pressed_rows import pressed_row
from ui.parts.rows_behind import rows_behind
from ui.parts.sums import Figure, show_sums
from ui.parts.tables import Cell, show_table, table_html
from ui.state import results
from words.lot_words import KILOS, kilos, overdue_words, sum_words, unknown_in_sums
from words.numbers import ABSENT, bare, whole
from words.speech import as_text, say

COLUMNS = ("lot", "coffee", "kilos", "price_per_kg", "days_open", "unpaid_amount")

A_PAGE = 60  # lots drawn at once


def lot_book(chosen: Chosen) -> None:
    """Draws the sums, one row a lot, and under it the sheet rows of the lot that is picked."""
    lots = results.lot_book(chosen.crop_year, chosen.splits)
    if not lots:
        st.info(say("lots.none"), icon=":material/inventory_2:")
        return
    unit = results.base_currency()
    _sums(lots, unit)
    ordered = by_need(lots)
    first = first_of_page(len(lots), A_PAGE, chosen.key("lot_page"))
    if unknown := unknown_in_sums(lots):
        st.caption(as_text(unknown))
    shown = ordered[first : first + A_PAGE]
    st.html(chosen.kept("table of the lots", lambda _: _table(shown, lots, unit), first))
    number = pressed_row("lots")
    if number is not None and number < len(shown):
        st.dialog(as_text(shown[number]["lot_id"]), width="large")(_behind)(shown[number])
    st.caption(say("lots.how"))
    _open_one(lots)


def by_need(lots: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The lots stream by stream, in each those first that wait longest for their money, then those with most kg unsold,
    then those with most unpaid."""
    streams = list(dict.fromkeys(lot["stream"] for lot in lots))

    def need(lot: Mapping[str, Any]) -> tuple:
        owed = (lot["overdue_days"] or 0, round(lot["unsold_kg"] or 0), lot["unpaid_amount"] or 0)
        return streams.index(lot["stream"]), *(-one for one in owed), lot["lot_id"]

    return sorted(lots, key=need)


def _table(shown: Sequence[Mapping[str, Any]], lots: Sequence[dict], unit: str) -> str:
    """The lots of this page as HTML."""
    heads = [say(f"lots.{name}", unit=unit) for name in COLUMNS]
    return table_html(heads, _rows(shown, lots, unit), say("pages.lots.title"), "lots pressed")


def _rows(shown: Sequence[Mapping[str, Any]], lots: Sequence[dict], unit: str) -> list[list[Cell]]:
    """The lots of this page, each stream under its sums over every page."""
    rows: list[list[Cell]] = []
    most = max(max(lot["made_kg"] or 0.0, (lot["sold_kg"] or 0.0) + (lot["unsold_kg"] or 0.0)) for lot in lots)
    for place, lot in enumerate(shown):
        if place == 0 or lot["stream"] != shown[place - 1]["stream"]:
            rows.append(stream_sums([one for one in lots if one["stream"] == lot["stream"]], unit))
        rows.append(_row(lot, unit, most))
    return rows


def stream_sums(lots: Sequence[dict], unit: str) -> list[Cell]:
    """The sums of the lots of one stream, as a row above them."""
    stream = lots[0]["stream"]
    name = say("lots.of_stream", stream=say(f"groups.{stream}") if stream else say("groups.all"), count=len(lots))
    made, *parts = (sum_words(lots, kg, "kg").removesuffix(" kg") for kg in KILOS)
    unpaid = sum_words(lots, "unpaid_amount", unit).removesuffix(f" {unit}")
    known = any(lot["sold_kg"] is not None for lot in lots)
    said = say("lots.of_made", sold=parts[0], unsold=parts[1]) if known else say("lots.sold_unknown")
    of_kilos = Cell(made, said, mark="total kilos exact")
    none = Cell("", mark="total none")
    return [
        Cell(name, mark="total"),
        none,
        of_kilos,
        none,
        none,
        Cell(unpaid, mark="total exact" if unpaid else "total none"),
    ]


def _sums(lots: list[dict], unit: str) -> None:
    """Made, sold, unsold and unpaid of all lots shown, in large figures."""
    kinds = (("made_kg", "kg"), ("sold_kg", "kg"), ("unsold_kg", "kg"), ("unpaid_amount", unit))
    told = {name: sum_words(lots, name, of) for name, of in kinds}
    overdue, why_not = overdue_words(lots)
    known = [Figure(say(f"lots.sum.{name}"), words, "exact") for name, words in told.items() if words]
    show_sums([*known, Figure(say("lots.sum.overdue"), overdue)])
    if why_not:
        st.caption(why_not)


def _row(lot: Mapping[str, Any], unit: str, most_kg: float) -> list[Cell]:
    """One lot: who it is, what it is, and what became of it; the longest bar stands for `most_kg`."""
    late = lot["overdue_days"] or 0
    stream = say(f"groups.{lot['stream']}") if lot["stream"] else ""
    return [
        Cell(lot["lot_id"], below=_joined(stream, lot["station"])),
        Cell(lot["variety"] or "", below=lot["process"] or "", mark="words"),
        kilo_cell(lot, most_kg),
        Cell(bare(lot["price_per_kg"], f"{unit}/kg"), below=_buyers(lot["buyers"])),
        Cell(bare(lot["days_open"], "days")),
        Cell(_unpaid(lot), mark="warning" if late > 0 else "", below=say("lots.late", count=late) if late > 0 else ""),
    ]


def kilo_cell(lot: Mapping[str, Any], most_kg: float) -> Cell:
    """What was made of a lot, and how much of it is sold and left: a bar of two parts, and the same in words."""
    made, sold, unsold = (kg.removesuffix(" kg") for kg in kilos(lot).values())
    parts = [(name, (lot[f"{name}_kg"] or 0.0) / most_kg if most_kg else 0.0) for name in ("sold", "unsold")]
    look = f" {lot['stream']}" if lot["stream"] else ""
    if lot["sold_kg"] is None:
        said = say("lots.sold_unknown")  # a deal could not be counted: neither none nor all
    elif not lot["sold_kg"]:
        said = say("lots.none_sold") if lot["made_kg"] else ""
    elif lot["unsold_kg"] is not None and unsold != "0":
        said = say("lots.of_made", sold=sold, unsold=unsold)
    else:
        said = say("lots.all_sold") if sold == made else say("lots.sold_alone", sold=sold)
    return Cell(made, said, mark=f"kilos{look}", stack=tuple(part for part in parts if part[1] > 0))


def _unpaid(lot: Mapping[str, Any]) -> str:
    """What buyers still owe; the word paid where they owe nothing."""
    if lot["unpaid_amount"] is not None:
        return whole(lot["unpaid_amount"], "")
    return say("lots.paid") if lot["sold_kg"] and lot["price_per_kg"] is not None else ABSENT


def _joined(*words: str | None) -> str:
    return " · ".join(word for word in words if word)


def _buyers(buyers: str | list[str] | tuple[str, ...] | None) -> str:
    return buyers if isinstance(buyers, str) else ", ".join(buyers or ())


def _open_one(lots: list[dict]) -> None:
    """Lets the reader pick a lot and draws what is written about it, in every logbook."""
    by_id = {lot["lot_id"]: lot for lot in lots}
    with st.container(horizontal=True, vertical_alignment="bottom", key="picked"):
        picked = st.selectbox(
            say("lots.open"),
            list(by_id),
            index=None,
            placeholder=say("lots.pick"),
            key="lot",
            bind="query-params",
            width=320,
        )
        if picked:
            passport(picked)
    if picked:
        _rows_of(by_id[picked])


def _behind(lot: Mapping[str, Any]) -> None:
    """What is behind the row of a lot that was pressed, over the page: what became of it, its passport, its rows."""
    unit = results.base_currency()
    heads = [say(f"lots.{name}", unit=unit) for name in COLUMNS]
    show_table(heads, [_row(lot, unit, max(lot["made_kg"] or 0.0, lot["sold_kg"] or 0.0))], lot["lot_id"], "lots alone")
    passport(lot["lot_id"], "passport_of_row")
    _rows_of(lot)


def _rows_of(lot: Mapping[str, Any]) -> None:
    st.header(say("lots.rows_of", lot=as_text(lot["lot_id"])), anchor=False)
    rows_behind(tuple(lot["row_ids"]))
