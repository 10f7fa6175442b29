"""docs/command_line.md holds what --help says of every command, every way to end, and every variable that is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from command_line import printing
from command_line.main import lotwise, main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "command_line.md").read_text("utf-8")
OPTION = re.compile(r"^  (?:-\w, )?(--[a-z-]+)", re.MULTILINE)
COMMAND = re.compile(r"^  ([a-z]+)  ", re.MULTILINE)
OURS = ("cli.py", "start.py", "app.py", "command_line", "connectors", "refresh", "history", "logbooks", "ui", "pages")


def commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))


EVERY = list(commands(lotwise))


def section(called: tuple[str, ...]) -> str:
    """What the page has under the heading of a command, up to the next heading."""
    return re.split(rf"^#+ {' '.join(called)}$", PAGE, maxsplit=1, flags=re.MULTILINE)[1].split("\n#")[0]


def help_of(called: tuple[str, ...], capsys) -> str:
    assert main([*called, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("called", EVERY, ids=" ".join)
def test_every_option_of_a_command_is_on_the_page_and_none_besides(called, capsys):
    shown = {option for option in OPTION.findall(help_of(called, capsys)) if option != "--help"}
    assert set(re.findall(r"^\| `(--[a-z-]+)", section(called), re.MULTILINE)) == shown


@pytest.mark.parametrize("called", EVERY, ids=" ".join)
def test_every_sentence_of_a_commands_help_is_on_the_page(called, capsys):
    """Words of options stand in a table there, so the text is compared without line ends and bars."""

    def words(text: str) -> str:
        return " ".join(re.sub(r"[|`]", " ", text).split())

    told = help_of(called, capsys).split("Usage: ", 1)[1]
    usage, _, rest = told.partition("\n\n")
    text = rest.split("\n\nOptions:")[0]
    assert words(usage) in words(section(called))
    assert words(text) in words(section(called))


def test_the_help_names_every_command_and_where_the_rest_is_told(capsys):
    told = help_of((), capsys)
    assert set(COMMAND.findall(told)) == set(lotwise.commands)
    assert "docs/command_line.md" in told


def test_every_exit_code_is_on_the_page():
    beside = tomllib.loads((ROOT / "docs" / "command_line.toml").read_text("utf-8"))
    codes = {printing.DONE, printing.ROWS_LEFT_OUT, printing.SOME_FAILED, printing.NOT_DONE, printing.STOPPED}
    assert {one["code"] for one in beside["exit_code"]} == codes


def test_every_variable_that_is_read_is_on_the_page_and_no_other():
    files = [file for name in OURS for file in ((ROOT / name).rglob("*.py") if "." not in name else [ROOT / name])]
    read = {name for file in files for name in re.findall(r"LOTWISE_[A-Z_]+", file.read_text("utf-8"))}
    assert set(re.findall(r"^\| `(LOTWISE_[A-Z_]+)`", PAGE, re.MULTILINE)) == read


def test_the_line_for_cron_names_the_data_folder():
    """cron knows no variable of a terminal: without it, it would read another folder and find no sources."""
    lines = (ROOT / "docs" / "connecting.md").read_text("utf-8").splitlines()
    assert "LOTWISE_HOME=" in next(line for line in lines if line.startswith("*/10"))
