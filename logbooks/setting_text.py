"""Reads the text of one setting by its kind: numbers, shares, days, currencies, choices."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from logbooks.vocabulary.setting_words import setting_choices
from logbooks.vocabulary.sheet_words import choice_words, fold
from logbooks.vocabulary.units import read_currency


def read_value(setting: dict, text: str) -> str | None:
    """The value in one form, or None where it is not of the setting's kind."""
    kind = setting.get("kind", "text")
    if kind == "number":
        return a_number(text)
    if kind == "share":
        share = a_number(text.rstrip("% ").strip())
        return None if share is None else repr(float(share) / 100) if text.strip().endswith("%") else share
    if kind == "date":
        return _a_day(text)
    if kind == "month_day":
        month_day = text[5:10] if re.fullmatch(r"\d{4}-\d\d-\d\d( .*)?", text) else text
        return month_day if re.fullmatch(r"\d\d-\d\d", month_day) and _is_day(f"2024-{month_day}") else None
    if kind == "currency":
        return read_currency(text)
    if kind == "colour":
        return f"#{colour[1].upper()}" if (colour := re.fullmatch(r"#?([0-9A-Fa-f]{6})", text.strip())) else None
    if kind == "choice":
        return setting_choices(setting["name"]).get(fold(text) or text.strip())
    if kind == "yes_no":
        return _yes_no().get(fold(text))
    return text


def a_number(text: str) -> str | None:
    """A number written with a point or a comma before its decimals, with a point; 1,250 could be two numbers and is
    none."""
    if not re.fullmatch(r"[+-]?\d*[.,]?\d+", text) or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        return None
    return text.replace(",", ".")


def _a_day(text: str) -> str | None:
    """A day as 2026-04-15, also where it is written 15/04/2026 or 4/15/2026; of 3/4/2026 nobody knows which it is."""
    if short := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(20\d\d)", text.strip()):
        one, other = int(short[1]), int(short[3])
        if one != other and max(one, other) <= 12:
            return None
        day, month = max(one, other), min(one, other)
        text = f"{short[4]}-{month:02d}-{day:02d}"
    return text[:10] if _is_day(text[:10]) and re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00(:00)?)?", text) else None


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
