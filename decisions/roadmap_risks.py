"""The three risks of a pilot: their sign in the logs today, and what is done to keep each small, followed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from decisions.evidence import Showing, catalogue, look
from decisions.roadmap_tasks import Item
from decisions.verdict.facts import GAIN, KEPT_APART
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.plan import GOAL, MICRO, fences
from metrics.engine.metric_catalogue import metrics

RISKS = Path(__file__).with_name("roadmap_risks.toml")
MIXING, FLATTERY, PREMIUM = "mixing", "flattery", "premium"
THERE, OPEN, NOT_THERE, UNKNOWN = "there", "open", "not there", "unknown"


@dataclass(frozen=True)
class Mitigation:
    """One thing done against a risk: what the logs show of it, and its task where the roadmap has one."""

    title: str
    shown: Showing
    task: Item | None


@dataclass(frozen=True)
class RoadmapRisk:
    """One risk: its sign today (there, open, not there, unknown), the figures the words of it name, each with its unit
    where it is a number, and what is done against it."""

    name: str
    sign: str
    mitigation: tuple[Mitigation, ...]
    figures: Mapping[str, tuple[float, str] | str] = field(default_factory=dict)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(RISKS.read_text("utf-8"))


def roadmap_risks(logs: LogsOfADay, tasks: Iterable[Item]) -> tuple[RoadmapRisk, ...]:
    """The three risks as the logs of a day show them."""
    by_evidence = {task.evidence: task for task in tasks if task.evidence}
    signs = {MIXING: mixing, FLATTERY: flattery, PREMIUM: premium}
    return tuple(
        RoadmapRisk(name, sign, _mitigation(logs, name, by_evidence), figures)
        for name, (sign, figures) in ((name, sign_of(logs)) for name, sign_of in signs.items())
    )


def _mitigation(logs: LogsOfADay, name: str, tasks: Mapping[str, Item]) -> tuple[Mitigation, ...]:
    found = []
    for evidence in _file()[name]["mitigation"]:
        task = tasks.get(evidence)
        shown = Showing(task.shown, task.because, task.share) if task else look(logs.w, evidence)
        found.append(Mitigation(catalogue()[evidence].title, shown, task))
    return tuple(found)


def mixing(logs: LogsOfADay) -> tuple[str, dict]:
    """There where kg failed a test of being kept apart; open while some can't be followed; of the kg made."""
    apart = logs.one(KEPT_APART)
    if not apart["kg"]:
        return UNKNOWN, {}
    mixed, untraced = ((apart[name] or 0.0) / apart["kg"] for name in ("mixed", "untraced"))
    sign = THERE if mixed > 0 else OPEN if untraced > 0 else NOT_THERE
    return sign, {"mixed": (mixed, "share"), "untraced": (untraced, "share")}


def flattery(logs: LogsOfADay) -> tuple[str, dict]:
    """There where a goal of the plan is a number that flatters; open where no goal counts what is left of the money."""
    goals = [fence for fence in fences(logs.w) if fence.role == GOAL]
    if not goals:
        return UNKNOWN, {}
    titles = {one.indicator: metrics()[one.indicator].title for one in goals}
    flattering = [title for name, title in titles.items() if name in _file()[FLATTERY]["flattering"]]
    if flattering:
        return THERE, {"goals": ", ".join(flattering)}
    return (NOT_THERE if GAIN in titles else OPEN), {}


def premium(logs: LogsOfADay) -> tuple[str, dict]:
    """There where the 80 % range of net gain lies below nothing, open where it holds it or there is no range."""
    gain = logs.answer(GAIN).groups.get(MICRO)
    if gain is None or gain.value is None:
        return UNKNOWN, {"why": (gain and gain.why_not) or ""}
    if gain.range80 is None:
        return OPEN, {"gain": (gain.value, gain.unit)}
    low, high = gain.range80
    sign = THERE if high < 0 else NOT_THERE if low > 0 else OPEN
    return sign, {"gain": (gain.value, gain.unit), "low": (low, gain.unit), "high": (high, gain.unit)}
