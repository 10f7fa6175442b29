"""Unions of cooperatives whose truth is declared: their lots are drawn, and each member's number computed from them as
Lotwise does, with the standard error of leaving one lot out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.special import expit, logit

from union.pooling.scales import from_scale

FEWEST, MOST, VERY_MANY = 3, 30, 300
LOTS_DIFFER_UNLIKE = 0.3  # deviation of the logarithm of how far a member's lots differ
KG_DIFFER = 0.6


class UnionKind(NamedTuple):
    """A kind of number: its scale, what lies in the middle of members (on the scale), how far lots differ, and the
    spreads between members called small, middle and large."""

    name: str
    scale: str
    middle: float
    lots_differ: float
    spreads: tuple[float, float, float]


UNION_KINDS = (
    UnionKind("mean of lots", "plain", 2.0, 1.0, (0.4, 1.0, 3.0)),
    UnionKind("price weighted by kg", "log", float(np.log(5)), 0.35, (0.15, 0.5, 1.0)),
    UnionKind("share of lots, 70 %", "logit", float(logit(0.7)), 0.0, (0.3, 0.6, 1.2)),
    UnionKind("share of lots, 90 %", "logit", float(logit(0.9)), 0.0, (0.3, 0.6, 1.2)),
)


class UnionSituation(NamedTuple):
    """How members differ: the place of the spread in the kind's (0 is none) and the shape of the lots and truths."""

    name: str
    spread: int
    lots: str = "3 to 30"
    clusters: bool = False


UNION_SITUATIONS = (
    UnionSituation("no spread", 0),
    UnionSituation("small spread", 1),
    UnionSituation("middle spread", 2),
    UnionSituation("large spread", 3),
    UnionSituation("one of 300 lots, small spread", 1, "one very many"),
    UnionSituation("one of 300 lots, middle spread", 2, "one very many"),
    UnionSituation("two clusters, middle spread", 2, clusters=True),
    UnionSituation("three lots each, no spread", 0, "3"),
    UnionSituation("three lots each, middle spread", 2, "3"),
)


@dataclass(frozen=True)
class DrawnUnions:
    """Members' numbers on the scale with standard errors and degrees of freedom (unions x members), and what is true of
    them, of the middle of members and of a new member, in the unit."""

    values: np.ndarray
    errors: np.ndarray
    freedom: np.ndarray
    truths: np.ndarray
    middle: float
    new_member: np.ndarray


def drawn_unions(kind: UnionKind, situation: UnionSituation, members: int, unions: int, rng: Generator) -> DrawnUnions:
    """So many unions of so many members."""
    spread = (0.0, *kind.spreads)[situation.spread]
    shape = (unions, members + 1)
    apart = rng.choice([-1.0, 1.0], shape) if situation.clusters else rng.standard_normal(shape)
    truths, lots = kind.middle + spread * apart, _lots(situation, (unions, members), rng)
    draw = {"plain": _means, "log": _prices, "logit": _shares}[kind.scale]
    values, errors, freedom = draw(kind, truths[:, :-1], lots, rng)
    in_unit = from_scale(truths, kind.scale)
    middle = float(from_scale(kind.middle, kind.scale))
    return DrawnUnions(values, errors, freedom, in_unit[:, :-1], middle, in_unit[:, -1])


def _lots(situation: UnionSituation, shape: tuple[int, int], rng: Generator) -> np.ndarray:
    """How many lots each member has: small numbers as likely as large ones of the same ratio."""
    if situation.lots == "3":
        return np.full(shape, FEWEST)
    lots = np.rint(np.exp(rng.uniform(np.log(FEWEST), np.log(MOST), shape))).astype(int)
    if situation.lots == "one very many":
        lots[:, 0] = VERY_MANY
    return lots


def _means(kind: UnionKind, truths: np.ndarray, lots: np.ndarray, rng: Generator) -> tuple[np.ndarray, ...]:
    """The mean of lots whose values are skewed (gamma of shape 4), with s / sqrt(n)."""
    values, errors = np.empty(truths.shape), np.empty(truths.shape)
    for member in range(truths.shape[1]):
        n, there = _there(lots[:, member])
        differ = kind.lots_differ * np.exp(LOTS_DIFFER_UNLIKE * rng.standard_normal((len(n), 1)))
        drawn = np.where(there, differ * (rng.gamma(4.0, 0.5, there.shape) - 2.0), 0.0)
        mean = drawn.sum(1) / n
        squares = np.where(there, (drawn - mean[:, None]) ** 2, 0).sum(1)
        values[:, member], errors[:, member] = truths[:, member] + mean, np.sqrt(squares / (n - 1) / n)
    return values, errors, lots - 1.0


def _prices(kind: UnionKind, truths: np.ndarray, lots: np.ndarray, rng: Generator) -> tuple[np.ndarray, ...]:
    """Money over kg of lots with log-normal prices and unlike weights: the jackknife of the logarithm."""
    values, errors, freedom = (np.empty(truths.shape) for _ in range(3))
    for member in range(truths.shape[1]):
        n, there = _there(lots[:, member])
        differ = kind.lots_differ * np.exp(LOTS_DIFFER_UNLIKE * rng.standard_normal((len(n), 1)))
        price = np.exp(differ * rng.standard_normal(there.shape) - differ**2 / 2)
        kg = np.where(there, np.exp(KG_DIFFER * rng.standard_normal(there.shape)), 0.0)
        value, error, freedom[:, member] = jackknife_of_log(price * kg, kg, n)
        values[:, member], errors[:, member] = truths[:, member] + value, error
    return values, errors, freedom


def jackknife_of_log(money: np.ndarray, kg: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The logarithm of money over kg of `n` lots (unions x lots, those that are not there being 0), its standard error
    and degrees of freedom: on_log_scale and freedom_of of metrics/engine/intervals.py, many at once."""
    whole, all_kg, there = money.sum(1, keepdims=True), kg.sum(1, keepdims=True), kg > 0
    value = np.log(whole / all_kg)
    without = np.log((whole - money) / (all_kg - kg))
    variance = (n - 1) / n * np.where(there, (without - value) ** 2, 0).sum(1)
    w = kg / all_kg
    squared, moved = (w * w).sum(1), (w / (1 - w)) ** 2
    trace = (moved * (1 - 2 * w + squared[:, None])).sum(1)
    # the sum over all pairs of moved_i moved_j (squared - w_i - w_j)^2 by its moments; a lot with itself has 1 more
    first, second, third = moved.sum(1), (moved * w).sum(1), (moved * w * w).sum(1)
    pairs = squared**2 * first**2 + 2 * (third * first + second**2) - 4 * squared * second * first
    itself = (moved**2 * (1 + 2 * (squared[:, None] - 2 * w))).sum(1)
    return value[:, 0], np.sqrt(variance), trace**2 / (pairs + itself)


def _shares(kind: UnionKind, truths: np.ndarray, lots: np.ndarray, rng: Generator) -> tuple[np.ndarray, ...]:
    """Lots that are or are not, as logits; half a lot on either side where all are alike."""
    yes = rng.binomial(lots, expit(truths)).astype(float)
    half = np.where((yes == 0) | (yes == lots), 0.5, 0.0)
    yes, no = yes + half, lots - yes + half
    return np.log(yes / no), np.sqrt(1 / yes + 1 / no), lots - 1.0


def _there(lots: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return lots, np.arange(lots.max()) < lots[:, None]
