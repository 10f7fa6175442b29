"""How every number is written, on a page, in a chart and in a picture: the one place that decides digits and signs."""

from __future__ import annotations

import re
from math import floor, log10

from metrics.engine.contract import Estimate

MOST_DIGITS = 4  # significant digits: more would claim a sureness a dozen lots can't give
# a thin space groups thousands: 1,234 and 1.234 are read differently from country to country
MINUS, SPACE = "\u2212", "\u202f"
ABSENT = "\u2013"
CURRENCY = re.compile("[A-Z]{3}")  # an amount; cents of a season are noise
KG = re.compile(r"(?<![\w.,/-])\d{4,}(?= kg\b)")
NOUN = re.compile(r"\w+(?=,| or | and |$)|\b(or|and)\b")  # of 'lot, buyer or farmer' each noun takes its plural

# unit as the indicators name it -> what is multiplied, decimals wanted, what is written behind
WRITTEN = {
    "share": (100, 0, f"{SPACE}%"),
    "%": (1, 1, f"{SPACE}%"),
    "days": (1, 0, " days"),
    "kg": (1, 0, " kg"),
    "points": (1, 1, " points"),
    "score": (1, 1, " points"),
    "share difference": (100, 0, " percentage points"),  # 60 % less 40 % is not 20 %
    "% difference": (1, 1, " percentage points"),
}


def decimals_of(largest: float, wanted: int) -> int:
    """How many decimals a column of numbers gets whose largest is this: those wanted, within 4 significant digits."""
    before = 1 if abs(largest) < 1 else floor(log10(abs(largest))) + 1
    return max(0, min(wanted, MOST_DIGITS - before))


def figure(value: float, decimals: int) -> str:
    """The bare number with a true minus sign, thin-spaced thousands and at most 4 significant digits."""
    if value and abs(value) >= 10**MOST_DIGITS:
        step = 10 ** (floor(log10(abs(value))) + 1 - MOST_DIGITS)
        value = round(value / step) * step
    text = f"{abs(value):,.{decimals}f}".replace(",", SPACE)
    negative = value < 0 and any(c not in "0." for c in text)
    return (MINUS if negative else "") + text


def counted(count: int) -> str:
    """A count with thin-spaced thousands and every digit of it: it was not measured, so nothing is claimed too
    surely."""
    return f"{count:,}".replace(",", SPACE)


def whole(value: float | None, unit: str) -> str:
    """What was weighed, billed or paid, to the last kilo or unit of money: it is no estimate, and sums of it add up."""
    if value is None:
        return ABSENT
    rounded = round(value)
    return f"{MINUS if rounded < 0 else ''}{counted(abs(rounded))}{_written(unit)[2]}"


def unit_words(unit: str) -> str:
    """The unit as it is written behind a number or beside an axis: '%', 'days', 'USD/kg'."""
    return _written(unit)[2].strip().strip(SPACE)


def difference_unit(unit: str) -> str:
    """The unit of a difference of two numbers of this unit: that of two percentages is percentage points."""
    return f"{unit} difference" if f"{unit} difference" in WRITTEN else unit


def number(value: float | None, unit: str, signed: bool = False) -> str:
    """The number with its unit beside it, as '7.12 USD/kg'; a dash where there is none."""
    if value is None:
        return ABSENT
    times, wanted, behind = _written(unit)
    shown = figure(value * times, _decimals((value,), unit, times, wanted))
    return ("+" if signed and value > 0 else "") + shown + behind


def decimals_shown(value: float, unit: str) -> int:
    """How many decimals this number is written with."""
    times, wanted, _ = _written(unit)
    return _decimals((value,), unit, times, wanted)


def exactly(value: float, unit: str, decimals: int, signed: bool = False) -> str:
    """The number with its unit and so many decimals, however many digits those make: to tell two numbers apart."""
    times, _, behind = _written(unit)
    text = f"{abs(value * times):,.{decimals}f}".replace(",", SPACE)
    sign = "" if is_nothing(value, unit, decimals) else MINUS if value < 0 else "+" if signed else ""
    return sign + text + behind


def is_nothing(value: float, unit: str, decimals: int) -> bool:
    """Whether nothing but zeros is left of the number with so many decimals."""
    return not any(c in "123456789" for c in f"{abs(value * _written(unit)[0]):.{decimals}f}")


def bare(value: float | None, unit: str) -> str:
    """The number without its unit, where the unit stands in the head of the column."""
    times, wanted, _ = _written(unit)
    return ABSENT if value is None else figure(value * times, _decimals((value,), unit, times, wanted))


def shown(value: float, unit: str) -> float:
    """The number as it stands on an axis of this unit: a share of 0.12 at 12."""
    return value * _written(unit)[0]


def span(low: float | None, high: float | None, unit: str, with_unit: bool = True) -> str:
    """A range in words, as '6.40 to 7.90 USD/kg'; empty where an end is missing."""
    if low is None or high is None:
        return ""
    times, wanted, behind = _written(unit)
    decimals = _decimals((low, high), unit, times, wanted)
    return f"{figure(low * times, decimals)} to {figure(high * times, decimals)}" + (behind if with_unit else "")


def spaced(words: str) -> str:
    """The words with thin-spaced thousands before each kg, as numbers are written everywhere else."""
    return KG.sub(lambda found: figure(float(found.group()), 0), words)


def cases(estimate: Estimate) -> str:
    """How many cases a number rests on, as '4 buyers'; nothing where none moves it."""
    return "" if not estimate.n else f"{counted(estimate.n)} {noun_of(estimate.case_is, estimate.n)}"


def noun_of(case_is: str, count: int) -> str:
    """The noun alone, as 'buyers'."""
    head, of, rest = (case_is or "case").partition(" of ")
    return (head if count == 1 else NOUN.sub(_plural, head)) + of + rest


def _plural(noun: re.Match) -> str:
    word = noun.group()
    return word if word in ("or", "and", "a") else f"{word}es" if word.endswith(("s", "x", "ch")) else f"{word}s"


def _written(unit: str) -> tuple[float, int, str]:
    return WRITTEN.get(unit) or (1, 0 if CURRENCY.fullmatch(unit) else 2, f" {unit}" if unit else "")


def _decimals(values: tuple[float, ...], unit: str, times: float, wanted: int) -> int:
    """A share, or a difference of shares, under 10 % gets a decimal: 4.6 % is not 5 %; below 1 a third one, save for
    money: an outturn of 0.158 is not 0.16."""
    largest = max(abs(v * times) for v in values)
    if unit in ("share", "share difference") and 0 < round(largest, 1) < 10:
        wanted = 1
    elif wanted == 2 and 0 < largest < 1 and not CURRENCY.match(unit):
        wanted = 3
    return decimals_of(largest, wanted)
