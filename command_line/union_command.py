"""The members of a union together: python cli.py union report, union export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from command_line.options import WholeNumber, as_json
from command_line.out_file import OutFolder

if TYPE_CHECKING:
    from union.federation.union_report import UnionReport

ENGINES = sorted(file.stem for file in (Path(__file__).parents[1] / "union" / "federation" / "engines").glob("*.py"))
MOST_WORKERS = 256

a_folder = click.argument("members", required=False, type=click.Path(path_type=Path), metavar="[MEMBERS]")
an_engine = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="On what missing summaries are worked out: here, one after another, unless given; pool, on processes of this "
    "computer; dask, on a cluster.",
)
a_scheduler = click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Of a Dask cluster that runs, such as tcp://127.0.0.1:8786; without it --engine dask starts one on this "
    "computer.",
)
some_workers = click.option(
    "--workers", type=WholeNumber(1, MOST_WORKERS), help="So many processes of this computer; 2 unless given."
)


@click.group()
def union() -> None:
    """What the members of a union say together, from their summaries.

    MEMBERS is a folder of summaries; without it, the members that federation.toml in the data folder names. Where that
    names a data folder with snapshots, the summary is worked out here and kept; docs/union.md has it all.
    """


@union.command("report")
@a_folder
@an_engine
@a_scheduler
@some_workers
@as_json
def report(members: Path | None, engine: str | None, scheduler: str, workers: int | None, wants_json: bool) -> int:
    """Every indicator over the members: the union's number, its range, and why not.

    Exit code 1 where the summary of a member could not be had; the others are counted.
    """
    from command_line.printing import print_json, print_text
    from command_line.union_text import union_text

    found = _found(members, engine, scheduler, workers)
    if wants_json:
        from union.federation.union_json import union_json

        print_json(union_json(found))
    else:
        print_text(union_text(found))
    return _code(found)


@union.command("export")
@click.argument("out", type=OutFolder(), metavar="OUT_DIR")
@a_folder
@an_engine
@a_scheduler
@some_workers
def export(out: Path, members: Path | None, engine: str | None, scheduler: str, workers: int | None) -> int:
    """What may be published, into a folder: a table and a picture of every number.

    Nothing there is written over. Numbers of fewer members than may be published, and the names of members, stand in
    no file, but for the own one's.
    """
    from command_line.printing import print_text
    from command_line.union_text import export_text
    from exports.new_files import write_new
    from union.federation.union_files import union_files

    found = _found(members, engine, scheduler, workers)
    made = union_files(found)
    write_new(out, made)
    print_text(export_text(found, str(out), list(made)))
    return _code(found)


def _found(members: Path | None, engine: str | None, scheduler: str, workers: int | None) -> UnionReport:
    """The report, whose missing summaries are worked out meanwhile; progress goes to standard error."""
    if scheduler and engine not in (None, "dask"):
        raise click.UsageError(f"--scheduler is the address of a Dask cluster, and the engine is {engine}.")
    from dataclasses import replace

    from command_line.progress_line import progress_line
    from union.federation.engine_limits import engine_limits
    from union.federation.gathered import gathered
    from union.federation.members import federation
    from union.federation.union_report import union_report

    told = federation(members)
    limits = engine_limits()
    limits = replace(limits, workers=workers) if workers else limits
    chosen = engine or ("dask" if scheduler else "here")
    with progress_line() as tell:
        standings = gathered(told, chosen, limits, scheduler, tell)
    return union_report(standings, told)


def _code(found: UnionReport) -> int:
    from command_line.printing import DONE, SOME_FAILED

    return SOME_FAILED if found.wrong or any(one.reason for one in found.members) else DONE
