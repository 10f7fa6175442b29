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
    help="The language of the headings: en, es, pt, fr, vi, id, sw, am, rw.",
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
    from logbooks.workbooks.template import write_template

    chosen = which if which in ("starter", "all") else tuple(name.strip() for name in which.split(","))
    write_file(out, lambda path: write_template(path, logbooks=chosen, language=language))
    print_text(f"{out} is ready to type into.\n")
    return DONE
