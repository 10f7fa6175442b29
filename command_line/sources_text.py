"""The connected sources in words, for a terminal of 80 columns: what a refresh did, how each stands, what was found in
one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from command_line.printing import harmless, in_words, plain, say_error, wrapped

if TYPE_CHECKING:
    from connectors.source import Source
    from history.held_tab import HeldTab
    from logbooks.recognise.recognised import Recognised
    from logbooks.warehouse.warehouse import Warehouse
    from refresh.configuration import Configuration
    from refresh.source_states import Progress, SourceState, Stale

BECAME = {
    "done": "read",
    "unchanged": "read; nothing had changed",
    "failed": "could not be read",
    "waiting": "not read",
    "reading": "did not answer",
}
DECIDED = {
    "keep": "Somebody decided to keep the old version.",
    "take": "Somebody decided to take the new version. The next refresh takes it.",
    "waits": "It will follow the decision about that tab.",
}


def refresh_text(done: Progress, states: Iterable[SourceState]) -> str:
    """What became of every source, what is held, and which snapshot everybody sees now."""
    known, lines = {state.name: state for state in states}, ["SOURCES", ""]
    for one in done.sources:
        state = known.get(one.name)
        lines += wrapped(f"{harmless(one.name, 80)}: {BECAME[one.standing]}.", "  ", "    ")
        lines += _trouble(state) if state else []
    held = [(state, one) for state in known.values() for one in state.held if not one.decided]
    lines += (
        [
            "",
            "HELD: the last good version is used until you decide",
            *(line for state, one in held for line in _asked(state, one)),
        ]
        if held
        else []
    )
    lines += [line for words in (done.said, done.trouble) if words for line in ["", *wrapped(harmless(words, 2000))]]
    return _text([*lines, "", *wrapped(_snapshot(done, bool(held)))])


def sources_text(told: Configuration, states: Iterable[SourceState]) -> str:
    """Every configured source: where it is, whom to ask, how it stands."""
    known, lines = {state.name: state for state in states}, []
    for source in told.sources:
        lines += ["", *_source(source), *_stands(known.get(source.name))]
    lines += [""] if told.wrong else []
    lines += [line for one in told.wrong for line in wrapped(harmless(one, 400))]
    return _text(
        lines[1:] or ["No sheet is connected yet.", "python cli.py sources add LINK_OR_PATH --name NAME connects one."]
    )


def found_text(name: str, tabs: Sequence[Recognised]) -> str:
    """What a source holds, tab by tab, as it would be read."""
    lines = [f"{harmless(name, 80)} can be read. Nothing was kept.", ""]
    for one in tabs:
        rows = (
            0 if one.tab.cells is None else sum(row > one.header_row for row in one.tab.cells.column("row").to_pylist())
        )
        became = (
            f"read as {one.logbook}, {rows} rows"
            if one.logbook
            else "not read: " + (one.not_a_log or "not recognised as a logbook")
        )
        lines += wrapped(f"{harmless(one.tab.source, 80)}, tab {harmless(one.tab.sheet)}: {became}.", "  ", "    ")
    return _text(lines)


def freshness_lines(snapshot: str, instead_of: str | None = None) -> list[str]:
    """When what is shown was read, and what is stale since when; `instead_of` is the damaged reading it stands in
    for."""
    from history.snapshots import store
    from refresh import configuration
    from refresh.configuration import BadConfiguration, Configuration
    from refresh.source_states import source_states, stale_sources

    kept = next((one for one in store.history() if one.snapshot == snapshot), None)
    if kept is None:
        return []
    same = (
        ""
        if kept.confirmed_at == kept.read_at
        else f", checked again without a change {moment(kept.confirmed_at, kept.time_zone)}"
    )
    lines = ["", *wrapped(f"Read {moment(kept.read_at, kept.time_zone)}{same}.")]
    if instead_of:
        lines += wrapped(f"The snapshot of {reading(instead_of)} is damaged. You see the one before it.")
    if kept.snapshot != store.current_id() and instead_of != store.current_id():
        return [*lines, *wrapped("There are newer snapshots. This is what was known then.")]
    try:
        told = configuration.load()
        names = {source.name for source in told.sources}
    except BadConfiguration as trouble:
        told, names = Configuration(), {state.name for state in source_states()}
        lines += wrapped(str(trouble), "", "  ")
    for one in [one for one in stale_sources(after_hours=told.stale_after_hours) if one.name in names]:
        lines += _stale(one)
    held = sum(1 for state in source_states() if state.name in names for one in state.held if not one.decided)
    return lines + (
        wrapped(
            f"{held} {'tab is' if held == 1 else 'tabs are'} held and asked about: python cli.py sources shows them."
        )
        if held
        else []
    )


def _stale(one: Stale) -> list[str]:
    """A source of which something newer may exist, since when, and why."""
    trouble = one.trouble
    why = (
        f"{trouble.what} {trouble.fix}"
        if trouble
        else "It was not checked since then: python cli.py refresh checks it."
    )
    return wrapped(f"STALE since {moment(one.since)}: {harmless(one.name, 80)}. {harmless(why, 400)}", "", "  ")


def moment(told: str, zone: str | None = None) -> str:
    """A moment as the clock showed it where the sheets are kept, else at this computer, as the pages say it: 31 Mar
    2026 10:42."""
    from history.snapshots.moments import local
    from history.snapshots.store import newest

    kept = None if zone else newest()
    at = local(told, zone or (kept.time_zone if kept else None))
    return f"{in_words(at)} {at:%H:%M}"


def reading(snapshot: str) -> str:
    """When a reading was made; of one nobody knows any more, its name."""
    from history.snapshots.store import history

    return next((moment(one.read_at, one.time_zone) for one in history() if one.snapshot == snapshot), snapshot)


def say_stands_in(*shown: Warehouse) -> None:
    """Says on standard error, whatever else is printed, which damaged reading each of these stands in for."""
    for w in shown:
        if w.instead_of:
            say_error(
                f"The snapshot of {reading(w.instead_of)} is damaged. You see the one before it, of {reading(w.id)}."
            )


def _source(source: Source) -> list[str]:
    from connectors.source import is_link, kinds

    where = (
        source.where.partition("://")[2].partition("/")[0].rpartition("@")[2] if is_link(source.where) else source.where
    )
    # the rest of a link may be all that keeps a sheet from strangers
    owner = f"; ask {harmless(source.owner, 80)}" if source.owner else ""
    known = kinds().get(source.kind)
    return [
        harmless(source.name, 80),
        *wrapped(f"{known.title if known else source.kind}, {harmless(where, 200)}{owner}", "  ", "    "),
    ]


def _stands(state: SourceState | None) -> list[str]:
    if state is None or (state.read_at is None and not state.trouble):
        return ["  not read yet"]
    again = (
        f", checked again {moment(state.checked_at)}" if state.checked_at and state.checked_at != state.read_at else ""
    )
    read = wrapped(f"read {moment(state.read_at)}{again}", "  ", "    ") if state.read_at else []
    return [*read, *_trouble(state), *(line for one in state.held for line in _asked(state, one))]


def _trouble(state: SourceState) -> list[str]:
    if not state.trouble:
        return []
    shown = f" Its numbers are those read {moment(state.read_at)}." if state.read_at else ""
    return wrapped(f"{harmless(state.trouble.what, 400)} {harmless(state.trouble.fix, 400)}{shown}", "    ")


def _asked(state: SourceState, one: HeldTab) -> list[str]:
    place = ", tab ".join(part for part in (harmless(one.source, 80), harmless(one.sheet)) if part)
    lines = wrapped(f"{place}: {harmless(one.why, 200)}, since {moment(one.since)}.", "  ", "    ")
    if one.decided:
        return [*lines, *wrapped(DECIDED[one.decided], "    ")]
    lines += wrapped(harmless(one.fix, 400), "    ") if one.fix else []
    return [
        *lines,
        f"    To take the new version:  python cli.py sources take {one.decision_id}",
        f"    To keep the old version:  python cli.py sources keep {one.decision_id}",
        *([] if one.fix else ["                              and restore the rows in the sheet."]),
    ]


def _snapshot(done: Progress, is_asked: bool) -> str:
    if done.snapshot:
        failed = sum(one.standing == "failed" for one in done.sources)
        older = f" Of {failed} of the {len(done.sources)} sheets it holds what was read before, if anything."
        held = " Of the tabs that are held it holds the last good version."
        return f"A new snapshot was made, and everybody sees it now.{older * bool(failed)}{held * is_asked}"
    from history.snapshots.store import newest

    kept = newest()
    return (
        f"No new snapshot: everybody still sees the one of {moment(kept.read_at)}."
        if kept
        else "Nothing has been read yet, so there is no snapshot to show."
    )


def _text(lines: list[str]) -> str:
    return plain("\n".join(lines)) + "\n"
