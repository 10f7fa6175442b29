"""How often each answer was given to the pilots of a cell, how often it was wrong, and what it cost."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from benchmarks.decided import rival_rules
from benchmarks.decided.drawn_season import drawn_season
from benchmarks.decided.rival_rules import SCALE, STOP
from benchmarks.decided.two_looks import Seen, both_looks
from benchmarks.decided.verdict_cells import CellTruth, VerdictCell, truth_of
from decisions.verdict.bounds import ERROR

PIVOT = "pivot"
STAKES, WAITING = (1, 3, 10), (0.02, 0.10, 0.25)
LOWEST_POWER_LESS = 0.05  # so much less often than a t test the goal may be met
RULES = ("Lotwise", "spreadsheet", "80 % range")


@dataclass
class VerdictTally:
    """What became of the pilots of one cell; `lost` is money per kg by rule, stake and cost of waiting."""

    cell: VerdictCell
    pilots: int = 0
    said: Counter = field(default_factory=Counter)
    early: Counter = field(default_factory=Counter)
    spreadsheet: Counter = field(default_factory=Counter)
    plain: Counter = field(default_factory=Counter)
    wrong_pivots: int = 0
    met: int = 0
    t_test: int = 0
    lost: dict[tuple[str, int, float], float] = field(default_factory=lambda: defaultdict(float))

    @property
    def truth(self) -> CellTruth:
        return truth_of(self.cell, self.cell.gain)

    def share(self, of: Counter, answer: str) -> float:
        return of[answer] / self.pilots

    @property
    def wrong_scale(self) -> float | None:
        """The share told to scale, where that is wrong."""
        return self.share(self.said, SCALE) if self.truth.pays_not or self.cell.broken else None

    @property
    def wrong_stop(self) -> float | None:
        """The share told to stop, where that is wrong."""
        return self.share(self.said, STOP) if self.truth.pays and not self.cell.broken else None

    @property
    def most_wrong(self) -> float:
        """What is allowed, with 2.6 standard errors for the pilots that were drawn."""
        return ERROR + 2.6 * float(np.sqrt(ERROR * (1 - ERROR) / self.pilots))

    def count(self, truth: CellTruth, looks: tuple[Seen, Seen], t_test: bool) -> None:
        first, last = looks
        self.pilots += 1
        self.early[first.answer] += 1
        answer = ended(looks)
        others = rival_rules.spreadsheet(looks), rival_rules.plain_range(looks)
        self.said[answer] += 1
        self.spreadsheet[others[0]] += 1
        self.plain[others[1]] += 1
        self.wrong_pivots += any(one.answer == PIVOT and (truth.pays or one.part != truth.part) for one in looks)
        self.met += first.goal.met or last.goal.met
        self.t_test += t_test
        for (rule, one), stake, waiting in product(zip(RULES, (answer, *others), strict=True), STAKES, WAITING):
            self.lost[rule, stake, waiting] += loss(one, truth.goal, stake, waiting)


def ended(looks: tuple[Seen, Seen]) -> str:
    """What a pilot was told in the end: the first scale or stop, else what was said at day 360. One told to pivot at
    day 180 is taken to have gone on, so that nothing it might have been told wrongly goes uncounted."""
    first, last = looks
    return first.answer if first.answer in (SCALE, STOP) else last.answer


def loss(answer: str, gain: float, stake: float, waiting: float) -> float:
    """Money per kg and season: what a wrong scale loses times the stake, what a wrong stop forgoes, and that share of
    it where one waits."""
    if answer == SCALE:
        return stake * max(-gain, 0.0)
    return max(gain, 0.0) * (1.0 if answer == STOP else waiting)


def of_pilots(cell: VerdictCell, pilots: int, seed: int) -> VerdictTally:
    """Pilots of one cell, each at both looks; the same seed draws the same pilots, whatever other cells there are."""
    rng, tally = np.random.default_rng([seed, zlib.crc32(cell.name.encode())]), VerdictTally(cell)
    for _ in range(pilots):
        season = drawn_season(cell, rng)
        looks = both_looks(cell, season)
        tally.count(season.truth, looks, rival_rules.t_test_scales(cell, season, looks))
    return tally


def faults(tallies: list[VerdictTally]) -> list[str]:
    """What falls short of what is wanted of the cells, in words; empty where nothing does."""
    found = []
    for one in tallies:
        for what, share in (("wrong scale", one.wrong_scale), ("wrong stop", one.wrong_stop)):
            if share is not None and share > one.most_wrong:
                found.append(f"{one.cell.name}: {what} {share:.1%}, at most {one.most_wrong:.1%} wanted")
        least = (one.t_test - LOWEST_POWER_LESS * one.pilots) / one.pilots
        if not one.truth.pays_not and one.met / one.pilots < least:
            found.append(f"{one.cell.name}: the goal is met in {one.met / one.pilots:.1%}, at least {least:.1%} wanted")
    return found


def dearer_than_spreadsheet(tallies: list[VerdictTally]) -> list[tuple[str, int, float]]:
    """Where the spreadsheet loses less money than Lotwise: cell and plan, stake, waiting."""
    return [
        (f"{one.cell.name}, smallest gain that matters: {one.cell.plan}", stake, waiting)
        for one in tallies
        for stake, waiting in product(STAKES, WAITING)
        if one.lost["Lotwise", stake, waiting] > one.lost["spreadsheet", stake, waiting]
    ]
