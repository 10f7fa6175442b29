"""The invented cooperative: python cli.py sample."""

from __future__ import annotations

from pathlib import Path

import click

from command_line.options import WholeNumber
from command_line.out_file import OutFile, write_file
from command_line.printing import DONE, print_text

STORIES = sorted(path.stem for path in (Path(__file__).parents[1] / "sample_data" / "stories").glob("*.toml"))


@click.command()
@click.argument("out", type=OutFile(), metavar="OUT.xlsx")
@click.option("--messy", is_flag=True, help="With the faults that real sheets have.")
@click.option(
    "--truth",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Another truth (premium, costs, lots, buyers, quality ...): entries of sample_data/truth.toml that differ.",
)
@click.option(
    "--story",
    type=click.Choice(STORIES),
    help="One of the invented cooperatives of sample_data/stories/; mixed is one whose coffee nobody can tell apart.",
)
@click.option("--scale", type=WholeNumber(1, 1000), help="So many times as large, up to 1000; 1 unless given.")
@click.option(
    "--seed",
    type=WholeNumber(0, 999_999_999),
    help="Another seed invents another cooperative, with a truth of its own unless --truth names one; 1 unless given.",
)
def sample(out: Path, messy: bool, truth: Path | None, story: str | None, scale: int | None, seed: int | None) -> int:
    """The invented sample cooperative as a workbook, and beside it a file with its declared truth."""
    from sample_data import truth_file
    from sample_data.make import write_with_truth

    if truth and story:
        raise click.UsageError("A story has a truth of its own: name --truth or --story, not both.")
    if story:
        told = truth_file.of_story(story, seed, scale)
    else:
        told = truth_file.of_file(truth, seed, scale) if truth else truth_file.of_seed(seed, scale)
    write_file(out, lambda path: write_with_truth(path, told, messy))
    print_text(
        f"{out} holds an invented cooperative: no real people, lots or prices.\n"
        f"{out.with_suffix('.truth.toml')} says what is true of it.\n"
    )
    return DONE
