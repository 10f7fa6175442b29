"""The connected sheets read anew: python cli.py refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from refresh.source_states import Progress, SourceState


@click.command()
@click.option("--force", is_flag=True, help="Read every sheet again, changed or not.")
@click.option("--only", metavar="NAME", help="Only the sheet of this name.")
def refresh(force: bool, only: str | None) -> int:
    """Read anew what has changed in the connected sheets.

    Made for cron and the Windows Task Scheduler, safe while the dashboard runs. Exit code 0: every source was read
    or had not changed, or another refresh is under way and does the same. 1: some sources could not be read, or a
    line of lotwise.toml can't be followed; the others were read. 2: nothing could be read or kept. The last good
    data stay in every case. A sheet that is merely being saved is no failure before it is stale
    (stale_after_hours). A tab that is held and waits for an answer is none either. The verdict of a gate that has
    come is written down.
    """
    from command_line.printing import DONE, print_text, wrapped
    from command_line.recorded_verdicts import write_down_due
    from command_line.sources_text import refresh_text
    from history.snapshots.locks import Busy
    from refresh.one_refresh import refresh as read_anew
    from refresh.source_states import source_states

    try:
        done = read_anew(force, only)
    except Busy as busy:
        print_text("\n".join(wrapped(str(busy))) + "\n")
        return DONE
    print_text(refresh_text(done, source_states()))
    if told := write_down_due():
        print_text("\n".join(["", *wrapped(told)]) + "\n")
    return _code(done, source_states())


def _code(done: Progress, states: list[SourceState]) -> int:
    """The exit code: a sheet that was merely being saved is read by the next refresh, and counts only once it is
    stale."""
    from command_line.printing import DONE, NOT_DONE, SOME_FAILED
    from refresh import configuration
    from refresh.source_states import FAILED, stale_sources

    after = configuration.load().stale_after_hours
    stale = {one.name for one in stale_sources(after_hours=after, only_by_age=True)}
    quiet = {one.name for one in states if one.trouble and one.trouble.saving and one.name not in stale}
    failed = [one for one in done.sources if one.standing == FAILED and one.name not in quiet]
    if done.sources and len(failed) == len(done.sources):
        return NOT_DONE
    troubled = any(one.trouble for one in states if one.name not in quiet)
    return SOME_FAILED if failed or done.trouble or troubled else DONE
