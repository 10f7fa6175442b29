"""What was agreed and where a number stands to it, as a cell of a table and as rows of a chart's numbers."""

from __future__ import annotations

from charts.numbers import ABSENT, bare, cases, difference_unit, noun_of, span, unit_words
from decisions.how_many import MOST
from decisions.thresholds import Standing, Threshold, stands
from metrics.contract import Answer, Estimate, Metric
from ui import session
from ui.tables import Cell
from ui.words import say

SHORT_UNIT = 7          # a longer unit stands once, beside the title


def standings(metric: Metric, answer: Answer) -> list[Standing]:
    """Where the indicator stands to each threshold of the next gate, else to its setting or band."""
    return [stands(metric, answer, threshold) for threshold in session.thresholds().get(metric.id, ())]


def target_cell(metric: Metric, answer: Answer) -> Cell:
    """The agreed value, and below where the number stands to it; a dash where nothing was agreed."""
    found = standings(metric, answer)
    if not found:
        return Cell(ABSENT, mark="quiet")
    first, *others = found
    below = [_where(first, answer), *(f"{_value(each, answer)}: {_where(each, answer)}" for each in others)]
    return Cell(_value(first, answer), below="; ".join(below), mark=f"agreed {first.place}")


def agreed_rows(metric: Metric, answer: Answer) -> list[list[str]]:
    """[what was agreed, by when, where the number stands] for every threshold."""
    return [[_value(each, answer), say("agreed.gate", gate=each.threshold.gate) if each.threshold.gate else "", place_words(each, answer)]
            for each in standings(metric, answer)]


def place_words(found: Standing, answer: Answer) -> str:
    """Where a number stands, and how many cases more would tell."""
    estimate = _estimate(found.threshold, answer)
    said = say(f"agreed.{found.place}", cases=cases(estimate), least=found.threshold.min_n) if found.place == "few" else say(f"agreed.{found.place}")
    if found.needed is None:
        return said
    more = found.needed.cases is None
    return f"{said}: " + say("agreed.more_needed" if more else "agreed.would_tell", cases=_counted(found))


def _counted(found: Standing) -> str:
    count = found.needed.cases or MOST
    return f"{count} {noun_of(found.needed.case_is, count)}"


def _where(found: Standing, answer: Answer) -> str:
    told = place_words(found, answer)
    return say("agreed.of_difference", said=told) if found.threshold.applies_to == "difference" else told


def _estimate(threshold: Threshold, answer: Answer) -> Estimate:
    if threshold.applies_to == "difference" and answer.difference:
        return answer.difference
    return next(iter(answer.groups.values()))


def _value(found: Standing, answer: Answer) -> str:
    """'2.00 USD/kg or more', '10.0 to 12.0 %'."""
    threshold, unit = found.threshold, _estimate(found.threshold, answer).unit
    unit = difference_unit(unit) if threshold.applies_to == "difference" else unit
    behind = f" {unit_words(unit)}" if len(unit_words(unit)) <= SHORT_UNIT else ""
    if threshold.inside:
        return say("agreed.between", ends=span(*threshold.inside, unit, with_unit=False) + behind)
    return say("agreed.up" if threshold.higher else "agreed.down", value=bare(threshold.scale_at, unit) + behind)
