"""The check in words, for a terminal of 80 columns: the rows of every tab, and every problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from command_line.printing import WIDE, harmless, plain, wrapped
from decisions.fix_causes import FixCause
from logbooks.problems import Problem, is_note
from words.fix_words import what, where, written
from words.speech import say

MOST_RUNS = 6  # of rows named in a line
NAME = 24  # letters in which a tab's name stands beside its numbers; a longer one stands above them
COLUMNS = {
    "rows_in": ("rows", 6),
    "used": ("used", 7),
    "doubtful": ("doubtful", 10),
    "left_out": ("left out", 10),
    "not_read": ("not read", 10),
    "not_data": ("not data", 10),
}
# worst first
BECAME = {
    "sheet-unusable": "the tab could not be used",
    "left-out": "row left out",
    "cell-left-out": "cell left out, the row is used without it",
    "doubtful": "used, but doubtful",
}


def check_text(ledger: Sequence[Mapping], causes: Sequence[FixCause], waiting: int = 0) -> str:
    """The ledger tab by tab, then every cause once with its cells, what is wrong and what to do; `waiting` cells are
    asked about above."""
    lines = ["ROWS", *_not_read(ledger), *_ledger_by_tab(ledger), ""]
    if causes:
        lines.append(f"PROBLEMS ({len(causes)})")
        lines += ["", *wrapped(say("health.waiting", count=waiting), "  ")] if waiting else []
    else:
        lines += wrapped(say("health.only_waiting", count=waiting)) if waiting else ["No problems found."]
    for cause in causes:
        lines += ["", *cause_lines(cause)]
    return plain("\n".join(lines)) + "\n"


def cause_lines(cause: FixCause) -> list[str]:
    """One cause: its cells, the first of what is written, what is wrong, what to do, and the link to the first cell."""
    first = cause.first
    if len(cause.problems) == 1 and cause.cells == 1:
        return [*problem_lines(asdict(first)), *_link(first)]
    place = [harmless(first.source), f"tab {harmless(first.sheet)}" if first.sheet else "", where(cause, MOST_RUNS)]
    place += [harmless(", ".join(cause.headings), 200)] if cause.headings else []
    told = f': "{harmless(written(cause), 120)}"' if written(cause) else ""
    return [
        *wrapped(", ".join(filter(None, place)) + told, "  ", "    "),
        *wrapped(harmless(what(cause), 400), "    "),
        *wrapped("What to do: " + harmless(first.fix, 400), "    "),
        f"    ({became(first.code, first.severity)}; {say('questions.part_cells', count=cause.cells)})",
        *_link(first),
    ]


def _link(first: Problem) -> list[str]:
    return [f"    {harmless(first.link, 2000)}"] if first.link and first.link.startswith("https:") else []


def problem_lines(problem: Mapping) -> list[str]:
    """One problem: its place, what was written, what is wrong and what to do."""
    place = ", ".join(
        part
        for part in (
            harmless(problem["source"]),
            f"tab {harmless(problem['sheet'])}" if problem["sheet"] else "",
            f"row {problem['row']}" if problem["row"] else "",
            harmless(problem["column"]),
        )
        if part
    )
    written = f': "{harmless(problem["written"])}"' if problem["written"] else ""
    return [
        *wrapped(place + written, "  ", "    "),
        *wrapped(harmless(problem["what"], 400), "    "),
        *wrapped("What to do: " + harmless(problem["fix"], 400), "    "),
        f"    ({became(problem['code'], problem['severity'])})",
    ]


def became(code: str, severity: str) -> str:
    """What became of the row or cell; a kind that only speaks of the sheet takes no trust from any row."""
    return "nothing is left out for it" if is_note(code, severity) else BECAME[severity]


def _not_read(ledger: Sequence[Mapping]) -> list[str]:
    """The rows that wait for somebody to say what their tab is, before all others; nothing where there are none."""
    tabs = [line for line in ledger if line["not_read"]]
    if not tabs:
        return []
    rows, names = sum(line["not_read"] for line in tabs), ", ".join(harmless(line["sheet"]) for line in tabs)
    told = say("health.not_read_at_all", count=rows, tabs=names)
    return ["", *wrapped(told, "  ")]


def _ledger_by_tab(ledger: Sequence[Mapping]) -> list[str]:
    lines = ["", f"  {'':<{NAME}}" + "".join(f"{head:>{width}}" for head, width in COLUMNS.values())]
    for source, tabs in groupby(ledger, key=lambda line: line["source"]):
        lines.append(f"  {harmless(source, WIDE - 2)}")
        for tab in tabs:
            name = f"    {harmless(tab['sheet'], WIDE)}"
            counts = "".join(f"{tab[column]:>{width}}" for column, (_, width) in COLUMNS.items())
            fits = len(name) < NAME + 2
            lines += [f"{name:<{NAME + 2}}{counts}"] if fits else [*wrapped(name), " " * (NAME + 2) + counts]
    return lines
