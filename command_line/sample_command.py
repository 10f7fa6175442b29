"""The invented cooperative: python cli.py sample."""

from __future__ import annotations

from pathlib import Path

import click

from command_line.options import WholeNumber
from command_line.out_file import OutFile, write_file
from command_line.printing import DONE, print_text


@click.command()
@click.argument("out", type=OutFile(), metavar="OUT.xlsx")
@click.option("--messy", is_flag=True, help="With the faults that real sheets have.")
@click.option(
    "--scale", type=WholeNumber(1, 1000), default=1, show_default=True, help="So many times as large, up to 1000."
)
@click.option(
    "--seed",
    type=WholeNumber(0, 999_999_999),
    default=1,
    show_default=True,
    help="Another seed invents another cooperative.",
)
def sample(out: Path, messy: bool, scale: int, seed: int) -> int:
    """The invented sample cooperative as a workbook."""
    from sample_data.make import write

    write_file(out, lambda path: write(path, messy=messy, scale=scale, seed=seed))
    print_text(f"{out} holds an invented cooperative: no real people, lots or prices.\n")
    return DONE
