"""From the buyer's price to the farmer's hand: micro and bulk side by side, each step taking its piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import plotly.graph_objects as go

from charts.letters import cut, width_of
from charts.theme import COLOUR, INK, MUTED, NAME, PAPER, TEXT_PX, blank, label, plain
from words.numbers import bare, number

ROW_PX = 66
LINE_PX = 345  # the line of words with its two amounts must fit a phone
SIGN = {"micro": "\u25cf", "bulk": "\u25c7"}  # as every chart marks them
BARS = {"micro": -0.06, "bulk": -0.31}  # below the words of the row, the two streams
THICK = 0.21


class Part(Protocol):
    """What a step needs: its words, what it takes (measured, assumed, or nothing known)."""

    @property
    def name(self) -> str: ...
    @property
    def measured(self) -> float | None: ...
    @property
    def assumed(self) -> float | None: ...
    @property
    def value(self) -> float | None: ...


class Waterfall(Protocol):
    """What a stream needs: the price, the steps in their order, what is left of it."""

    @property
    def price(self) -> float: ...
    @property
    def parts(self) -> Sequence[Part]: ...
    @property
    def left(self) -> float: ...


def waterfall(streams: Mapping[str, Waterfall], words: dict[str, str], unit: str) -> go.Figure:
    """One row for the price, for every step and for what is left; the steps hang where the one before left off, zero is
    always in sight.

    `words` gives the name of every step, of "price", of "left" and of "unknown". Solid is measured, hatched is assumed.
    """
    names = ["price", *(part.name for part in next(iter(streams.values())).parts), "left"]
    shown = "; ".join(f"{SIGN[stream]} {NAME[stream]}" for stream in streams)
    fig = blank(
        74 + ROW_PX * len(names),
        f"{shown}; solid: from deals, bills and payments; hatched: assumed; outlined: what is left",
    )
    for stream, of in streams.items():
        _stream(fig, stream, of, names, unit)
    fig.layout.shapes = [thread for stream, of in streams.items() for thread in _threads(stream, of, len(names))]
    fig.layout.annotations = [
        label(len(names) - 1 - row + 0.47, _line(name, streams, words, unit)) for row, name in enumerate(names)
    ]
    lows = [min(0.0, of.left, *_running(of)) for of in streams.values()]
    highest = max(of.price for of in streams.values())
    fig.add_vline(0, line_color=INK, line_width=1.5, layer="below")
    fig.update_layout(barmode="overlay")
    fig.update_xaxes(range=[min(lows) * 1.06, highest * 1.06], title_text=plain(unit))
    fig.update_yaxes(range=[-0.5, len(names) - 0.5], tickvals=[], showgrid=False)
    return fig


def _running(of: Waterfall) -> list[float]:
    """What is still there after each step."""
    left, found = of.price, []
    for part in of.parts:
        left -= part.value or 0.0
        found.append(left)
    return found


def _threads(stream: str, of: Waterfall, rows: int) -> list[dict]:
    """Thin lines from where each step leaves off to the one below, so that the eye follows one stream down."""
    colour = {"color": COLOUR[stream], "width": 1, "dash": "dot"}
    return [
        {
            "type": "line",
            "x0": left,
            "x1": left,
            "y0": rows - 1 - row + BARS[stream] + THICK / 2,
            "y1": rows - 2 - row + BARS[stream] + THICK / 2,
            "line": colour,
            "layer": "below",
        }
        for row, left in enumerate((of.price, *_running(of)))
    ]


def _stream(fig: go.Figure, stream: str, of: Waterfall, names: list[str], unit: str) -> None:
    row = {name: len(names) - 1 - place for place, name in enumerate(names)}
    _bar(fig, stream, row["price"], 0.0, of.price, "solid", f"{number(of.price, unit)}")
    left = of.price
    for part in of.parts:
        for amount, look in ((part.measured, "solid"), (part.assumed, "hatched")):
            if amount:
                _bar(fig, stream, row[part.name], left - amount, amount, look, number(amount, unit))
                left -= amount
    _bar(fig, stream, row["left"], 0.0, of.left, "outlined", number(of.left, unit))


def _bar(fig: go.Figure, stream: str, row: int, start: float, length: float, look: str, words: str) -> None:
    colour = COLOUR[stream]
    marker = {"color": colour if look == "solid" else PAPER, "line": {"color": colour, "width": 1.5}}
    if look == "hatched":
        marker["pattern"] = {"shape": "/", "fgcolor": colour, "bgcolor": PAPER, "size": 7}
    fig.add_bar(
        y=[row + BARS[stream]],
        x=[length],
        base=[start],
        orientation="h",
        width=THICK,
        hoverinfo="text",
        hovertext=[plain(f"{NAME[stream]}: {words}")],
        marker=marker,
    )


def _line(name: str, streams: Mapping[str, Waterfall], words: dict[str, str], unit: str) -> str:
    """The name of the row, then what it is for each stream; in words, said once, where nothing is known of any."""
    found = {stream: _amount(name, of) for stream, of in streams.items()}
    if all(value is None for value in found.values()):
        written = dict.fromkeys(streams, "") | {list(streams)[-1]: words["unknown"]}
    else:
        written = {stream: words["unknown"] if value is None else bare(value, unit) for stream, value in found.items()}
    said, room = [], float(LINE_PX)
    for stream, text in written.items():
        room -= width_of(f"   {SIGN[stream]} {text}", TEXT_PX)
        amount = f"<span style='color:{MUTED}'>{plain(text)}</span>" if text and found[stream] is None else plain(text)
        said.append(f"<span style='color:{COLOUR[stream]}'>{SIGN[stream]}</span> {amount}".rstrip())
    return f"<b>{plain(cut(words[name], TEXT_PX * 1.1, room))}</b>   {'   '.join(said)}"


def _amount(name: str, of: Waterfall) -> float | None:
    """What stands in a row for one stream, None where nothing is known."""
    if name in ("price", "left"):
        return of.price if name == "price" else of.left
    return next(part.value for part in of.parts if part.name == name)
