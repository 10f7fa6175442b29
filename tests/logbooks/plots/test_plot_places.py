"""The place of a plot: every fault the EU's description lists, counted on what was typed, and none where there is
none."""

from __future__ import annotations

import json
import subprocess
import sys
from math import asin, atanh, cos, pi, radians, sin, sqrt
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from history.snapshots.manifest import rebuilt
from logbooks.check.intake import load
from logbooks.plots.outline_text import Coordinate, read
from logbooks.plots.plot_places import shape_of
from logbooks.plots.plot_shape import geojson, kind
from logbooks.plots.shape_rules import area_ha, inside, judge
from logbooks.vocabulary import countries
from tests.logbooks.typed_sheets import SETTINGS, checked, tab, workbooks
from tests.support import warehouse_of

RING = "-88.700000 14.500000, -88.698000 14.500000, -88.698000 14.501000, -88.700000 14.501000, -88.700000 14.500000"
SQUARE = f"POLYGON (({RING}))"


def judged(boundary=None, latitude=None, longitude=None, area=None, country="HN", written=None, home=None):
    shape = shape_of((1, "P1", latitude, longitude, boundary, area, country), written, home)
    if shape.drawn:
        judge(shape)
    return shape


def faults(*arguments, **named) -> list[str]:
    return [code for code, _, _ in judged(*arguments, **named).faults]


def doubts(*arguments, **named) -> list[str]:
    return [code for code, _, _ in judged(*arguments, **named).doubts]


def as_json(wkt: str) -> str:
    """The same ring as GeoJSON, number by number as written."""
    ring = ",".join(
        f"[{','.join(pair.split())}]" for pair in wkt.removeprefix("POLYGON ((").removesuffix("))").split(",")
    )
    return f'{{"type":"Polygon","coordinates":[[{ring}]]}}'


@pytest.mark.parametrize(
    "boundary",
    [
        SQUARE,
        as_json(SQUARE),
        SQUARE.lower(),
        f"SRID=4326;{SQUARE}",
        f"MULTIPOLYGON ((({RING})))",
        "POINT (-88.700000 14.500000)",
        "POINT Z (-88.700000 14.500000 0.0)",
        "MULTIPOINT ((-88.700000 14.500000), (-88.710000 14.500000))",
        "MULTIPOINT (-88.700000 14.500000, -88.710000 14.500000)",
        f'{{"type":"Feature","properties":null,"geometry":{as_json(SQUARE)}}}',
        '{"type":"FeatureCollection","features":[{"type":"Feature","id":null,"properties":{},'
        f'"geometry":{as_json(SQUARE)}}}]}}',
        f'{{"type":"GeometryCollection","geometries":[{as_json(SQUARE)},'
        '{"type":"Point","coordinates":[-88.710000,14.500000]}]}',
        '{"type":"Polygon","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},'
        + as_json(SQUARE)[18:],
        '{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:4326"}},' + as_json(SQUARE)[18:],
        as_json(SQUARE).replace(".500000]", ".500000,0.0]").replace(".501000]", ".501000,1203.5]"),
    ],
)
def test_what_the_description_allows_has_no_fault(boundary):
    assert (faults(boundary), doubts(boundary)) == ([], [])


@pytest.mark.parametrize(
    ("boundary", "code"),
    [
        (
            "POLYGON ((-88.700000 14.500000, -88.698000 14.501000, -88.698000 14.500000, -88.700000 14.501000, "
            "-88.700000 14.500000))",
            "plot-lines-cross",
        ),
        (
            "POLYGON ((-88.700000 14.500000, -88.697000 14.502000, -88.698000 14.500000, -88.700000 14.501000, "
            "-88.700000 14.500000))",
            "plot-lines-cross",
        ),
        (
            "POLYGON ((-88.700000 14.500000, -88.698000 14.500000, -88.698000 14.503000, -88.698000 14.501000, "
            "-88.700000 14.501000, -88.700000 14.500000))",
            "plot-sides-overlap",
        ),
        (
            f"POLYGON (({RING}), (-88.699500 14.500200, -88.699000 14.500200, -88.699000 14.500400, -88.699500 "
            f"14.500200))",
            "plot-hole",
        ),
        (SQUARE.replace(", -88.700000 14.500000))", "))"), "plot-ring-open"),
        (f"LINESTRING ({RING})", "plot-line"),
        (f"MULTILINESTRING (({RING}))", "plot-line"),
        (
            "POLYGON ((-88.700000 14.500000, -88.699000 14.500000, -88.698000 14.500000, -88.700000 14.500000))",
            "plot-no-area",
        ),
        ("POLYGON ((-88.700000 14.500000, -88.699000 14.500000, -88.700000 14.500000))", "plot-no-area"),
        # 0.006 m2
        (
            "POLYGON ((-88.700000 14.500000, -88.699999 14.500000, -88.699999 14.500001, -88.700000 14.500000))",
            "plot-no-area",
        ),
        (
            SQUARE.replace("-88.698000 14.500000,", "-88.698000 14.500000, -88.698000 14.500000,"),
            "plot-duplicate-point",
        ),
        # once cut to six decimals
        (
            SQUARE.replace("-88.698000 14.500000,", "-88.698000 14.500000, -88.6980004 14.5000007,"),
            "plot-duplicate-point",
        ),
        (
            "MULTIPOLYGON (((-88.700000 14.500000, -88.698000 14.500000, -88.698000 14.501000, -88.700000 14.500000)), "
            "((-88.700000 14.500000, -88.698000 14.500000, -88.698000 14.502000, -88.700000 14.500000)))",
            "plot-sides-overlap",
        ),
        (
            "POLYGON ((14.500000 -88.700000, 14.500000 -88.698000, 14.501000 -88.698000, 14.500000 -88.700000))",
            "plot-coordinates-swapped",
        ),
        ("POINT (-88.700000 94.500000)", "plot-out-of-range"),
        ("POINT (-288.700000 14.500000)", "plot-out-of-range"),
        ("POINT (88.700000 14.500000)", "plot-outside-country"),
        ("POINT (0 0)", "plot-outside-country"),
        (as_json(SQUARE)[:-4], "plot-outline-unreadable"),
        ("north of the church", "plot-outline-unreadable"),
        ("POLYGON EMPTY", "plot-outline-unreadable"),
        ('{"type":"Point","coordinates":[[-88.700000,14.500000]]}', "plot-outline-unreadable"),
        ('{"type":"Polygon","coordinates":[[-88.7,14.5]]}', "plot-outline-unreadable"),
        ('{"type":"Point","coordinates":["-88.700000","14.500000"]}', "plot-outline-unreadable"),
        ('{"type":"Point","coordinates":[NaN,14.500000]}', "plot-outline-unreadable"),
        ('{"type":"Point","coordinates":[1e999,14.500000]}', "plot-outline-unreadable"),
        ('{"type":"Curve","coordinates":[1,2]}', "plot-outline-unreadable"),
        ('{"type":"FeatureCollection","features":[]}', "plot-outline-unreadable"),
        ("[" * 5000, "plot-outline-unreadable"),
        ('{"type":' * 3000, "plot-outline-unreadable"),
        (f'{{"type":"Feature","geomerty":{as_json(SQUARE)}}}', "plot-word-misspelled"),
        (as_json(SQUARE).replace("coordinates", "cordinates"), "plot-word-misspelled"),
        (as_json(SQUARE).replace('"Polygon"', '"polygon"'), "plot-word-misspelled"),
        (
            '{"type":"Point","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32616"}},'
            '"coordinates":[300000,1600000]}',
            "plot-other-crs",
        ),
        ("SRID=32616;POINT (300000 1600000)", "plot-other-crs"),
    ],
)
def test_each_fault_is_named(boundary, code):
    assert faults(boundary) == [code]


@pytest.mark.parametrize(
    ("properties", "doubt"),
    [
        ('{"productionplace":"Upper"}', True),
        ('{"Area":"3"}', True),
        ('{"ProducerCountry":"hn"}', True),
        ('{"Area":3,"ProducerCountry":"HN","ProducerName":"F","estado":"Correcto"}', False),
    ],
)
def test_words_beside_the_outline_are_doubtful_but_spoil_no_shape(properties, doubt):
    feature = f'{{"type":"Feature","properties":{properties},"geometry":{as_json(SQUARE)}}}'
    assert (faults(feature), doubts(feature)) == ([], ["plot-property"] * doubt)


def test_a_cell_that_was_cut_off_says_so():
    long = as_json(SQUARE)[:-3] + ",[-88.700000,14.500000]" * 2000
    assert "32,767 letters" in read(long[:32_767]).faults[0][1]


# Order: swapped pairs are in range in every coffee country; only the country tells.
@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [
        ("ET", 38.123456, 6.123456),
        ("CO", -75.612345, 1.812345),
        ("VN", 108.051234, 12.671234),
        ("HN", -88.612345, 14.512345),
    ],
)
def test_swapped_pairs_are_seen_though_both_numbers_are_in_range(country, longitude, latitude):
    assert faults(None, latitude, longitude, country=country) == []
    swapped = faults(None, longitude, latitude, country=country)
    assert swapped == ["plot-coordinates-swapped"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([("ET", 37.0, 40.0, 6.0, 12.0), ("CO", -75.0, -72.0, 1.0, 6.5)]), st.floats(0, 1), st.floats(0, 1)
)
def test_any_place_in_ethiopia_or_colombia_written_the_wrong_way_round_is_seen(box, across, up):
    country, west, east, south, north = box
    longitude, latitude = round(west + across * (east - west), 6), round(south + up * (north - south), 6)
    assert faults(None, latitude, longitude, country=country) == []
    assert faults(None, longitude, latitude, country=country) == ["plot-coordinates-swapped"]


@pytest.mark.parametrize(
    ("country", "home", "expected"),
    [
        ("Honduras", None, []),
        ("hn", None, []),
        (None, "Honduras", []),
        ("GT", "Honduras", ["plot-outside-country"]),
        (None, None, ["plot-country-unknown"]),
        ("HND", None, ["plot-country-unknown"]),
        ("XX", "HN", ["plot-country-unknown"]),
    ],
)
def test_the_country_is_that_of_the_row_else_that_of_the_settings(country, home, expected):
    assert faults(None, 14.512345, -88.112345, country=country, home=home) == expected


def test_names_of_countries_in_the_languages_of_the_sheets():
    assert [
        countries.code_of(name)
        for name in ("Etiopía", "Éthiopie", "ኢትዮጵያ", "Viet Nam", "Việt Nam", "Côte d'Ivoire", "brasil", "Nowhere", "")
    ] == ["ET", "ET", "ET", "VN", "VN", "CI", "BR", None, None]


@pytest.mark.parametrize(("km", "expected"), [(-1, True), (4.5, True), (5.5, False)])
def test_a_plot_just_over_the_drawn_border_is_let_in_and_one_further_off_is_not(km, expected):
    # North of the northernmost point of the mainland nothing of it is nearer than that point itself.
    longitude, latitude = max(
        max(countries.outline("HN"), key=lambda polygon: len(polygon[0]))[0], key=lambda corner: corner[1]
    )
    assert inside("HN", [(Coordinate(f"{longitude}"), Coordinate(f"{latitude + km / 111.3:.6f}"))]) is expected


# Decimals, counted on the text.
@pytest.mark.parametrize(
    ("boundary", "few"),
    [
        ("POINT (-88.712340 14.512300)", 0),
        ("POINT (-88.71234 14.512300)", 1),
        ("POINT (-88.71234567 14.512345678)", 0),
        ('{"type":"Point","coordinates":[-88.712340,14.512300]}', 0),
        ('{"type":"Point","coordinates":[-88.71234,14.5123]}', 1),
    ],
)
def test_decimals_are_counted_on_the_text(boundary, few):
    assert (faults(boundary), doubts(boundary)) == ([], ["plot-few-decimals"] * few)


@pytest.mark.parametrize(
    ("written", "few"),
    [
        (("14.512300", "-88.712000"), 0),
        (("14.5123", "-88.71234"), 0),
        (("14.5123", "-88.7120"), 1),
        (("14", "-88"), 1),
        (("14,512345", "-88,712345"), 0),
    ],
)
def test_a_number_cell_has_lost_the_zeros_at_its_end(written, few):
    # A spreadsheet shows 14.512340 and stores 14.51234: with one zero lost nothing is said, with two in both numbers it
    # is.
    latitude, longitude = (float(text.replace(",", ".")) for text in written)
    assert doubts(None, latitude, longitude, written=written) == ["plot-few-decimals"] * few


# Area.
def test_geodesic_area_of_a_degree_cell_by_the_closed_formula():
    # Area between the equator and 1 N on WGS84, 1 degree wide: b2/2 dlon (sin/(1-e2 sin2) + atanh(e sin)/e); Snyder
    # 1987, (3-12) integrated.
    a, f = 6378137.0, 1 / 298.257223563
    b, e2 = a * (1 - f), f * (2 - f)
    s, e = sin(radians(1)), sqrt(e2)
    closed = b * b / 2 * radians(1) * (s / (1 - e2 * s * s) + atanh(e * s) / e)
    assert closed / 1e6 == pytest.approx(12_308.8, abs=0.5)
    # the parallel in small steps
    ring = [(i / 100, 0.0) for i in range(100)] + [(1.0, 0.0)] + [(1 - i / 100, 1.0) for i in range(101)] + [(0.0, 0.0)]
    assert area_ha(ring) * 10_000 == pytest.approx(closed, rel=1e-6)


def test_geodesic_area_of_a_small_square_against_a_sphere():
    square = [(-88.7, 14.5), (-88.698, 14.5), (-88.698, 14.502), (-88.7, 14.502), (-88.7, 14.5)]
    metre = 2 * asin(1) / 180 * 6_371_008.8
    # the sphere is off by up to 0.7 %
    assert area_ha(square) == pytest.approx((0.002 * metre) ** 2 * cos(radians(14.501)) / 1e4, rel=0.008)


@pytest.mark.parametrize(("area", "expected"), [(4.0, []), (4.0001, ["plot-needs-outline"]), (None, [])])
def test_above_four_hectares_a_point_is_not_enough(area, expected):
    assert faults(None, 14.512345, -88.712345, area=area) == expected


def test_a_hole_is_not_taken_from_the_area_and_no_faulty_shape_has_one():
    assert judged(SQUARE).area_ha == pytest.approx(2.38, abs=0.01)  # 215.6 m x 110.6 m
    assert (
        judged(
            f"POLYGON (({RING}), (-88.699500 14.500200, -88.699000 14.500200, -88.699000 14.500400, -88.699500 "
            f"14.500200))"
        ).area_ha
        is None
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-88.9, -88.1), st.floats(14.1, 14.9)), min_size=3, max_size=8, unique=True))
def test_geojson_and_wkt_say_the_same(corners):
    texts = [(f"{x:.6f}", f"{y:.6f}") for x, y in [*corners, corners[0]]]
    wkt = f"POLYGON (({', '.join(' '.join(pair) for pair in texts)}))"
    one, other = judged(wkt), judged(as_json(wkt))
    assert (one.faults, one.area_ha, geojson(one)) == (other.faults, other.area_ha, geojson(other))


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.text('POLYGNIT(){}[],:"-. 0123456789typecordinas', max_size=80),
        st.recursive(
            st.one_of(
                st.none(),
                st.booleans(),
                st.floats(),
                st.integers(),
                st.sampled_from(["Polygon", "Point", "Feature", "type"]),
            ),
            lambda inner: st.one_of(
                st.lists(inner, max_size=4),
                st.dictionaries(
                    st.sampled_from(["type", "coordinates", "geometry", "features", "crs", "properties"]),
                    inner,
                    max_size=4,
                ),
            ),
            max_leaves=12,
        ).map(json.dumps),
    )
)
def test_whatever_stands_in_the_cell_nothing_breaks(text):
    shape = judged(text) if text else judged(None)
    assert shape.faults
    assert geojson(shape) is None or kind(shape)


def test_the_text_of_the_geometry_has_six_decimals_cut_and_not_rounded_and_runs_against_the_clock():
    clockwise = "POLYGON ((-88.7000009 14.5, -88.7000009 14.501, -88.698 14.501, -88.698 14.5, -88.7000009 14.5))"
    assert geojson(judged(clockwise)) == (
        '{"type":"Polygon","coordinates":[[[-88.700000,14.500000],[-88.698000,14.500000],[-88.698000,14.501000],'
        "[-88.700000,14.501000],[-88.700000,14.500000]]]}"
    )


# Beside each other, and through the whole reading.
PLOTS = ["Plot", "Farmer", "Country", "Latitude", "Longitude", "Boundary", "Area (ha)"]


def found_in(*plots, receipts=(), **settings_):
    tabs = [
        tab("Plots", PLOTS, *plots),
        tab("Settings", SETTINGS, *([name, value] for name, value in {"as_of": "2026-03-31", **settings_}.items())),
    ]
    if receipts:
        tabs.append(
            tab("Receipts", ["Received on", "Farmer", "Weight (kg)", "Form", "Plot", "Receipt number"], *receipts)
        )
    w = checked(*tabs)
    return [
        (row["code"], row["row_no"], row["column"])
        for row in w.rows("SELECT * FROM problems WHERE code LIKE 'plot-%' ORDER BY row_no, code")
    ], w


def test_problems_stand_at_their_cell_and_make_the_row_doubtful():
    said, w = found_in(
        ["P1", "F1", "HN", 14.512345, -88.712345, None, 1.0],
        ["P2", "F2", "HN", -88.712345, 14.512345, None, 1.0],
        ["P3", "F3", "HN", None, None, SQUARE, 1.0],
        ["P4", "F4", "HN", 14.6, None, None, 1.0],
        ["P5", "F5", "HN", None, None, None, 1.0],
        ["P6", "F6", "Atlantis", 14.7123, -88.712345, None, 6],
    )
    assert said == [
        ("plot-coordinates-swapped", 3, "Latitude"),
        ("plot-area-differs", 4, "Area (ha)"),
        ("plot-half-a-point", 5, "Latitude"),
        ("plot-country-unknown", 7, "Country"),
        ("plot-needs-outline", 7, "Area (ha)"),
    ]
    assert [row["plot_id"] for row in w.rows("SELECT plot_id FROM checked.plot_shape WHERE valid ORDER BY 1")] == [
        "P1",
        "P3",
    ]
    assert [row["row_no"] for row in w.rows("SELECT row_no FROM plots WHERE doubtful ORDER BY 1")] == [3, 4, 5, 7]
    assert w.rows("SELECT reasons FROM checked.plot_shape WHERE plot_id = 'P5'")[0]["reasons"] == ["plot-no-place"]


def test_plots_on_the_same_ground_yields_and_their_settings():
    # P2 lies half in P1; P3 beside. 2.38 ha: 60,000 kg cherry is 25,000 a ha.
    def square(west):
        return (
            f"POLYGON (({west} 14.500000, {west + 0.002:.6f} 14.500000, {west + 0.002:.6f} 14.501000, {west} "
            f"14.501000, {west} 14.500000))"
        ).replace(f"{west} ", f"{west:.6f} ")

    plots = [
        ["P1", "F1", "HN", None, None, square(-88.700), 2.4],
        ["P2", "F2", "HN", None, None, square(-88.699), 2.4],
        ["P3", "F3", "HN", None, None, square(-88.690), 2.4],
    ]
    receipts = [["2026-01-10", "F3", 60_000, "cherry", "P3", "1"]]
    assert [one[:2] for one in found_in(*plots, receipts=receipts)[0]] == [
        ("plot-overlap", 2),
        ("plot-overlap", 3),
        ("plot-yield", 4),
    ]
    assert found_in(*plots, receipts=receipts, plot_overlap="60 %", plot_yield_high=30_000)[0] == []


def test_two_plots_on_one_point_and_one_plot_on_two():
    assert [
        one[:2]
        for one in found_in(
            ["P1", "F1", "HN", 14.512345, -88.712345, None, 1], ["P2", "F2", "HN", 14.512345, -88.712345, None, 1]
        )[0]
    ] == [("plot-overlap", 2), ("plot-overlap", 3)]
    w = warehouse_of(
        plots=[
            {"plot_id": "P1", "farmer_id": "F", "country": "HN", "latitude": y, "longitude": -88.7}
            for y in (14.5, 14.6)
        ]
    )
    assert [row["reasons"] for row in w.rows("FROM checked.plot_shape")] == [["plot-two-places"]] * 2


def test_wet_parchment_is_brought_to_cherry_before_the_yield_is_judged():
    # 8,000 kg wet parchment = 8,000 x 0.41 / 0.16 = 20,500 kg cherry from one ha
    plot = {
        "plot_id": "P1",
        "farmer_id": "F",
        "country": "HN",
        "latitude": 14.512345,
        "longitude": -88.712345,
        "area_ha": 1.0,
    }
    receipt = {"received_on": "2026-01-10", "farmer_id": "F", "form": "wet parchment", "plot_id": "P1"}
    assert [
        warehouse_of(plots=[plot], receipts=[{**receipt, "weight_kg": kg}]).rows(
            "SELECT doubts FROM checked.plot_shape"
        )[0]["doubts"]
        for kg in (8000, 7000)
    ] == [["plot-yield"], []]


def test_a_workbook_without_places_waits_for_no_geometry():
    run = (
        "import sys; from tests.support import warehouse_of; warehouse_of(plots=[{'plot_id': 'P1', "
        "'farmer_id': 'F', 'area_ha': 1.0}]);"
        "print(sorted({'shapely', 'pyproj'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=Path(__file__).resolve().parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_circle_of_a_thousand_corners():
    # 1,000 corners of a circle of 0.005 degrees: area within 0.01 % of the ellipse pi a b
    corners = [(-88.5 + 0.005 * cos(2 * pi * i / 1000), 14.5 + 0.005 * sin(2 * pi * i / 1000)) for i in range(1000)]
    shape = judged(f"POLYGON (({', '.join(f'{x:.7f} {y:.7f}' for x, y in [*corners, corners[0]])}))")
    # 0.001 x 0.001 degrees
    unit = area_ha(
        [(-88.5005, 14.4995), (-88.4995, 14.4995), (-88.4995, 14.5005), (-88.5005, 14.5005), (-88.5005, 14.4995)]
    )
    assert shape.faults == []
    assert shape.area_ha == pytest.approx(pi * 25 * unit, rel=2e-4)


def test_a_snapshot_from_before_places_were_judged_is_judged_when_it_is_opened():
    old = duckdb.connect()
    load(old, workbooks(tab("Plots", PLOTS, ["P1", "F1", "HN", 14.512345, -88.712345, None, 1.0])))
    old.execute("DROP TABLE checked.plot_shape CASCADE")
    assert rebuilt(old, duckdb.connect()).execute("SELECT plot_id, valid FROM checked.plot_shape").fetchall() == [
        ("P1", True)
    ]
