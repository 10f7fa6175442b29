"""The line that has this computer read the sheets by itself: python cli.py schedule."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PureWindowsPath

import click

from connectors.trouble import CannotGoOn

MINUTES = click.IntRange(1, 59)


@click.command()
@click.option("--every", type=MINUTES, default=10, show_default=True, metavar="MINUTES", help="How often, 1 to 59.")
def schedule(every: int) -> int:
    """Show the line that has this computer read the sheets by itself.

    It changes nothing: on Windows it is typed once into a terminal, elsewhere put into the crontab (crontab -e).
    """
    from command_line.printing import print_text
    from command_line.schedule_lines import crontab_line, task_line

    python, project = Path(sys.executable), Path(__file__).resolve().parents[1]
    if sys.platform != "win32":
        print_text(crontab_line(python, project, os.environ.get("LOTWISE_HOME", ""), every) + "\n")
        return 0
    try:
        print_text(task_line(PureWindowsPath(python), PureWindowsPath(project), every) + "\n")
    except ValueError as error:
        raise CannotGoOn(
            "The folder of Lotwise lies too deep for the Task Scheduler.",
            "Move it nearer to the drive, such as C:\\Lotwise, and ask again.",
        ) from error
    return 0
