"""What the README asks of a new indicator ("To add something"), asked of every one, so that none is forgotten."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from metrics.engine.metric_catalogue import metrics
from sample_data.truth import declared
from sample_data.world import seasons

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "metrics"

pytestmark = pytest.mark.parametrize("name", metrics())


@cache
def texts(*patterns: str) -> str:
    """The source of the tests those patterns find."""
    return "\n".join(file.read_text("utf-8") for pattern in patterns for file in sorted((ROOT / "tests").glob(pattern)))


def test_it_is_worked_out_by_hand(name):
    """A few rows whose answer stands in a comment, in tests/metrics/<layer>/."""
    assert f'"{name}"' in texts(f"metrics/{metrics()[name].layer}/*.py")


def test_it_is_computed_a_second_way(name):
    """By plain loops over the rows of the sample, in tests/metrics/, or over many samples, in tests/sample_data/."""
    assert f'"{name}"' in texts("metrics/**/test_second_computation*.py", "sample_data/plain.py")


def test_the_sample_declares_what_it_ought_to_show(name):
    """sample_data/truth.py says the value without looking at a drawn row."""
    declares = {entry.partition(":")[0] for season in seasons() for entry in declared(season.crop_year)}
    assert name in declares
