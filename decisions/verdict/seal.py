"""The seal of a plan: a hash that changes with any of its rows, and with nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from decisions.verdict.plan import SEALED


def seal_of(rows: Iterable[Mapping]) -> str:
    """The SHA-256 of the rows of a plan as 64 hexadecimal digits; their order does not matter, nor how a number or a
    name is typed (1, 1.0; NET_GAIN, net_gain)."""
    return hashlib.sha256("\n".join(sorted(canonical(row) for row in rows)).encode("utf-8")).hexdigest()


def canonical(row: Mapping) -> str:
    """One row of the plan in one way only: its columns in their order as JSON."""
    return json.dumps([_value(row.get(name)) for name in SEALED], ensure_ascii=False, separators=(",", ":"))


def _value(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return format(float(value), ".12g")
    text = str(value).strip()
    return text.lower() if text.isascii() and text.replace("_", "").isalnum() else text
