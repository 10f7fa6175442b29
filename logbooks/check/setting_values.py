"""Reads the values of the settings logbook by the kind of each setting, and what they say about the other logs."""

from __future__ import annotations

import difflib
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from logbooks.check.value_sql import Defaults
from logbooks.settings import settings
from logbooks.vocabulary.sheet_words import choice_words, fold
from logbooks.vocabulary.units import Unit, read_currency, read_unit

if TYPE_CHECKING:
    import duckdb


def read_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings every setting's value into one form (a number as 0.12, a day as 2025-10-15) and flags what can't be
    read."""
    for row_id, written_name, value in connection.execute(
        "SELECT row_id, setting, value FROM clean.settings"
    ).fetchall():
        name = re.sub(r"\W+", "_", fold(written_name)).strip("_")
        if name not in settings():
            near = difflib.get_close_matches(name, settings(), n=1, cutoff=0.5)
            _flag(
                connection,
                row_id,
                "setting",
                "unknown-setting",
                written_name,
                near[0] if near else "",
            )
            continue
        read = read_value(settings()[name], value)
        if read is None:
            _flag(connection, row_id, "value", "setting-unreadable", value, settings()[name].get("example", ""))
            connection.execute("DELETE FROM clean.settings WHERE row_id = ?", [row_id])
        else:
            connection.execute(
                "UPDATE clean.settings SET setting = ?, value = ? WHERE row_id = ?", [name, read, row_id]
            )


def _flag(connection: duckdb.DuckDBPyConnection, row_id: int, name: str, code: str, written: str, detail: str) -> None:
    connection.execute("INSERT INTO flags VALUES (?, 'settings', ?, ?, ?, ?)", [row_id, name, code, written, detail])


def read_value(setting: dict, text: str) -> str | None:
    """The value in one form, or None where it is not of the setting's kind."""
    kind = setting.get("kind", "text")
    if kind == "number":
        return _number(text)
    if kind == "share":
        share = _number(text.rstrip("% ").strip())
        return None if share is None else repr(float(share) / 100) if text.strip().endswith("%") else share
    if kind == "date":
        return text[:10] if _is_day(text[:10]) and re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00(:00)?)?", text) else None
    if kind == "month_day":
        month_day = text[5:10] if re.fullmatch(r"\d{4}-\d\d-\d\d( .*)?", text) else text
        return month_day if re.fullmatch(r"\d\d-\d\d", month_day) and _is_day(f"2024-{month_day}") else None
    if kind == "currency":
        return read_currency(text)
    if kind == "choice":
        return {fold(c) or c: c for c in setting["choices"]}.get(fold(text) or text.strip())
    if kind == "yes_no":
        return _yes_no().get(fold(text))
    return text


def _number(text: str) -> str | None:
    """A number with a point or a comma before its decimals; 1.250 could be two numbers and is none."""
    if not re.fullmatch(r"[+-]?\d*[.,]?\d+", text) or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        return None
    return text.replace(",", ".")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@cache
def _yes_no() -> dict[str, str]:
    from logbooks.catalogue import logbooks

    return choice_words(logbooks()["documents"].column("signed"))


def defaults(connection: duckdb.DuckDBPyConnection, latest: date) -> tuple[Defaults, date]:
    """What the settings say about reading the other logs, and the last day that is not in the future."""
    said = dict(
        connection.execute(
            "SELECT setting, any_value(value) FROM clean.settings GROUP BY setting HAVING count(DISTINCT value) = 1"
        ).fetchall()
    )
    sizes = {name: float(value) for name, value in said.items() if name.endswith(("_kg", "_ha")) and _number(value)}
    weight = read_unit(said["weight_unit"], "mass", sizes) if "weight_unit" in said else Unit()
    price = read_unit(said["price_unit"], "price", sizes) if "price_unit" in said else Unit()
    days = [latest, *([date.fromisoformat(said["as_of"])] if "as_of" in said else [])]
    marks = said.get("decimal_mark"), said.get("date_order")
    return Defaults(sizes, weight, price, *marks, said.get("base_currency")), max(days)
