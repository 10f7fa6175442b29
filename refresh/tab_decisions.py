"""What people said of tabs that are held: whether what came is taken, or the last good one kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace as changed
from pathlib import Path

from history.data_folder import cannot_keep, home, replace
from history.held_tab import HeldTab
from refresh.source_states import WAITS

TAKE, KEEP = "take", "keep"


def decide(decision_id: str, take: bool) -> None:
    """Notes what a person said of a held tab: the next refresh takes what came, or the last good one stays until it
    changes again."""
    try:
        _folder().mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_keep(error) from error
    replace(_file(decision_id), json.dumps({"decided": TAKE if take else KEEP}))


def decisions() -> dict[str, str]:
    """By decision what was said: take or keep."""
    found = {}
    for file in _folder().glob("*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(file.read_text("utf-8"))["decided"]
            if said in (TAKE, KEEP):  # else it is damaged, and asked about again
                found[file.stem] = said
    return found


def as_decided(held: Sequence[HeldTab]) -> tuple[HeldTab, ...]:
    """The same with what was said of them since."""
    said = decisions()
    return tuple(one if one.decided == WAITS else changed(one, decided=said.get(one.decision_id, "")) for one in held)


def forget_but(these: Collection[str]) -> None:
    """Forgets what was said of tabs that are held no more, so that the same loss is asked about again."""
    for file in _folder().glob("*.json"):
        if file.stem not in these:
            with suppress(OSError):
                file.unlink()


def _folder() -> Path:
    return home() / "decisions"


def _file(decision_id: str) -> Path:
    if not decision_id.isalnum():
        raise ValueError("a decision is named by letters and digits alone")
    return _folder() / f"{decision_id}.json"
