"""What a cost is for: its categories, and the words people write for each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def cost_categories() -> dict[str, dict]:
    """Every category with its role and its words, in the order of the waterfall."""
    return tomllib.loads((Path(__file__).parent / "cost_categories.toml").read_text("utf-8"))


@cache
def of_the_pilot() -> tuple[str, ...]:
    """The categories of what a pilot costs itself, neither taken off its prices nor paid to farmers."""
    return tuple(name for name, said in cost_categories().items() if said["role"] in ("expected", "own"))


@cache
def table_sql() -> str:
    """The SQL of the table `cost_category`: kind, role, words."""
    rows = [
        f"('{name}', '{said['role']}', [{', '.join(_quoted(word) for word in said['words'])}])"
        for name, said in cost_categories().items()
    ]
    return f"""
CREATE TEMP TABLE cost_category AS
SELECT * FROM (VALUES {", ".join(rows)}) AS t(kind, role, words)"""


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
