"""What a cooperative hands on to its union: python cli.py summary."""

from __future__ import annotations

from pathlib import Path

import click

from command_line.opened_sources import opened, refuse_nothing
from command_line.options import a_mapping, a_moment
from command_line.out_file import OutPage, write_file
from command_line.printing import DONE, harmless, print_text
from connectors.trouble import CannotGoOn

ENDING = ".parquet"
A_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("named", nargs=-1, metavar="OUT.parquet [SOURCE ...]")
@click.option("--for", "reader", type=click.Choice(("union",)), default="union", help="For whom; a union alone so far.")
@click.option("--to", metavar="NAME", default="", help="Whom you give it to, noted in the log of what was given.")
@click.option(
    "--show", is_flag=True, help="The table of what would leave, without an OUT; nothing is written and nothing noted."
)
@click.option("--check", "checked", type=A_FILE, metavar="FILE", help="Whether a summary is whole, and what it says.")
@click.option("--given", "lists", is_flag=True, help="What was given from this data folder, when and to whom.")
@click.option(
    "--earlier",
    type=A_FILE,
    metavar="FILE",
    help="A summary you gave before of which this data folder knows nothing: what it told stands here too.",
)
@a_moment
@a_mapping
def summary(
    named: tuple[str, ...],
    reader: str,
    to: str,
    show: bool,
    checked: Path | None,
    lists: bool,
    earlier: Path | None,
    at: str | None,
    mapping: Path | None,
) -> int:
    """One file for a union: every indicator by season and stream, or why not, never a row or a name.

    The table is printed as it stands in the file, then the file is written and noted as given. A number that was given
    before stands until three buyers, farmers and lots are new. docs/summary.md says what others see of you.
    """
    if lists or checked:
        print_text(_looked_back(checked))
        return DONE
    out, sources = _out_and_sources(named, show)
    w = opened(sources, mapping, at=at)
    from command_line.summary_text import summary_text
    from union.summary import given_log, parquet_file
    from union.summary.summarised import summarised
    from words.speech import say

    refuse_nothing(w)
    known = [parquet_file.read(earlier)] if earlier else []
    made = summarised(w, (*given_log.given_before(), *map(given_log.given_elsewhere, known)))
    if show:
        print_text(summary_text(made, say("summary.said.shown")))
        return DONE
    assert out is not None, "asked for unless it is only shown"
    if not made.member:
        raise CannotGoOn(say("summary.said.unnamed"), say("summary.said.unnamed_fix"))
    for one in known:
        given_log.take_in(one)
    given_log.keep(made, to.strip())
    write_file(out, lambda path: parquet_file.write(path, made))
    said = say("summary.said.written", file=harmless(str(out), 200), to=harmless(to) or say("summary.said.nobody"))
    print_text(summary_text(made, said))
    return DONE


def _out_and_sources(named: tuple[str, ...], show: bool) -> tuple[Path | None, tuple[str, ...]]:
    """The file to write, which may be left out where it is only shown, and the sources behind it."""
    if show and not "".join(named[:1]).lower().endswith(ENDING):
        return None, named
    if not named:
        raise CannotGoOn("There is no file to write to.", "Name one that ends in .parquet, and after it the SOURCE.")
    return OutPage(ENDING).convert(named[0], None, None), named[1:]


def _looked_back(checked: Path | None) -> str:
    """What a file says, or what was given."""
    from command_line.summary_text import checked_text, given_text
    from union.summary import given_log, parquet_file

    return checked_text(parquet_file.read(checked), checked.name) if checked else given_text(given_log.gifts())
