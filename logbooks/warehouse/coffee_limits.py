"""The limits of substances in green coffee that come with the program, and what markets do where there is none."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from logbooks.warehouse.rows_in_sql import table_of

FILE = Path(__file__).with_suffix(".toml")
OF_LIMIT = ("substance", "market", "limit", "unit", "valid_from", "source", "checked_on", "says")
OF_MARKET = ("market", "limit", "unit", "valid_from", "source", "checked_on", "any_find", "said", "look_up")
# what the tables hold, above them in docs/fixed_numbers.md
ABOUT = {
    "shipped_limit": "The limits for green coffee that come with Lotwise; the cooperative's own logbook Limits goes "
    "before them. `says`: there is known to be none. Read in the sources named; look them up again, because markets "
    "change them every year.",
    "market_rule": "What a market asks of a residue without a limit of its own there. A result within it passes. Above "
    "it the lot is inconclusive, with what to look up, and fails only where a person wrote that the market has set no "
    "limit (*no MRL* in Limits, or as the limit of the test). `any_find`: whatever was detected counts as above.",
}


@cache
def tables_sql() -> dict[str, str]:
    """The SQL of the tables of coffee_limits.toml, by their names: shipped_limit, market_rule and analyte_word."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    words = ((substance, word) for substance, names in told["names"].items() for word in names)
    limits = 'analyte, market, "limit", unit, valid_from, limit_source, checked_on, says'
    rules = 'market, "limit", unit, valid_from, limit_source, checked_on, any_find, said, look_up'
    return {
        "shipped_limit": table_of(
            "shipped_limit", limits, ([one.get(name) for name in OF_LIMIT] for one in told["limit"])
        ),
        "market_rule": table_of(
            "market_rule", rules, ([one.get(name) for name in OF_MARKET] for one in told["market"])
        ),
        "analyte_word": table_of("analyte_word", "analyte, word", words),
    }
