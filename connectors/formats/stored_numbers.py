"""Numbers as a workbook stores them, written the way a person reads them: shortest, exact, without an exponent."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.cells import DATE, DATETIME, ERROR, FORMATTED, NUMBER, PERCENT, TIME
from connectors.formats.number_formats import ELAPSED
from connectors.formats.number_formats import meaning as of_format
from connectors.formats.written_around import section_for, sections

SECONDS_A_DAY = 86_400
_LAST_SERIAL = 2_958_466  # 31 December 9999
DAYS_1904 = 1_462


def plain(number: float) -> str:
    """The shortest decimal text that reads back as the same number: 12, 0.1, 0.0000015."""
    if number == 0:
        return "0"
    digits = repr(float(number))
    if digits.endswith(".0"):
        return digits[:-2]
    if "e" not in digits or not 1e-15 < abs(number) < 1e21:
        return digits
    return format(Decimal(digits), "f")


def percentage(number: float) -> str:
    """What a percent format shows, unrounded: 0.12 is 12 %."""
    hundredfold = Decimal(repr(float(number))) * 100
    text = format(hundredfold, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + " %"


def look(code: str, number: int = 164) -> tuple[str, str]:
    """The meaning of a number format, by its code or built-in number, and the code where it writes something beside a
    number; else "" in its place."""
    known = of_format(code, number)
    return known, code if known == NUMBER and sections(code) else ""


def shown(number: float, meaning: str, since_1904: bool = False, code: str = "") -> tuple[str, str]:
    """The kind and text of a number under the meaning of its number format and what its code writes beside it."""
    if not math.isfinite(number):
        return ERROR, "#NUM!"
    if meaning == NUMBER:
        among = sections(code)
        section = section_for(number, among) if among else None
        return (FORMATTED, section.write(plain(number))) if section and section.tells else (NUMBER, plain(number))
    if meaning == PERCENT:
        return PERCENT, percentage(number)
    return moment(number, meaning, since_1904)


def moment(serial: float, meaning: str, since_1904: bool = False) -> tuple[str, str]:
    """The kind and text of a date or time kept as days: (DATE, '2026-03-31'); a number no calendar holds stays a
    number."""
    if not abs(serial) < _LAST_SERIAL:
        return NUMBER, plain(serial)
    seconds = round(serial * SECONDS_A_DAY)
    if meaning == ELAPSED or (meaning == TIME and serial < 1):
        seconds = seconds if meaning == ELAPSED else min(seconds, SECONDS_A_DAY - 1)
        hours, rest = divmod(abs(seconds), 3600)
        return TIME, f"{'-' if seconds < 0 else ''}{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
    days, of_day = divmod(seconds, SECONDS_A_DAY)
    days += DAYS_1904 if since_1904 else 0
    if not 0 <= days < _LAST_SERIAL or (days == 0 and not since_1904):
        return NUMBER, plain(serial)
    # Day 60 is 29 February 1900: Excel has it, the calendar has not.
    day = "1900-02-29" if days == 60 else str(numpy.datetime64("1899-12-30" if days > 60 else "1899-12-31") + days)
    if of_day == 0:
        return DATE, day
    return DATETIME, f"{day} {of_day // 3600:02d}:{of_day // 60 % 60:02d}:{of_day % 60:02d}"


def written(
    stored: pyarrow.Array, meaning: str, since_1904: bool = False, code: str = ""
) -> tuple[pyarrow.Array, numpy.ndarray]:
    """The texts and kind letters (uint8) of numbers stored as text, all under one number format: its meaning, and its
    code where that writes something beside them."""
    try:
        values = compute.cast(stored, pyarrow.float64())
    except pyarrow.ArrowInvalid:
        return _one_by_one(stored, lambda number: shown(number, meaning, since_1904, code))
    if not compute.all(compute.is_finite(values), min_count=0).as_py():
        return _one_by_one(stored, lambda number: shown(number, meaning, since_1904, code))
    if meaning == NUMBER and not sections(code):
        return _numbers(values), numpy.full(len(values), ord(NUMBER), numpy.uint8)
    distinct = values.dictionary_encode()
    pairs = [shown(number, meaning, since_1904, code) for number in distinct.dictionary.to_pylist()]
    texts = pyarrow.array([text for _, text in pairs], pyarrow.string()).take(distinct.indices)
    kinds = numpy.array([ord(kind) for kind, _ in pairs], numpy.uint8)
    return texts, kinds[distinct.indices.to_numpy()] if len(pairs) else kinds


def _numbers(values: pyarrow.Array) -> pyarrow.Array:
    texts = compute.cast(values, pyarrow.string())
    odd = compute.or_(compute.match_substring(texts, "e"), compute.equal(values, 0.0))
    if not compute.any(odd, min_count=0).as_py():
        return texts
    mended = pyarrow.array([plain(number) for number in values.filter(odd).to_pylist()], pyarrow.string())
    return compute.replace_with_mask(texts, odd, mended)


def _one_by_one(
    stored: pyarrow.Array, single: Callable[[float], tuple[str, str]]
) -> tuple[pyarrow.Array, numpy.ndarray]:
    pairs = []
    for text in stored.to_pylist():
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        # What is in a number's place and is no number is shown as it stands, as an error.
        pairs.append(single(number) if math.isfinite(number) else (ERROR, text))
    return (
        pyarrow.array([text for _, text in pairs], pyarrow.string()),
        numpy.array([ord(kind) for kind, _ in pairs], numpy.uint8),
    )
