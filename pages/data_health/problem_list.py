"""What is wrong in the logs, cell by cell, with what to do; and the ledger, which loses no row."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import streamlit as st

from exports import fix_list
from logbooks.problems import Problem, problem_kinds
from ui.parts.inputs import first_of_page, seen_key
from ui.parts.tables import Cell, show_table
from ui.state import results, visitor
from ui.state.pinning import pin_snapshots
from words.numbers import ABSENT, counted
from words.speech import as_text, say

NOT_READ = "not_read"
PARTS = ("used", "doubtful", "left_out", NOT_READ, "not_data")
COUNTS = ("rows_in", *PARTS)
OF_THE_SHEET = "of-the-sheet"  # speaks of headings and formats and takes no trust from a row
STANDINGS = ("sheet-unusable", "left-out", "cell-left-out", "doubtful", OF_THE_SHEET)
A_PAGE = 40  # problems drawn at once


def ledger_sum() -> None:
    """Draws the sum of the ledger in one line and, when opened, tab by tab."""
    lines = results.ledger()
    if not lines:
        return
    total = {name: sum(line[name] for line in lines) for name in COUNTS}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="ledger_sum"):
        st.metric(say("health.rows_in"), counted(total["rows_in"]), width="content")
        for sign, name in zip("=++++", PARTS, strict=True):
            if name != NOT_READ or total[name]:
                with st.container(width="content", key=f"ledger_{name}"):
                    st.metric(f"{sign} {say(f'health.{name}')}", counted(total[name]), width="content")
    by_tab = st.expander(say("health.by_tab"), key="by_tab", on_change="rerun")
    if by_tab.open:
        heads = [say(f"health.{name}") for name in ("tab", *COUNTS)]
        with by_tab:
            show_table(heads, [_ledger_row(line) for line in lines], say("health.by_tab"), "list ledger")


def _ledger_row(line: dict) -> list[Cell]:
    place = f"{line['source']} · {line['logbook'] or say('health.no_logbook')}"
    _, link = results.cells_of(line["source"], line["sheet"])
    return [
        Cell(line["sheet"], below=place, link=link.replace("{place}", "A1")),
        *(Cell(str(line[name]), mark="not-read" if name == NOT_READ and line[name] else "") for name in COUNTS),
    ]


def problem_list() -> None:
    """Draws the fix list, a table a tab, and the button that gives it as a workbook."""
    problems = results.problems()
    if not problems:
        st.success(say("health.nothing_wrong"), icon=":material/check_circle:")
        return
    wanted, chosen = _chosen(problems)
    first = first_of_page(len(chosen), A_PAGE, seen_key("problem_page", sorted(wanted)))
    shown = chosen[first : first + A_PAGE]
    for source, sheet in dict.fromkeys((p.source, p.sheet) for p in shown):
        found = [p for p in shown if (p.source, p.sheet) == (source, sheet)]
        st.subheader(f"{as_text(sheet)} :gray[{as_text(source)}]", anchor=False)
        heads = [say(f"health.{name}") for name in ("where", "written", "what", "fix")]
        show_table(heads, [problem_row(p) for p in found], f"{source}, {sheet}", "fix")


def standing(problem: Problem) -> str:
    """What becomes of the row or cell: one of STANDINGS, of-the-sheet where rows are none the worse."""
    speaks_of_rows = problem.severity != "doubtful" or problem_kinds()[problem.code].marks
    return problem.severity if speaks_of_rows else OF_THE_SHEET


def _chosen(problems: list[Problem]) -> tuple[list[str], list[Problem]]:
    """What is asked for and the problems that are so, worst first and then tab by tab; and the button beside."""
    counts = Counter(map(standing, problems))
    present = [name for name in STANDINGS if counts[name]]
    with st.container(horizontal=True, vertical_alignment="bottom", key="health_choice"):
        wanted = st.pills(
            say("health.show"),
            present,
            selection_mode="multi",
            default=present,
            key=seen_key("standings"),
            format_func=lambda name: f"{say(f'health.standing.{name}')} · {counts[name]}",
        )
        st.download_button(
            say("health.download"),
            visitor.as_shown(_fix_list),
            file_name="fix-list.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="fix_list",
        )
    asked = (problem for problem in problems if standing(problem) in wanted)
    return wanted, sorted(asked, key=lambda p: (standing(p) == OF_THE_SHEET, p.source, p.sheet, p.row or 0))


def problem_row(problem: Problem) -> list[Cell]:
    """Where, what is written, what is wrong with it and what that does to the row, what to do."""
    bad = standing(problem) in ("sheet-unusable", "left-out")
    return [
        Cell(_place(problem), below=problem.column or "", link=problem.link or ""),
        Cell(
            problem.written or (say("health.nothing_written") if problem.name else ABSENT),
            mark="written" if problem.written else "quiet",
        ),
        Cell(
            problem.what, below=say(f"health.standing.{standing(problem)}"), mark="words left-out" if bad else "words"
        ),
        Cell(problem.fix, mark="words"),
    ]


def _place(problem: Problem) -> str:
    """The cell as F12, else its row, else the whole tab."""
    if problem.place and ":" not in problem.place:
        return problem.place
    return say("health.place", row=problem.row) if problem.row else say("health.whole_tab")


def _fix_list() -> bytes:
    """The fix list as a workbook, one tab a sheet, safe to open."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fix-list.xlsx"
        here = visitor.warehouse()
        fix_list.write_fix_list(path, here)
        pin_snapshots(say("health.exported"), here.id)
        return path.read_bytes()
