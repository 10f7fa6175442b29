"""An empty workbook: python cli.py template."""

from __future__ import annotations

from pathlib import Path

import click

from command_line.out_file import OutFile, write_file
from command_line.printing import DONE, print_text


@click.command()
@click.argument("out", type=OutFile(), metavar="OUT.xlsx")
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="The language it speaks: en, es, pt, fr, vi, id, sw, am, rw.",
)
@click.option(
    "--logbooks",
    "which",
    default="starter",
    show_default=True,
    help="starter, all, or their names with commas between.",
)
def template(out: Path, language: str, which: str) -> int:
    """An empty workbook to type into."""
    from logbooks.vocabulary.sheet_words import language_called
    from logbooks.workbooks.template import write_template

    spoken = language_called(language) or language
    chosen = _named(which)
    write_file(out, lambda path: write_template(path, logbooks=chosen, language=spoken))
    print_text(f"{out} is ready to type into.\n")
    return DONE


def _named(which: str) -> str | tuple[str, ...]:
    """The logbooks by their ids, whether a person wrote these or titles; what names none stays as it was written."""
    from logbooks.catalogue import logbooks
    from logbooks.vocabulary.sheet_words import fold

    if fold(which) in ("starter", "all"):
        return fold(which)
    ids = {fold(name): id for id, logbook in logbooks().items() for name in (id, logbook.title)}
    return tuple(ids.get(fold(name), name.strip()) for name in which.split(",") if name.strip()) or (which,)
