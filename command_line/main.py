"""The same work without a screen: every command, and how one ends. `main` may be called in a process of one's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from command_line.changes_command import changes
from command_line.check_command import check
from command_line.export_command import export
from command_line.minutes_command import minutes
from command_line.not_installed import not_installed
from command_line.printing import DONE, NOT_DONE, STOPPED, say_error
from command_line.questions_command import questions
from command_line.refresh_command import refresh
from command_line.report_command import report
from command_line.sample_command import sample
from command_line.schedule_command import schedule
from command_line.sources_command import sources
from command_line.summary_command import summary
from command_line.template_command import template
from command_line.union_command import union
from connectors.trouble import CannotGoOn

PROGRAM = "python cli.py"


EPILOG = (
    "Exit code 0: done. 1: rows were left out (check), or some sources (refresh) or summaries of members (union) "
    "could not be read. 2: the call was wrong, or nothing could be read or written; standard error says what to do. "
    "130: stopped by hand. docs/command_line.md has it all, with the variables of the environment."
)


@click.group(context_settings={"max_content_width": 79, "help_option_names": ["-h", "--help"]}, epilog=EPILOG)
def lotwise() -> None:
    """Tells a coffee cooperative whether its micro-lot pilot pays, from the sheets its staff already keep.

    SOURCE is a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), a .csv, a .geojson of plots, a folder of them, or a link to
    a spreadsheet.
    Without one, what was read last is used, and before anything was read the invented sample.
    """


for command in (
    report,
    minutes,
    check,
    questions,
    changes,
    refresh,
    schedule,
    sources,
    template,
    sample,
    export,
    summary,
    union,
):
    lotwise.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command, that of the command line unless given; returns its exit code.

    What it found goes to standard output; every error is one sentence on standard error, and nothing is raised.
    """
    try:
        code = lotwise.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
        return code or DONE
    except click.exceptions.NoArgsIsHelpError as asked:
        asked.show()
    except click.UsageError as wrong:
        say_error(f"{_sentence(wrong)} {_called(arguments)} --help shows how it is called.")
    except (click.Abort, KeyboardInterrupt):
        say_error("Stopped.")
        return STOPPED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except CannotGoOn as trouble:
        say_error(str(trouble))
    except ModuleNotFoundError as missing:
        say_error(not_installed(missing))
    except Exception as fault:
        say_error(kept_fault(fault))
    return NOT_DONE


def _sentence(wrong: click.UsageError) -> str:
    """What is wrong with the call, with a full stop where the library sets none."""
    said = wrong.format_message().strip()
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _called(arguments: Sequence[str] | None) -> str:
    """The command that was meant, as it is typed; the library does not always know."""
    command: click.Command = lotwise
    path = PROGRAM
    for word in sys.argv[1:] if arguments is None else arguments:
        if not isinstance(command, click.Group) or word not in command.commands:
            break
        command, path = command.commands[word], f"{path} {word}"
    return path


def kept_fault(fault: Exception) -> str:
    """Writes the whole of an unexpected error to the log in the data folder; returns the sentence with its number."""
    from history.fault_log import log_file, logged

    return (
        f"Lotwise met a fault of its own and stopped; nothing of yours was changed. Send {log_file()} to whoever "
        f"looks after Lotwise and name reference {logged(fault)}."
    )
