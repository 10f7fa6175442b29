"""A slide as a value: one question with its answer, at most one chart or seven numbers, and what to do.

Painters (exports/deck_html.py, exports/deck_pptx.py) set it down as it stands and know nothing of coffee.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from packs.audience import Audience, may_see
from words.speech import say

MOST_NUMBERS = 7


@dataclass(frozen=True)
class BigNumber:
    """A number with its name; `said` is what can be concluded.

    `done` is how far it has come, from 0 to 1, where it is a way; it is drawn as the line above it.
    """

    name: str
    value: str
    said: str = ""
    done: float | None = None


@dataclass(frozen=True)
class ChartSeries:
    """Marks of one kind: for each category its colour, its value (None where there is none) and its range, where there
    is one."""

    name: str
    colours: tuple[str, ...]
    values: tuple[float | None, ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class SlideChart:
    """One chart: `figure` as Plotly draws it, and the same numbers as categories and series, which a painter of slides
    makes a chart of its own of. `alt` says in a sentence what is to be seen."""

    figure: dict[str, Any]
    alt: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    number_format: str = "0.00"


@dataclass(frozen=True)
class SlideTable:
    """Rows of text under their headings; the last column may hold sentences instead of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ends_in_words: bool = False


@dataclass(frozen=True)
class Slide:
    """One screen.

    `lacks` is the sentence that names what would fill it, where its data are missing: it can be skipped then. `notes`
    are for the speaker. `rows` counts the rows of the sheets behind it.
    """

    id: str
    question: str
    answer: str
    audience: Audience = Audience.INTERNAL
    sentences: tuple[str, ...] = ()
    numbers: tuple[BigNumber, ...] = ()
    chart: SlideChart | None = None
    table: SlideTable | None = None
    to_do: tuple[str, ...] = ()
    lacks: str = ""
    notes: tuple[str, ...] = ()
    rows: int = 0

    def __post_init__(self) -> None:
        if len(self.numbers) > MOST_NUMBERS:
            raise ValueError(f"{self.id} shows {len(self.numbers)} numbers; {MOST_NUMBERS} is the most")
        if self.chart and (self.numbers or self.table):
            raise ValueError(f"{self.id} shows a chart, so it shows no numbers beside it")


@dataclass(frozen=True)
class Deck:
    """Slides in their order with what stands in the frame of each; `logo` is a data address of a picture, or empty."""

    title: str
    cooperative: str
    period: str
    data_day: str
    source: str
    snapshot: str
    invented: bool
    slides: tuple[Slide, ...]
    logo: str = ""

    def foot_of(self, slide: Slide) -> list[str]:
        """What stands at the foot of a slide: whose it is, of when, and what it is made from, the source last."""
        rows = say("deck.rows", count=slide.rows) if slide.rows else ""
        told = (self.cooperative, self.period, say("deck.data", day=self.data_day), rows)
        return [*(one for one in told if one), say("deck.source", source=self.source)]

    def for_reader(self, reader: Audience) -> Sequence[Slide]:
        """The slides this reader may see."""
        return [slide for slide in self.slides if may_see(reader, slide.audience)]
