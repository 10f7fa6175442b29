"""Numbers that decide, each with its reason, and how SQL names them and the defaults of settings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from logbooks.settings import settings

NUMBERS = Path(__file__).with_name("fixed_numbers.toml")
NAMED = re.compile(r"\{([a-z][a-z0-9_]+)\}")


@dataclass(frozen=True)
class FixedNumber:
    """One number: what it does, why it is this and no other, and who says so."""

    value: int | float
    unit: str
    means: str
    reason: str
    source: str


@cache
def fixed_numbers() -> dict[str, FixedNumber]:
    """Every fixed number by its name."""
    return {name: FixedNumber(**one) for name, one in tomllib.loads(NUMBERS.read_text("utf-8")).items()}


def fixed(name: str) -> int | float:
    """The value of one fixed number; raises KeyError where there is none of that name."""
    return fixed_numbers()[name].value


def with_numbers(text: str) -> str:
    """The text with every {name} of a fixed number, or of a setting with a default, replaced by it.

    They are written into SQL, because DuckDB takes longer to look one up than to compare with it. Other names in braces
    stay as they are.
    """
    return NAMED.sub(lambda found: _literals().get(found[1], found[0]), text)


@cache
def _literals() -> dict[str, str]:
    defaults = {name: one["default"] for name, one in settings().items() if "default" in one}
    numbers = {name: one.value for name, one in fixed_numbers().items()}
    if twice := sorted(defaults.keys() & numbers.keys()):
        raise ValueError(f"a setting and a fixed number have the name {twice[0]}")
    return {name: str(value) for name, value in (defaults | numbers).items()}
