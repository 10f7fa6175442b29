"""Scenarios: a season somebody tries, by the volume, the price and the share sold, with a name that stands in the
link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from decisions.what_if import at_volume
from metrics.engine import economics
from metrics.engine.economics import Inputs, NextSeason

MOST, LONGEST_NAME = 4, 40  # side by side; more can't be read on a projector
BETWEEN, AFTER = "~", ";"  # what parts the figures of one scenario and the scenarios of a link


@dataclass(frozen=True)
class Scenario:
    """What is tried: kg green made, price per kg sold at the gate in `currency`, share sold as micro; None is what the
    logs have."""

    name: str = ""
    made_kg: float | None = None
    price: float | None = None
    sold_share: float | None = None
    currency: str = ""

    @property
    def tried(self) -> bool:
        """Whether anything is otherwise than in the logs."""
        return any(figure is not None for figure in (self.made_kg, self.price, self.sold_share))

    def today(self, now: Inputs) -> Inputs:
        """The figures with its price and share at the volume of the logs."""
        found = now
        if self.price is not None:
            found = replace(found, premium=self.price - now.bulk_price)
        if self.sold_share is not None:
            found = replace(found, sold_share=min(self.sold_share, 1 - now.otherwise_share))
        return found

    def inputs(self, now: Inputs, ahead: NextSeason) -> Inputs:
        """The same at its volume, with the premium that can be counted on there."""
        found = self.today(now)
        return found if self.made_kg is None else at_volume(found, self.made_kg, ahead)

    def changed(self, now: Inputs) -> Callable[[Inputs, NextSeason], tuple[Inputs, NextSeason]]:
        """What metrics/books/changed_gain.py puts in the place of the figures of the logs: prices of all buyers move
        by as much; the volume tried stands also where a volume is planned."""

        def put(found: Inputs, ahead: NextSeason) -> tuple[Inputs, NextSeason]:
            if self.price is not None:
                found = replace(found, premium=found.premium + (self.price - now.bulk_price - now.premium))
            if self.sold_share is not None:
                share = np.minimum(found.sold_share * 0 + self.sold_share, 1 - found.otherwise_share)
                found = replace(found, sold_share=share)
            if self.made_kg is None:
                return found, ahead
            return economics.at_volume(found, self.made_kg, ahead), replace(ahead, planned_kg=self.made_kg)

        return put


def named(name: str) -> str:
    """A name as a scenario may have it: without what parts scenarios, in one line, not too long."""
    return " ".join(name.replace(BETWEEN, " ").replace(AFTER, " ").split())[:LONGEST_NAME].strip()


def written(scenarios: Iterable[Scenario]) -> str:
    """The scenarios as a link carries them."""
    return AFTER.join(
        BETWEEN.join((one.name, _figure(one.made_kg), _figure(one.price), _figure(one.sold_share), one.currency))
        for one in scenarios
    )


def read(text: str) -> tuple[Scenario, ...]:
    """The scenarios of a link, each name once, the last of them; what is none is left out."""
    found = {one.name: one for part in text.split(AFTER) if (one := _read(part)) is not None}
    return tuple(found.values())[-MOST:]


def kept_with(scenarios: Iterable[Scenario], new: Scenario) -> tuple[Scenario, ...]:
    """These and a new one, in the place of the one of its name; no more than `MOST`, the oldest goes first."""
    return (*(one for one in scenarios if one.name != new.name), new)[-MOST:]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _read(part: str) -> Scenario | None:
    name, *figures = part.split(BETWEEN)
    if len(figures) != 4 or not named(name):
        return None
    try:
        kg, price, share = (None if one == "" else float(one) for one in figures[:3])
    except ValueError:
        return None
    ranges = ((kg, 0.0, 1e9), (price, 0.0, 1e9), (share, 0.0, 1.0))
    if any(one is not None and not (isfinite(one) and low <= one <= high) for one, low, high in ranges):
        return None
    return Scenario(named(name), kg, price, share, figures[3].strip()[:3])
