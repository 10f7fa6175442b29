"""The minutes of a board on one page: python cli.py minutes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from command_line.opened_sources import opened, refuse_nothing
from command_line.options import Day, a_mapping, a_moment, a_source
from command_line.out_file import OutPage, write_file
from command_line.printing import DONE, print_text

ENDINGS = (".html", ".md", ".docx")


@click.command()
@click.argument("out", type=OutPage(*ENDINGS), metavar="OUT")
@a_source
@click.option("--as-of", type=Day(), metavar="DAY", help="See the logbooks as they were known on this day: 2026-03-31.")
@a_moment
@a_mapping
def minutes(out: Path, sources: tuple[str, ...], as_of: date | None, at: str | None, mapping: Path | None) -> int:
    """One page in words for the board: where the pilot stands, what the rule says, what is decided.

    OUT ends in .html (prints on A4), .md or .docx. A verdict of what everybody sees is written down the first time; of
    a SOURCE nothing is kept.
    """
    w = opened(sources, mapping, as_of, at)
    from command_line.pinned import pin
    from command_line.recorded_verdicts import write_down
    from decisions.minutes_facts import minutes_facts
    from decisions.verdict.verdict import decided
    from exports.minutes_page import write_minutes
    from words.minutes_words import minutes_of

    refuse_nothing(w)
    found = decided(w)
    if not sources and as_of is None and at is None:
        write_down(w, found)
    made = minutes_of(minutes_facts(w, found))
    write_file(out, lambda path: write_minutes(path, made))
    pin(w.id, f"minutes, {out.name}")
    print_text(f"{out} holds the minutes. {made.foot}\n")
    return DONE
