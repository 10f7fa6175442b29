"""Before the harvest: invented seasons like ours under the plan, and how often it would say scale, stop or wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri, stdtrit

from decisions.verdict import bounds
from decisions.verdict.fence_places import EarlierLook, GateLook, information, look_at
from decisions.verdict.sentences import rules, said
from decisions.verdict.verdict_rules import EARLY, LAST
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.intervals import freedom_of


@dataclass(frozen=True)
class InventedSeason:
    """What every invented season has: lots and buyers by day 180 and by day 360, and how prices differ.

    `buyers_differ` and `lots_differ` are deviations of the logarithm of the net price, between buyers and between the
    lots of one buyer. Money is in the unit of `bulk_price` per kg green; `needed` is what a kg made must earn,
    `sold_share` how much of it is sold as micro. `scale_at` is the fence of net gain, `premium_at` that of
    the realised premium where the plan has one, `smallest` the smallest gain that matters. `assumed` names the figures
    that do not come from the logs, `as_met` what else the plan asks for, which no season can be invented for.
    """

    lots: int
    buyers: int
    buyers_early: int
    buyers_differ: float
    lots_differ: float
    bulk_price: float
    needed: float
    sold_share: float
    scale_at: float = 0.0
    smallest: float | None = None
    unit: str = ""
    assumed: tuple[str, ...] = ()
    premium_at: float | None = None
    as_met: tuple[str, ...] = ()

    @property
    def scale_from(self) -> float:
        """The net gain from which on every goal of money is met: a kg made with a premium over bulk of `premium_at`
        gains what is left of it after what a kg must earn beyond the bulk price."""
        if self.premium_at is None:
            return self.scale_at
        return max(self.scale_at, self.premium_at - (self.needed - self.bulk_price))


@dataclass(frozen=True)
class Rehearsed:
    """How often the plan would say what if the true gain per kg made were `true_gain`: shares of all seasons."""

    true_gain: float
    scale: float
    stop: float
    wait: float


@dataclass(frozen=True)
class RehearsedAround:
    """How often the plan would say what where the true gain is drawn: shares of all seasons; of these the `loses` have
    a true gain below zero, and `scaled_at_a_loss` are told to scale all the same."""

    scale: float
    stop: float
    wait: float
    loses: float
    scaled_at_a_loss: float


def rehearse(season: InventedSeason) -> tuple[Rehearsed, ...]:
    """What the plan would say, by true gain from loss to profit: the same seed gives the same bytes."""
    gains = [share * season.bulk_price for share in rules()["rehearsal"]["true_gains_of_bulk_price"]]
    return tuple(rehearsed_at(season, gain) for gain in gains)


def rehearsed_at(season: InventedSeason, true_gain: float) -> Rehearsed:
    """What the plan would say in invented seasons of this true gain; goals and guardrails other than money are
    taken as met, so that scale is the most it could say."""
    scale, stop = _told(season, np.array([true_gain]))
    return Rehearsed(true_gain, float(scale.mean()), float(stop.mean()), float((~scale & ~stop).mean()))


def rehearsed_around(season: InventedSeason, mean: float, deviation: float) -> RehearsedAround:
    """The same in seasons whose true gains are normal around `mean`, both per kg made in the season's unit. One lies in
    the middle of each of equal parts of that normal number, and chance gives them to the seasons: the same seed gives
    the same bytes."""
    count = rules()["rehearsal"]["seasons"]
    chance = np.random.default_rng((rules()["rehearsal"]["seed"], 1))  # a stream of its own, apart from the prices'
    gains = mean + deviation * ndtri((chance.permutation(count) + 0.5) / count)
    scale, stop = _told(season, gains)
    shares = (scale, stop, ~scale & ~stop, gains < 0, scale & (gains < 0))
    return RehearsedAround(*(float(one.mean()) for one in shares))


def _told(season: InventedSeason, true_gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which seasons are told to scale and which to stop; one true gain for all of them or one for each."""
    count = rules()["rehearsal"]["seasons"]
    scale, stop = np.zeros(count, bool), np.zeros(count, bool)
    prices = _prices(season, true_gains, count)
    for gate, look in _looks(season):
        buyers = season.buyers_early if gate < LAST else season.buyers
        lots = _lots_by_buyer(season, buyers)
        (low, high), open_ = _ends(season, prices, lots, look), ~(scale | stop)
        small = season.smallest if gate == LAST and season.smallest is not None else -np.inf
        stops = (high < 0) | (high < small)
        scale, stop = scale | (open_ & ~stops & (low >= season.scale_from)), stop | (open_ & stops)
    return scale, stop


def sentence(season: InventedSeason) -> str:
    """One sentence: what the seasons planned will most likely tell if the pilot pays, and with how many buyers they
    would."""
    often = _tells(season)
    told = {"lots": season.lots, "buyers": season.buyers, "often": in_words(often)}
    first = said("rehearsal.nothing" if often < rules()["rehearsal"]["enough"] else "rehearsal.pays", **told)
    if often >= rules()["rehearsal"]["enough"]:
        return first
    for buyers in range(max(season.buyers + 1, FEWEST_BUYERS), rules()["rehearsal"]["most_buyers"] + 1):
        more = replace(season, buyers=buyers, lots=max(season.lots, buyers), buyers_early=_early(season, buyers))
        if (then := _tells(more)) >= rules()["rehearsal"]["enough"]:
            return first + " " + said("rehearsal.more", buyers=buyers, lots=more.lots, often=in_words(then))
    return first + " " + said("rehearsal.never", buyers=rules()["rehearsal"]["most_buyers"])


def small_text(found: Sequence[Rehearsed], unit: str) -> tuple[str, ...]:
    """A sentence for each true gain, for those who want the numbers."""
    return tuple(
        said(
            "rehearsal.at",
            gain=(one.true_gain, unit),
            scale=(one.scale, "share"),
            stop=(one.stop, "share"),
            wait=(one.wait, "share"),
        )
        for one in found
    )


def in_words(share: float) -> str:
    """How often, as people say it: in two of three years; the fraction at or below the share."""
    found = [one for one in rules()["rehearsal"]["fractions"] if one["at"] <= share + 1e-9]
    return max(found, key=lambda one: one["at"])["words"] if found else rules()["rehearsal"]["seldom"]


def differing(prices: Mapping[str, Sequence[float]]) -> tuple[float, float] | None:
    """How the logarithms of prices differ between buyers and between the lots of one buyer, by analysis of variance;
    None with fewer than three buyers."""
    logs = [np.log(found) for found in prices.values() if len(found)]
    if len(logs) < FEWEST_BUYERS:
        return None
    means, counts = np.array([one.mean() for one in logs]), np.array([len(one) for one in logs])
    freedom = counts.sum() - len(logs)
    within = float(sum(((one - one.mean()) ** 2).sum() for one in logs)) / freedom if freedom else 0.0
    between = max(float(means.var(ddof=1)) - within * float((1 / counts).mean()), 0.0)
    return between**0.5, within**0.5


def _tells(season: InventedSeason) -> float:
    """How often it is told to scale at the gain the sentence speaks of."""
    return rehearsed_at(season, rules()["rehearsal"]["told_at_of_bulk_price"] * season.bulk_price).scale


def _early(season: InventedSeason, buyers: int) -> int:
    """As many of more buyers by day 180 as of those planned."""
    return round(buyers * season.buyers_early / season.buyers) if season.buyers else 0


def _looks(season: InventedSeason) -> tuple[tuple[int, GateLook], ...]:
    """How sure net gain must be at both gates, as the verdict itself has it."""
    known = information(season.buyers_early, season.buyers, None, 0.0) if season.buyers else 0.0
    early = look_at(EARLY, LAST, known, None, 0)
    then = EarlierLook(known, bounds.early(known)) if season.buyers_early >= FEWEST_BUYERS else None
    return (EARLY, early), (LAST, look_at(LAST, LAST, 1.0, then, 0))


def _prices(season: InventedSeason, true_gains: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The price of every buyer as a share of the mean and of every lot likewise, times what the mean must be for the
    one true gain or for that of each season; the same draws whatever it is."""
    chance = np.random.default_rng(rules()["rehearsal"]["seed"])
    mean = (season.needed + true_gains - (1 - season.sold_share) * season.bulk_price) / season.sold_share
    most = rules()["rehearsal"]["most_buyers"]
    between = _around_one(chance.standard_normal((count, max(most, season.buyers))), season.buyers_differ)
    within = _around_one(chance.standard_normal((count, max(season.lots, season.buyers, 1))), season.lots_differ)
    return np.maximum(mean, 0.0)[:, None] * between, within


def _around_one(drawn: np.ndarray, deviation: float) -> np.ndarray:
    """Log-normal numbers whose mean is one."""
    return np.exp(deviation * drawn - deviation * deviation / 2)


def _lots_by_buyer(season: InventedSeason, buyers: int) -> list[list[int]]:
    """Which lots each buyer takes, one after the other; at an early gate the share of the lots that is sold by then."""
    sold = season.lots if buyers == season.buyers else round(season.lots * buyers / max(season.buyers, 1))
    return [list(range(first, max(sold, buyers), buyers)) for first in range(buyers)]


def _ends(season: InventedSeason, prices: tuple[np.ndarray, np.ndarray], lots: list[list[int]], look: GateLook):
    """The ends of net gain at this look in every season: the jackknife of earned / needed over buyers, on the log
    scale, as the indicator has it; no ends below three buyers."""
    between, within = prices
    if len(lots) < FEWEST_BUYERS:
        return np.full(len(between), -np.inf), np.full(len(between), np.inf)
    kg = np.array([float(len(one)) for one in lots])
    value = np.stack([between[:, i] * within[:, one].sum(axis=1) for i, one in enumerate(lots)], axis=1)
    whole, n = value.sum(axis=1), len(lots)
    ratio = np.log(_earned(season, whole / kg.sum()) / season.needed)
    without = np.log(_earned(season, (whole[:, None] - value) / (kg.sum() - kg)) / season.needed)
    error = np.sqrt((n - 1) / n * ((without - ratio[:, None]) ** 2).sum(axis=1))
    half = float(stdtrit(freedom_of(kg), 1 - look.goal)) * error
    return tuple((np.exp(ratio + sign * half) - 1) * season.needed for sign in (-1, 1))


def _earned(season: InventedSeason, price: np.ndarray) -> np.ndarray:
    """What a kg made earns at this mean price of the kg sold; the rest goes back to bulk."""
    return season.sold_share * price + (1 - season.sold_share) * season.bulk_price
