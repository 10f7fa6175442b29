"""The manager's list of lots, and the rows behind each."""

from __future__ import annotations

import streamlit as st

from pages.lots.passport_section import passport
from ui.parts.filters import Chosen
from ui.parts.inputs import first_of_page
from ui.parts.rows_behind import rows_behind
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.lot_words import kilos, overdue_words, sum_words, unknown_in_sums
from words.numbers import ABSENT, bare, whole
from words.speech import as_text, say

COLUMNS = ("lot", "coffee", "made_kg", "sold_kg", "unsold_kg", "price_per_kg", "days_open", "unpaid_amount")

A_PAGE = 60  # lots drawn at once


def lot_book(chosen: Chosen) -> None:
    """Draws the sums, one row a lot, and under it the sheet rows of the lot that is picked."""
    lots = results.lot_book(chosen.crop_year, chosen.splits)
    if not lots:
        st.info(say("lots.none"), icon=":material/inventory_2:")
        return
    unit = results.base_currency()
    _sums(lots, unit)
    heads = [say(f"lots.{name}", unit=unit) for name in COLUMNS]
    first = first_of_page(len(lots), A_PAGE, chosen.key("lot_page"))
    if unknown := unknown_in_sums(lots):
        st.caption(as_text(unknown))
    show_table(heads, [_row(lot, unit) for lot in lots[first : first + A_PAGE]], say("pages.lots.title"), "lots")
    st.caption(say("lots.how"))
    _open_one(lots)


def _sums(lots: list[dict], unit: str) -> None:
    """Made, sold, unsold and unpaid of all lots shown, in large figures."""
    with st.container(horizontal=True, gap="medium", key="sums"):
        for name, of in (("made_kg", "kg"), ("sold_kg", "kg"), ("unsold_kg", "kg"), ("unpaid_amount", unit)):
            if told := sum_words(lots, name, of):
                st.metric(say(f"lots.sum.{name}"), told, width="content")
        overdue, why_not = overdue_words(lots)
        st.metric(say("lots.sum.overdue"), overdue, width="content")
    if why_not:
        st.caption(why_not)


def _row(lot: dict, unit: str) -> list[Cell]:
    """One lot: who it is, what it is, and what became of it."""
    late = lot["overdue_days"] or 0
    stream = say(f"groups.{lot['stream']}") if lot["stream"] else ""
    return [
        Cell(lot["lot_id"], below=_joined(stream, lot["station"])),
        Cell(lot["variety"] or "", below=lot["process"] or "", mark="words"),
        *(Cell(kg.removesuffix(" kg")) for kg in kilos(lot).values()),
        Cell(bare(lot["price_per_kg"], f"{unit}/kg"), below=_buyers(lot["buyers"])),
        Cell(bare(lot["days_open"], "days")),
        Cell(_unpaid(lot), mark="warning" if late > 0 else "", below=say("lots.late", count=late) if late > 0 else ""),
    ]


def _unpaid(lot: dict) -> str:
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
        st.header(say("lots.rows_of", lot=as_text(picked)), anchor=False)
        rows_behind(tuple(by_id[picked]["row_ids"]))
