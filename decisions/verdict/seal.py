"""The seal of a plan: a hash that changes with any of its rows or of the settings agreed with it, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from decisions.verdict.plan import SEALED, plan_rows
from logbooks.settings import settings
from logbooks.warehouse.warehouse import Warehouse

SEALED_SETTINGS = "neighbours_"  # how the names of the settings begin that are a part of the plan


def sealed_rows(w: Warehouse) -> list[dict]:
    """What a seal holds of a warehouse: the rows of the plan, and those of the settings that are a part of it."""
    return plan_rows(w) + setting_rows(w)


def setting_rows(w: Warehouse) -> list[dict]:
    """The settings that are a part of the plan and are written, each as {setting, value}; numbers as numbers."""
    names = "SELECT DISTINCT setting FROM settings WHERE starts_with(setting, $start) ORDER BY setting"
    written = [row["setting"] for row in w.rows(names, {"start": SEALED_SETTINGS})]
    found = {name: w.setting(name) for name in written if name in settings()}
    return [
        {"setting": name, "value": float(value) if settings()[name].get("kind") == "number" else value}
        for name, value in found.items()
        if value is not None
    ]


def seal_of(rows: Iterable[Mapping]) -> str:
    """The SHA-256 of the rows of a plan as 64 hexadecimal digits; their order does not matter, nor how a number or a
    name is typed (1, 1.0; NET_GAIN, net_gain)."""
    return hashlib.sha256("\n".join(sorted(canonical(row) for row in rows)).encode("utf-8")).hexdigest()


def canonical(row: Mapping) -> str:
    """One row of the plan in one way only: its columns in their order as JSON; a setting as its name and value."""
    if "setting" in row:
        return json.dumps([row["setting"], _value(row["value"])], ensure_ascii=False, separators=(",", ":"))
    return json.dumps([_value(row.get(name)) for name in SEALED], ensure_ascii=False, separators=(",", ":"))


def is_same(one: object, other: object) -> bool:
    """Whether two values are one to the seal, however they are typed."""
    return _value(one) == _value(other)


def _value(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return format(float(value), ".12g")
    text = str(value).strip()
    return text.lower() if text.isascii() and text.replace("_", "").isalnum() else text
