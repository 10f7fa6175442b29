"""All indicators at once: python cli.py report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from command_line import kept_reports
from command_line.opened_sources import files_of, opened, refuse_nothing
from command_line.options import Day, a_mapping, a_moment, a_source, as_json
from command_line.printing import DONE, print_json, print_text


@click.command()
@a_source
@click.option("--as-of", type=Day(), metavar="DAY", help="See the logbooks as they were known on this day: 2026-03-31.")
@a_moment
@click.option(
    "--crop-year", metavar="YEAR", help="Such as 2025/26, or all for all seasons together; the newest unless given."
)
@a_mapping
@as_json
@click.option(
    "--anew",
    is_flag=True,
    help="Read all again. Else a report of files that have not changed is answered as it was kept today, in the folder "
    "kept_reports of the data folder.",
)
def report(
    sources: tuple[str, ...],
    as_of: date | None,
    at: str | None,
    crop_year: str | None,
    mapping: Path | None,
    wants_json: bool,
    anew: bool,
) -> int:
    """All indicators, where the pilot stands, and the problems."""
    files = files_of(sources, mapping, at) if kept_reports.switched_on() else None
    key = kept_reports.key_of(files, (sources, mapping, as_of, crop_year)) if files else None
    found = kept_reports.kept(key) if key and not anew else None
    if found is None:
        found = _computed(sources, mapping, as_of, at, crop_year)
        # a file that was edited meanwhile is another one
        if key and files and key == kept_reports.key_of(files, (sources, mapping, as_of, crop_year)):
            kept_reports.keep(key, found)
    if wants_json:
        print_json(found["json"])
    else:
        print_text(found["text"])
    return DONE


def _computed(
    sources: tuple[str, ...], mapping: Path | None, as_of: date | None, at: str | None, crop_year: str | None
) -> dict:
    """The report in both forms, `json` as plain values and `text` as lines for a terminal."""
    w = opened(sources, mapping, as_of, at)
    from command_line.recorded_verdicts import write_down
    from command_line.report_text import report_text
    from command_line.sources_text import freshness_lines
    from decisions.report import as_json, read_report
    from decisions.verdict.kept_verdicts import seen_from
    from logbooks.questions.open_questions import open_questions

    refuse_nothing(w)
    found = read_report(w, crop_year)
    if not sources and as_of is None and at is None:
        write_down(w, found.decided)
        found = replace(found, kept=seen_from(w))
    text = report_text(found, freshness_lines(w.id, w.instead_of), open_questions(w))
    return {"json": as_json(found), "text": text}
