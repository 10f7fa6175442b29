"""The command that tells what changed between two snapshots: python cli.py changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from command_line.no_future import refuse_future
from command_line.options import as_json
from command_line.out_file import OutFile, write_file
from command_line.printing import DONE, print_json, print_text
from connectors.trouble import CannotGoOn, NothingToRead

if TYPE_CHECKING:
    from datetime import date

    from decisions.effects import Effect
    from history.changes.comparison import Changes
    from logbooks.warehouse.warehouse import Warehouse


@click.command()
@click.option(
    "--from",
    "since",
    metavar="MOMENT",
    help="The earlier snapshot: a day (2026-03-31), an hour (2026-03-31T18:00) or its name. Unless given: the one of a "
    "week before --to, else the one before it.",
)
@click.option("--to", "until", metavar="MOMENT", help="The later snapshot; the newest unless given.")
@click.option(
    "--crop-year",
    metavar="YEAR",
    help="The season whose numbers are shown: 2025/26; every season unless given.",
)
@as_json
@click.option(
    "--out",
    type=OutFile(),
    metavar="FILE.xlsx",
    help="Also write all of it as a workbook.",
)
def changes(since: str | None, until: str | None, crop_year: str | None, wants_json: bool, out: Path | None) -> int:
    """What changed in the sheets between two snapshots, and how the numbers changed."""
    from command_line.changes_text import changes_as_json, changes_text
    from command_line.sources_text import say_stands_in
    from decisions.effects import effects, seasons
    from history.changes.comparison import changes as changes_between

    before, after = _readings(since, until)
    say_stands_in(before, after)
    told = changes_between(before, after, _held(after))
    years = seasons(before, after)
    if crop_year and crop_year not in years:
        raise CannotGoOn(
            f"The logbooks hold no crop year {crop_year}.",
            f"There {'are' if len(years) > 1 else 'is'} {', '.join(years) or 'none'}.",
        )
    asked: list[str | None] = [crop_year] if crop_year else [*years] or [None]
    found, days = [one for season in asked for one in effects(before, after, season, told)], (before.as_of, after.as_of)
    if out:
        _write(out, told, found, days)
    if wants_json:
        print_json(changes_as_json(told, found, days))
    else:
        print_text(changes_text(told, found, days))
    return DONE


def _readings(since: str | None, until: str | None) -> tuple[Warehouse, Warehouse]:
    """Both readings; the earlier one by the rule of the page where it is not said."""
    from history.snapshots import store, usual_comparison

    refuse_future(since, until)
    after = store.at(until) if until else store.current()
    earlier = usual_comparison.earlier_than(after.id)
    if since:
        before = store.at(since)
        if before.id not in {after.id, *(one.snapshot for one in earlier)}:
            raise CannotGoOn(
                "The snapshot of --from was made after the snapshot of --to.", "Give the earlier of the two to --from."
            )
        return before, after
    own = usual_comparison.own_readings(after, earlier, store.at)
    if not own:
        sample = (
            " This is the first reading of your own sheets: before it there was only the sample." if earlier else ""
        )
        raise NothingToRead(
            f"There is no earlier snapshot to compare with.{sample}",
            "Read the sheets again once something in them has changed.",
        )
    read_at = next((one.read_at for one in store.history() if one.snapshot == after.id), None)
    return store.at(own[usual_comparison.usual(own, read_at)].snapshot), after


def _held(after: Warehouse) -> tuple:
    """The tabs held back from the newest reading; of an older one nobody knows."""
    from history.snapshots import store
    from refresh.source_states import source_states

    return tuple(tab for state in source_states() for tab in state.held) if after.id == store.current_id() else ()


def _write(out: Path, told: Changes, found: Sequence[Effect], days: tuple[date, date]) -> None:
    from command_line.pinned import pin
    from exports.changes_workbook import write_changes
    from words.speech import say

    write_file(out, lambda path: write_changes(path, told, found, days))
    for snapshot in (told.before.id, told.after.id):
        pin(snapshot, say("changes.exported"))
