"""What is wrong in the sheets: python cli.py check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from command_line.opened_sources import opened
from command_line.options import a_mapping, a_moment, a_source, as_json
from command_line.out_file import OutFile, write_file
from command_line.printing import DONE, ROWS_LEFT_OUT, print_json, print_text

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse


@click.command()
@a_source
@a_moment
@a_mapping
@as_json
@click.option(
    "--fix-list",
    type=OutFile(".txt"),
    metavar="OUT.xlsx",
    help="Also write what to correct, one cause a line, to print on A4; as OUT.txt a text short enough for a phone.",
)
def check(
    sources: tuple[str, ...], at: str | None, mapping: Path | None, wants_json: bool, fix_list: Path | None
) -> int:
    """The problems alone; exit code 1 if a row was left out."""
    w = opened(sources, mapping, at=at)
    from decisions.report import problems, tab_ledger

    found, ledger = problems(w), tab_ledger(w)
    if fix_list:
        write_file(fix_list, lambda path: _write_fix_list(path, w))
    if wants_json:
        print_json({"ledger": ledger, "problems": found})
    else:
        from command_line.check_text import check_text
        from command_line.questions_text import questions_text, unmet_text
        from decisions.fix_list import causes_found
        from logbooks.questions.open_questions import open_questions
        from logbooks.questions.unmet_answers import unmet_answers

        asked = open_questions(w)
        causes, waiting = causes_found(w)
        unmet = unmet_text(unmet_answers(w))
        before = (questions_text(asked) if asked else "") + (unmet if asked else unmet.lstrip())
        print_text((before + "\n" if before else "") + check_text(ledger, causes, sum(waiting.values())))
    lost = any(line["left_out"] for line in ledger) or any(problem["severity"] == "sheet-unusable" for problem in found)
    return ROWS_LEFT_OUT if lost else DONE


def _write_fix_list(path: Path, w: Warehouse) -> None:
    """What to correct, as a workbook or as a text, beside what was mended since these sheets were read before."""
    from decisions.fix_list import fix_list
    from exports.fix_workbook import write_fix_list
    from history.changes.mended import reading_before
    from words.fix_words import message

    found = fix_list(w, reading_before(w))
    if path.suffix.lower() == ".txt":
        path.write_text(message(found) + "\n", encoding="utf-8")
    else:
        write_fix_list(path, found)
