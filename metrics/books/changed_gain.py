"""Net gain with other figures in the place of those of the logs, by the estimator itself: value and range alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from metrics.commercial import net_gain
from metrics.engine import composites
from metrics.engine.believable import believed
from metrics.engine.contract import Answer
from metrics.engine.economics import Inputs, NextSeason
from metrics.engine.question import Question

Changed = Callable[[Inputs, NextSeason], tuple[Inputs, NextSeason]]


def changed_gain(question: Question, changed: Changed = net_gain.as_they_are) -> Answer:
    """The answer of net gain with the figures `changed` gives; as the indicator has it where nothing is changed."""
    metric = replace(net_gain.METRIC, formula=partial(net_gain.net_gain, changed=changed))
    return believed(question, metric, composites.answered(question, metric))
