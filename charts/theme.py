"""Colours, signs and the template every figure shares, on a screen and in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

MICRO, BULK, INK = "#006D5B", "#BC8C1C", "#2B2A27"
PAPER, PANEL, GRID, MUTED, WARNING = "#FFFFFF", "#F6F4EF", "#E3DFD6", "#5F5B53", "#B3261E"

# Dark and light, filled and hollow, circle and diamond: told apart without colour, and in grey print.
COLOUR = {"micro": MICRO, "bulk": BULK, "all": INK, "difference": INK}
SYMBOL = {"micro": "circle", "bulk": "diamond-open", "all": "circle", "difference": "square"}
DASH = {"micro": "solid", "bulk": "dash", "all": "solid"}
NAME = {"micro": "Micro-lots", "bulk": "Bulk", "all": "All lots", "difference": "Difference"}


@dataclass(frozen=True)
class Look:
    """How one group is drawn, the same everywhere."""

    colour: str
    symbol: str
    dash: str
    name: str


# groups that are no streams never borrow their colours
OTHERS = ((INK, "square", "solid"), (MUTED, "triangle-up-open", "dot"))


def looks(groups: Sequence[str]) -> dict[str, Look]:
    """{group: look}: the streams as always, any other groups in ink and grey, by their own names."""
    others = [group for group in groups if group not in COLOUR]
    return {
        group: Look(COLOUR[group], SYMBOL[group], DASH[group], NAME[group])
        if group in COLOUR
        else Look(*OTHERS[others.index(group) % len(OTHERS)], group[:1].upper() + group[1:])
        for group in groups
    }


# On every machine, so that no font is asked for over the network and a picture measures as it paints.
FONT = "Arial, 'Liberation Sans', Helvetica, 'Noto Sans', 'DejaVu Sans', sans-serif"
SCREEN_FONT = f"'Source Sans', {FONT}"  # the page's own letters, which a picture can't embed
TEXT_PX = 15
# The name of a text that stands on a screen alone, in a drawing so wide; see live_chart.js.
SCREEN = "on a screen of {} to {} px"
MARGIN = {"l": 6, "r": 20, "t": 10, "b": 60}


def template() -> go.layout.Template:
    """The look of a figure: white ground, quiet grid, fixed margins, no legend box, no text under 14 px."""
    axis = {
        "gridcolor": GRID,
        "linecolor": GRID,
        "zeroline": False,
        "tickcolor": GRID,
        "automargin": False,
        "fixedrange": True,
        "tickfont": {"size": TEXT_PX, "color": MUTED},
        "title": {"font": {"size": TEXT_PX, "color": MUTED}, "standoff": 12},
        "nticks": 6,
        "ticklabelstandoff": 7,
        "tickformat": ",~f",
    }
    return go.layout.Template(
        layout={
            "font": {"family": SCREEN_FONT, "size": TEXT_PX, "color": INK},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "margin": MARGIN,
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "font": {"family": SCREEN_FONT, "size": TEXT_PX, "color": INK},
                "bgcolor": PANEL,
                "bordercolor": GRID,
            },
            "colorway": [MICRO, BULK, INK],
            "separators": ".\u202f",
        }
    )


def blank(height: int, key: str) -> go.Figure:
    """An empty figure of our template, this many pixels high; `key` says in words how to read its marks."""
    return go.Figure(layout={"template": template(), "height": height, "meta": {"key": key}})


def key_of(fig: go.Figure) -> str:
    """In words, how the marks of this figure are read."""
    return (fig.layout.meta or {}).get("key", "")


def plain(text: object) -> str:
    """Text from a sheet made harmless for Plotly, which reads tags, links and $formulas$ in any label."""
    text = str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("$", "&#36;").replace("\n", " ").replace("\r", " ")


def label(row: float, text: str, lift_px: float = 0, **more: object) -> dict:
    """A line at the left edge above a row of a figure, where it stays inside on a phone too.

    Figures take their labels all at once, `layout.annotations = [...]`: adding them singly is slow.
    """
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row,
        "yanchor": "top",
        "yshift": lift_px,
        "text": text,
        "showarrow": False,
        "align": "left",
        "bgcolor": PAPER,
        "borderpad": 1,
        "font": {"size": TEXT_PX, "color": INK},
        **more,
    }
