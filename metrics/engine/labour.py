"""What farmers and their families work more for a kg green of micro than of bulk: days, and what they are worth at the
local wage. Kind of work by kind of work, as the added cost is category by category."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from logbooks.fixed_numbers import fixed
from metrics.engine import economics
from metrics.engine.contract import Left

_SUMS = """
        SELECT crop_year, stream, NULL::DATE AS day, lot_id AS case_id,
            CASE WHEN kg > 0 THEN {num} END AS num, kg AS den, row_ids AS row_id, stream || ' {what}: ' || work AS part
        FROM labour_of_lot"""
DAYS, VALUE = _SUMS.format(num="days", what="days"), _SUMS.format(num="value", what="labour")
PARTS = {"days of work": DAYS, "value of work": VALUE}

_PLACED = """
        SELECT crop_year, stream, work, kg, made_kg, lent, unrated, local_wage, unplaced FROM labour_per_kg"""
_UNTOLD = "SELECT crop_year, sum(days) AS days FROM worked WHERE stream IS NULL GROUP BY ALL"
_WAGE = """
        SELECT crop_year, any_value(local_wage) AS wage FROM worked GROUP BY ALL"""
ABOUT = "Days of work"  # so begins every remark on them
NO_DAYS = "The logbook Labour holds no day of work of micro with kg green that are known."
NO_MORE = "Micro took no more days of work for a kg green than bulk."
NO_WAGE = "Neither the rows of Labour nor the setting day_wage say what a day of work is paid."
NO_RATE = "Days of work are paid in {money}, and there is no rate within {days:g} days before their day."
MIXED = (
    "Labour tells the work of {stream} apart on some rows and not on others, which are of other kilos: days for a kg "
    "green can't be added up. Write Work on all of them, or on none."
)
NONE_OF_BULK = "None of bulk are written, so nothing is taken off for it."
NOT_TOLD = "Work is not told apart by kind, so all days are held against all."

# The parts of the indicators that count it, and their kinds.
DAY, DAYS_MORE, WAGE = "per extra day of work, as the members see it", "extra days of work", "local day wage"
WORTH = "extra work per kg made"
UNTOLD = "work not told apart"
KINDS = ("picking", "sorting", "drying", "other", UNTOLD)


def per_kg_part(kind: str) -> str:
    """The part that holds the days of one kind of work per kg green."""
    return f"days of work per kg green: {kind}"


UNITS = {
    **{per_kg_part(kind): ("none", "days/kg green") for kind in KINDS},
    DAY: ("ratio", "base/day"),
    DAYS_MORE: ("none", "days"),
    WAGE: ("none", "base/day"),
    WORTH: ("none", "base/kg"),
}


@dataclass(frozen=True)
class Labour:
    """Days of work, and their worth in base currency, per kg green, by stream and kind of work.

    `wage` is what a day is paid, or why that is not known. `mixed` and `unrated` say why days, and their worth, can't
    be added up.
    """

    days: dict[str, dict[str, np.ndarray]]
    value: dict[str, dict[str, np.ndarray]]
    wage: float | str
    mixed: str | None = None
    unrated: str | None = None

    @property
    def as_a_whole(self) -> bool:
        """Whether the work of a stream is not told apart, so that only all days can be held against all."""
        return bool(self.days["bulk"]) and any(UNTOLD in of for of in self.days.values())

    @property
    def gross(self) -> tuple[str, ...]:
        """The kinds of work of micro that are written of no bulk, so that nothing is taken off for it."""
        return () if self.as_a_whole else tuple(sorted(self.days["micro"].keys() - self.days["bulk"].keys()))

    @property
    def extra_days(self) -> np.ndarray | str:
        """Days per kg green made micro beyond those of bulk; the reason where they are not known."""
        if not self.days["micro"]:
            return NO_DAYS
        return self.mixed or self._extra(self.days)

    @property
    def extra_value(self) -> np.ndarray | str:
        """The same at the local wage."""
        if isinstance(self.extra_days, str):
            return self.extra_days
        return self.unrated or (self._extra(self.value) if self.value["micro"] else NO_WAGE)

    def _extra(self, per_kg: dict[str, dict[str, np.ndarray]]) -> np.ndarray:
        micro, bulk = per_kg["micro"], per_kg["bulk"]
        less = [of for work, of in bulk.items() if self.as_a_whole or work in micro]
        return np.sum(list(micro.values()), axis=0) - np.sum(less, axis=0)

    def as_input(self, like) -> tuple[np.ndarray, str, bool]:
        """The worth per kg made as a figure break-even rests on: what it is, where from, whether measured."""
        extra = self.extra_value
        if isinstance(extra, str):
            return np.zeros_like(like), "not in it: what days of work are worth is not known", False
        return np.zeros_like(like) + extra, "days of work per kg green at the local wage, micro less bulk", True

    def parts(self) -> dict:
        """The worth per kg made as a part of an indicator."""
        extra = self.extra_value
        return {("part", WORTH, "micro"): extra if isinstance(extra, str) else np.float64(np.ravel(extra)[0])}

    def of_a_day(self, found: economics.Inputs) -> dict:
        """What each day worked beyond those of bulk brought the members before it is paid for, beside what a day is
        paid, as parts."""
        wage = self.wage if isinstance(self.wage, str) else np.float64(self.wage)
        if isinstance(self.extra_days, str):
            return {("part", name, "micro"): self.extra_days for name in (DAY, DAYS_MORE)}
        days = float(np.ravel(found.produced_kg)[0] * np.ravel(self.extra_days)[0])
        before = economics.needed(replace(found, labour_extra=0.0), members=True)
        of_a_day = Left(economics.earned(found) / days, before / days) if days > 0 else NO_MORE
        return self._by_kind() | {
            ("part", DAY, "micro"): of_a_day,
            ("part", DAYS_MORE, "micro"): np.float64(days),
            ("part", WAGE, "micro"): wage,
        }

    def _by_kind(self) -> dict:
        """Days per kg green of each kind of work, micro beside bulk."""
        return {
            ("part", per_kg_part(work), stream): np.float64(np.ravel(of[work])[0])
            if work in of
            else (NOT_TOLD if self.as_a_whole else NONE_OF_BULK)
            for work in KINDS
            if work in self.days["micro"] or (self.as_a_whole and work in self.days["bulk"])
            for stream, of in self.days.items()
        }


def labour(sums, context) -> Labour:
    """The labour out of the sums of PARTS."""
    per_kg: dict[str, dict[str, dict[str, np.ndarray]]] = {
        what: {"micro": {}, "bulk": {}} for what in ("days", "labour")
    }
    for part, found in sums.items():
        stream, _, rest = part.partition(" ")
        what, named, work = rest.partition(": ")
        if named and what in per_kg and stream in ("micro", "bulk"):
            per_kg[what][stream][work] = found.num / found.den
    wages = [row["wage"] for row in context.question.rows(_WAGE) if row["wage"] is not None]
    rows = context.question.rows(_PLACED)
    money = sorted({one for row in rows for one in row["unrated"] or ()})
    unrated = NO_RATE.format(money=", ".join(money), days=fixed("rate_valid_days")) if money else None
    wage = wages[0] if wages else NO_WAGE
    if unrated and not context.is_set("day_wage"):
        wage = unrated
    return Labour(per_kg["days"], per_kg["labour"], wage, _mixed(per_kg["days"], rows), unrated)


def _mixed(days: dict[str, dict[str, np.ndarray]], rows: list[dict]) -> str | None:
    """Why the days of a stream can't be added up: work told apart and work that is not are of other kilos."""
    least = fixed("bulk_cost_kg_share")
    for stream, of in days.items():
        shares = [_covered(row) or 0.0 for row in rows if row["stream"] == stream and row["work"] in of]
        if UNTOLD in of and len(of) > 1 and min(shares) < least:
            return MIXED.format(stream=stream)
    return None


def _covered(row: dict) -> float | None:
    """The share of the kg made for which days of a kind of work are written."""
    return row["kg"] / row["made_kg"] if row["kg"] and row["made_kg"] else None


def noted(found: Labour, context) -> None:
    """Says before or after which labour the members' view stands, and what of the days is not in it."""
    rows = context.question.rows(_PLACED)
    if isinstance(found.extra_value, str):
        context.note(f"The members' view stands before the farmers' own labour. {found.extra_value}")
    if found.days["micro"] and found.as_a_whole:
        context.note(f"{ABOUT} of all kinds together: those of a stream are not told apart by kind.")
    if found.gross:
        context.note(f"{ABOUT} are gross, as none of bulk are written: {', '.join(found.gross)}.")
    for row in rows if found.days["micro"] else ():
        share = _covered(row)
        if share is not None and share < fixed("bulk_cost_kg_share"):
            context.note(
                f"{ABOUT} ({row['work']}) are written for {share * 100:.0f} % of the kg of {row['stream']}: the "
                f"others are taken to need as many."
            )
    _not_in_it(rows, context)


def _not_in_it(rows: list[dict], context) -> None:
    untold = sum(row["days"] or 0.0 for row in context.question.rows(_UNTOLD))
    if untold:
        context.note(
            f"{ABOUT} not in it: {untold:g}; neither a known lot nor a stream is named, and no delivery tells which."
        )
    if unplaced := sum(row["unplaced"] or 0.0 for row in rows):
        context.note(f"{ABOUT} not in it: {unplaced:g}; what they were worked for has no known kg green.")
    lent = sum(row["lent"] or 0.0 for row in rows if row["local_wage"] is not None)
    if lent and not context.is_set("day_wage"):
        mean = f"{rows[0]['local_wage']:.2f}"
        context.note(f"{ABOUT} without a wage: {lent:g}; they stand at {mean}, the mean of the others.")
