"""A chart as a value: its figure, the words a picture of it carries, and its numbers for a reader without eyes for
charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from metrics.engine.contract import Metric
from packs.audience import Audience

Table = tuple[Sequence[str], Sequence[Sequence[str]]]  # the head and the rows, as text


@dataclass(frozen=True)
class DrawnChart:
    """A figure with all that is said of it.

    `title` names what is shown; `finding` is the sentence that says what was found, "" where there is none.
    `whole` means that a picture keeps the height of the figure, whose marks are placed by pixels.
    """

    name: str  # for the file and the widgets
    title: str
    figure: go.Figure
    unit: str
    n: str
    tables: Sequence[Table]
    audience: Audience = Audience.INTERNAL
    question: str = ""
    alt: str = ""
    row_ids: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    notes: Sequence[str] = ()
    whole: bool = False
    finding: str = ""
    to_be_decided: bool = False  # a goal was agreed for a gate: its number is no verdict before

    @property
    def internal(self) -> bool:
        """Whether it must not leave the house: whatever is not declared fit for a buyer."""
        return self.audience < Audience.BUYER


def audience_of(metric: Metric) -> Audience:
    """Whom the charts of an indicator may be shown to, as its form declares."""
    return Audience[metric.audience.upper()]
