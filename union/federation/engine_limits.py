"""How many processes work on summaries, how long, with how much memory, and how often one member is tried."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).with_name("federation_limits.toml")


@dataclass(frozen=True)
class EngineLimits:
    """Of one run; `seconds` and `tries` are of one member, `memory_mb` of one process."""

    workers: int
    tries: int
    seconds: float
    memory_mb: int
    connect_seconds: float


@cache
def federation_limits() -> dict[str, dict[str, int]]:
    """federation_limits.toml as it stands."""
    return tomllib.loads(LIMITS.read_text("utf-8"))


def engine_limits() -> EngineLimits:
    """What holds unless somebody says otherwise."""
    return EngineLimits(**federation_limits()["engine"])
