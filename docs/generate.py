"""Writes the reference pages of docs/ from the declarations: python -m docs.generate [--check]

With --check nothing is written; exit 1 names every page that is not what its source gives.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

from docs.command_line import command_line_page
from docs.failures import connecting_page
from docs.markdown import anchor, table, written_from
from docs.settings_page import settings_page
from docs.summary_page import summary_page
from docs.worked_example import worked_example_page
from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind, Logbook
from logbooks.fixed_numbers import fixed_numbers, with_numbers
from logbooks.problems import BY_COLUMN, CELL_LEFT_OUT, DOUBTFUL, LEFT_OUT, SHEET_UNUSABLE, problem_kinds
from logbooks.warehouse import coffee_limits, defect_schemes
from logbooks.warehouse.shared_tables import TABLES
from logbooks.warehouse.warehouse import empty_warehouse
from metrics.engine.contract import LAYERS, Metric
from metrics.engine.metric_catalogue import metrics
from words.speech import say

DOCS = Path(__file__).parent
ROOT = DOCS.parent
SAME_SUMS = ROOT / "metrics" / "same_sums.md"
WRITTEN = {
    ColumnKind.ID: "code, kept to the letter",
    ColumnKind.TEXT: "text",
    ColumnKind.CHOICE: "one of a list",
    ColumnKind.DATE: "date",
    ColumnKind.DATETIME: "date and time",
    ColumnKind.NUMBER: "number",
    ColumnKind.INTEGER: "whole number",
    ColumnKind.MASS: "weight",
    ColumnKind.MONEY: "amount of money",
    ColumnKind.PRICE: "price",
    ColumnKind.SHARE: "share, such as 12 %",
    ColumnKind.PERCENT: "percent, such as 11.2",
    ColumnKind.YES_NO: "yes or no",
    ColumnKind.GEOMETRY: "boundary, as GeoJSON or WKT",
}
# Tables of figures stand in the SQL itself, with their reasons and sources in their rows or in the comment above.
FIGURES = ("weights/believable_water.sql", "segregation/limits.sql", "money/clause.sql", "samples/equivalent.sql")
SHOWN = (
    *("believable_water", "step_yield", "outturn_band", "clause_rule", "defect_scheme", "defect_grade", "equivalent"),
    *("market_rule", "shipped_limit"),
)
BECOMES = {
    LEFT_OUT: "the row is left out",
    CELL_LEFT_OUT: "the cell is left out",
    DOUBTFUL: "the row is used, but doubtful",
    SHEET_UNUSABLE: "the tab is not used",
    BY_COLUMN: "the row is left out where the column identifies it or gives its main quantity, else the cell alone",
}


def pages() -> dict[str, str]:
    """Every page that is generated, or of which a part is, by its file name."""
    return {
        "command_line.md": command_line_page(written_from("`command_line/` and `docs/command_line.toml`")),
        "connecting.md": connecting_page(),
        "fixed_numbers.md": fixed_numbers_page(),
        "logbooks.md": logbooks_page(),
        "metrics.md": metrics_page(),
        "problems.md": problems_page(),
        "settings.md": settings_page(),
        "summary.md": summary_page(written_from("`union/summary/` and the words of `words/words.toml`")),
        "worked_example.md": worked_example_page(),
    }


def logbooks_page() -> str:
    """What the cooperative writes down, column by column."""
    parts = [
        written_from("`logbooks/declared/`"),
        "# The logbooks",
        "",
        "What a cooperative writes down. Any logbook may be missing, and columns may stand in any order and under the",
        "headings of your own language. A column marked * must be filled. In one marked † a cell that can't be read",
        "costs the whole row, as in those marked *; in the others it costs itself. Names in `code` are what the",
        "database uses, and what a mapping may call them.",
        "",
    ]
    parts += table(
        ("logbook", "one row is", "filled by", "what identifies a row"),
        (
            (
                f"[{book.title}](#{anchor(book.title)})",
                book.one_row_is,
                book.filled_by,
                ", ".join(book.key) or "the whole row",
            )
            for book in logbooks().values()
        ),
    )
    for book in logbooks().values():
        parts += ["", *logbook_section(book)]
    return "\n".join(parts) + "\n"


def logbook_section(book: Logbook) -> list[str]:
    """One logbook: its heading and its columns."""
    starter = "In the starter template." if book.starter else "In the template with all logbooks (`--logbooks all`)."
    return [
        f"## {book.title}",
        "",
        f"`{book.id}`. One row is {book.one_row_is}. {starter}",
        "",
        *table(("column", "name", "holds", "help", "example"), (column_row(book, column) for column in book.columns)),
    ]


def column_row(book: Logbook, column: Column) -> tuple[str, ...]:
    """One column as five cells."""
    holds = WRITTEN[column.kind] + (f": {', '.join(column.choices)}" if column.choices else "")
    if column.lowest is not None or column.highest is not None:
        holds += f" ({believable(column)} is believable)"
    return (
        column.title + (" *" if column.required else " †" if book.costs_the_row(column.name) else ""),
        f"`{column.clean_name}`",
        holds,
        column.help,
        column.example,
    )


def believable(column: Column) -> str:
    """The believable range in words."""
    if column.highest is None:
        return f"{column.lowest:g} or more"
    return f"up to {column.highest:g}" if column.lowest is None else f"{column.lowest:g} to {column.highest:g}"


def metrics_page() -> str:
    """What is measured: question, definition, source and trap of each indicator, by layer."""
    parts = [
        written_from("`metrics/*/` and `metrics/same_sums.md`"),
        "# The indicators",
        "",
        "Each is given for micro, for bulk and as their difference, by crop year, with its 95 % range, the number",
        "of cases behind it and the rows that were left out; or with the sentence that says why there is no number.",
        "",
        "A **range** says between which two numbers the truth lies, as far as so few cases can tell: of a hundred",
        "ranges made like the 95 % one, 95 hold the truth. Pages say better or worse only where the whole of the",
        "narrower 80 % range does. A case is what can differ by itself (a lot, a buyer, a day): ten samples of one",
        "lot are one case. How often the ranges did hold the truth, at 4 to 30 lots, is in",
        "[coverage.md](coverage.md).",
        "",
        "What is measured in several ways (instruments, protocols, processes) is counted **one at a time**: shown",
        "is the way by which most cases of both streams were measured, the others are listed beside it, and two are",
        "never mixed.",
    ]
    for layer in LAYERS:
        of_layer = [metric for metric in metrics().values() if metric.layer == layer]
        if of_layer:
            parts += ["", f"## {layer.capitalize()}"]
        for metric in of_layer:
            parts += ["", *metric_section(metric)]
    return "\n".join(parts) + "\n\n" + with_numbers(SAME_SUMS.read_text("utf-8"))


def metric_section(metric: Metric) -> list[str]:
    """One indicator in the order a reader asks."""
    possible = f"; outside {metric.possible[0]:g} to {metric.possible[1]:g} it can't be" if metric.possible else ""
    lines = [
        f"### {metric.title}",
        "",
        f"`{metric.id}` · {metric.unit} · better: {metric.better} · one case is {metric.case_is}",
        "",
        f"**{metric.question}** {metric.definition}",
        "",
        f"- Needs: {', '.join(f'`{name}`' for name in metric.columns or metric.reads)}",
        f"- Can be split by: {', '.join(metric.splits) or 'nothing'}",
        f"- Range: {say(f'definitions.interval.{metric.interval}')}",
        f"- Source: {metric.source}",
        f"- Trap: {metric.trap}",
        f"- Usual: {metric.plausible[0]:g} to {metric.plausible[1]:g}" + possible,
    ]
    lines += [f"- Bulk has none: {metric.why_no_bulk}"] if not metric.has_bulk else []
    lines += ["- Internal: never in a picture for buyers"] if metric.audience != "buyer" else []
    lines += [f"- {caveat}" for caveat in metric.caveats]
    return lines


def problems_page() -> str:
    """Every kind of problem the check can find, with what to do."""
    parts = [
        written_from("`logbooks/problems.toml`"),
        "# What can be wrong in a logbook",
        "",
        "A cell that can't be trusted is left out and its row is used for the rest; where it identifies the row or",
        "gives its main quantity, the row is left out and counted; what is odd is used and marked doubtful. None of it",
        "happens in silence. Words in {braces} are filled in with what stands in the sheet; a sentence in [brackets]",
        "stands only where there is something to fill in.",
        "",
    ]
    parts += table(
        ("code", "what becomes of it", "what is wrong", "what to do", "for example"),
        (
            (f"`{kind.code}`", BECOMES[kind.severity], kind.what, kind.fix, kind.example)
            for kind in problem_kinds().values()
        ),
    )
    return "\n".join(parts) + "\n"


def fixed_numbers_page() -> str:
    """Every number that decides and that nobody sets, and every table of figures, each with its reason and source."""
    parts = [
        written_from("`logbooks/fixed_numbers.toml` and `logbooks/warehouse/tables/`"),
        "# The fixed numbers",
        "",
        "Numbers that decide and that nobody sets. SQL names them as {name}. A number that a cooperative may set for",
        "itself is one of [the settings](settings.md). Where the source is *ours*, there is no standard to follow.",
        "",
    ]
    parts += table(
        ("name", "value", "unit", "what it does", "why this one", "source"),
        (
            (f"`{name}`", f"{one.value:.10g}", one.unit, one.means, one.reason, one.source)
            for name, one in fixed_numbers().items()
        ),
    )
    nothing = empty_warehouse(date(2026, 3, 31))
    for name, comment in figures().items():
        rows = nothing.rows(f"FROM {name}")
        parts += ["", f"## Table `{name}`", "", comment, ""]
        parts += table(tuple(rows[0]), (tuple(map(figure, row.values())) for row in rows))
    return "\n".join(parts) + "\n"


def figures() -> dict[str, str]:
    """What is said above each table of figures, by the name of the table."""
    found = coffee_limits.ABOUT | defect_schemes.ABOUT
    for file in FIGURES:
        text = with_numbers((TABLES / file).read_text("utf-8"))
        for comment, name in re.findall(r"((?:^-- .*\n)+)CREATE TEMP TABLE (\w+)", text, re.MULTILINE):
            found[name] = " ".join(line.removeprefix("-- ") for line in comment.splitlines())
    return {name: found[name] for name in SHOWN}


def figure(cell: object) -> str:
    """One cell of a table of figures."""
    if isinstance(cell, list):
        return ", ".join(cell)
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)


def stale() -> list[str]:
    """The names of the pages that are not what their source gives."""
    return [
        name for name, text in pages().items() if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Writes the pages, or with --check only compares; returns the exit code."""
    if arguments == ["--check"]:
        for name in stale():
            print(f"docs/{name} is stale: run python -m docs.generate and commit what it writes.", file=sys.stderr)
        return 1 if stale() else 0
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
