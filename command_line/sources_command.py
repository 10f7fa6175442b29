"""The connected sheets: python cli.py sources, and what it can do."""

from __future__ import annotations

import os
from pathlib import Path

import click

from connectors.trouble import CannotGoOn


@click.group(invoke_without_command=True)
@click.pass_context
def sources(context: click.Context) -> int:
    """The connected sheets: how they stand; add, test or remove one; what becomes of a held tab."""
    if context.invoked_subcommand is None:
        context.invoke(list_sources)
    return 0


@sources.command("list")
def list_sources() -> int:
    """How each connected sheet stands; the same as sources alone."""
    from dataclasses import replace

    from command_line.printing import print_text
    from command_line.sources_text import sources_text
    from refresh import configuration, tab_decisions
    from refresh.source_states import source_states

    states = [replace(state, held=tab_decisions.as_decided(state.held)) for state in source_states()]
    print_text(sources_text(configuration.load(), states))
    return 0


@sources.command()
@click.argument("where", metavar="LINK_OR_PATH")
@click.option("--name", required=True, help='What people call it, such as "Station North".')
@click.option("--owner", default="", help="Whom to ask about it.")
@click.option(
    "--kind",
    default="",
    help="Lotwise finds it out. To say it yourself: google_sheet (shared with Lotwise), google_link (shared by link), "
    "download (OneDrive, SharePoint, the web), workbook or folder (on this computer).",
)
def add(where: str, name: str, owner: str, kind: str) -> int:
    """Connect one more place: a link to a spreadsheet, a workbook or a folder that is there."""
    from command_line.printing import print_text
    from connectors.new_places import BY_ID, refuse_no_sheets
    from connectors.source import Source, is_link, kind_of
    from refresh import configuration

    if not where.strip():
        refuse_no_sheets(where)
    kind = kind or kind_of(where, bool(configuration.key_place())).id
    is_path = not is_link(where) and kind != BY_ID
    source = Source(name, kind, str(Path(os.path.expanduser(where)).resolve()) if is_path else where, owner)
    configuration.refuse(source)
    refuse_no_sheets(where, kind)
    configuration.add(source)
    print_text(
        f"{name} is connected.\n\n  python cli.py refresh              reads it now\n  python cli.py sources "
        f'test "{name}"\n'
        "                                     shows what is recognised in it\n"
    )
    return 0


@sources.command()
@click.argument("name")
def remove(name: str) -> int:
    """Disconnect a sheet; its rows leave the numbers at the next refresh.

    Those of the last one stay until another is connected.
    """
    from command_line.printing import print_text, wrapped
    from refresh import configuration

    configuration.remove(name)
    left = (
        "Its rows leave the numbers at the next refresh."
        if configuration.load().sources
        else "It was the last sheet. Its numbers stay until you connect another."
    )
    print_text("\n".join(wrapped(f"{name} is no longer connected. The sheet itself was not touched. {left}")) + "\n")
    return 0


@sources.command()
@click.argument("name")
def test(name: str) -> int:
    """Read a sheet once, keep nothing, and show what is recognised in it."""
    from command_line.printing import print_text
    from command_line.sources_text import found_text
    from connectors.source import kinds
    from logbooks.recognise.tabs_together import recognise_tabs
    from refresh import configuration

    source = configuration.load().source(name)
    if source is None:
        raise CannotGoOn("No sheet of that name is connected.", "python cli.py sources lists the sheets.")
    fetched = kinds()[source.kind].fetch(source, None, lambda words: None)
    mapping = configuration.mapping()
    print_text(
        found_text(source.name, recognise_tabs((tab for book in fetched.workbooks for tab in book.tabs), mapping))
    )
    return 0


@sources.command()
@click.argument("held_tab", metavar="ID")
def take(held_tab: str) -> int:
    """Say that the new version of a held tab is right; the next refresh takes it."""
    return _decide(held_tab, True, "The next refresh takes the new version.")


@sources.command()
@click.argument("held_tab", metavar="ID")
def keep(held_tab: str) -> int:
    """Say that the old version of a held tab stays until the tab changes again."""
    return _decide(held_tab, False, "The old version stays until the tab changes again.")


def _decide(decision_id: str, takes: bool, said: str) -> int:
    from command_line.printing import print_text
    from refresh import tab_decisions
    from refresh.source_states import WAITS, source_states

    if not any(
        one.decision_id == decision_id and one.decided != WAITS for state in source_states() for one in state.held
    ):
        raise CannotGoOn("No tab is held under that name.", "python cli.py sources lists the tabs that are held.")
    tab_decisions.decide(decision_id, takes)
    print_text(f"{said}\n")
    return 0
