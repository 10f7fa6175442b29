"""How each source stands: when it was last read and last found unchanged, what is in its way, what is held; and a refresh under way."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from logbooks.home import home, replace

WAITING, READING, DONE, UNCHANGED, FAILED = "waiting", "reading", "done", "unchanged", "failed"


@dataclass(frozen=True)
class Trouble:
    """Why a source could not be read; `passes` says it will pass by itself."""

    what: str
    fix: str
    since: str                    # ISO, UTC: when it was first met and has lasted since
    passes: bool = False


@dataclass(frozen=True)
class Held:
    """A tab that came back with so much less that the last good one stays until somebody decides."""

    source: str                   # the workbook
    sheet: str
    logbook: str | None
    rows_before: int
    rows_now: int
    rows_gone: int
    why: str                      # in words: is empty; 40 of 120 rows are gone; is no longer read as Offers
    since: str
    decision_id: str              # names the content asked about: a tab that changes again is asked about again


@dataclass(frozen=True)
class SourceState:
    """How one configured source stands; times are ISO, UTC, to the second."""

    name: str
    kind: str
    where: str
    owner: str = ""
    read_at: str | None = None        # when the cells in use were read
    checked_at: str | None = None     # when they were last known to be the newest
    modified_at: str | None = None    # the last edit, as the source itself tells it
    tried_at: str | None = None
    trouble: Trouble | None = None
    held: tuple[Held, ...] = ()
    mark: dict = field(default_factory=dict)
    calls: dict = field(default_factory=dict)


@dataclass(frozen=True)
class SourceProgress:
    """Where a refresh under way is with one source."""

    name: str
    standing: str = WAITING
    said: str = ""


@dataclass(frozen=True)
class Progress:
    """The refresh under way, or the last one; `finished_at` is None while it runs."""

    started_at: str
    sources: tuple[SourceProgress, ...] = ()
    finished_at: str | None = None
    snapshot: str | None = None       # the new snapshot; None where nothing had changed
    trouble: str = ""                 # what kept the refresh as a whole from ending well, in words
    pid: int = 0


def source_states() -> list[SourceState]:
    """Every configured source as the last refresh left it, in the order of the configuration; none before the first."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return [_state(one) for one in json.loads(_states().read_text("utf-8"))["sources"]]
    return []


def keep_source_states(states: list[SourceState]) -> None:
    """Writes them for the readers, at once."""
    replace(_states(), json.dumps({"sources": [asdict(one) for one in states]}, indent=1, ensure_ascii=False))


def progress() -> Progress | None:
    """The refresh under way or the last one; None before the first."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(_progress().read_text("utf-8"))
        return Progress(**told | {"sources": tuple(SourceProgress(**one) for one in told["sources"])})
    return None


def keep_progress(now: Progress) -> None:
    """Writes it for the readers, at once."""
    replace(_progress(), json.dumps(asdict(now), indent=1, ensure_ascii=False))


def _state(told: dict) -> SourceState:
    trouble = Trouble(**told["trouble"]) if told["trouble"] else None
    return SourceState(**told | {"trouble": trouble, "held": tuple(Held(**one) for one in told["held"])})


def _states() -> Path:
    return home() / "sources.json"


def _progress() -> Path:
    return home() / "progress.json"
