"""The line that has a computer read the sheets again and again: of the crontab, or for the Windows Task Scheduler."""

from __future__ import annotations

import shlex
from pathlib import PurePath, PureWindowsPath

LONGEST_TASK = 261  # letters of what the Task Scheduler runs
TASK = "Lotwise"


def crontab_line(python: PurePath, project: PurePath, home: str, minutes: int) -> str:
    """The line of a crontab; `home` is the data folder where a variable names it, else "". A percent sign would end the
    command there."""
    where = f"LOTWISE_HOME={shlex.quote(home)} " if home else ""
    command = f"cd {shlex.quote(str(project))} && {where}{shlex.quote(str(python))} cli.py refresh"
    return f"*/{minutes} * * * *  {command}".replace("%", "\\%")


def task_line(python: PureWindowsPath, project: PureWindowsPath, minutes: int) -> str:
    """What is typed once on Windows.

    Paths are in quotation marks of their own, as a folder may have blanks in its name; pythonw opens no window. Raises
    ValueError where it is longer than the Task Scheduler takes.
    """
    runs = f'"{python.with_name("pythonw.exe")}" "{project / "cli.py"}" refresh'
    if len(runs) > LONGEST_TASK:
        raise ValueError("longer than the Task Scheduler takes")
    quoted = runs.replace('"', '\\"')
    return f'schtasks /Create /F /SC MINUTE /MO {minutes} /TN {TASK} /TR "{quoted}"'
