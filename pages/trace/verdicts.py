"""Which lots were kept apart: those that failed with what happened to them, the others counted, their names folded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from decisions.separation import LotSeparation
from ui.parts.filters import Chosen
from ui.parts.inputs import first_of_page
from ui.parts.pressed_rows import pressed_row
from ui.parts.tables import Cell, show_table
from words.numbers import spaced
from words.speech import say

A_PAGE = 60  # failed lots drawn at once
LOT, OPENED = "lot", "verdicts_opened"  # the key of the choice of a lot, and of what is drawn of it


def show_verdicts(lots: Sequence[LotSeparation], chosen: Chosen) -> None:
    """Draws a row for each lot that failed, and a line for those of a stream that passed or could not be tested; a row
    that is pressed is chosen."""
    failed = [lot for lot in lots if lot.apart is False]
    if not failed:
        st.text(say("trace.none_failed"))
    else:
        st.text(f"{say('trace.state', count=len(failed), all=len(lots))} {say('trace.press')}")
        first = first_of_page(len(failed), A_PAGE, chosen.key("trace_page"))
        shown = failed[first : first + A_PAGE]
        head = [say("trace.lot"), say("trace.verdict"), say("trace.happened")]
        show_table(head, [failed_row(lot) for lot in shown], say("trace.verdicts"), "plain verdicts pressed")
        number = pressed_row("verdicts")
        if number is not None and number < len(shown):
            st.session_state[LOT] = shown[number].lot_id
    if lines := folded_lines(lots):
        st.html(lines)
    st.caption(say("trace.not_proof"))


def failed_row(lot: LotSeparation) -> list[Cell]:
    """A lot, that it failed, and what happened to it; the tests that found it stand below."""
    tests = say("trace.by_test", count=len(lot.failed), tests=", ".join(test.name for test in lot.failed))
    return [
        Cell(lot.lot_id, below=_stream(lot)),
        Cell(say("trace.failed"), mark="words warning"),
        Cell(spaced(begun(lot.what_happened)), below=tests, mark="words happened"),
    ]


def folded_lines(lots: Sequence[LotSeparation]) -> str:
    """As HTML, a line for the lots of a stream that can't be tested and one for those that passed, each with its lots
    folded below it."""
    lines = []
    for verdict, look in ((None, "untested"), (True, "passed")):
        for stream in sorted(dict.fromkeys(lot.stream for lot in lots), key=lambda stream: stream != "micro"):
            some = [lot for lot in lots if lot.apart is verdict and lot.stream == stream]
            if some:
                said = _passed_words(some) if verdict else _untested_words(some)
                lines.append(
                    f"<details class='{look}'><summary>{escape(spaced(said))}</summary>{_names(some)}</details>"
                )
    return f"<div class='lw-folded counted'>{''.join(lines)}</div>" if lines else ""


def _names(lots: Sequence[LotSeparation]) -> str:
    """The codes of the lots; those of which the same is to be said together, behind what it is."""
    alike: dict[str, list[str]] = {}
    for lot in lots:
        alike.setdefault(_because(lot), []).append(lot.lot_id)
    if len(alike) == 1:
        return f"<p>{escape(', '.join(*alike.values()))}</p>"
    return "".join(
        f"<p>{escape(', '.join(names))} <i>{escape(spaced(begun(because)))}</i></p>" for because, names in alike.items()
    )


def _because(lot: LotSeparation) -> str:
    """Which log is missing, or which tests it passed without, and a sign of mixing."""
    if lot.apart is None:
        return lot.why_untested
    if lot.untested:
        made, tests = len(lot.tests) - len(lot.untested), ", ".join(test.name for test in lot.untested)
        said = say("trace.without", made=made, count=len(lot.tests), tests=tests)
    else:
        said = say("trace.all_made", count=len(lot.tests))
    return "; ".join([said, *(test.words for test in lot.signs if test.words)])


def _passed_words(lots: Sequence[LotSeparation]) -> str:
    whole, signs = sum(not lot.untested for lot in lots), sum(bool(lot.signs) for lot in lots)
    key = "passed_all" if whole == len(lots) else "passed_some" if whole else "passed_none_all"
    said = say(f"trace.{key}", count=len(lots), group=_stream(lots[0]), tests=len(lots[0].tests), whole=whole)
    return f"{said} {say('trace.signs', count=signs)}" if signs else said


def _untested_words(lots: Sequence[LotSeparation]) -> str:
    reasons = list(dict.fromkeys(_because(lot) for lot in lots))
    why = begun(reasons[0]) if len(reasons) == 1 else say("trace.reasons", count=len(reasons))
    return say("trace.cant_be_tested", count=len(lots), group=_stream(lots[0]), why=why)


def _stream(lot: LotSeparation) -> str:
    return say(f"groups.{lot.stream or 'all'}")


def begun(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
