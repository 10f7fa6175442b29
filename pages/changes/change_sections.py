"""What changed between an earlier reading and the one shown: in a sentence, what stands out, the numbers, and row by
row."""

from __future__ import annotations

import streamlit as st

from decisions.occasions import occasions
from history.changes.comparison import KINDS, Changes
from history.snapshots import store, usual_comparison
from logbooks.catalogue import logbooks
from pages.changes.changed_rows import show_rows
from pages.changes.compared import Compared, compared_with, compared_with_upload, own_readings, write_workbook
from pages.changes.moment_choice import choose_moment, moments
from ui.parts.downloads import download_made
from ui.parts.inputs import first_of_page, seen_key
from ui.parts.tables import Cell, show_table
from ui.state import visitor
from words.days import moment
from words.effect_words import answers_words
from words.moment_words import told_apart
from words.speech import as_text, say

A_PAGE = 40  # rows drawn at once
OF_EACH = 8  # drawn of one kind that stands out
TOLD = ("added", "changed", "removed", "rewritten", "reread", "moved")


def choose() -> Compared | None:
    """Draws the choice of the earlier reading with the download beside, and compares; says why where there is nothing
    to compare with."""
    if upload := visitor.own_before():
        found = compared_with_upload(upload)
        _download(found)
        st.caption(say("changes.own_answered" if found.changes.same_sheets else "changes.own_again"))
        return found
    before = usual_comparison.earlier_than(visitor.warehouse().id)
    earlier, shown = own_readings(before), visitor.shown()
    if before and not earlier:
        st.text(say("changes.first_own"))
        return None
    if not earlier:
        st.text(
            say("changes.first", at=moment(shown.read_at, shown.time_zone))
            if shown and len(store.history()) < 2
            else say("changes.none_before")
        )
        return None
    usual = earlier[usual_comparison.usual(earlier, shown.read_at if shown else None)]
    names = told_apart(store.history())
    offered = moments(earlier, names, shown, occasions(visitor.warehouse()))
    with st.container(horizontal=True, vertical_alignment="bottom", key="changes_choice"):
        chosen = choose_moment(offered, usual)
        found = compared_with(chosen.reading, chosen.called)
        _download(found)
    st.caption(say("changes.upto", at=names[shown.snapshot]) if shown else say("changes.own"))
    return found


def _download(found: Compared) -> None:
    if not found.changes.nothing:
        name = say("changes.download")
        download_made(name, lambda path: write_workbook(path, found), "what-changed.xlsx", "changes_book")


def sentence(found: Compared) -> None:
    """Draws what changed in one sentence, and in whose files."""
    told = found.changes
    if told.nothing:
        st.markdown(f"**{as_text(say('changes.nothing', at=found.since))}**")
        return
    counts = {kind: told.count(kind) for kind in TOLD}
    parts = [say(f"changes.counted.{kind}", count=n) for kind, n in counts.items() if n] or [say("changes.no_rows")]
    with st.container(key="changes_sum", gap="xxsmall"):
        st.markdown(f"**{as_text(say('changes.sum', at=found.since, parts=', '.join(parts)))}**")
        _files(told)
        if told.answers:
            st.text(answers_words(told.answers, "changes.answers"))


def _files(told: Changes) -> None:
    """Draws whose files they are, and the headings that are others."""
    owners = dict([*told.before.sources, *told.after.sources])
    files = [
        say("changes.owner", file=name, owner=owners[name]) if owners.get(name) else name
        for name in dict.fromkeys(tab.source for tab in told.tabs)
    ]
    if files and not told.same_sheets:
        st.text(say("changes.files", files=", ".join(files)))
    for one in told.headings:
        st.text(say("changes.heading_was", sheet=one.sheet, before=one.before, after=one.after or say("changes.blank")))


def stands_out(found: Compared) -> None:
    """Draws the changes nobody should miss, worst first, each with the link to its cell."""
    if found.changes.nothing:
        return
    st.header(say("changes.stands_out"), anchor=False)
    lines = []
    for kind in found.changes.standing_out:
        for place, one in enumerate(kind.first[:OF_EACH]):
            where = (
                f"{one.sheet}, {one.place}"
                if one.place and ":" not in one.place
                else f"{one.sheet}, {say('changes.row_is', row=one.row_no)}"
                if one.row_no
                else one.sheet or one.source
            )
            lines.append(
                [
                    Cell(f"{kind.title} ({kind.count})" if place == 0 else ""),
                    Cell(one.what, mark="words"),
                    Cell(where, below=one.source if one.sheet else "", link=one.link, mark="words"),
                ]
            )
        if (rest := kind.count - sum(one.rows for one in kind.first[:OF_EACH])) > 0:
            lines.append([Cell(""), Cell(say("changes.more", count=rest), mark="words quiet"), Cell("")])
    if lines:
        show_table(["", say("changes.what"), say("changes.where")], lines, say("changes.stands_out"), "plain changes")
    else:
        st.text(say("changes.nothing_stands_out"))


def rows(found: Compared) -> None:
    """Draws the rows that are not what they were, by logbook and tab, as many as asked for."""
    told = found.changes
    if not told.tabs:
        return
    st.header(say("changes.rows"), anchor=False)
    titles = {say("changes.all_logbooks"): None} | {
        logbooks()[name].title: name for name in dict.fromkeys(tab.logbook for tab in told.tabs)
    }
    present = [kind for kind in KINDS if told.count(kind)]
    # rows nobody touched come by the hundred after one wrong code
    typed = [kind for kind in present if kind != "reread"]
    with st.container(horizontal=True, vertical_alignment="bottom", key="changed_choice"):
        logbook = titles[
            st.selectbox(say("changes.logbook"), list(titles), key="changed_log", bind="query-params", width=240)
        ]
        kinds = st.pills(
            say("changes.kinds"),
            present,
            selection_mode="multi",
            default=typed or present,
            key=seen_key("changed_kinds", found.since),
            format_func=lambda kind: f"{say(f'changes.kind.{kind}')} · {told.count(kind)}",
        )
    count = told.count(*kinds, logbooks=[logbook] if logbook else []) if kinds else 0
    if not count:
        st.text(say("changes.none_of_these"))
        return
    first = first_of_page(count, A_PAGE, seen_key("changed_page", found.since, logbook, kinds))
    shown = told.rows(logbook, kinds, first=first, most=A_PAGE)
    show_rows(shown)


def problems(found: Compared) -> None:
    """Draws the problems that came and went."""
    told = found.changes
    for name, listed in (("problems_new", told.problems_new), ("problems_gone", told.problems_gone)):
        if listed:
            box = st.expander(say(f"changes.{name}", count=len(listed)), key=name, on_change="rerun")
            if box.open:
                with box:
                    heads = [say("changes.where"), say("health.what"), say("health.fix")]
                    lines = [
                        [
                            Cell(
                                f"{p.sheet}, {p.place}" if p.place else p.sheet,
                                below=p.source,
                                link=(p.link or "") if name == "problems_new" else "",
                            ),
                            Cell(p.what, mark="words"),
                            Cell(p.fix, mark="words"),
                        ]
                        for p in listed[:A_PAGE]
                    ]
                    show_table(heads, lines, say("changes.problems"), "plain")
                    if len(listed) > A_PAGE:
                        st.text(say("changes.more", count=len(listed) - A_PAGE))
