"""The settings a cooperative may write, read from settings.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

SETTINGS = Path(__file__).with_name("settings.toml")


@cache
def settings() -> dict[str, dict]:
    """Every setting by its name: kind (text unless given), choices, what it means, an example, what happens without it.

    `default` is the value it then has, where it has one; `missing` says so in words, and is the default alone where
    there is no more to say. `moves_numbers` is false where no row is read and no indicator computed with it.
    """
    read = tomllib.loads(SETTINGS.read_text("utf-8"))
    return {name: {"name": name, "missing": str(one.get("default", ""))} | one for name, one in read.items()}


def default_of(name: str) -> str | float | None:
    """The value a setting has where nobody sets it, or None where it then has none."""
    return settings()[name].get("default")


def called(names: str) -> str:
    """Those settings (names with commas between) as a reader knows them, each with the name it has in Settings: the
    insurance of the voyage (insurance)."""
    each = [name.strip() for name in names.split(",")]
    return ", ".join(f"{settings()[name]['called']} ({name})" for name in sorted(set(each)))
