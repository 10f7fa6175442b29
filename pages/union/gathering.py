"""The members' summaries as they lie there now, and the button that has missing ones worked out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from connectors.trouble import NothingToRead
from union.federation.engine_limits import engine_limits
from union.federation.gathered import at_hand, files_of, gathered, not_yet
from union.federation.members import Federation, Member, federation
from union.federation.union_report import UnionReport, union_report
from words.speech import as_text, say

ENGINE = "pool"  # processes of their own: this one goes on serving others


def report_at_hand() -> UnionReport | None:
    """The report of the summaries that are there, below a button that has missing ones worked out; None where nobody
    is named, which is said."""
    try:
        told = federation()
    except NothingToRead as nobody:
        st.info(as_text(str(nobody)), icon=":material/groups:")
        return None
    found, missing = _report(_as_it_lies(told), told)
    if missing:
        _work_out(told, missing)
    return found


def _as_it_lies(told: Federation) -> str:
    """What is another text once a member, a summary or the newest snapshot of one is another."""
    seen = [[one.name, str(one.where), [_file(file) for file in files_of(one)]] for one in told.members]
    return json.dumps([told.own, [str(one) for one in told.wrong], seen])


def _file(file) -> list:
    with suppress(OSError):
        about = file.stat()
        return [file.name, about.st_mtime_ns, about.st_size]
    return [file.name]


@st.cache_resource(max_entries=2, show_spinner=False)
def _report(as_it_lies: str, _told: Federation) -> tuple[UnionReport, list[Member]]:
    return union_report(at_hand(_told), _told), not_yet(_told)


def _work_out(told: Federation, missing: Sequence[Member]) -> None:
    """Draws how many are missing and the button; what is done meanwhile is kept one by one."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="missing"):
        st.text(say("federation.page.missing", count=len(missing)), width="content")
        pressed = st.button(
            say("federation.page.work_out", count=len(missing)), key="work_out", icon=":material/calculate:"
        )
    if not pressed:
        return
    bar = st.progress(0.0, say("federation.page.working", done=0, count=len(missing)))

    def tell(done: int, count: int, _in_vain: int) -> None:
        bar.progress(done / count, say("federation.page.working", done=done, count=count))

    gathered(told, ENGINE, engine_limits(), tell=tell)
    _report.clear()
    st.rerun()
