"""Where each lot comes from and whether it stayed itself: the verdict, the tests with their rows, the picture of its
way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from charts.genealogy_chart import genealogy_chart, marks
from decisions.separation import Finding, LotSeparation
from metrics.books.genealogy import Genealogy, genealogy
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.parts.inputs import choose_or_usual, first_of_page, seen_key
from ui.parts.rows_behind import rows_behind
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import ABSENT, figure, number, spaced
from words.speech import as_text, say

A_PAGE = 60  # rows of lots drawn at once
MOST_NAMED = 40  # lots named in one row: more would be a wall


def show_trace(chosen: Chosen) -> None:
    """Draws the verdict on every lot, and of the one that is picked its tests and its way."""
    lots = results.lots_kept_apart(chosen.crop_year, chosen.splits)
    if not lots:
        st.info(say("trace.none"), icon=":material/inventory_2:")
        return
    st.header(say("trace.verdicts"), anchor=False)
    st.text(" ".join([*_counts(lots), say("trace.not_proof")]))
    alike = _alike(lots)
    first = first_of_page(len(alike), A_PAGE, chosen.key("trace_page"))
    head = [say("trace.lot"), say("trace.verdict"), say("trace.because")]
    show_table(head, [_row(found) for found in alike[first : first + A_PAGE]], say("trace.verdicts"), "plain verdicts")
    by_id = {lot.lot_id: lot for lot in lots}
    first_to_see = next((lot for lot in lots if lot.failed), lots[0])
    picked = by_id[choose_or_usual(say("trace.open"), list(by_id), first_to_see.lot_id, key="lot", width=320)]
    _tests(picked)
    _way(picked, chosen)


def _counts(lots: list[LotSeparation]) -> list[str]:
    streams = dict.fromkeys(lot.stream for lot in lots)
    return [
        say(
            "trace.count",
            group=say(f"groups.{stream or 'all'}"),
            **{
                name: sum(lot.stream == stream and lot.apart is verdict for lot in lots)
                for name, verdict in (("passed", True), ("failed", False), ("untested", None))
            },
        )
        for stream in streams
    ]


def verdict_words(lot: LotSeparation) -> tuple[str, str]:
    """The verdict, and why: which tests failed, which log is missing, or which tests it passed without."""
    if lot.apart is False:
        return say("trace.failed"), "; ".join(f"{test.name}: {test.words}" for test in lot.failed)
    if lot.apart is None:
        return say("trace.untested"), "; ".join(
            dict.fromkeys(test.missing or test.name for test in lot.untested if test.needed)
        )
    signs = [test.words for test in lot.signs]
    if lot.untested:
        made = say(
            "trace.without",
            made=len(lot.tests) - len(lot.untested),
            count=len(lot.tests),
            tests=", ".join(test.name for test in lot.untested),
        )
    else:
        made = say("trace.all_made", count=len(lot.tests))
    return say("trace.passed"), "; ".join([made, *(words for words in signs if words)])


def _alike(lots: list[LotSeparation]) -> list[list[LotSeparation]]:
    """The lots in the order a reader wants them: failed, not testable, passed; those of a stream that passed alike
    together."""
    found: dict[tuple, list[LotSeparation]] = {}
    for lot in sorted(lots, key=lambda lot: ({False: 0, None: 1, True: 2}[lot.apart], lot.stream != "micro")):
        alone = lot.lot_id if lot.apart is False else ""
        found.setdefault((lot.apart, lot.stream, alone, verdict_words(lot)), []).append(lot)
    return list(found.values())


def _row(lots: list[LotSeparation]) -> list[Cell]:
    verdict, because = verdict_words(lots[0])
    stream = say(f"groups.{lots[0].stream}") if lots[0].stream else ""
    more = say("trace.more", count=len(lots) - MOST_NAMED) if len(lots) > MOST_NAMED else ""
    names = ", ".join(lot.lot_id for lot in lots[:MOST_NAMED]) + more
    return [
        Cell(names, below=stream),
        Cell(verdict, mark="words warning" if lots[0].apart is False else "words"),
        Cell(spaced(_begun(because)), mark="words"),
    ]


def _tests(lot: LotSeparation) -> None:
    """One row a test, and the rows of the one that is picked."""
    st.header(say("trace.tests", lot=as_text(lot.lot_id)), anchor=False)
    head = [say(f"trace.{name}") for name in ("test", "verdict", "figure", "limits", "found")]
    show_table(head, [_test_row(test) for test in lot.tests], say("trace.test"), "plain tests")
    asked = st.expander(say("trace.rows"), key=f"trace_rows_{lot.lot_id}", on_change="rerun")
    if asked.open:
        with asked:
            named = {
                test.name: test
                for test in (*lot.failed, *(t for t in lot.tests if t.passed is not False))
                if test.row_ids
            }
            picked = st.selectbox(say("trace.rows_of"), list(named), key=seen_key("trace_test", lot.lot_id), width=320)
            if picked:
                rows_behind(named[picked].row_ids)


def _test_row(test: Finding) -> list[Cell]:
    verdict = say("trace.untested" if test.passed is None else "trace.passed" if test.passed else "trace.failed")
    found = test.words if test.passed is not None else test.missing
    beside = test.missing if test.passed is not None and test.missing else ""
    shown = (
        Cell(_figure(test.figure, test), below=test.unit or "")
        if test.figure is not None
        else Cell(ABSENT, mark="quiet")
    )
    return [
        Cell(_begun(test.name)),
        Cell(verdict, mark="words warning" if test.passed is False else "words"),
        shown,
        Cell(_limits(test) or ABSENT, mark="words"),
        Cell(spaced(_begun(found or "")), below=beside, mark="words"),
    ]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _limits(test: Finding) -> str:
    if test.figure is None:
        return ""
    low, high = (None if end is None else _figure(end, test) for end in (test.lowest, test.highest))
    if low is not None and high is not None:
        return low if low == high else say("trace.between", low=low, high=high)
    if high is not None:
        return say("trace.not_above", value=high)
    return say("trace.not_below", value=low) if low is not None else ""


def _figure(value: float, test: Finding) -> str:
    """A share of kg with its decimals; bags, days and gaps are counted."""
    return number(value, "") if (test.unit or "").startswith(("kg", "times")) else figure(value, 0)


def _way(lot: LotSeparation, chosen: Chosen) -> None:
    """The picture of the lot's way; what is pressed in it opens down to its rows."""
    st.header(say("trace.way", lot=as_text(lot.lot_id)), anchor=False)
    way: Genealogy = results.kept("genealogy", lambda w: genealogy(w, lot.lot_id), lot.lot_id)
    if not way.nodes:
        st.text(say("trace.no_way"))
        return
    st.text(say("trace.how"))
    shown = ready("way", chosen, lambda: _drawn_way(way, lot), lot.lot_id)
    show_chart(shown, "trace", pressed=lambda points: _pressed(points, way))


def _drawn_way(way: Genealogy, lot: LotSeparation) -> DrawnChart:
    names, stream = {node.key: node.name for node in way.nodes}, lot.stream or "all"
    plots = sum(node.kind == "plot" for node in way.nodes)
    head = [say("trace.from"), say("trace.to"), say("trace.kg")]
    rows = [
        [names[edge.source], names[edge.target], f"{number(edge.kg, 'kg')} {edge.form or ''}".strip()]
        for edge in way.edges
    ]
    title = say("trace.way", lot=lot.lot_id)
    return DrawnChart(
        f"way-{lot.lot_id}",
        title,
        genealogy_chart(way, stream),
        "kg",
        say("trace.plots", count=plots),
        ((head, rows),),
        question=say("pages.trace.question"),
        row_ids={stream: tuple(sorted({i for node in way.nodes for i in node.row_ids}))},
        whole=True,
    )


def _pressed(points: Sequence[Mapping], way: Genealogy) -> None:
    """The rows behind every mark that was pressed."""
    found = marks(way)
    for mark in (
        str(name[0] if isinstance(name, list | tuple) else name)
        for point in points
        if (name := point.get("customdata"))
    ):
        if mark in found:
            what, row_ids = found[mark]
            st.markdown(f"**{as_text(what)}**")
            rows_behind(row_ids)
