"""What is wrong in the sheets: python cli.py check."""

from __future__ import annotations

from pathlib import Path

import click

from command_line.opened_sources import opened
from command_line.options import a_mapping, a_moment, a_source, as_json
from command_line.out_file import OutFile, write_file
from command_line.printing import DONE, ROWS_LEFT_OUT, print_json, print_text


@click.command()
@a_source
@a_moment
@a_mapping
@as_json
@click.option(
    "--fix-list", type=OutFile(), metavar="OUT.xlsx", help="Also write the problems as a workbook, a tab per sheet."
)
def check(
    sources: tuple[str, ...], at: str | None, mapping: Path | None, wants_json: bool, fix_list: Path | None
) -> int:
    """The problems alone; exit code 1 if a row was left out."""
    w = opened(sources, mapping, at=at)
    from decisions.report import problems, tab_ledger

    found, ledger = problems(w), tab_ledger(w)
    if fix_list:
        from exports.fix_list import write_fix_list

        write_file(fix_list, lambda path: write_fix_list(path, w))
    if wants_json:
        print_json({"ledger": ledger, "problems": found})
    else:
        from command_line.check_text import check_text
        from command_line.questions_text import questions_text
        from logbooks.questions.open_questions import open_questions

        asked = open_questions(w)
        print_text((questions_text(asked) + "\n" if asked else "") + check_text(ledger, found))
    lost = any(line["left_out"] for line in ledger) or any(problem["severity"] == "sheet-unusable" for problem in found)
    return ROWS_LEFT_OUT if lost else DONE
