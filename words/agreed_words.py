"""What was agreed and where a number stands to it, in words; for pages and terminal alike."""

from __future__ import annotations

from decisions.how_many import MOST
from decisions.thresholds import Threshold, ThresholdStanding
from metrics.engine.contract import Answer, Estimate
from words.numbers import bare, cases, difference_unit, noun_of, span, unit_words
from words.speech import say

SHORT_UNIT = 7  # a longer unit stands once, beside the title


def value_words(found: ThresholdStanding, answer: Answer) -> str:
    """What was agreed: '2.00 USD/kg or more', '10.0 to 12.0 %'."""
    threshold, unit = found.threshold, _estimate(found.threshold, answer).unit
    unit = difference_unit(unit) if threshold.applies_to == "difference" else unit
    behind = f" {unit_words(unit)}" if len(unit_words(unit)) <= SHORT_UNIT else ""
    if threshold.inside:
        return say("agreed.between", ends=span(*threshold.inside, unit, with_unit=False) + behind)
    return say("agreed.up" if threshold.higher else "agreed.down", value=bare(threshold.scale_at, unit) + behind)


def place_words(found: ThresholdStanding, answer: Answer) -> str:
    """Where the number stands to it, never stronger than its 80 % range, and how many cases would tell more."""
    if found.place == "few":
        said = say("agreed.few", cases=cases(_estimate(found.threshold, answer)), least=found.threshold.min_n)
    elif found.needed:
        count = found.needed.cases or MOST
        words = "agreed.open_needs" if found.needed.cases else "agreed.open_needs_more"
        said = say(words, cases=f"{count} {noun_of(found.needed.case_is, count)}")
    else:
        said = say(f"agreed.{found.place}")
    of = found.threshold.applies_to
    return said if of == "micro" else say(f"agreed.of_{of}", said=said)


def gate_words(found: ThresholdStanding) -> str:
    """By which gate, where there is one."""
    return say("agreed.gate", gate=found.threshold.gate) if found.threshold.gate else ""


def _estimate(threshold: Threshold, answer: Answer) -> Estimate:
    if threshold.applies_to == "difference" and answer.difference:
        return answer.difference
    return next(iter(answer.groups.values()))
