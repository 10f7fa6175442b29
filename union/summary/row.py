"""One line of a summary: one indicator of one season and one stream, as it may be handed on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path

from words.speech import say

COLUMNS = Path(__file__).with_name("columns.toml")
DIFFERENCE = "difference"
STREAMS = ("micro", "bulk", DIFFERENCE)


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One line, one field a column; what each means stands in columns.toml.

    `value`, `low80` and `high80` stand in `unit`, `middle` and `standard_error` on `scale` (plain, log or logit). Where
    `scale` is empty the number is shown and never pooled. `value` is None where `why_not` says why there is none.
    """

    member: str
    crop_year: str
    season_began_on: date | None
    indicator: str
    stream: str  # micro, bulk or difference
    unit: str
    better: str  # higher, lower or inside
    scale: str = ""  # plain, log, logit, or empty: shown, not pooled
    value: float | None = None
    middle: float | None = None
    standard_error: float | None = None
    degrees_of_freedom: float | None = None
    low80: float | None = None
    high80: float | None = None
    n: int | None = None
    case: str
    basis: str | None = None
    currency: str | None = None
    rate: float | None = None
    rate_on: date | None = None
    counterfactual_step: str | None = None
    to_date: bool = False
    why_not: str | None = None
    given_on: date | None = None  # the day of the earlier summary whose number stands here still; None: of today
    definitions_version: str

    @property
    def pooled_by(self) -> tuple[float, float, float] | None:
        """What pooling takes, all on `scale`: middle, standard error, degrees of freedom; None where it is only shown.

        The middle is the value brought to the scale, but for a share of 0 or 1, which has no finite logit: there it is
        the logit with half a case added on either side, so that a member without a failure is not left out.
        """
        if self.middle is None or self.standard_error is None or self.degrees_of_freedom is None:
            return None
        return self.middle, self.standard_error, self.degrees_of_freedom


def without_number(row: SummaryRow, why_not: str) -> SummaryRow:
    """The row without its number, with the fixed sentence of that id in words.toml."""
    return replace(
        row,
        scale="",
        value=None,
        middle=None,
        standard_error=None,
        degrees_of_freedom=None,
        low80=None,
        high80=None,
        n=None,
        basis=None,
        to_date=False,
        why_not=say(f"summary.why.{why_not}"),
    )


@dataclass(frozen=True)
class SummaryColumn:
    """What columns.toml says of one column."""

    name: str
    holds: str
    means: str


@cache
def summary_version() -> int:
    """The version of the file's form; a reader refuses one it does not know."""
    return tomllib.loads(COLUMNS.read_text("utf-8"))["version"]


@cache
def summary_columns() -> tuple[SummaryColumn, ...]:
    """Every column in its order, which is that of SummaryRow's fields."""
    told = tomllib.loads(COLUMNS.read_text("utf-8"))["columns"]
    return tuple(SummaryColumn(field.name, **told[field.name]) for field in fields(SummaryRow))
