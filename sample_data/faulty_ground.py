"""Faults of plots and of laboratory results, planted in the messy workbook: one of nearly every kind, each on a row of
its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import cos, radians, sqrt

from sample_data.draw.people import LARGE_PLOT_HA, METRES_EAST, METRES_NORTH
from sample_data.sheets import CellValue, Row
from sample_data.typed import Book, Page

Ring = list[tuple[str, str]]  # corners as they are typed: longitude, latitude


def plant(book: Book) -> None:
    """Every fault of the ground and of the laboratory."""
    plots = book.page("plots")
    small = _small(plots)
    for what in (_outlines, _words, _points, _areas):
        what(book, plots, small)
    tests = book.page("lab_tests")
    rows = [row for row in tests.rows if tests.at(row, "analyte") == "glyphosate"]
    _typed(book, tests, rows[5], "result", "see report", "unreadable-result", "no result, but where to find it")
    _typed(book, tests, rows[8], "unit", "mg per bag", "unknown-lab-unit", "a unit that is none of a laboratory")


def _small(plots: Page) -> Iterator[Row]:
    """Plots with a point and no outline, one after another."""
    return iter(
        [
            row
            for row in plots.rows
            if plots.at(row, "latitude") and not plots.at(row, "boundary") and plots.number(row, "area_ha") > 0.5
        ]
    )


def _typed(
    book: Book, page: Page, row: Row, column: str, value: CellValue | None, code: str, done: str, at: str | None = None
) -> None:
    page.put(row, column, value)
    book.fault(page, row, at or column, code, done)


def _square(plots: Page, row: Row) -> Ring:
    """The corners of a square of the plot's area around its point, the first one not yet again at the end."""
    longitude, latitude = plots.number(row, "longitude"), plots.number(row, "latitude")
    half = sqrt(plots.number(row, "area_ha") * 10_000) / 2
    east, north = half / (METRES_EAST * cos(radians(latitude))), half / METRES_NORTH
    return [
        (f"{longitude + x * east:.6f}", f"{latitude + y * north:.6f}") for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]


def _wkt(*rings: Ring, kind: str = "POLYGON") -> str:
    typed = [", ".join(" ".join(point) for point in ring) for ring in rings]
    return f"{kind} ({', '.join(f'({ring})' for ring in typed)})" if kind == "POLYGON" else f"{kind} ({typed[0]})"


def _geojson(ring: Ring) -> str:
    return f'{{"type": "Polygon", "coordinates": [[{", ".join(f"[{x}, {y}]" for x, y in ring)}]]}}'


def _outlines(book: Book, plots: Page, small: Iterator[Row]) -> None:
    def outline(code: str, done: str, how) -> None:
        row = next(small)
        _typed(book, plots, row, "boundary", how(*_square(plots, row)), code, done)

    outline("plot-ring-open", "the first corner not again at the end", lambda a, b, c, d: _wkt([a, b, c, d]))
    outline("plot-lines-cross", "two corners in the wrong order", lambda a, b, c, d: _wkt([a, c, b, d, a]))
    outline("plot-duplicate-point", "the device stood still", lambda a, b, c, d: _wkt([a, b, b, c, d, a]))
    outline(
        "plot-line", "the way to the plot, not the way round it", lambda a, b, c, d: _wkt([a, b, c], kind="LINESTRING")
    )
    outline("plot-hole", "a pond cut out", lambda a, b, c, d: _wkt([a, b, c, d, a], _within(a, c)))
    outline(
        "plot-sides-overlap",
        "there and back to a corner outside",
        lambda a, b, c, d: _wkt([a, _beyond(a, b), b, c, d, a]),
    )
    outline("plot-outline-unreadable", "copied only in part", lambda a, b, c, d: _geojson([a, b, c, d, a])[:60])


def _within(low: tuple[str, str], high: tuple[str, str]) -> Ring:
    """A small square inside two opposite corners."""
    (x, y), (u, v) = [tuple(map(float, corner)) for corner in (low, high)]
    ends = [
        [
            (f"{x + (u - x) * east:.6f}", f"{y + (v - y) * north:.6f}")
            for east, north in ((0.41, 0.41), (0.41, 0.53), (0.53, 0.53), (0.53, 0.41))
        ]
    ]
    return [*ends[0], ends[0][0]]


def _beyond(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """A corner as far beyond the second as 1/5 of the way from the first."""
    return (f"{float(other[0]) + (float(other[0]) - float(one[0])) / 5:.6f}", other[1])


def _words(book: Book, plots: Page, small: Iterator[Row]) -> None:
    def outline(code: str, done: str, how) -> None:
        row = next(small)
        a, b, c, d = _square(plots, row)
        _typed(book, plots, row, "boundary", how(_geojson([a, b, c, d, a])), code, done)

    outline(
        "plot-word-misspelled", "a word of GeoJSON misspelled", lambda text: text.replace("coordinates", "cordinates")
    )
    outline(
        "plot-other-crs",
        "another grid named",
        lambda text: text[:-1] + ', "crs": {"type": "name", "properties": {"name": "EPSG:32616"}}}',
    )
    outline(
        "plot-property",
        "a number in quotes",
        lambda text: f'{{"type": "Feature", "properties": {json.dumps({"Area": "3"})}, "geometry": {text}}}',
    )


def _points(book: Book, plots: Page, small: Iterator[Row]) -> None:
    row = next(small)
    latitude, longitude = plots.at(row, "latitude"), plots.at(row, "longitude")
    plots.put(row, "longitude", latitude)
    _typed(
        book,
        plots,
        row,
        "latitude",
        longitude,
        "plot-coordinates-swapped",
        "latitude and longitude in each other's column",
    )
    row = next(small)
    _typed(
        book,
        plots,
        row,
        "longitude",
        -plots.number(row, "longitude"),
        "plot-outside-country",
        "the minus sign was forgotten",
        at="latitude",
    )
    row = next(small)
    _typed(book, plots, row, "longitude", None, "plot-half-a-point", "the longitude was forgotten", at="latitude")
    row = next(small)
    plots.put(row, "longitude", round(plots.number(row, "longitude"), 2))
    _typed(book, plots, row, "latitude", round(plots.number(row, "latitude"), 2), "plot-few-decimals", "two decimals")
    row = next(small)
    _typed(book, plots, row, "country", "HND", "plot-country-unknown", "three letters for two")


def _areas(book: Book, plots: Page, small: Iterator[Row]) -> None:
    large = [
        row
        for row in plots.rows
        if plots.at(row, "boundary")
        and plots.number(row, "area_ha") > LARGE_PLOT_HA
        and plots.at(row, "country") == "HN"
    ]
    _typed(
        book,
        plots,
        large[0],
        "boundary",
        None,
        "plot-needs-outline",
        "the outline of a large plot left away",
        at="area_ha",
    )
    _typed(
        book,
        plots,
        large[1],
        "area_ha",
        round(plots.number(large[1], "area_ha") / 3, 2),
        "plot-area-differs",
        "a third of the area",
    )
    one, other = next(small), next(small)
    a, b, c, d = _square(plots, one)
    for row in (one, other):
        plots.put(row, "boundary", _wkt([a, b, c, d, a]))
        plots.put(row, "area_ha", plots.at(one, "area_ha"))
        book.fault(plots, row, "boundary", "plot-overlap", "two plots with one outline")
