"""A Python in which nothing was installed, or not all: one sentence with the line to type, which is README's line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import light_start
from command_line.not_installed import INSTALL

ROOT = Path(__file__).parents[2]
BARE = (sys.executable, "-S", "-E")  # without the folder in which packages are installed


def said(*command: str, **environment: str) -> tuple[int, str, str]:
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["--help", "report", "refresh"])
def test_a_bare_python_is_told_what_to_type(command):
    assert said(*BARE, "cli.py", command) == (
        2,
        "",
        "What Lotwise needs is not installed: there is no click. Type: pip install -r requirements.txt\n",
    )


def test_the_line_to_type_is_the_one_of_the_readme():
    assert INSTALL in (ROOT / "README.md").read_text("utf-8")


def test_starting_by_hand_in_a_bare_python_is_told_what_to_type():
    code, out, error = said(*BARE, "start.py")
    assert (code, out, error.count("\n")) == (1, "", 1)
    assert error.endswith("type: pip install -r requirements.txt\n")


@pytest.mark.parametrize("name", ["duckdb", "pyarrow", "lxml", "fastexcel"])
def test_one_requirement_too_few_is_named_also_where_only_a_reading_process_misses_it(tmp_path, name):
    """As after an update that needs something new; a module of that name stands before the installed one and fails."""
    (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError(\"No module named '{name}'\", name='{name}')\n")
    code, out, error = said(
        sys.executable,
        "cli.py",
        "check",
        "sample_data/clean.xlsx",
        PYTHONPATH=str(tmp_path),
        LOTWISE_HOME=str(tmp_path),
    )
    assert (code, out) == (2, "")
    assert error == f"What Lotwise needs is not installed: there is no {name}. Type: pip install -r requirements.txt\n"


def test_an_old_python_is_told_which_is_needed(capsys, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert light_start.run() == 2
    assert capsys.readouterr().err == "Lotwise needs Python 3.11 or newer, and this is Python 3.9.\n"
