"""The words every indicator speaks: the form it is filled in, the estimate it gives, the answer for one crop year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from metrics.engine.ranges import OnScale, RangeOf

LAYERS = ("technical", "commercial", "impact", "trust")
GROUPS = ("micro", "bulk", "all")
SPLITS = ("station", "variety", "process")
AUDIENCES = ("internal", "board", "buyer")  # as packs/audience.py orders them
CHARTS = ("dots", "run", "run of counts", "curves", "bars")


@dataclass(frozen=True)
class Estimate:
    """One number with how sure it is, or the reason why there is none: then `value` is None and `why_not` a sentence.

    `low`, `high` are the 95 % two-sided ends; `low80`, `high80` leave 10 % in each tail and are what pages compare by;
    `range_of` gives the ends at any other confidence, which verdicts read, and is None where there is no range.
    `n` counts cases (`case_is` names them), `rows` the sheet rows behind it. `method` is words; a value without a
    range says in `no_range` why; one that `is_bound` lacks rows that belong to it, as a note tells. Shares
    are fractions, moisture is percent, money is base currency per kg green.
    """

    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low80: float | None = None
    high80: float | None = None
    n: int = 0
    case_is: str = ""
    rows: int = 0
    left_out: int = 0
    method: str = ""
    basis: str | None = None
    assumed: tuple[str, ...] = ()
    to_date: bool = False
    why_not: str | None = None
    no_range: str | None = None
    notes: tuple[str, ...] = ()
    is_bound: bool = False
    range_of: RangeOf | None = None

    def ranged(self, range_of: RangeOf, method: str) -> Estimate:
        """The same with its ranges, from what gives them at any confidence."""
        (low, high), (low80, high80) = range_of.ends(0.95), range_of.ends(0.80)
        return replace(
            self, low=low, high=high, low80=low80, high80=high80, method=method, no_range=None, range_of=range_of
        )

    def without_number(self, why_not: str | None) -> Estimate:
        """The same without its value and ranges, and the reason why."""
        return replace(
            self,
            value=None,
            low=None,
            high=None,
            low80=None,
            high80=None,
            method="",
            why_not=why_not,
            no_range=None,
            range_of=None,
        )

    @property
    def known(self) -> float:
        """The value; asked only of an estimate that has one."""
        assert self.value is not None, f"there is no number: {self.why_not}"
        return self.value

    @property
    def on_scale(self) -> OnScale | None:
        """Its standard error with degrees of freedom and scale; None where its range rests on none (order statistics,
        the day on which half has happened, a number without a range)."""
        return self.range_of.on_scale() if self.range_of else None

    @property
    def range95(self) -> tuple[float, float] | None:
        """Both 95 % ends, None where one of them is not known."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def range80(self) -> tuple[float, float] | None:
        """Both 80 % ends, None where one of them is not known."""
        return None if self.low80 is None or self.high80 is None else (self.low80, self.high80)


@dataclass(frozen=True)
class Answer:
    """One indicator for one crop year: `groups` holds micro and bulk, or all where no lot has a stream.

    `parts` are further numbers of the same indicator by name; `by` the headline by basis, tier, category or buyer.
    `outcomes` are the cumulative curves of times: {group: [(day, accepted_share, competed_share, at_risk), ...]}.
    `row_ids` are the rows behind each group. `days` are the days of `cases`, in their order, None where unknown;
    `open_days` how long every case still open has been followed.
    """

    id: str
    crop_year: str | None
    groups: Mapping[str, Estimate]
    difference: Estimate | None = None
    relative: Estimate | None = None
    parts: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)
    by: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)
    # {group: ((case, value), ...)}: every dot of the chart
    cases: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    days: Mapping[str, tuple[date | None, ...]] = field(default_factory=dict)
    outcomes: Mapping[str, tuple] = field(default_factory=dict)
    open_days: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    describes: str | None = None  # why its groups can't be compared, where they only describe
    row_ids: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The names of the groups, the one that is asked about first."""
        return tuple(self.groups)


@dataclass(frozen=True)
class Metric:
    """The filled form of one indicator; every field without a default must be answered.

    `sql` is one SELECT giving crop_year, stream, day, case_id, num, den, row_id (one, or a list of them), the declared
    `splits`, and where needed: outcome (happened, competed, censored), basis, part (a further number of the
    indicator), lot_id (the dot of the chart, where the case is not the lot), assumed (words), to_date (more may
    come), why_not (this row gives no number), no_basis (no row like it gives one until that setting is filled).
    `interval` is share, ratio, price, time, median or none (the first caveat says why). `groups` are the two groups
    where they are no streams: then the SQL's `stream` holds them. Times end with what is `happening`, and are
    compared on the share within `within_days`. `better` is higher, lower or inside.
    `chart` is how it is drawn: dots (each case), run (also in the order of time, with the limits of the process), run
    of counts (in that order, without limits: those are for measurements), curves (times), bars (what it is made of).
    `plausible` are the lowest and highest usual values, in USD where they are money: outside them it is said.
    `possible` are the ends outside which a value can't be and is held back, 0 and 1 for shares where not given.
    `reads` lists the logbooks the SQL touches, and `columns` the ones that must hold something, as logbook.column.
    `audience` says whom its charts may be shown to: internal unless a board or a buyer is declared.
    """

    id: str
    layer: str
    title: str
    question: str
    definition: str
    unit: str
    better: str
    reads: tuple[str, ...]
    columns: tuple[str, ...]
    sql: str
    splits: tuple[str, ...]
    interval: str
    case_is: str
    plausible: tuple[float, float]
    source: str
    trap: str
    possible: tuple[float, float] | None = None
    chart: str = "dots"
    audience: str = "internal"  # or board, or buyer
    target: str | None = None  # the setting that holds it
    groups: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)  # of the bases that have a unit of their own
    bases: tuple[str, ...] = ()  # the first of them that has a case is shown, whatever the others have
    has_bulk: bool = True
    headline: str = "micro"  # or difference, where that is what the indicator is named for
    relative: bool = False  # micro / bulk - 1 makes sense
    compares: str = ""  # plots or farmers, where its groups may be of the same plots, or of farmers who chose
    beyond_bulk: bool = False  # the number itself says how far micro is from bulk, 0 being as well as bulk
    in_all: str = ""  # the part that holds the same in money of the season
    of_members: str = ""  # the part that holds the same as the members see it
    at_planned: str = ""  # the part that holds the same at the volume planned for the season after
    # parts of another kind: {part: (interval, unit)}
    further: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    why_no_bulk: str = ""
    caveats: tuple[str, ...] = ()
    happening: str = "accepted"
    within_days: int = 60

    @property
    def queries(self) -> tuple[str, ...]:
        """Every SELECT it is computed from."""
        return (self.sql,) if self.sql else ()

    @property
    def within(self) -> str:
        """The part of an indicator of times on which groups are compared."""
        return f"{self.happening} within {self.within_days} days"


@dataclass(frozen=True)
class Composite(Metric):
    """An indicator made of several sums: `parts` names the SQL of each, `formula` joins them into numbers.

    `formula(sums, settings)` gets {part: Sums}, where num and den hold the whole first and then one entry for every
    case left out, so it is written once, in numpy, for value and range alike; `settings(name)` is a number or None. It
    returns {group: found}, and {("part" or "by", name, group): found} for further numbers, where found is an array, the
    Sums to be divided, a Left, or the sentence saying why there is none; `CannotSay` gives that sentence to all of
    them. `case_of` names what a case is in each part (lot, buyer, farmer); parts in `by_day` are summed by day (days x
    cases).
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    formula: Callable[..., Mapping] | None = None
    case_of: Mapping[str, str] = field(default_factory=dict)
    by_day: tuple[str, ...] = ()
    dots: str = ""  # the part whose cases are the dots

    @property
    def queries(self) -> tuple[str, ...]:
        """Every SELECT it is computed from."""
        return (*super().queries, *self.parts.values())


@dataclass(frozen=True)
class Sums:
    """The sums of one part: `num`, `den` as arrays, the whole first, then with one case left out; `days` where by
    day."""

    num: np.ndarray
    den: np.ndarray
    days: tuple = ()
    cases: int = 0


@dataclass(frozen=True)
class Left:
    """What is left of one sum after another, as arrays like those of Sums; it may be below zero, so its range is that
    of their ratio, carried back to what the second is as a whole."""

    of: np.ndarray
    after: np.ndarray


class CannotSay(Exception):
    """The number can't be computed; the message is the reason, shown as it is."""
