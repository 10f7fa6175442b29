"""What a number format makes of a number on the screen: a percentage, a date, a time, or still a number."""

from __future__ import annotations

import re
from functools import cache

from connectors.cells import DATE, DATETIME, NUMBER, PERCENT, TIME

ELAPSED = "H"  # a time that counts on beyond 24 hours, [h]:mm

# ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are dates in the East Asian editions.
_BUILT_IN = {
    9: PERCENT,
    10: PERCENT,
    14: DATE,
    15: DATE,
    16: DATE,
    17: DATE,
    18: TIME,
    19: TIME,
    20: TIME,
    21: TIME,
    22: DATETIME,
    **dict.fromkeys([*range(27, 32), 36, *range(50, 59)], DATE),
    **dict.fromkeys(range(32, 36), TIME),
    45: TIME,
    46: ELAPSED,
    47: TIME,
}
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|general|am/pm|a/p', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[[^\]]*\]?")


@cache
def meaning(code: str, number: int = 164) -> str:
    """The letter of what the format shows (PERCENT, DATE, DATETIME, TIME, NUMBER or ELAPSED), by its code or built-in
    number."""
    if not code:
        return _BUILT_IN.get(number, NUMBER)
    shown = _LITERAL.sub("", code)
    elapsed = bool(_ELAPSED.search(shown))
    # Sections are for positive, negative, zero; the first that shows anything speaks for all.
    shown = next((one for one in _BRACKET.sub("", shown).lower().split(";") if one.strip()), "")
    if "%" in shown:
        return PERCENT
    if elapsed:
        return ELAPSED
    clock = "h" in shown or "s" in shown
    calendar = "y" in shown or "d" in shown or ("m" in shown and not clock)
    # In 0.00E+00 the letters stand among digits; a date never holds 0, # or ? except after seconds.
    if not clock and re.search(r"[0#?]", shown):
        return NUMBER
    return DATETIME if clock and calendar else TIME if clock else DATE if calendar else NUMBER
