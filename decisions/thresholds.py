"""What a number was agreed to reach, and where it stands to that: from the logbook Plan, else a setting, else a
band."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from decisions.gates import standing
from decisions.how_many import Needed, cases_needed
from decisions.verdict.plan import DIFFERENCE, number_of
from logbooks.settings import default_of
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import Answer, Estimate, Metric

BANDS = Path(__file__).with_name("bands.toml")


@dataclass(frozen=True)
class Threshold:
    """What one indicator should reach, in its unit.

    `applies_to` is micro or difference. From the plan: `scale_at`, `stop_at`, the `gate` it is for, `min_n` cases below
    which nothing is decided, `role`. From a setting: `scale_at` alone. A band: `inside` holds both ends.
    """

    applies_to: str = "micro"
    scale_at: float | None = None
    stop_at: float | None = None
    inside: tuple[float, float] | None = None
    gate: int | None = None
    min_n: int | None = None
    role: str | None = None
    higher: bool = True

    @property
    def ends(self) -> tuple[float, ...]:
        """Every number the range must leave out before something can be said."""
        return self.inside or tuple(dict.fromkeys(v for v in (self.scale_at, self.stop_at) if v is not None))


@dataclass(frozen=True)
class ThresholdStanding:
    """Where a number stands to its threshold: `place` is a name under [agreed] in words/words.toml, `needed` how many
    cases would tell more.

    reached, inside: the whole 80 % range lies where it should. short, outside: it lies on the wrong side. stopped: it
    lies at or beyond `stop_at`. open: it holds a threshold. few: fewer cases than agreed. unranged, absent: no range,
    no number.
    """

    threshold: Threshold
    place: str
    needed: Needed | None = None


def thresholds(w: Warehouse, metrics: dict[str, Metric], gate: int | None = None) -> dict[str, tuple[Threshold, ...]]:
    """{indicator: what it should reach}, of this gate, else of the next one; an indicator without any is absent."""
    plan = _planned(w, metrics, gate)
    found = {id: plan.get(id) or _of_setting(w, metric) or _of_band(w, metric) for id, metric in metrics.items()}
    return {id: each for id, each in found.items() if each}


def gate_of_plan(w: Warehouse) -> int | None:
    """The gate whose thresholds are shown: the next one that is planned (the first, while the pilot has no start), else
    the last; None without a plan."""
    gates = [row["gate"] for row in w.rows("SELECT DISTINCT gate FROM plan WHERE gate IS NOT NULL ORDER BY gate")]
    now = standing(w)
    if now.day is not None and now.next_gate is None:
        return gates[-1] if gates else None
    return next((gate for gate in gates if gate >= (now.next_gate or 0)), gates[-1] if gates else None)


def stands(metric: Metric, answer: Answer, threshold: Threshold) -> ThresholdStanding:
    """Where the number the threshold is for stands, never stronger than its 80 % range."""
    found, of = _measured(metric, answer, threshold)
    if found is None or found.value is None:
        return ThresholdStanding(threshold, "absent")
    if threshold.min_n is not None and found.n < threshold.min_n:
        return ThresholdStanding(threshold, "few")
    if found.low80 is None or found.high80 is None:
        return ThresholdStanding(threshold, "unranged")
    place = _place(threshold, found.low80, found.high80)
    needed = cases_needed(found, threshold.ends, of) if place == "open" else None
    return ThresholdStanding(
        threshold, place, needed if needed and (needed.cases is None or needed.cases > found.n) else None
    )


def _place(threshold: Threshold, low80: float, high80: float) -> str:
    """Where the 80 % range lies."""
    if threshold.inside:
        low, high = threshold.inside
        return "inside" if low <= low80 and high80 <= high else "outside" if high80 < low or low80 > high else "open"
    sign = 1 if threshold.higher else -1
    worst, best = sorted((sign * low80, sign * high80))
    scale_at, stop_at = (None if v is None else sign * v for v in (threshold.scale_at, threshold.stop_at))
    if scale_at is not None and worst >= scale_at:
        return "reached"
    if stop_at is not None and best <= stop_at:
        return "stopped"
    between = (scale_at is None or best < scale_at) and (stop_at is None or worst > stop_at)
    return "short" if between else "open"


def _measured(metric: Metric, answer: Answer, threshold: Threshold) -> tuple[Estimate | None, tuple[Estimate, ...]]:
    """The estimate a threshold is for, and for a difference of shares the two it is made of."""
    number = number_of(metric, threshold.applies_to, answer)
    if threshold.applies_to != DIFFERENCE:
        return number, ()
    within = answer.parts.get(metric.within) or answer.groups
    return number, tuple(within[g] for g in answer.sides if g in within)


def _planned(w: Warehouse, metrics: dict[str, Metric], gate: int | None) -> dict[str, tuple[Threshold, ...]]:
    shown = gate if gate is not None else gate_of_plan(w)
    found = defaultdict(list)
    rows = (
        w.rows(
            "SELECT lower(trim(indicator)) AS indicator, coalesce(applies_to, 'micro') AS applies_to, role, "
            "scale_at, stop_at, min_n "
            "FROM plan WHERE gate = $gate AND scale_at IS NOT NULL ORDER BY role, applies_to DESC",
            {"gate": shown},
        )
        if shown
        else []
    )
    for row in rows:
        metric = metrics.get(row["indicator"])
        if metric:
            rising = (
                metric.better != "lower"
                if row["stop_at"] in (None, row["scale_at"])
                else row["scale_at"] > row["stop_at"]
            )
            found[metric.id].append(
                Threshold(
                    row["applies_to"], row["scale_at"], row["stop_at"], None, shown, row["min_n"], row["role"], rising
                )
            )
    return {id: tuple(each) for id, each in found.items()}


def _of_setting(w: Warehouse, metric: Metric) -> tuple[Threshold, ...]:
    value = _number(w, metric.target) if metric.target else None
    return () if value is None else (Threshold(scale_at=value, higher=metric.better != "lower"),)


def _of_band(w: Warehouse, metric: Metric) -> tuple[Threshold, ...]:
    inside = band(w, metric)
    return () if inside is None else (Threshold(inside=inside),)


def band(w: Warehouse, metric: Metric) -> tuple[float, float] | None:
    """The range an indicator should lie in, in its unit; None where bands.toml knows none."""
    known = bands().get(metric.id)
    if known is None:
        return None
    low, high = (_number(w, known[f"{end}_setting"]) for end in ("low", "high"))
    return None if low is None or high is None else (low, high)


@cache
def bands() -> dict[str, dict]:
    """The ranges of bands.toml by indicator."""
    with BANDS.open("rb") as file:
        return tomllib.load(file)


def _number(w: Warehouse, setting: str) -> float | None:
    """A setting as a number, '5 %' being 0.05; its default, or None, where it says nothing that can be read."""
    text = (w.setting(setting) or "").strip()
    try:
        return float(text.rstrip("% ")) / 100 if text.endswith("%") else float(text)
    except ValueError:
        default = default_of(setting)
        return None if default is None else float(default)
