"""What a command works on: the named sources read, else what was read last, else the sample."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from command_line.no_future import refuse_future
from connectors.trouble import CannotGoOn

if TYPE_CHECKING:
    from connectors.reading.files import BeingRead
    from logbooks.warehouse.warehouse import Warehouse

SAMPLE = Path(__file__).parents[1] / "sample_data" / "clean.xlsx"


def opened(
    sources: Sequence[str], mapping: Path | None = None, as_of: date | None = None, at: str | None = None
) -> Warehouse:
    """The named sources in a warehouse of their own; without any, what was read last or by a moment, else the sample.

    Reading happens in processes of its own, so it is begun before anything large is imported here; what is needed only
    once all is read is imported beside the work of the database.
    """
    from history.data_folder import anything_kept

    if at and sources:
        raise CannotGoOn("--at looks back at what was kept, and a SOURCE is not kept.", "Give one of the two.")
    if mapping and not sources:
        raise CannotGoOn("--answers says how a SOURCE is read, and there is none.", "Name the SOURCE.")
    if at or as_of:
        refuse_future(at, as_of)
    keeps = not sources and (at is not None or anything_kept())
    begun = [] if keeps else started(sources or [str(SAMPLE)])
    Thread(target=import_meanwhile, args=("connectors.reading.child_answers", "decisions.report")).start()
    from command_line.sources_text import say_stands_in
    from history.snapshots import store
    from logbooks.recognise.mapping import load, refuse_unfitting

    if not keeps:
        said = load(mapping) if mapping else None
        w = store.temporary(begun, said, as_of)
        if said:
            from decisions.report import tab_ledger

            refuse_unfitting(said, [(line["source"], line["sheet"]) for line in tab_ledger(w)])
        return w
    w = store.at(at) if at else store.current(as_of)
    say_stands_in(w)
    return w.seen_on(as_of) if at and as_of else w


def files_of(sources: Sequence[str], mapping: Path | None, at: str | None) -> list[Path] | None:
    """Every file the answer is made of, the mapping too; None where it is made of a link or of what is kept."""
    from connectors.reading.files import files_in
    from connectors.source import is_link
    from history.data_folder import anything_kept

    if at or any(map(is_link, sources)) or (not sources and (mapping or anything_kept())):
        return None
    try:
        files = [file for source in sources or [str(SAMPLE)] for file in files_in(Path(source))]
    except CannotGoOn:  # said again where it is read
        return None
    return [*files, mapping] if mapping else files


def started(sources: Sequence[str]) -> list[BeingRead]:
    """Every workbook and link being read."""
    from connectors.reading.files import start_all
    from connectors.source import is_link

    links = [source for source in sources if is_link(source)]
    begun: list[BeingRead] = []
    if len(links) < len(sources):
        begun += start_all([Path(source) for source in sources if source not in links])
    if links:
        from connectors.by_link import start_links
        from refresh.configuration import key_place

        begun += start_links(links, key_place())
    return begun


def import_meanwhile(*modules: str) -> None:
    """Imports the modules; one that can't be had is spoken of where it is used."""
    with suppress(Exception):
        for module in modules:
            import_module(module)


def refuse_nothing(w: Warehouse) -> None:
    """Stops, in words, where not one row could be used because no tab could: a report of nothing would hide it."""
    from decisions.report import problems, tab_ledger
    from logbooks.questions.open_questions import open_questions

    unusable = [problem for problem in problems(w) if problem["severity"] == "sheet-unusable"]
    if not any(line["used"] + line["doubtful"] for line in tab_ledger(w)) and (asked := open_questions(w)):
        rows = max(question.unused for question in asked)
        raise CannotGoOn(
            f"No row could be used yet: {len(asked)} questions are open, the first of them for {rows:,} rows: "
            f"{asked[0].asks}",
            "Answer them: python cli.py questions, with the same SOURCE, shows them all.",
        )
    if unusable and not any(line["used"] + line["doubtful"] for line in tab_ledger(w)):
        first = unusable[0]
        more = (
            f" The same or the like holds for {len(unusable) - 1} more of its tabs: python cli.py check lists them."
            if unusable[1:]
            else ""
        )
        raise CannotGoOn(f"{first['source']}, tab {first['sheet']}: {first['what']}", first["fix"] + more)
