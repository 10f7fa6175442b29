"""The line that has a computer read the sheets by itself, with paths as people have them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from command_line.light_start import hear_nothing_where_nobody_listens
from command_line.schedule_lines import crontab_line, task_line
from tests.command_line.calling import called

ROOT = Path(__file__).parents[2]


def arguments_on_windows(line: str) -> list[str]:
    """What a program of Windows makes of its command line: marks hold blanks together, a backslash escapes a mark."""
    found, word, inside, at = [], "", False, 0
    while at < len(line):
        if line.startswith('\\"', at):
            word, at = word + '"', at + 2
        elif line[at] == '"':
            inside, at = not inside, at + 1
        elif line[at] == " " and not inside:
            found, word, at = [*found, word], "", at + 1
        else:
            word, at = word + line[at], at + 1
    return [*found, word]


def test_a_folder_with_blanks_is_one_path_to_the_task_scheduler_and_no_window_opens():
    project = PureWindowsPath(r"C:\Users\Ana María\My Lotwise")
    line = task_line(project / ".venv" / "Scripts" / "python.exe", project, 10)
    typed = arguments_on_windows(line)
    assert typed[:-1] == ["schtasks", "/Create", "/F", "/SC", "MINUTE", "/MO", "10", "/TN", "Lotwise", "/TR"]
    assert arguments_on_windows(typed[-1]) == [
        r"C:\Users\Ana María\My Lotwise\.venv\Scripts\pythonw.exe",
        r"C:\Users\Ana María\My Lotwise\cli.py",
        "refresh",
    ]


def test_a_folder_too_deep_for_the_task_scheduler_is_not_cut():
    project = PureWindowsPath("C:\\" + "a" * 70 + "\\" + "b" * 70)
    with pytest.raises(ValueError, match="longer"):
        task_line(project / "python.exe", project, 10)


def test_the_line_of_the_crontab_is_read_back_by_a_shell():
    project, home = PurePosixPath("/home/ana maría/lot'wise 100%"), "/mnt/data folder"
    line = crontab_line(project / ".venv/bin/python", project, home, 5)
    assert line.startswith("*/5 * * * *  ")
    command = line.removeprefix("*/5 * * * *  ").replace("\\%", "%")  # cron takes the backslash away
    assert "%" not in line.replace("\\%", "")
    assert shlex.split(command) == [
        "cd",
        str(project),
        "&&",
        f"LOTWISE_HOME={home}",
        str(project / ".venv/bin/python"),
        "cli.py",
        "refresh",
    ]


def test_the_command_says_the_line_of_this_computer(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", "/opt/lotwise/.venv/bin/python")
    done = called("schedule", "--every", "15", home=tmp_path)
    command = f"cd {ROOT} && LOTWISE_HOME={tmp_path} /opt/lotwise/.venv/bin/python cli.py refresh"
    assert (done.returncode, done.stdout.decode()) == (0, f"*/15 * * * *  {command}\n")


def test_the_documents_show_the_line_as_it_is_made():
    project = PureWindowsPath(r"C:\Lotwise")
    said = (ROOT / "docs" / "connecting.md").read_text("utf-8")
    assert task_line(project / ".venv" / "Scripts" / "python.exe", project, 10) in said


def test_a_process_without_a_console_has_somewhere_to_write(monkeypatch):
    """As pythonw starts it for the Task Scheduler: there is neither standard output nor standard error."""
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    hear_nothing_where_nobody_listens()
    for stream in (sys.stdout, sys.stderr):
        assert stream.write("heard") == 5
        stream.close()
