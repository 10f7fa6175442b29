"""The dots of a chart stand on the scale of its number: kilos were once drawn as a share, at 24 220 %."""

import pytest

from metrics.engine.compute import some_answers
from metrics.engine.contract import Composite
from metrics.engine.metric_catalogue import metrics
from tests.cooperatives import cooperative

WITH_DOTS = tuple(id for id, metric in metrics().items() if isinstance(metric, Composite) and metric.dots)


@pytest.mark.parametrize("id", ["pilot_share", *WITH_DOTS])
def test_a_number_lies_among_its_dots(id):
    answer = some_answers(cooperative("clean"), (id,), "2025/26")[id]
    for group, dots in answer.cases.items():
        values = [value for _, value in dots]
        assert not values or min(values) <= answer.groups[group].known <= max(values)
