"""How a source stands, and where it is, in words; what could open a sheet for a stranger is not among them."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.source import Source, is_link, kinds
from refresh.source_states import SourceState
from refresh.tab_decisions import KEEP
from words.days import ago
from words.speech import say

GOOGLE = ("google_sheet", "google_link")  # where a bare id is as good as a link


@dataclass(frozen=True)
class SourceStanding:
    """How a source stands: a look of tables.css, the word, what is the matter and what to do; "" where nothing is."""

    look: str
    word: str
    what: str = ""
    fix: str = ""


def standing(state: SourceState | None, stale_since: str = "", zone: str | None = None) -> SourceStanding:
    """The one thing a person should know of a source now; trouble comes before a question, a question before good
    news."""
    if state and state.trouble:
        trouble = state.trouble
        word = say("sources.not_now" if trouble.passes else "sources.not_allowed", since=ago(trouble.since, zone))
        return SourceStanding("waits" if trouble.passes else "stopped", word, trouble.what, trouble.fix)
    if state and (asked := [one for one in state.held if not one.decided]):
        return SourceStanding("waits", say("sources.held", count=len(asked)))
    if state is None or state.read_at is None:
        return SourceStanding("quiet", say("sources.never"))
    if stale_since:
        return SourceStanding("waits", say("sources.stale", since=ago(stale_since, zone)))
    kept = [one.sheet or one.source for one in state.held if one.decided == KEEP]
    old = say("sources.kept_old", count=len(kept), tabs=", ".join(kept)) if kept else ""
    return SourceStanding("good", say("sources.good"), old)


def times(state: SourceState | None, zone: str | None = None) -> str:
    """When it was read, last looked at and last edited; "" before the first reading."""
    if state is None or state.read_at is None:
        return ""
    told = [
        ("read_at", state.read_at),
        *([("checked_at", state.checked_at)] if state.checked_at != state.read_at else []),
        ("edited_at", state.modified_at),
    ]
    return " · ".join(say(f"sources.{which}", at=ago(at, zone)) for which, at in told if at)


def place_of(source: Source) -> str:
    """The host of a link, whose rest may be all that keeps a sheet from strangers; the path of a file as it is."""
    if source.kind in GOOGLE:
        return "docs.google.com"
    if not is_link(source.where):
        return source.where
    return source.where.partition("://")[2].replace("\\", "/").partition("/")[0].partition("?")[0].rpartition("@")[2]


def kind_title(source: Source) -> str:
    """The kind as people choose it; its id where this version of the program does not know it."""
    kind = kinds().get(source.kind)
    return kind.title if kind else source.kind
