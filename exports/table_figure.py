"""A table laid out in a room of so many pixels: letters as large as fit, every line placed, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import plotly.graph_objects as go

from charts.letters import width_of, wrapped
from charts.theme import BULK, GRID, INK, MICRO, MUTED, PAPER, WARNING, plain
from exports.picture import BOLDER
from packs.drawn_table import DrawnTable, TableCell

LETTERS = (19, 18, 17, 16, 15, 14, 13, 12, 11)  # units a letter is high, tried in this order
BELOW, LARGE, STEP = 0.9, 2.1, 1.36  # of the letters of a cell: those above and below, a number by itself, a line
GAP, ROW_GAP, HEAD_GAP = 14, 4, 6  # between columns, around the lines of a row, below the heads
MOST_LINES = 12
COLOURS = {"quiet": MUTED, "micro": MICRO, "bulk": "#7A4F01", "warning": WARNING}  # bulk dark enough for letters
BOLD = ("lead", "large", "micro", "bulk", "warning")
LANE, DOT = 5, 5  # half as high as a range is drawn, half as wide as its number


@dataclass(frozen=True)
class _Line:
    text: str
    size_px: float
    colour: str
    bold: bool


class _Layout:
    """The lines of every cell at one size of letters, and how high the rows are."""

    def __init__(self, table: DrawnTable, wide: float, size_px: float):
        self.whole = True  # every word stands in its column, on lines of its own
        self.size_px = size_px
        shares = [share * wide / sum(table.shares) for share in table.shares]
        self.lefts = [sum(shares[:place]) for place in range(len(shares))]
        self.wides = [share - GAP for share in shares]
        heads = [TableCell(text, mark="quiet") for text in table.head]
        self.head = [self._lines(cell, room) for cell, room in zip(heads, self.wides, strict=True)]
        self.rows = [[self._lines(c, room) for c, room in zip(row, self.wides, strict=True)] for row in table.rows]
        self.head_high = max(map(_high, self.head)) + HEAD_GAP if any(table.head) else 0.0
        self.highs = [max(map(_high, row)) + ROW_GAP for row in self.rows]

    @property
    def high(self) -> float:
        """All of it."""
        return self.head_high + sum(self.highs)

    def _lines(self, cell: TableCell, room: float) -> list[_Line]:
        colour, bold = COLOURS.get(cell.mark, INK), cell.mark in BOLD
        main = self.size_px
        if cell.mark == "large":  # on one line, however narrow its column
            main = min(LARGE * main, room / width_of(cell.main, BOLDER))
        below = self.size_px * BELOW
        small = [_Line(text, below, MUTED, False) for text in (cell.above, cell.below)]
        found = [self._wrapped(one, room) for one in (small[0], _Line(cell.main, main, colour, bold), small[1])]
        return [line for lines in found for line in lines]

    def _wrapped(self, one: _Line, room: float) -> list[_Line]:
        """It on as many lines as it needs."""
        if not one.text:
            return []
        measured = one.size_px * (BOLDER if one.bold else 1)
        texts = wrapped(one.text, measured, room, MOST_LINES)
        fits = all(width_of(text, measured) <= room for text in texts)
        self.whole &= fits and " ".join(texts) == " ".join(one.text.split())
        return [replace(one, text=text) for text in texts]


def table_figure(table: DrawnTable, wide: float, high: float) -> go.Figure:
    """The table in that room, its rows apart as far as there is space; higher where the smallest letters need it."""
    layouts = (_Layout(table, wide, size_px) for size_px in LETTERS)
    fit = next((one for one in layouts if one.high <= high and one.whole), None) or _Layout(table, wide, LETTERS[-1])
    spare = max(high - fit.high, 0.0) / len(fit.rows)
    highs = [each + min(spare, 1.2 * each) for each in fit.highs]
    whole = high if fit.high <= high else fit.high
    draw = _Draw(wide, whole)
    draw.cells(fit.head, fit.lefts, 0.0, 0.0)
    top = fit.head_high
    tops = [top + sum(highs[:place]) for place in range(len(highs) + 1)]
    ruled = bool(fit.head_high)
    for row, cells, (above, below) in zip(table.rows, fit.rows, pairwise(tops), strict=True):
        if ruled:
            draw.rule(above)
        draw.cells(cells, fit.lefts, above, below - above)
        for cell, left, room in zip(row, fit.lefts, fit.wides, strict=True):
            draw.strip(cell, left, room, (above + below) / 2)
    return go.Figure(layout={"annotations": draw.texts, "shapes": draw.shapes, "height": whole, **_NO_AXES})


_NO_AXES = {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "showlegend": False}


class _Draw:
    """Places letters and lines by pixels from the upper left corner of the room."""

    def __init__(self, wide: float, high: float):
        self._wide, self._high = wide, high
        self.texts: list[dict] = []
        self.shapes: list[dict] = []

    def cells(self, cells: Sequence[Sequence[_Line]], lefts: Sequence[float], top: float, row_high: float) -> None:
        """The lines of the cells of a row, each cell in the middle of its height."""
        for lines, left in zip(cells, lefts, strict=True):
            at = top + max(row_high - _high(lines), 0) / 2
            for line in lines:
                self._text(line, left, at + line.size_px * STEP / 2)
                at += line.size_px * STEP

    def rule(self, at: float) -> None:
        """A quiet line across."""
        self._shape("line", 0, self._wide, at, at, line={"color": GRID, "width": 1})

    def strip(self, cell: TableCell, left: float, wide: float, middle: float) -> None:
        """The ranges of a cell one below the other, each with its number."""
        for place, (group, low, high, value) in enumerate(cell.strip):
            at, colour = middle + (place - (len(cell.strip) - 1) / 2) * 4 * LANE, MICRO if group == "micro" else BULK
            ends = (left + low * wide, left + high * wide)
            self._shape("line", left, left + wide, at, at, line={"color": GRID, "width": 1})
            filled = colour if group == "micro" else PAPER
            self._shape("rect", *ends, at - LANE, at + LANE, line={"color": colour, "width": 1.5}, fillcolor=filled)
            spot = left + value * wide
            inner = PAPER if group == "micro" else colour
            self._shape(
                "rect", spot - DOT / 2, spot + DOT / 2, at - LANE + 1, at + LANE - 1, fillcolor=inner, line={"width": 0}
            )

    def _text(self, line: _Line, left: float, middle: float) -> None:
        self.texts.append(
            {
                "text": f"<b>{plain(line.text)}</b>" if line.bold else plain(line.text),
                "x": left / self._wide,
                "y": 1 - middle / self._high,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": round(line.size_px, 1), "color": line.colour},
            }
        )

    def _shape(self, kind: str, x0: float, x1: float, y0: float, y1: float, **look: object) -> None:
        ends = {"x0": x0 / self._wide, "x1": x1 / self._wide, "y0": 1 - y0 / self._high, "y1": 1 - y1 / self._high}
        self.shapes.append({"type": kind, "xref": "paper", "yref": "paper", **ends, **look})


def _high(lines: Sequence[_Line]) -> float:
    return sum(line.size_px * STEP for line in lines)
