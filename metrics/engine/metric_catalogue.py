"""Finds the declared indicators: one file in metrics/<layer>/, one indicator."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from metrics.engine.contract import LAYERS, Metric

HERE = Path(__file__).parents[1]


def file_of(metric: Metric) -> Path:
    """The file that declares it."""
    return HERE / metric.layer / f"{metric.id}.py"


@cache
def metrics() -> dict[str, Metric]:
    """Every indicator by its id, layer by layer; a form that contradicts its place stops the start, by name."""
    found = {}
    for layer in LAYERS:
        for file in sorted((HERE / layer).glob("*.py")):
            metric = importlib.import_module(f"metrics.{layer}.{file.stem}").METRIC
            if (metric.id, metric.layer) != (file.stem, layer):
                raise ValueError(f"{layer}/{file.name} declares {metric.layer}/{metric.id}: file and form must agree")
            found[metric.id] = metric
    return found
