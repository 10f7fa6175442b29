"""The numbers of limits.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LIMITS = Path(__file__).with_name("limits.toml")


@cache
def pooling_limits() -> dict[str, Any]:
    """Every table of limits.toml, by its name."""
    return tomllib.loads(LIMITS.read_text("utf-8"))
