"""The catalogue of evidence, and what the logs show of each piece: how much of it is there, and what speaks against
it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import floor
from pathlib import Path
from typing import NamedTuple

from decisions.gates import standing
from decisions.layers_measured import layer_measured
from history.snapshots.moments import day_written
from logbooks.catalogue import logbooks
from logbooks.fixed_numbers import fixed
from logbooks.warehouse.warehouse import Warehouse, quoted

EVIDENCE = Path(__file__).with_name("evidence.toml")
SEEN, IN_PART, NOT_SEEN, CONTRADICTED, CANNOT_TELL = (
    "seen",
    "seen in part",
    "not seen",
    "contradicted",
    "can't tell",
)
SPACE = "\u202f"  # keeps a percent sign with its number
NO_LOTS = "The pilot has no lots yet."

# Every piece of evidence speaks of the pilot's lots: micro-lots opened since the pilot began.
PILOT = """
WITH pilot AS (SELECT CAST($pilot_start AS DATE) AS starts_on, getvariable('as_of') AS seen_on),
pilot_lots AS (
    SELECT lots.* FROM lots, pilot
    WHERE stream = 'micro' AND coalesce(opened_on <= seen_on, crop_year IN (SELECT crop_year FROM begun_season))
      AND coalesce(opened_on >= starts_on, crop_year >= crop_year_of(starts_on)))
"""


class Showing(NamedTuple):
    """What the logs show of one thing: its state, `because` of what in sentences, and the share of it that is there
    (None where that can't be told)."""

    state: str
    because: str
    share: float | None = None


@dataclass(frozen=True)
class Condition:
    """One thing that must hold: `sql` gives one row, with what is `found` of what is `wanted`, and what is `against` it
    where something can be; or `layer` names one of which numbers are wanted. Met where `enough` of it is found."""

    because: str  # with {found}, {wanted}, {share} and any other column of the row
    sql: str = ""
    layer: str = ""
    enough: float = 1.0
    against: str = ""  # said where something is
    unknown: str = NO_LOTS  # said where nothing is wanted


@dataclass(frozen=True)
class Evidence:
    """One thing the logs can show, made of conditions that must all be met."""

    id: str
    gate: int
    title: str
    words: str  # what has to be there
    reads: tuple[str, ...]
    conditions: tuple[Condition, ...]


@cache
def catalogue() -> dict[str, Evidence]:
    """Every piece of evidence by its id, in the order of the gates."""
    with EVIDENCE.open("rb") as file:
        forms = tomllib.load(file)
    return {
        name: Evidence(
            name,
            form["gate"],
            form["title"],
            form["words"],
            tuple(form["reads"]),
            tuple(Condition(**condition) for condition in form["condition"]),
        )
        for name, form in forms.items()
    }


def look(warehouse: Warehouse, evidence_id: str) -> Showing:
    """What the logs show of one piece of evidence; of several conditions the least met decides."""
    evidence = catalogue().get(evidence_id.strip())
    if evidence is None:
        return Showing(
            CANNOT_TELL, f"'{evidence_id}' is not in the catalogue of evidence; its ids stand in Definitions."
        )
    for log in evidence.reads:
        if not warehouse.rows(f"SELECT 1 FROM {quoted(log)} LIMIT 1"):
            return Showing(CANNOT_TELL, f"The logbook {logbooks()[log].title} has no rows.")
    now = standing(warehouse)
    if now.pilot_start is None:
        return Showing(CANNOT_TELL, now.why_not or "")
    return together([judged(one, _row_of(warehouse, one, now.pilot_start)) for one in evidence.conditions])


def _row_of(warehouse: Warehouse, condition: Condition, pilot_start: date) -> Mapping:
    start = {"pilot_start": pilot_start}
    if not condition.layer:
        return warehouse.rows(PILOT + condition.sql, start)[0]
    season = warehouse.rows(PILOT + "SELECT max(crop_year) AS crop_year FROM pilot_lots", start)[0]["crop_year"]
    return layer_measured(warehouse, condition.layer, season)


def judged(condition: Condition, row: Mapping) -> Showing:
    """What the row of a condition says: contradicted where anything is against it, whatever else is found."""
    wanted, found = row["wanted"] or 0, row["found"] or 0
    share = min(found / wanted, 1.0) if wanted else None
    words = {name: written(name, value) for name, value in row.items()} | {"share": written("share", share)}
    if row.get("against"):
        return Showing(CONTRADICTED, _said(condition.against, words), share)
    if share is None:
        return Showing(CANNOT_TELL, _said(condition.unknown, words))
    because = _said(condition.because, words)
    if share >= condition.enough * (1 - fixed("float_slack")):
        return Showing(SEEN, because, share)
    return Showing(IN_PART if share >= fixed("evidence_part_from") else NOT_SEEN, because, share)


def _said(sentence: str, words: Mapping[str, str]) -> str:
    return sentence.format(**words).replace(" %", f"{SPACE}%")


def together(found: list[Showing]) -> Showing:
    """All conditions of a piece of evidence as one: what is against one is against all, and what is least there
    decides."""
    states = [one.state for one in found]
    state = next((s for s in (CONTRADICTED, NOT_SEEN, CANNOT_TELL, IN_PART) if s in states), SEEN)
    shares = [one.share for one in found if one.share is not None and one.state == state]
    return Showing(state, " ".join(one.because for one in found), min(shares, default=None))


def written(name: str, value: object) -> str:
    """A figure of a sentence: a share in whole percent, never rounded up to all of it; a day in words; other
    numbers without decimals."""
    if value is None:
        return "none"
    if isinstance(value, int | float) and name.endswith("share"):
        percent = floor(100 * value + fixed("float_slack"))
        return f"{percent}{SPACE}%" if percent or not value else f"less than 1{SPACE}%"
    if isinstance(value, date):
        return day_written(value)
    return f"{value:.0f}" if isinstance(value, float) else str(value)
