"""Ranges that can be asked for at any confidence: what an estimate keeps beside its 95 % and its 80 % ends."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Protocol

from metrics.engine import intervals
from metrics.engine.intervals import Range, Spread

HALF_A_CASE = 0.5
NEAR_THE_END = 1e-9  # sums of kg that are all the kg may miss 1 by their last digit


@dataclass(frozen=True)
class OnScale:
    """What numbers of several cooperatives are pooled by: the number and its standard error on the scale on which it
    varies evenly (plain, log or logit), and the degrees of freedom with which that error is known."""

    scale: str
    middle: float
    error: float
    freedom: float

    @property
    def value(self) -> float:
        """The middle as the number it stands for."""
        if self.scale == "log":
            return math.exp(self.middle)
        return 1 / (1 + math.exp(-self.middle)) if self.scale == "logit" else self.middle

    @property
    def error_in_unit(self) -> float:
        """The standard error of the number itself, to the first order."""
        steep = {"plain": 1.0, "log": self.value, "logit": self.value * (1 - self.value)}[self.scale]
        return steep * self.error


class RangeOf(Protocol):
    """How sure one number is."""

    def ends(self, confidence: float) -> Range:
        """The two-sided range at a confidence between 0 and 1, in the number's unit."""
        ...

    def of_more(self, times: float) -> RangeOf:
        """The range that so many times the cases would give around the same number, if they vary as those of today."""
        ...

    def on_scale(self) -> OnScale | None:
        """The standard error it rests on; None where it rests on none that could be pooled."""
        ...


@dataclass(frozen=True)
class StudentRange:
    """Student's range around `middle`, which is a logarithm where `on_log`; `less` is taken off its ends."""

    middle: float
    spread: Spread
    on_log: bool = False
    less: float = 0.0

    def ends(self, confidence: float) -> Range:
        found = self.spread.around(self.middle, confidence)
        low, high = intervals.off_log_scale(found) if self.on_log else found
        return float(low) - self.less, float(high) - self.less

    def of_more(self, times: float) -> StudentRange:
        """Cases that weigh as today's: the variance falls by so much, one more than the degrees of freedom grows."""
        spread = Spread(self.spread.variance / times, (self.spread.freedom + 1) * times - 1)
        return replace(self, spread=spread)

    def on_scale(self) -> OnScale | None:
        """Its own: the ends are middle +- t x error, brought back. None where something is taken off them, because the
        number is then on no scale of its own."""
        if self.less:
            return None
        error = math.sqrt(self.spread.variance)
        return OnScale("log" if self.on_log else "plain", self.middle, error, self.spread.freedom)


@dataclass(frozen=True)
class WilsonRange:
    """Wilson's range of a share of `n` cases, which may be an effective number; `freedom` are the degrees of freedom of
    the variance it is of, n - 1 unless given."""

    share: float
    n: float
    freedom: float | None = None

    def ends(self, confidence: float) -> Range:
        return intervals.wilson(self.share, self.n, confidence)

    def of_more(self, times: float) -> WilsonRange:
        freedom = None if self.freedom is None else (self.freedom + 1) * times - 1
        return replace(self, n=self.n * times, freedom=freedom)

    def on_scale(self) -> OnScale | None:
        """The logit, with the error 1 / sqrt(n share (1 - share)); Wilson's ends lie 2 asinh(z error / 2) from it.

        A share of 0 or 1 has no finite logit: half a case is added on either side (Haldane 1956, Gart 1966), with the
        error of the logit of such counts. Left out, the cooperatives without a failure would leave the union a share
        worse than any of them has. None where there is no more than one case.
        """
        inside = NEAR_THE_END < self.share < 1 - NEAR_THE_END
        # at an end nothing varied between the cases: what is known is how many they are
        freedom = self.n - 1 if self.freedom is None or not inside else self.freedom
        if not freedom > 0:
            return None
        if inside:
            error = 1 / math.sqrt(self.n * self.share * (1 - self.share))
            return OnScale("logit", math.log(self.share / (1 - self.share)), error, freedom)
        yes, no = self.n * self.share + HALF_A_CASE, self.n * (1 - self.share) + HALF_A_CASE
        return OnScale("logit", math.log(yes / no), math.sqrt(1 / yes + 1 / no), freedom)


@dataclass(frozen=True)
class RangeApart:
    """The range of micro less bulk, from the range of each; `together` is the correlation of the two numbers."""

    micro: float
    of_micro: RangeOf
    bulk: float
    of_bulk: RangeOf
    together: float = 0.0

    def ends(self, confidence: float) -> Range:
        low, high = intervals.apart(
            self.micro, self.of_micro.ends(confidence), self.bulk, self.of_bulk.ends(confidence), self.together
        )
        return float(low), float(high)

    def of_more(self, times: float) -> RangeApart:
        """Both streams grow alike."""
        return replace(self, of_micro=self.of_micro.of_more(times), of_bulk=self.of_bulk.of_more(times))

    def on_scale(self) -> OnScale | None:
        """Plain: the errors of the two numbers, joined, with Satterthwaite's degrees of freedom. The ends are lopsided
        as those of the two are and so no multiple of it; as cases grow they come to the same."""
        micro, bulk = self.of_micro.on_scale(), self.of_bulk.on_scale()
        if micro is None or bulk is None:
            return None
        m, b = micro.error_in_unit, bulk.error_in_unit
        variance = m * m + b * b - 2 * self.together * m * b
        if not variance > 0:
            return None
        freedom = (m * m + b * b) ** 2 / (m**4 / micro.freedom + b**4 / bulk.freedom)
        return OnScale("plain", self.micro - self.bulk, math.sqrt(variance), freedom)


@dataclass(frozen=True)
class CarriedRange:
    """The range of what is left after a whole, from the range of the ratio to it."""

    of_ratio: RangeOf
    whole: float

    def ends(self, confidence: float) -> Range:
        low, high = self.of_ratio.ends(confidence)
        return (low - 1) * self.whole, (high - 1) * self.whole

    def of_more(self, times: float) -> CarriedRange:
        return replace(self, of_ratio=self.of_ratio.of_more(times))

    def on_scale(self) -> OnScale | None:
        """Plain: the error of the ratio times the whole; the ends are those of the ratio, carried over."""
        ratio = self.of_ratio.on_scale()
        if ratio is None or not self.whole:
            return None
        return OnScale("plain", (ratio.value - 1) * self.whole, abs(ratio.error_in_unit * self.whole), ratio.freedom)
