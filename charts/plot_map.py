"""Plots on the ground, drawn by ourselves: no tile server is asked, so no one learns where the farmers are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import cos, floor, log10, radians

import plotly.graph_objects as go

from charts.map_labels import View, map_labels
from charts.theme import BULK, GRID, INK, MARGIN, MICRO, MUTED, PANEL, SCREEN, TEXT_PX, WARNING, blank, plain
from metrics.books.plot_book import PlotOnMap

# a degree of latitude on a sphere of the earth's mean radius; a map of one district needs no better
M_PER_DEGREE = 111_195
HEIGHT, NEAREST_M = 560, 500  # a single plot still lies in a view this wide
ACROSS, UP, STRIP_PX = 0.8, 440, 50  # of the width the map, its height where the key takes three lines, its scale bar
WIDTHS = (345, 700, 1000, 1400)  # of the whole drawing; for each of them the names find places of their own
FAR = ("plot-coordinates-swapped", "plot-outside-country", "plot-out-of-range")  # they would make all others one dot
# What is drawn last lies on top. Told apart by form as well as by colour.
GROUPS = {
    "none": (MUTED, "circle-open", "no delivery this season"),
    "bulk": (BULK, "diamond-open", "bulk"),
    "both": (INK, "square", "micro and bulk"),
    "micro": (MICRO, "circle", "micro"),
    "fault": (WARNING, "x", "place with a fault"),
}


class _Ground:
    """Metres east and north of a middle: one scale in both directions, right for a district."""

    def __init__(self, longitude: float, latitude: float):
        self.longitude, self.latitude = longitude, latitude
        self.wide = M_PER_DEGREE * cos(radians(latitude))

    def east(self, longitude: float) -> float:
        return (longitude - self.longitude) * self.wide

    def north(self, latitude: float) -> float:
        return (latitude - self.latitude) * M_PER_DEGREE


def on_map(plots: Sequence[PlotOnMap]) -> list[PlotOnMap]:
    """The plots that can be drawn: those with a place that does not lie outside their country."""
    return [
        plot
        for plot in plots
        if plot.geojson
        and plot.longitude is not None
        and plot.latitude is not None
        and not set(plot.reasons) & set(FAR)
    ]


def plot_map(plots: Sequence[PlotOnMap], outline: Sequence | None = None) -> go.Figure:
    """A map of the plots that have a place, north up, one scale: outlines as they were walked, a mark on every plot,
    and the names of villages as the plots have them.

    `outline` are the polygons of the country (rings of [longitude, latitude]), for the small map that says where this
    is.
    """
    shown = on_map(plots)
    ends = _ends(shown)
    ground = _Ground(*((low + high) / 2 for low, high in ends))
    reach = [max(NEAREST_M, ground.east(ends[0][1]) * 2), max(NEAREST_M, ground.north(ends[1][1]) * 2)]
    used = [group for group in GROUPS if any(_group(plot) == group for plot in shown)]
    fig = blank(HEIGHT, "each mark one plot; lines are outlines as drawn; darker where two overlap")
    for group in used:
        _draw(fig, [plot for plot in shown if _group(plot) == group], group, ground)
    _scale_bar(fig, reach)
    _axes(fig, reach)
    fig.layout.annotations = [*fig.layout.annotations, *_village_names(shown, ground, reach)]
    if outline:
        _where(fig, outline, ground, reach)
    fig.update_layout(
        showlegend=True,
        dragmode="zoom",
        margin={"t": 40, "b": 20},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.01,
            "yanchor": "bottom",
            "bgcolor": "rgba(0,0,0,0)",
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "reversed",
            "font": {"size": TEXT_PX},
        },
    )
    return fig


def _group(plot: PlotOnMap) -> str:
    return plot.group if plot.valid else "fault"


def _ends(plots: Sequence[PlotOnMap]) -> list[tuple[float, float]]:
    """The least and greatest longitude and latitude; a place in the sea off Africa where there is no plot."""
    corners = [corner for plot in plots for ring in _rings(plot) for corner in ring] + _places(plots)
    return [(min(values), max(values)) for values in zip(*(corners or [(0.0, 0.0)]), strict=True)]


def _places(plots: Sequence[PlotOnMap]) -> list[tuple[float, float]]:
    """Longitude and latitude of every plot; `on_map` lets only those through that have both."""
    return [(p.longitude, p.latitude) for p in plots if p.longitude is not None and p.latitude is not None]


def _rings(plot: PlotOnMap) -> list[list[tuple[float, float]]]:
    """The outer rings of a plot, none where it is points."""
    if plot.geojson is None:
        return []
    found = json.loads(plot.geojson)
    parts = found["geometries"] if found["type"] == "GeometryCollection" else [found]
    polygons = [
        polygon
        for part in parts
        for polygon in {"Polygon": [part["coordinates"]], "MultiPolygon": part["coordinates"]}.get(part["type"], [])
    ]
    return [polygon[0] for polygon in polygons]


def _draw(fig: go.Figure, plots: Sequence[PlotOnMap], group: str, ground: _Ground) -> None:
    """The outlines of one group, see-through so that two on one ground are seen, and its marks."""
    colour, symbol, name = GROUPS[group]
    rings = [ring for plot in plots for ring in _rings(plot)]
    if rings:
        corners = [corner for ring in rings for corner in [*ring, (None, None)]]
        fig.add_scatter(
            x=[None if x is None else ground.east(x) for x, _ in corners],
            y=[None if y is None else ground.north(y) for _, y in corners],
            mode="lines",
            fill="toself",
            fillcolor=_see_through(colour),
            line={"color": colour, "width": 2, "dash": "dash" if group == "fault" else "solid"},
            hoverinfo="skip",
            showlegend=False,
        )
    fig.add_scatter(
        x=[ground.east(longitude) for longitude, _ in _places(plots)],
        y=[ground.north(latitude) for _, latitude in _places(plots)],
        mode="markers",
        name=f"{name} ({len(plots)})",
        marker={"symbol": symbol, "size": 10, "color": colour, "line": {"width": 2, "color": colour}, "opacity": 0.85},
        hoverinfo="text",
        hovertext=[_said(plot) for plot in plots],
    )


def _said(plot: PlotOnMap) -> str:
    """The plot's code and what is known of it; never whose it is."""
    facts = [
        plot.plot_id,
        GROUPS[plot.group][2],
        f"{plot.area_ha:.2f} ha" if plot.area_ha else "",
        plot.village or "",
        "" if plot.valid else GROUPS["fault"][2],
    ]
    return plain(" · ".join(fact for fact in facts if fact))


def _see_through(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.22)"


def _village_names(plots: Sequence[PlotOnMap], ground: _Ground, reach: Sequence[float]) -> list[dict]:
    """The names of villages at the middle of their plots, each named by how wide a drawing it is for."""
    named = [
        (plot.village, (ground.east(plot.longitude), ground.north(plot.latitude)))
        for plot in plots
        if plot.longitude is not None and plot.latitude is not None
    ]
    return [
        {
            "name": SCREEN.format(0 if wide == WIDTHS[0] else wide, wider - 1),
            "x": label.at[0],
            "y": label.at[1],
            "text": plain(label.text),
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": "rgba(255,255,255,0.7)",
            "font": {"size": TEXT_PX, "color": INK},
        }
        for wide, wider in zip(WIDTHS, (*WIDTHS[1:], 100_000), strict=True)
        for label in map_labels(named, _view(wide, reach))
    ]


def _view(wide: int, reach: Sequence[float]) -> View:
    """The map in a drawing so wide."""
    across = ACROSS * (wide - MARGIN["l"] - MARGIN["r"])
    px_a_metre = min(across / (1.12 * reach[0]), UP / (1.24 * reach[1]))
    high = max(0.56 * reach[1], (UP / 2 - STRIP_PX) / px_a_metre - 0.06 * reach[1])
    return View(px_a_metre, across / 2 / px_a_metre, high)


def _axes(fig: go.Figure, reach: Sequence[float]) -> None:
    wide, high = (0.56 * one for one in reach)
    axis = {
        "showticklabels": False,
        "showgrid": False,
        "showline": True,
        "mirror": True,
        "linecolor": GRID,
        "fixedrange": False,
    }
    fig.update_xaxes(range=[-wide, wide], domain=[0, ACROSS], constrain="range", **axis)
    fig.update_yaxes(range=[-high - 0.12 * reach[1], high], scaleanchor="x", scaleratio=1, constrain="range", **axis)


def _scale_bar(fig: go.Figure, reach: Sequence[float]) -> None:
    """A bar of a round length in a strip of its own below the plots, and an arrow to the north."""
    length = round_below(max(reach) / 4)
    left, right, low = -0.53 * reach[0], -0.53 * reach[0] + length, 0.05
    line = {"type": "line", "xref": "x", "yref": "paper", "line": {"color": INK, "width": 3}}
    fig.layout.shapes = [
        line | {"x0": left, "x1": right, "y0": low, "y1": low},
        *(line | {"x0": x, "x1": x, "y0": low - 0.012, "y1": low + 0.012} for x in (left, right)),
    ]
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    over = {"x": (left + right) / 2, "y": low, "yref": "paper", "yshift": 14, "showarrow": False}
    north = {"x": 0.785, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "top"}
    arrow = {"showarrow": True, "arrowhead": 2, "arrowwidth": 2, "arrowcolor": INK, "ax": 0, "ay": 30}
    fig.layout.annotations = [
        over | {"text": words, "font": {"size": TEXT_PX, "color": INK}},
        north | {"y": 0.985, "text": "<b>N</b>", "showarrow": False, "font": {"size": TEXT_PX + 2, "color": INK}},
        north | {"y": 0.93, "text": ""} | arrow,
    ]


def round_below(metres: float) -> float:
    """The greatest of 1, 2 or 5 times a power of ten that is not above."""
    ten = 10.0 ** floor(log10(max(metres, 1)))
    return max(step * ten for step in (1, 2, 5) if step * ten <= max(metres, 1))


def _where(fig: go.Figure, outline: Sequence, ground: _Ground, reach: Sequence[float]) -> None:
    """The small map at the right: the country, and a square where the large map is."""
    rings = [polygon[0] for polygon in outline]
    corners = [corner for ring in rings for corner in [*ring, (None, None)]]
    fig.add_scatter(
        x=[None if x is None else ground.east(x) for x, _ in corners],
        y=[None if y is None else ground.north(y) for _, y in corners],
        xaxis="x2",
        yaxis="y2",
        mode="lines",
        fill="toself",
        fillcolor=PANEL,
        line={"color": MUTED, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )
    fig.add_scatter(
        x=[0],
        y=[0],
        xaxis="x2",
        yaxis="y2",
        mode="markers",
        hoverinfo="skip",
        showlegend=False,
        marker={"symbol": "square-open", "size": 11, "color": INK, "line": {"width": 2}},
    )
    east, north = ([one for one in values if one is not None] for values in (fig.data[-2].x, fig.data[-2].y))
    axis = {"showticklabels": False, "showgrid": False, "showline": False, "fixedrange": True, "zeroline": False}
    fig.update_layout(
        xaxis2={"domain": [0.83, 1], "anchor": "y2", "range": [min(east), max(east)], "constrain": "domain", **axis},
        yaxis2={
            "domain": [0.6, 1],
            "anchor": "x2",
            "range": [min(north), max(north)],
            "scaleanchor": "x2",
            "constrain": "domain",
            **axis,
        },
    )
