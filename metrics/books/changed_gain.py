"""Net gain and realised premium with other figures in the place of those of the logs, by the estimators themselves:
value and range alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from metrics.commercial import net_gain, realised_premium
from metrics.engine import composites, economics
from metrics.engine.believable import believed
from metrics.engine.contract import Answer
from metrics.engine.economics import Inputs, NextSeason
from metrics.engine.labour import labour
from metrics.engine.next_season import next_season
from metrics.engine.question import Question

Changed = Callable[[Inputs, NextSeason], tuple[Inputs, NextSeason]]


def changed_gain(question: Question, changed: Changed = net_gain.as_they_are) -> Answer:
    """The answer of net gain with the figures `changed` gives; as the indicator has it where nothing is changed."""
    metric = replace(net_gain.METRIC, formula=partial(net_gain.net_gain, changed=changed))
    return believed(question, metric, composites.answered(question, metric))


def changed_premium(question: Question, changed: Changed = net_gain.as_they_are) -> Answer:
    """The realised premium with the figures `changed` gives: what a kg made earns, and what it would have as bulk by
    the step agreed on; without the other steps beside it."""

    def premium(sums, context):
        of_logs = net_gain.as_arrays(sums, context, labour(sums, context))
        found, _ = changed(of_logs, next_season(context.question))
        return {"micro": economics.earned(found) / found.produced_kg, "bulk": found.bulk_price}

    metric = replace(realised_premium.METRIC, parts=net_gain.METRIC.parts, formula=premium)
    return believed(question, metric, composites.answered(question, metric))
