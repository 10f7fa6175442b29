"""The plan to start from can be met, and what is typed is held against the logs."""

from pathlib import Path

import pytest

from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.offered_plan import assumptions, offered_rows, typed_doubts
from history.snapshots import store
from metrics.engine.metric_catalogue import metrics

SAMPLE = Path(__file__).parents[3] / "sample_data" / "clean.xlsx"


@pytest.fixture(scope="module")
def sample():
    return store.temporary([SAMPLE])


def test_it_names_indicators_that_are_and_gives_a_reason_for_each():
    assert len(assumptions()) == 5
    for row in offered_rows():
        assert row["indicator"] in metrics() and row["because"] and row["gate"] in (90, 180, 360)


def test_the_sample_could_be_judged_by_it(sample):
    assert typed_doubts(LogsOfADay(sample), offered_rows()) == ()


def test_a_slip_of_the_typist_is_told_by_gate(sample):
    rows = offered_rows()
    turned = rows[0] | {"scale_at": 0.1, "stop_at": 0.9}
    (doubt,) = typed_doubts(LogsOfADay(sample), [turned, *rows[1:]])
    assert (doubt.gate, doubt.indicator) == (90, "ripe_share")
    assert typed_doubts(LogsOfADay(sample), [*rows, {"gate": 90, "indicator": None, "scale_at": 1, "stop_at": 0}]) == ()
