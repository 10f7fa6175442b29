"""Ranges that can be asked for at any confidence: what an estimate keeps beside its 95 % and its 80 % ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from metrics.engine import intervals
from metrics.engine.intervals import Range, Spread


class RangeOf(Protocol):
    """How sure one number is."""

    def ends(self, confidence: float) -> Range:
        """The two-sided range at a confidence between 0 and 1, in the number's unit."""
        ...

    def of_more(self, times: float) -> RangeOf:
        """The range that so many times the cases would give around the same number, if they vary as those of today."""
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


@dataclass(frozen=True)
class WilsonRange:
    """Wilson's range of a share of `n` cases, which may be an effective number."""

    share: float
    n: float

    def ends(self, confidence: float) -> Range:
        return intervals.wilson(self.share, self.n, confidence)

    def of_more(self, times: float) -> WilsonRange:
        return replace(self, n=self.n * times)


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
