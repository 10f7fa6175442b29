"""What the union would see of the cooperative: the table first, then the file, then what was given before."""

from __future__ import annotations

import streamlit as st

from connectors.trouble import CannotGoOn
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results, visitor
from ui.state.pinning import pin_snapshots
from union.summary import given_log
from union.summary.parquet_file import in_bytes
from union.summary.summarised import snapshot_hash, summarised
from union.summary.summary import Summary
from union.summary.summary_table import counted_numbers, gift_words, not_told, seal_words, seasons, told_numbers
from words.numbers import spaced
from words.speech import as_text, say

FILE = "summary.parquet"
CELLS = ("range80", "error", "cases", "basis")


def summary_for_union(_chosen: Chosen) -> None:
    """Draws, folded, the table of what would leave; the file can be taken only below it. All seasons and lots, whatever
    is chosen on the page."""
    opened = st.expander(say("summary.page.title"), key="summary", on_change="rerun", icon=":material/groups:")
    if not opened.open:
        return
    with opened:
        st.text(say("summary.page.what"))
        try:
            with st.spinner(say("summary.page.working")):
                made = _made()
            _tables(made)
            _take(made)
            _given()
        except CannotGoOn as trouble:
            st.error(as_text(str(trouble)))


def _made() -> Summary:
    """The summary, worked out again only where another one was given meanwhile."""
    here = results.kept("snapshot_hash", snapshot_hash)
    others = [one.summary.seal for one in given_log.gifts() if one.summary.snapshot != here]
    return results.kept("summary", lambda w: summarised(w, given_log.given_before()), *others)


def _tables(made: Summary) -> None:
    told, missing = told_numbers(made), not_told(made)
    for year, began_on in reversed(list(seasons(made))):
        name = say(f"summary.page.{'season' if began_on else 'season_without_day'}", year=year, began_on=began_on)
        rows = [
            [
                Cell(one.indicator),
                Cell(one.stream),
                Cell(one.value, below=one.remark),
                *(Cell(getattr(one, name)) for name in CELLS),
            ]
            for one in told
            if one.crop_year == year
        ]
        st.subheader(name, anchor=False)
        show_table(say_heads(), rows, name, "plain")
        for reason, names in missing.get(year, {}).items():
            st.text(say("summary.said.reason", reason=reason, names=", ".join(names)))


def say_heads() -> list[str]:
    """The heads of the table."""
    return say("summary.table.heads").split(", ")


def _take(made: Summary) -> None:
    number = counted_numbers(made)
    count = say("summary.said.count", count=number["told"], pooled=number["pooled"], stand=number["stand"])
    st.text(f"{spaced(count)} {say('summary.said.never')}")
    for key, is_so in (("unnamed", not made.member), ("invented", made.invented)):
        if is_so:
            st.text(say(f"summary.said.{key}"))
    if not made.member:
        return
    to = st.text_input(say("summary.page.to"), key="summary_to", width=320)
    st.download_button(
        say("summary.page.take"),
        visitor.as_shown(lambda: _noted(made, to.strip())),
        file_name=FILE,
        icon=":material/download:",
        key="take_summary",
        help=say("summary.page.noted"),
    )
    st.caption(seal_words(made))


def _noted(made: Summary, to: str) -> bytes:
    """The file, once it is noted as given: what can't be noted does not leave. The reading it stands on is kept for
    good."""
    given_log.keep(made, to)
    pin_snapshots(say("summary.page.pinned"), visitor.warehouse().id)
    return in_bytes(made)


def _given() -> None:
    """Draws what was given from this data folder."""
    if given := given_log.gifts():
        st.text(say("summary.page.given"))
        for one in given:
            st.text(gift_words(one))
