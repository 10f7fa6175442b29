"""Which words of a sheet are the program's own: those it declares or that its SQL writes. No other may leave."""

from __future__ import annotations

import re
from functools import cache

from logbooks.catalogue import logbooks
from logbooks.warehouse.shared_tables import made_of, tables
from metrics.engine.contract import Metric
from metrics.engine.metric_catalogue import metrics

OWN_WORDS = "in its own words"  # what stands in place of a basis that the cooperative names itself
QUOTED = re.compile(r"--[^\n]*|'([^'\n]*)'")


def declared_basis(metric: Metric, basis: str | None) -> str | None:
    """The basis as it may leave: one that the program knows stays, of another it is said that it is not ours."""
    if basis is None or basis in _declared(metric.id):
        return basis
    return OWN_WORDS


@cache
def _declared(metric_id: str) -> frozenset[str]:
    """Choices of columns, the bases of the indicator, and the texts in its SQL and in the tables that is made of."""
    metric = metrics()[metric_id]
    choices = {choice for book in logbooks().values() for column in book.columns for choice in column.choices}
    queries = [
        *metric.queries,
        *(tables()[name] for sql in metric.queries for name in made_of(sql) if name in tables()),
    ]
    literals = {word for sql in queries for word in QUOTED.findall(sql) if word}
    return frozenset({*choices, *metric.bases, *metric.units, metric.within, *literals})
