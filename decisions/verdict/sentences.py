"""The sentences of a verdict, from verdict.toml, with their figures written in."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from history.snapshots.moments import day_written
from logbooks.fixed_numbers import fixed

VERDICT = Path(__file__).with_name("verdict.toml")
SPACE = "\u202f"  # groups thousands and keeps a unit with its number, as words/numbers.py does


@cache
def rules() -> dict[str, Any]:
    """The file of rules: their order, their words, and the fences that every plan starts from."""
    return tomllib.loads(VERDICT.read_text("utf-8"))


@cache
def version() -> str:
    """Which rules these are; kept with every verdict given."""
    return rules()["version"]


def said(name: str, **values) -> str:
    """The sentence of that name, such as doubt.few-buyers; a value with a unit is a pair (number, unit)."""
    section, key = name.split(".")
    return rules()[section][key].format(**{key: written(value) for key, value in values.items()})


def written(value: object) -> str:
    """A value as it is read: money of a season and kg whole, money per kg with two decimals, shares in whole percent
    never rounded up to all, days in words."""
    if isinstance(value, tuple):
        return _with_unit(*value)
    if isinstance(value, date):
        return day_written(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _with_unit(number: float, unit: str) -> str:
    if unit == "share":
        whole = round(100 * number)
        whole = 99 if whole == 100 and number < 1 - fixed("float_slack") else whole  # never rounded up to all
        return f"{whole}{SPACE}%".replace("-", "\u2212")
    money = unit and unit.split("/")[0].isupper()
    whole_unit = unit == "kg" or (money and "/" not in unit)
    text = (f"{number:,.0f}" if whole_unit else f"{number:,.2f}").replace(",", SPACE)
    return f"{text}{SPACE}{unit}".strip().replace("-", "\u2212")
