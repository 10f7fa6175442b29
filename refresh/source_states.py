"""How each source stands: when it was last read and last found unchanged, what is in its way, what is held; and a
refresh under way."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from connectors.trouble import CannotGoOn
from history.data_folder import CannotKeep, home, replace
from history.held_tab import HeldTab

Made = TypeVar("Made")
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)  # a damaged file is as if it were not there
SILENT_SECONDS = 30.0  # a refresh that has not stirred for so long has died
WAITS = "waits"  # of a held tab: it goes with another one that is asked about
WAITING, READING, DONE, UNCHANGED, FAILED = "waiting", "reading", "done", "unchanged", "failed"
WORDS = (WAITING, READING, DONE, UNCHANGED, FAILED, WAITS, "take", "keep", "")


@dataclass(frozen=True)
class Trouble:
    """Why a source could not be read; `passes` says it will pass by itself."""

    what: str
    fix: str
    since: str  # ISO, UTC: when it was first met and has lasted since
    passes: bool = False
    saving: bool = False  # whether the sheet was merely being saved, which is no failure


@dataclass(frozen=True)
class SourceState:
    """How one configured source stands; times are ISO, UTC, to the second."""

    name: str
    kind: str
    where: str
    owner: str = ""
    read_at: str | None = None  # when the cells in use were read
    checked_at: str | None = None  # when they were last known to be the newest
    modified_at: str | None = None  # the last edit, as the source itself tells it
    tried_at: str | None = None
    trouble: Trouble | None = None
    held: tuple[HeldTab, ...] = ()
    mark: dict = field(default_factory=dict)
    calls: dict = field(default_factory=dict)
    workbooks: tuple[str, ...] = ()  # the names of those in use
    content: str = ""  # one word for all that is in use of it: alike as long as nothing changed


@dataclass(frozen=True)
class Stale:
    """A source whose newest state is not known: `since` is when it last was, or when the trouble began if it never
    was."""

    name: str
    owner: str
    since: str
    trouble: Trouble | None  # None: nobody looked at it for too long


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
    snapshot: str | None = None  # the new snapshot; None where nothing had changed
    trouble: str = ""  # what kept the refresh as a whole from ending well, in words
    pid: int = 0
    said: str = ""  # what else a person should know, such as a source that left the data
    above: bool = False  # whether that trouble stands above every page: nothing new is shown, or it was not compared


def source_states() -> list[SourceState]:
    """Every configured source as the last refresh left it, in the order of the configuration; none before the first."""
    with suppress(*UNREADABLE):
        return [_state(one) for one in json.loads(_states().read_text("utf-8"))["sources"]]
    return []


def stale_sources(now: datetime | None = None, after_hours: float = 24, only_by_age: bool = False) -> list[Stale]:
    """The sources something stands in the way of (not where `only_by_age`), and those of which nothing newer is known
    for so many hours."""
    now = now or datetime.now(UTC)
    found = []
    for one in source_states():
        since = one.checked_at or (one.trouble.since if one.trouble else None)
        is_old = since is not None and now - datetime.fromisoformat(since) > timedelta(hours=after_hours)
        if since and (is_old or (one.trouble and not only_by_age)):
            found.append(Stale(one.name, one.owner, since, one.trouble))
    return found


def keep_source_states(states: list[SourceState]) -> None:
    """Writes them for the readers, at once."""
    replace(_states(), json.dumps({"sources": [asdict(one) for one in states]}, indent=1, ensure_ascii=False))


def progress() -> Progress | None:
    """The refresh under way or the last one; None before the first."""
    with suppress(*UNREADABLE, CannotGoOn):  # a folder that is gone stops the page elsewhere
        told = json.loads(_progress().read_text("utf-8"))
        _refuse_damaged((told["started_at"], told["finished_at"]), [one["standing"] for one in told["sources"]])
        return _only(Progress, told | {"sources": tuple(_only(SourceProgress, one) for one in told["sources"])})
    return None


def is_under_way(now: Progress | None) -> bool:
    """Whether that refresh is still at work: one that died says nothing any more."""
    if now is None or now.finished_at:
        return False
    with suppress(OSError):
        return abs(time.time() - _progress().stat().st_mtime) < SILENT_SECONDS
    return False


def keep_progress(now: Progress) -> None:
    """Writes it for the readers, at once; on a full disk over the old one, because there is no room beside it and it
    says so."""
    text = json.dumps(asdict(now), indent=1, ensure_ascii=False)
    try:
        replace(_progress(), text)
    except CannotKeep:
        with suppress(OSError), open(_progress(), "r+", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.truncate()


def still_at_work() -> None:
    """Tells the readers that the refresh has not died; to be called every few seconds while it lasts."""
    with suppress(OSError):
        os.utime(_progress())


def _state(told: dict) -> SourceState:
    trouble = _only(Trouble, told["trouble"]) if told["trouble"] else None
    times = [told.get(name) for name in ("read_at", "checked_at", "tried_at")]
    times += [one["since"] for one in told["held"]] + ([trouble.since] if trouble else [])
    _refuse_damaged(times, [one.get("decided", "") for one in told["held"]])
    return _only(
        SourceState,
        told
        | {
            "trouble": trouble,
            "held": tuple(_only(HeldTab, one) for one in told["held"]),
            "workbooks": tuple(told.get("workbooks", ())),
        },
    )


def _refuse_damaged(times: Iterable[str | None], words: Iterable[str]) -> None:
    """Raises ValueError where one of them can't be what was written, so that no page trips over it."""
    for at in times:
        if at is not None and datetime.fromisoformat(at).tzinfo is None:
            raise ValueError(f"{at!r} is no moment")
    if strange := set(words) - set(WORDS):
        raise ValueError(f"{strange} is no word of ours")


def _only(made: type[Made], told: dict) -> Made:
    """What another version of the program knew besides is left away."""
    declared: Any = made  # a dataclass, which a type variable can't say
    known = {one.name for one in fields(declared)}
    return made(**{name: value for name, value in told.items() if name in known})


def _states() -> Path:
    return home() / "sources.json"


def _progress() -> Path:
    return home() / "progress.json"
