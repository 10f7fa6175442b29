"""Another truth of the invented cooperative: what differs from truth.toml, made whole; or drawn by a seed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from math import floor
from random import Random
from typing import Any

from connectors.trouble import CannotGoOn
from sample_data.world import HERE

FREE = ("seasons", "micro.tiers", "feedback.questions", "settings")  # their names are anybody's own
OTHER_OUTCOMES = ("rejected", "withdrawn", "expired")


@dataclass(frozen=True)
class Dial:
    """An entry of truth.toml that another truth usually turns: what it is, and between which ends."""

    entry: str
    about: str
    allowed: tuple[float, float]
    drawn: tuple[float, float] | None = None


@cache
def dials() -> tuple[Dial, ...]:
    """The dials of dials.toml in its order."""
    told = tomllib.loads((HERE / "dials.toml").read_text("utf-8"))["dial"]
    return tuple(
        Dial(one["entry"], one["about"], tuple(one["allowed"]), tuple(one["drawn"]) if "drawn" in one else None)
        for one in told
    )


def drawn_by(seed: int) -> dict:
    """What a seed draws from the ranges of dials.toml: entries by their dotted names nested as in truth.toml."""
    random = Random(f"truth {seed}")
    told: dict = {}
    for dial in dials():
        if dial.drawn:
            low, high = dial.drawn
            if isinstance(low, int) and isinstance(high, int):
                _set(told, dial.entry, random.randint(low, high))
            else:
                _set(told, dial.entry, round(random.uniform(low, high), 3))
    return told


def completed(told: dict) -> dict:
    """The whole truth where those entries differ from truth.toml; CannotGoOn names an entry that can't be.

    Where `lots` changes, the processes keep their proportion; where `accepted` does, what else becomes of an offer.
    """
    figures = _merged(standard(), told, "")
    for dial in dials():
        value, (least, most) = entry(figures, dial.entry), dial.allowed
        if not least <= value <= most:
            raise _refused(dial.entry, f"is {value}, and lies outside of {least} to {most}", dial.about)
        if isinstance(most, int) and not isinstance(value, int):
            raise _refused(dial.entry, f"is {value}, and has to be a whole number", dial.about)
    for stream in ("micro", "bulk"):
        _fit_processes(figures[stream], told.get(stream, {}), stream)
        _fit_outcomes(figures[stream])
    if figures["farmers"] % len(figures["stations"]):
        raise _refused("farmers", f"is {figures['farmers']}", "As many at each station: a multiple of their number.")
    return figures


def standard() -> dict:
    """The truth of truth.toml, anew."""
    return tomllib.loads((HERE / "truth.toml").read_text("utf-8"))


def entry(figures: dict, dotted: str) -> Any:
    """The value of an entry by its dotted name."""
    value: Any = figures
    for name in dotted.split("."):
        value = value[name]
    return value


def _set(told: dict, dotted: str, value: object) -> None:
    *tables, name = dotted.split(".")
    for table in tables:
        told = told.setdefault(table, {})
    told[name] = value


def _merged(known: dict, told: dict, where: str) -> dict:
    """The known table with what is told put into it, entry by entry, each of the kind that stands there."""
    for name, value in told.items():
        dotted = f"{where}{name}"
        if name not in known:
            raise _refused(dotted, "is no entry of sample_data/truth.toml", f"There are: {', '.join(known)}.")
        stands = known[name]
        if isinstance(stands, dict) and isinstance(value, dict):
            known[name] = value if dotted in FREE else _merged(stands, value, f"{dotted}.")
        elif _kind(stands) is _kind(value):
            known[name] = value
        else:
            raise _refused(dotted, f"is {value!r}", f"Write it as there: {stands!r}.")
    return known


def _kind(value: object) -> type:
    """The kind of a value; whole and other numbers are one."""
    return float if isinstance(value, int | float) and not isinstance(value, bool) else type(value)


def _refused(dotted: str, what: str, fix: str) -> CannotGoOn:
    return CannotGoOn(f"The truth can't be used: {dotted} {what}.", fix)


def _fit_processes(stream: dict, told: dict, name: str) -> None:
    """Brings the lots by process to as many as there are lots: in proportion, the rest to those cut most."""
    lots, counts = stream["lots"], stream["process"]
    if sum(counts.values()) == lots:
        return
    if "process" in told and "lots" in told:
        raise _refused(f"{name}.process", f"does not add up to {lots} lots", "Leave it out, or make it add up.")
    if "process" in told:
        stream["lots"] = sum(counts.values())
        return
    shares = {process: count * lots / sum(counts.values()) for process, count in counts.items()}
    fitted = {process: floor(share) for process, share in shares.items()}
    for process in sorted(shares, key=lambda one: fitted[one] - shares[one])[: lots - sum(fitted.values())]:
        fitted[process] += 1
    stream["process"] = fitted


def _fit_outcomes(stream: dict) -> None:
    """Shares what is not accepted among the other outcomes in their proportion."""
    rest = sum(stream[outcome] for outcome in OTHER_OUTCOMES)
    if abs(stream["accepted"] + rest - 1) > 1e-9:
        for outcome in OTHER_OUTCOMES:
            stream[outcome] *= (1 - stream["accepted"]) / rest
