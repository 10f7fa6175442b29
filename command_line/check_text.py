"""The check in words, for a terminal of 80 columns: the rows of every tab, and every problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from command_line.printing import WIDE, harmless, plain, wrapped
from logbooks.problems import DOUBTFUL, problem_kinds

# worst first
BECAME = {
    "sheet-unusable": "the tab could not be used",
    "left-out": "row left out",
    "cell-left-out": "cell left out, the row is used without it",
    "doubtful": "used, but doubtful",
}


def check_text(ledger: Sequence[Mapping], problems: Sequence[Mapping]) -> str:
    """The ledger tab by tab, then every problem with its place, what is wrong and what to do."""
    lines = ["ROWS", *_ledger_by_tab(ledger), "", "PROBLEMS" if problems else "No problems found."]
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


def _ledger_by_tab(ledger: Sequence[Mapping]) -> list[str]:
    lines = ["", f"  {'':<32}{'rows':>7}{'used':>8}{'doubtful':>10}{'left out':>10}{'not data':>10}"]
    for source, tabs in groupby(ledger, key=lambda line: line["source"]):
        lines.append(f"  {harmless(source, WIDE - 2)}")
        lines += [
            f"    {harmless(tab['sheet'], 29):<30}{tab['rows_in']:>7}{tab['used']:>8}{tab['doubtful']:>10}"
            f"{tab['left_out']:>10}{tab['not_data']:>10}"
            for tab in tabs
        ]
    return lines
