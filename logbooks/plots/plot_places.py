"""Judges the place of every plot by the EU's GeoJSON description v1.3 and keeps it, with its faults, in
`checked.plot_shape`.

Shapely and pyproj are imported only where a plot has a place: reading a workbook without any must not wait for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from logbooks.fixed_numbers import fixed
from logbooks.plots.outline_text import Coordinate, Outline, read
from logbooks.plots.plot_shape import Shape, in_range, kind
from logbooks.settings import default_of, settings
from logbooks.vocabulary import countries

if TYPE_CHECKING:
    import duckdb

NO_PLACE = "plot-no-place"
COLUMNS = (
    "row_id",
    "plot_id",
    "valid",
    "kind",
    "country",
    "reasons",
    "details",
    "doubts",
    "area_drawn_ha",
    "longitude",
    "latitude",
    "geojson",
)


def fill(
    connection: duckdb.DuckDBPyConnection, written: Mapping[int, Sequence[str | None]] | None = None
) -> list[tuple]:
    """Fills `checked.plot_shape` from the plots of `clean`; returns flags as (row_id, logbook, column, code, written,
    detail).

    `written` are latitude and longitude as typed, by row_id, where the decimals are to be counted on the text.
    """
    from logbooks.plots.plot_pairs import compare, yields

    rows = connection.execute(
        "SELECT row_id, plot_id, latitude, longitude, boundary, area_ha, country FROM clean.plots ORDER BY row_id"
    ).fetchall()
    said = _settings(connection)
    home = said.get("country")
    shapes = [shape_of(row, (written or {}).get(row[0]), home) for row in rows]
    placed = [shape for shape in shapes if shape.drawn]
    if placed:
        from logbooks.plots.shape_rules import judge

        for shape in placed:
            judge(shape)
        compare(placed, limit("plot_overlap", said))
    for shape in placed:
        _area_differs(shape, limit("plot_area_tolerance", said))
    yields(connection, shapes, limit("plot_yield_low", said), limit("plot_yield_high", said))
    _keep(connection, shapes)
    return [
        (s.row_id, "plots", column, code, s.written, detail)
        for s in shapes
        for code, column, detail in dict.fromkeys([*s.faults, *s.doubts])
        if code != NO_PLACE
    ]


def limit(name: str, said: Mapping[str, str]) -> float:
    """The setting of that name: the cooperative's own, else its default."""
    value = said[name] if name in said else default_of(name)
    assert value is not None, f"settings.toml gives {name} no default"
    return float(value)


def _settings(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    wanted = ["country", *(name for name in settings() if name.startswith("plot_"))]
    return dict(
        connection.execute(
            """SELECT setting, any_value(value) FROM clean.settings WHERE setting IN (SELECT unnest(?))
                                      GROUP BY setting HAVING count(DISTINCT value) = 1""",
            [wanted],
        ).fetchall()
    )


def shape_of(row: tuple, written: Sequence[str | None] | None = None, home: str | None = None) -> Shape:
    """One row of plots (row_id, plot_id, latitude, longitude, boundary, area_ha, country) read; `home` is the setting
    country."""
    row_id, plot_id, latitude, longitude, boundary, area, country = row
    shape = Shape(row_id, plot_id, area, countries.code_of(country or home))
    if boundary:
        shape.drawn, shape.written = read(boundary), boundary[:60] + ("…" if len(boundary) > 60 else "")
        shape.faults += [(code, "boundary", detail) for code, detail in shape.drawn.faults]
        shape.doubts += [(code, "boundary", detail) for code, detail in shape.drawn.doubts]
        short = [p for p in shape.drawn.positions if min(p[0].decimals, p[1].decimals) < fixed("coordinate_decimals")]
        if short:
            shape.doubt("plot-few-decimals", f"{len(short)} of {len(shape.drawn.positions)} points")
    elif latitude is not None and longitude is not None:
        shape.column = "latitude"
        point = (Coordinate(repr(longitude)), Coordinate(repr(latitude)))
        shape.drawn = Outline(points=[point])
        shape.written = f"{latitude:.10g}, {longitude:.10g}"
        _point_decimals(
            shape,
            [
                _decimals(text) if text else number.decimals
                for text, number in zip(written or (None, None), point[::-1], strict=True)
            ],
        )
    elif latitude is not None or longitude is not None:
        shape.written = f"{latitude if longitude is None else longitude:.10g}"
        shape.fault("plot-half-a-point", column="latitude" if longitude is None else "longitude")
    else:
        shape.fault(NO_PLACE)
    if shape.country is None and shape.drawn:
        shape.fault("plot-country-unknown", country or home or "nothing", "country")
    return shape


def _decimals(text: str) -> int:
    """Decimals counted on what was typed: those after its last mark."""
    tail = text.replace(",", ".").rpartition(".")
    return len(tail[2]) if tail[1] and tail[2].isdigit() else 0


def _point_decimals(shape: Shape, counted: Sequence[int]) -> None:
    """A number cell loses the zeros at its end, so the longer of the two decides, and one zero is forgiven."""
    if max(counted) < fixed("coordinate_decimals") - 1:
        shape.doubt("plot-few-decimals", f"{max(counted)} decimals")


def _area_differs(shape: Shape, tolerance: float) -> None:
    if (
        shape.area_ha
        and shape.declared_ha
        and not shape.faults
        and abs(shape.area_ha - shape.declared_ha) > tolerance * shape.declared_ha
    ):
        shape.doubt("plot-area-differs", f"{shape.area_ha:.4g} ha drawn, {shape.declared_ha:.4g} ha written", "area_ha")


def _keep(connection: duckdb.DuckDBPyConnection, shapes: Sequence[Shape]) -> None:
    twice = Counter(shape.plot_id for shape in shapes)
    held: dict[str, set[str | None]] = {}
    for shape in shapes:
        held.setdefault(shape.plot_id, set()).add(shape.geojson)
    for shape in shapes:
        if twice[shape.plot_id] > 1 and shape.drawn and len(held[shape.plot_id] - {None}) > 1:
            shape.fault("plot-two-places")
    rows = [_row(shape) for shape in shapes]
    columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}
    connection.execute("DELETE FROM checked.plot_shape")
    if columns:  # whole columns at once, as logbooks/check/parsing.py does
        connection.execute(
            f"INSERT INTO checked.plot_shape ({', '.join(COLUMNS)}) SELECT "
            f"{', '.join(f'unnest(${name})' for name in COLUMNS)}",
            columns,
        )


def _row(shape: Shape) -> tuple:
    middle = _middle(shape)
    return (
        shape.row_id,
        shape.plot_id,
        not shape.faults,
        kind(shape),
        shape.country,
        [code for code, _, _ in shape.faults],
        [detail for _, _, detail in shape.faults],
        [code for code, _, _ in shape.doubts],
        shape.area_ha,
        *middle,
        shape.geojson,
    )


def _middle(shape: Shape) -> tuple[float | None, float | None]:
    positions = shape.outline.positions
    if not positions or not in_range(positions):
        return None, None
    if shape.polygons:
        centre = max(shape.polygons, key=lambda polygon: polygon.area).centroid
        if not centre.is_empty:
            return centre.x, centre.y
    return sum(p[0] for p in positions) / len(positions), sum(p[1] for p in positions) / len(positions)
