"""A table as a picture: what stands in its cells, and the words a picture of it carries. It is laid out when the size
of the picture is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packs.audience import Audience
from packs.drawn_chart import DrawnChart


@dataclass(frozen=True)
class TableCell:
    """What stands in one cell: `main`, with `above` and `below` it in smaller letters.

    `mark` says how it is written: lead (bold), large (a number by itself), quiet, micro, bulk, warning; "" as usual.
    `strip` are the ranges (group, from, to, at), each from 0 to 1 of the width of the cell, drawn in place of letters.
    """

    main: str = ""
    below: str = ""
    mark: str = ""
    above: str = ""
    strip: tuple[tuple[str, float, float, float], ...] = ()


@dataclass(frozen=True)
class DrawnTable:
    """Rows of cells under their heads, which may all be empty; `shares` says how wide each column is beside the others.

    `finding` is the sentence that says what was found, "" where there is none: then `title` stands above.
    """

    name: str  # for the file
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[TableCell]]
    shares: Sequence[float]
    unit: str = ""
    n: str = ""
    audience: Audience = Audience.INTERNAL
    question: str = ""
    finding: str = ""
    to_be_decided: bool = False

    @property
    def internal(self) -> bool:
        """Whether it must not leave the house: whatever is not declared fit for a buyer."""
        return self.audience < Audience.BUYER


Drawn = DrawnChart | DrawnTable  # what a picture can be made of
