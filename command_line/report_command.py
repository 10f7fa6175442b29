"""All indicators at once: python cli.py report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from command_line.opened_sources import opened, refuse_nothing
from command_line.options import Day, a_mapping, a_moment, a_source, as_json
from command_line.printing import DONE, print_json, print_text


@click.command()
@a_source
@click.option("--as-of", type=Day(), metavar="DAY", help="See the logs as they were known on this day: 2026-03-31.")
@a_moment
@click.option(
    "--crop-year", metavar="YEAR", help="Such as 2025/26, or all for all seasons together; the newest unless given."
)
@a_mapping
@as_json
def report(
    sources: tuple[str, ...],
    as_of: date | None,
    at: str | None,
    crop_year: str | None,
    mapping: Path | None,
    wants_json: bool,
) -> int:
    """All indicators, where the pilot stands, and the problems."""
    w = opened(sources, mapping, as_of, at)
    from decisions.report import as_json, read_report

    refuse_nothing(w)
    found = read_report(w, crop_year)
    if wants_json:
        print_json(as_json(found))
    else:
        from command_line.report_text import report_text
        from command_line.sources_text import freshness_lines

        print_text(report_text(found, freshness_lines(w.id, w.instead_of)))
    return DONE
