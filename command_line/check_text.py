"""The check in words, for a terminal of 80 columns: the rows of every tab, and every problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from command_line.printing import WIDE, harmless, plain, wrapped
from logbooks.problems import DOUBTFUL, problem_kinds
from words.speech import say

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


def check_text(ledger: Sequence[Mapping], problems: Sequence[Mapping]) -> str:
    """The ledger tab by tab, then every problem with its place, what is wrong and what to do."""
    lines = ["ROWS", *_not_read(ledger), *_ledger_by_tab(ledger), "", "PROBLEMS" if problems else "No problems found."]
    for problem in problems:
        lines += ["", *problem_lines(problem)]
    return plain("\n".join(lines)) + "\n"


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
    return BECAME[severity] if severity != DOUBTFUL or problem_kinds()[code].marks else "nothing is left out for it"


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
