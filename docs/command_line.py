"""The page docs/command_line.md: every command as --help has it, how it ends, what it takes from the environment."""

from __future__ import annotations

import tomllib
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING

from command_line.main import PROGRAM, lotwise
from docs.markdown import table

if TYPE_CHECKING:
    import click

BESIDE = Path(__file__).with_name("command_line.toml")


def command_line_page(first_line: str) -> str:
    """The whole page."""
    beside = tomllib.loads(BESIDE.read_text("utf-8"))
    parts = [
        first_line,
        "# The command line",
        "",
        "The same work without a screen, for people, for cron or the Task Scheduler, and for other programs. Each",
        f"command says what stands here when it is asked: `{PROGRAM} COMMAND --help`.",
        "",
        *_paragraphs(lotwise.help),
    ]
    parts += [line for name in lotwise.commands for line in _command(lotwise.commands[name], f"{PROGRAM} {name}", "##")]
    parts += ["", "## How a command ends", ""]
    parts += table(("exit code", "what it means"), ((f"`{one['code']}`", one["means"]) for one in beside["exit_code"]))
    parts += ["", "## What is taken from the environment", ""]
    parts += table(
        ("variable", "what it holds", "where it is not set"),
        ((f"`{one['name']}`", one["holds"], one["unset"]) for one in beside["variable"]),
    )
    parts += [
        "",
        "cron, the Task Scheduler and services know no variable that was set in a terminal: say it in their own line,",
        "as [connecting.md](connecting.md) shows.",
    ]
    return "\n".join(parts) + "\n"


def _command(command: click.Command, called: str, level: str) -> list[str]:
    """One command, and those below it."""
    context = command.context_class(command, info_name=called)
    asked = [param for param in command.get_params(context) if "--help" not in param.opts]
    usage = " ".join([called, *command.collect_usage_pieces(context)])
    told = [record for param in asked if (record := param.get_help_record(context)) and record[1]]
    lines = [
        "",
        f"{level} {called.removeprefix(f'{PROGRAM} ')}",
        "",
        "```",
        usage,
        "```",
        "",
        *_paragraphs(command.help),
    ]
    if told:
        lines += ["", *table(("option", "what it does"), ((f"`{option}`", said) for option, said in told))]
    below = getattr(command, "commands", {})
    return lines + [line for name in below for line in _command(below[name], f"{called} {name}", f"{level}#")]


def _paragraphs(text: str | None) -> list[str]:
    """The text of a docstring as the lines of its paragraphs."""
    return cleandoc(text or "").splitlines()
