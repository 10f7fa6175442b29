"""The same work without a screen: python cli.py report | check | changes | refresh | sources | template | sample |
export."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from command_line import changes_command, sources_command
from command_line.printing import DONE, NOT_DONE, ROWS_LEFT_OUT, STOPPED, print_json, print_text, say_error
from command_line.sources_text import freshness_lines, say_stands_in
from connectors.reading.without_pandas import keep_pandas_out
from connectors.trouble import CannotGoOn

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

SAMPLE = Path(__file__).parent / "sample_data" / "clean.xlsx"

a_source = click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
a_mapping = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="What you said in Connect about your columns, kept as a file.",
)
a_moment = click.option(
    "--at",
    metavar="MOMENT",
    help="What the pages showed then: at the end of a day (2026-03-31), at an hour (2026-03-31T18:00), or one "
    "reading by its name in a link (?at=).",
)
as_json = click.option("--json", "wants_json", is_flag=True, help="Print one JSON object and nothing else.")


@click.group(context_settings={"max_content_width": 79, "help_option_names": ["-h", "--help"]})
def lotwise() -> None:
    """Tells a coffee cooperative whether its micro-lot pilot pays, from the sheets its staff already keep.

    SOURCE is a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), a .csv, a folder of them, or a link to a spreadsheet.
    Without one, what was read last is used, and before anything was read the invented sample.
    """


@lotwise.command()
@a_source
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="See the logs as they were known on this day: 2026-03-31."
)
@a_moment
@click.option("--crop-year", metavar="YEAR", help="Such as 2025/26; the newest unless given.")
@a_mapping
@as_json
def report(
    sources: tuple[str, ...],
    as_of: datetime | None,
    at: str | None,
    crop_year: str | None,
    mapping: Path | None,
    wants_json: bool,
) -> int:
    """All indicators, where the pilot stands, and the problems."""
    w = opened(sources, mapping, as_of.date() if as_of else None, at)
    from decisions.report import as_json, read_report

    refuse_nothing(w)
    found = read_report(w, crop_year)
    if wants_json:
        print_json(as_json(found))
    else:
        from command_line.report_text import report_text

        print_text(report_text(found, freshness_lines(w.id, w.instead_of)))
    return DONE


@lotwise.command()
@a_source
@a_moment
@a_mapping
@as_json
@click.option(
    "--fix-list",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.xlsx",
    help="Also write the problems as a workbook, a tab per sheet.",
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

        written(fix_list, lambda path: write_fix_list(path, w))
    if wants_json:
        print_json({"ledger": ledger, "problems": found})
    else:
        from command_line.report_text import check_text

        print_text(check_text(ledger, found))
    lost = any(line["left_out"] for line in ledger) or any(problem["severity"] == "sheet-unusable" for problem in found)
    return ROWS_LEFT_OUT if lost else DONE


@lotwise.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx")
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
    written(out, lambda path: write_template(path, logbooks=chosen, language=language))
    print_text(f"{out} is ready to type into.\n")
    return DONE


@lotwise.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx")
@click.option("--messy", is_flag=True, help="With the faults that real sheets have.")
@click.option("--scale", type=click.IntRange(1, 1000), default=1, show_default=True, help="So many times as large.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed invents another cooperative.")
def sample(out: Path, messy: bool, scale: int, seed: int) -> int:
    """The invented sample cooperative as a workbook."""
    from sample_data.make import write

    written(out, lambda path: write(path, messy=messy, scale=scale, seed=seed))
    print_text(f"{out} holds an invented cooperative: no real people, lots or prices.\n")
    return DONE


@lotwise.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT_DIR")
@a_source
@click.option(
    "--for",
    "reader",
    type=click.Choice(["board", "buyer", "eudr"]),
    required=True,
    help="eudr: the plots of every lot, a GeoJSON file each.",
)
@click.option("--crop-year", metavar="YEAR", help="Such as 2025/26; the newest unless given.")
@a_mapping
def export(out: Path, sources: tuple[str, ...], reader: str, crop_year: str | None, mapping: Path | None) -> int:
    """Files to hand on, into a folder; nothing there is written over."""
    if reader != "eudr":
        raise CannotGoOn(
            f"Files for the {reader} are not made here yet.", "Take its pictures from the pages, or ask for --for eudr."
        )
    w = opened(sources, mapping)
    from exports import eudr

    refuse_nothing(w)
    found = eudr.declared(w, crop_year)
    eudr.write(out, found)
    if not found.written:
        raise CannotGoOn(
            f"No lot of crop year {found.crop_year} has a plot with a valid place, so no GeoJSON was written.",
            f"{out / eudr.REFUSED_FILE} says of each why, and what to do.",
        )
    from command_line.report_text import eudr_text
    from history.snapshots.store import keep_for

    keep_for(w.id, f"files for the EU, {out.name}")
    print_text(eudr_text(found, str(out)))
    return DONE


def opened(
    sources: Sequence[str], mapping: Path | None = None, as_of: date | None = None, at: str | None = None
) -> Warehouse:
    """The named sources in a warehouse of their own; without any, what was read last or by a moment, else the sample.

    Reading happens in processes of its own, so it is begun before anything large is imported here; what is needed only
    once all is read is imported beside the work of the database.
    """
    from history.data_folder import anything_kept

    if at and sources:
        raise CannotGoOn("--at looks back at what was kept, and a SOURCE is not kept.", "Give one of the two.")
    keeps = not sources and (at is not None or anything_kept())
    begun = [] if keeps else started(sources or [str(SAMPLE)])
    Thread(target=import_meanwhile, args=("connectors.reading.child_answers", "decisions.report")).start()
    from history.snapshots import store
    from logbooks.recognise.mapping import load

    if not keeps:
        return store.temporary(begun, load(mapping) if mapping else None, as_of)
    w = store.at(at) if at else store.current(as_of)
    say_stands_in(w)
    return w.seen_on(as_of) if at and as_of else w


def started(sources: Sequence[str]) -> list:
    """Every workbook and link being read."""
    from connectors.reading.files import start_all
    from connectors.source import is_link

    links = [source for source in sources if is_link(source)]
    begun = start_all([Path(source) for source in sources if source not in links]) if len(links) < len(sources) else []
    if links:
        from connectors.by_link import start_links
        from refresh.configuration import key_place

        begun += start_links(links, key_place())
    return begun


def import_meanwhile(*modules: str) -> None:
    """Imports the modules; one that can't be had is spoken of where it is used."""
    with suppress(Exception):
        for module in modules:
            import_module(module)


def refuse_nothing(w: Warehouse) -> None:
    """Stops, in words, where not one row could be used because no tab could: a report of nothing would hide it."""
    from decisions.report import problems, tab_ledger

    unusable = [problem for problem in problems(w) if problem["severity"] == "sheet-unusable"]
    if unusable and not any(line["used"] + line["doubtful"] for line in tab_ledger(w)):
        first = unusable[0]
        more = (
            f" The same or the like holds for {len(unusable) - 1} more of its tabs: python cli.py check lists them."
            if unusable[1:]
            else ""
        )
        raise CannotGoOn(f"{first['source']}, tab {first['sheet']}: {first['what']}", first["fix"] + more)


def written(path: Path, write: Callable[[Path], object]) -> None:
    """Writes a workbook where the person asked for it; a place that can't be written is said in words."""
    if path.suffix.lower() != ".xlsx":
        raise CannotGoOn(
            f"{path} does not end in .xlsx, so Excel would not open it.", f"Write {path.with_suffix('.xlsx')} instead."
        )
    try:
        path.open("ab").close()  # before anything is made of it: a half-begun workbook would speak up for itself
        write(path)
    except OSError as fault:
        raise CannotGoOn(
            f"{path} could not be written.",
            "Close it if it is open in Excel, or choose a folder that is there and that you may write in.",
            str(fault),
        ) from fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; every error is one sentence on standard error."""
    try:
        code = lotwise.main(args=arguments, prog_name="python cli.py", standalone_mode=False)
        sys.stdout.flush()
        return code or DONE
    except click.exceptions.NoArgsIsHelpError as asked:
        asked.show()
    except click.UsageError as wrong:
        say_error(
            f"{wrong.format_message()} {wrong.ctx.command_path if wrong.ctx else 'python cli.py'} --help shows "
            f"how it is called."
        )
    except (click.Abort, KeyboardInterrupt):
        say_error("Stopped.")
        return STOPPED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except CannotGoOn as trouble:
        say_error(str(trouble))
    except Exception as fault:
        say_error(kept_fault(fault))
    return NOT_DONE


def kept_fault(fault: Exception) -> str:
    """Writes the whole of an unexpected error to the log in the data folder; returns the sentence with its number."""
    from history.fault_log import log_file, logged

    return (
        f"Lotwise met a fault of its own and stopped; nothing of yours was changed. Send {log_file()} to whoever "
        f"looks after Lotwise and name reference {logged(fault)}."
    )


def start_lightly() -> None:
    """Makes this short-lived process ready: without pandas, without threads that wait for matrices, without looking for
    garbage."""
    keep_pandas_out()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(100_000)


lotwise.add_command(changes_command.changes)
lotwise.add_command(sources_command.refresh)
lotwise.add_command(sources_command.sources)

if __name__ == "__main__":
    start_lightly()
    sys.exit(main())
