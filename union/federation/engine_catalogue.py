"""Finds the engines: one file in union/federation/engines/, one engine."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence

from connectors.trouble import CannotGoOn
from union.federation.engine_limits import EngineLimits
from union.federation.member_summary import MadeSummary, MemberAsked
from words.speech import say

# An engine hands on what became of every member as it is done, in whatever order, and raises CannotGoOn where it can't
# work at all. The text is the address of a scheduler, "" for none.
Engine = Callable[[Sequence[MemberAsked], EngineLimits, str], Iterator[MadeSummary]]


def engine(name: str) -> Engine:
    """The engine of that name, the stem of its file; its libraries are loaded only now. Raises CannotGoOn where they
    are not installed."""
    try:
        found: Engine = importlib.import_module(f"union.federation.engines.{name}").run
    except ModuleNotFoundError as missing:
        what, fix = (say(f"federation.no_engine.{part}", engine=name, library=missing.name) for part in ("what", "fix"))
        raise CannotGoOn(what, fix) from missing
    return found
