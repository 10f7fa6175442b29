"""Chances written out as tables, so that what is drawn and what is declared come from the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from math import exp, log
from random import Random
from statistics import NormalDist

LONGEST_DAYS = 150


@cache
def closing_days(median: float, sigma: float) -> tuple[float, ...]:
    """The chance that an offer is settled on day 0, 1, 2 ...: a lognormal duration, rounded up to whole days."""
    normal = NormalDist(log(median), sigma)
    ends = [0.0] + [normal.cdf(log(day)) for day in range(1, LONGEST_DAYS)] + [1.0]
    return (0.0, *(high - low for low, high in pairwise(ends)))


def draw_days(random: Random, chances: tuple[float, ...]) -> int:
    """A day drawn from such a table."""
    return random.choices(range(len(chances)), chances)[0]


def even(first: int, last: int) -> tuple[float, ...]:
    """The table in which the days from first to last are equally likely."""
    return (0.0,) * first + (1 / (last - first + 1),) * (last - first + 1)


def added(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """The table of the sum of two independent durations."""
    total = [0.0] * (len(one) + len(other) - 1)
    for i, p in enumerate(one):
        if p:
            for j, q in enumerate(other):
                total[i + j] += p * q
    return tuple(total)


def draw_poisson(random: Random, mean: float) -> int:
    """A count with that mean (Knuth's product of uniforms)."""
    count, product, end = 0, random.random(), exp(-mean)
    while product > end:
        count, product = count + 1, product * random.random()
    return count


def poisson(mean: float, up_to: int = 80) -> tuple[float, ...]:
    """The chances of 0, 1, 2 ... with that mean."""
    chances = [exp(-mean)]
    for count in range(1, up_to):
        chances.append(chances[-1] * mean / count)
    return tuple(chances)


def draw_choice(random: Random, shares: Mapping[str, float]) -> str:
    """A key drawn with the chance that stands beside it."""
    return random.choices(list(shares), list(shares.values()))[0]


def draw_positive(random: Random, mean: float, variation: float) -> float:
    """A gamma number with that mean and coefficient of variation, never zero or less."""
    shape = 1 / variation**2
    return random.gammavariate(shape, mean / shape)


def draw_factor(random: Random, sd_of_log: float) -> float:
    """A lognormal factor of mean 1."""
    return exp(random.gauss(-(sd_of_log**2) / 2, sd_of_log))
