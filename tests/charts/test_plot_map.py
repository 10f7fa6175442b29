"""The map: one scale north and east, every plot a mark told apart without colour, nothing asked of any host."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyproj import Geod

from charts.plot_map import GROUPS, on_map, plot_map, round_below
from exports.picture import export_figure
from logbooks.vocabulary.countries import outline
from metrics.books.plot_book import PlotOnMap

# Two corners of one place in Honduras: 0.01 degrees apart in both directions
WEST = PlotOnMap(
    "P1",
    1,
    True,
    (),
    '{"type":"Point","coordinates":[-88.700000,14.500000]}',
    -88.7,
    14.5,
    "HN",
    1.0,
    "Upper",
    100.0,
    0.0,
)
EAST = replace(
    WEST,
    plot_id="P2",
    geojson='{"type":"Point","coordinates":[-88.690000,14.510000]}',
    longitude=-88.69,
    latitude=14.51,
    micro_kg=0.0,
    bulk_kg=50.0,
)
SQUARE = replace(
    WEST,
    plot_id="P3",
    micro_kg=10.0,
    bulk_kg=10.0,
    longitude=-88.699,
    latitude=14.501,
    geojson='{"type":"Polygon","coordinates":'
    "[[[-88.7,14.5],[-88.698,14.5],[-88.698,14.502],[-88.7,14.502],[-88.7,14.5]]]}",
)
FAULTY = replace(WEST, plot_id="P4", valid=False, reasons=("plot-lines-cross",), longitude=-88.695)
FAR = replace(WEST, plot_id="P5", valid=False, reasons=("plot-coordinates-swapped",), longitude=14.5, latitude=-88.7)
NOWHERE = replace(
    WEST, plot_id="P6", valid=False, reasons=("plot-no-place",), geojson=None, longitude=None, latitude=None
)
HOSTILE = "<b>plot</b> $x^2$ <a href='http://x'>here</a>"


def marks(figure) -> dict[str, tuple]:
    return {
        trace.name.rpartition(" (")[0]: (trace.x, trace.y, trace.marker.symbol) for trace in figure.data if trace.name
    }


def test_metres_on_the_map_are_metres_on_the_ground():
    drawn = marks(plot_map([WEST, EAST]))
    east, north = (drawn["bulk"][axis][0] - drawn["micro"][axis][0] for axis in (0, 1))
    geod = Geod(ellps="WGS84")  # a second computation, on the ellipsoid
    assert east == pytest.approx(geod.inv(-88.7, 14.505, -88.69, 14.505)[2], rel=0.006)
    assert north == pytest.approx(geod.inv(-88.7, 14.5, -88.7, 14.51)[2], rel=0.006)


def test_both_directions_have_one_scale():
    figure = plot_map([WEST, EAST])
    assert (figure.layout.yaxis.scaleanchor, figure.layout.yaxis.scaleratio) == ("x", 1)


def test_every_plot_with_a_place_is_a_mark_of_its_own_form():
    drawn = marks(plot_map([WEST, EAST, SQUARE, FAULTY, FAR, NOWHERE]))
    assert {name: (len(x), symbol) for name, (x, _, symbol) in drawn.items()} == {
        "micro": (1, "circle"),
        "bulk": (1, "diamond-open"),
        "micro and bulk": (1, "square"),
        "place with a fault": (1, "x"),
    }
    assert len({symbol for _, symbol, _ in GROUPS.values()}) == len(GROUPS)


def test_a_plot_at_the_other_end_of_the_world_does_not_shrink_the_map():
    assert on_map([WEST, FAR, NOWHERE]) == [WEST]
    assert plot_map([WEST, EAST, FAR]).layout.xaxis.range == plot_map([WEST, EAST]).layout.xaxis.range


def test_outlines_are_see_through_and_closed():
    line = next(trace for trace in plot_map([SQUARE, WEST]).data if trace.fill == "toself")
    assert line.fillcolor.endswith(",0.22)")
    assert line.x[0] == line.x[4] and line.x[5] is None


def test_the_hover_names_the_plot_and_runs_nothing():
    figure = plot_map([replace(WEST, plot_id=HOSTILE, village=HOSTILE)])
    hover = next(trace.hovertext[0] for trace in figure.data if trace.name)
    assert "&lt;b&gt;plot" in hover and "<" not in hover and "$" not in hover


def test_villages_are_named_on_the_map_and_in_no_picture_of_it():
    figure = plot_map([WEST, EAST, replace(SQUARE, village=HOSTILE)])
    names = [note.text for note in figure.layout.annotations if (note.name or "").startswith("on a screen")]
    assert "Upper" in names and all("<" not in name and "$" not in name for name in names)
    picture = export_figure(figure, "Plots", "", "3 plots", "Season 2025/26", "2026-03-31", "a.xlsx")
    assert not [note.text for note in picture.layout.annotations if note.text in names]
    assert "Upper" not in picture.to_json()
    nowhere = plot_map([replace(plot, village=None) for plot in (WEST, EAST)])
    assert not [note for note in nowhere.layout.annotations if note.name]


def test_no_trace_asks_a_map_service():
    figure = plot_map([WEST, SQUARE], outline("HN"))
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert "http" not in json.dumps(figure.data and [t.to_plotly_json() for t in figure.data], default=str)


def test_the_small_map_shows_the_country_and_where_we_are():
    figure = plot_map([WEST], outline("HN"))
    small = [trace for trace in figure.data if trace.xaxis == "x2"]
    assert [trace.mode for trace in small] == ["lines", "markers"]
    assert (small[1].x, small[1].y) == ((0,), (0,))
    assert figure.layout.xaxis2.range[0] < 0 < figure.layout.xaxis2.range[1]


@pytest.mark.parametrize(("metres", "bar"), [(0.4, 1), (4, 2), (5, 5), (999, 500), (2400, 2000), (50_000, 50_000)])
def test_the_scale_bar_has_a_round_length(metres, bar):
    assert round_below(metres) == bar


def test_one_plot_alone_lies_in_a_view_of_half_a_kilometre():
    low, high = plot_map([WEST]).layout.xaxis.range
    assert high - low == pytest.approx(1.12 * 500)


def test_the_picture_keeps_scale_bar_and_texts_of_14_px():
    picture = export_figure(plot_map([WEST, EAST]), "Plots", "", "2 plots", "Season 2025/26", "2026-03-31", "a.xlsx")
    assert any(note.text.endswith((" m", " km")) for note in picture.layout.annotations)
    assert min(note.font.size for note in picture.layout.annotations if note.text) >= 14
