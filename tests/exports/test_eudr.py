"""Files for the EU: only plots that contributed, only faultless ones, and everything else said."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from connectors.trouble import CannotGoOn, NothingToRead
from exports import eudr, eudr_files
from exports.eudr import declared
from exports.eudr_files import files
from exports.eudr_geojson import collection, file_names
from logbooks.plots.plot_places import shape_of
from logbooks.plots.plot_shape import geojson
from logbooks.plots.shape_rules import judge
from tests.exports.eu_reader import faults_of
from tests.support import warehouse_of

LOTS = [
    {"lot_id": "M1", "stream": "micro", "crop_year": "2025/26"},
    {"lot_id": "M2", "stream": "micro", "crop_year": "2025/26"},
]
# A square of 0.002 degrees near Marcala, 215 x 221 m: 4.76 ha
BIG = (
    '{"type":"Polygon","coordinates":[[[-88.700000,14.500000],[-88.698000,14.500000],[-88.698000,14.502000],'
    "[-88.700000,14.502000],[-88.700000,14.500000]]]}"
)


def plot(plot_id, **columns):
    return {
        "plot_id": plot_id,
        "farmer_id": f"F-{plot_id}",
        "country": "HN",
        "latitude": 14.512345,
        "longitude": -88.712345,
        "area_ha": 1.5,
        "village": "Upper",
        **columns,
    }


def receipt(lot, plot_id, kg=100, **columns):
    return {
        "received_on": date(2025, 12, 1),
        "farmer_id": "F",
        "weight_kg": kg,
        "form": "cherry",
        "lot_id": lot,
        "plot_id": plot_id,
        **columns,
    }


def found_of(plots, receipts, lots=LOTS, **logs):
    return declared(warehouse_of(lots=lots, plots=plots, receipts=receipts, **logs))


def features(lot):
    return json.loads(lot.text)["features"]


def test_a_lot_of_two_plots():
    found = found_of(
        [plot("P1", latitude=14.51234), plot("P2", boundary=BIG, area_ha=4.8), plot("P3", latitude=14.6)],
        [receipt("M1", "P1"), receipt("M1", "P2"), receipt("M1", "P1", 50)],
    )
    lot = found.written[0]
    assert (lot.lot_id, lot.name, lot.plots, lot.producers, lot.complete) == ("M1", "lot-M1.geojson", 2, 2, True)
    point, polygon = features(lot)
    assert point["properties"] == {
        "ProducerName": "F-P1",
        "ProducerCountry": "HN",
        "ProductionPlace": "Upper",
        "Area": 1.5,
    }
    assert '"coordinates":[-88.712345,14.512340]' in lot.text  # six decimals as text, the zero too
    assert polygon["geometry"]["type"] == "Polygon"
    assert 4.7 < polygon["properties"]["Area"] < 4.8
    assert faults_of(lot.text) == []


def test_a_plot_without_receipts_of_the_lot_is_never_written():
    found = found_of(
        [plot("P1"), plot("P2", latitude=14.6), plot("P3", latitude=14.7)], [receipt("M1", "P1"), receipt("M2", "P2")]
    )
    assert [[f["properties"]["ProducerName"] for f in features(lot)] for lot in found.written] == [["F-P1"], ["F-P2"]]
    assert not found.refused


def test_what_is_refused_is_named_with_place_and_what_to_do():
    found = found_of(
        [plot("P1"), plot("P2", area_ha=6), plot("P3", latitude=None, longitude=None)],
        [
            receipt("M1", "P1", 400),
            receipt("M1", "P2", 300),
            receipt("M1", "P3", 200),
            receipt("M1", None, 60),
            receipt("M1", "P9", 40),
        ],
        LOTS[:1],
    )
    assert {(r.plot_id, r.why, r.row_no) for r in found.refused} == {
        ("P2", "The plot has 6 ha but only one point. Above 4 ha its outline is needed.", 3),
        ("P3", "The plot has no outline and no latitude and longitude.", 4),
        (None, "No plot on the slip.", None),
        ("P9", "Plot not in the list of plots.", None),
    }
    assert all(refused.fix for refused in found.refused)
    lot = found.written[0]  # 400 of 1000 kg of cherry
    assert (lot.complete, lot.name) == (False, "lot-M1-incomplete.geojson")
    assert lot.said.startswith("Incomplete: 40.0% of its kg")


def test_a_lot_that_took_another_in_has_its_plots_too():
    step = {"lot_id": "M2", "step": "blending", "started_on": date(2026, 1, 1), "into_lot_id": "M1"}
    found = found_of(
        [plot("P1"), plot("P2", latitude=14.6)], [receipt("M1", "P1"), receipt("M2", "P2")], processing=[step]
    )
    assert {lot.lot_id: sorted(f["properties"]["ProducerName"] for f in features(lot)) for lot in found.written} == {
        "M1": ["F-P1", "F-P2"],
        "M2": ["F-P2"],
    }


def test_lots_that_go_round_in_a_circle_end():
    steps = [
        {"lot_id": a, "step": "x", "started_on": date(2026, 1, 1), "into_lot_id": b}
        for a, b in (("M1", "M2"), ("M2", "M1"))
    ]
    found = found_of(
        [plot("P1"), plot("P2", latitude=14.6)], [receipt("M1", "P1"), receipt("M2", "P2")], processing=steps
    )
    assert [lot.plots for lot in found.written] == [2, 2]


@pytest.mark.parametrize(("shown", "name"), [(True, "Ana Example"), (False, "F-P1"), (None, "F-P1")])
def test_a_name_is_written_only_where_it_may_be_shown(shown, name):
    found = found_of([plot("P1", farmer_name="Ana Example", name_may_be_shown=shown)], [receipt("M1", "P1")])
    assert features(found.written[0])[0]["properties"]["ProducerName"] == name
    assert ("Ana" in str(files(found))) == bool(shown)


def test_a_lot_no_receipt_names_and_one_without_a_valid_plot():
    found = found_of([plot("P1", area_ha=6)], [receipt("M1", "P1")])
    assert not found.written
    assert {lot.lot_id: lot.said for lot in found.lots} == {
        "M1": "None of its plots has a valid place.",
        "M2": "No receipt names this lot.",
    }
    assert {(r.lot_id, r.plot_id) for r in found.refused} == {("M1", "P1"), ("M2", None)}


def test_receipts_after_the_day_are_not_there():
    w = warehouse_of(lots=LOTS, plots=[plot("P1")], receipts=[receipt("M1", "P1")], as_of=date(2025, 11, 1))
    assert not declared(w, "2025/26").written


def test_more_producers_or_bytes_than_the_system_takes(monkeypatch):
    plots = [plot("P1"), plot("P2", latitude=14.6)]
    receipts = [receipt("M1", "P1"), receipt("M1", "P2")]
    monkeypatch.setattr(eudr, "MOST_PRODUCERS", 1)
    found = found_of(plots, receipts, LOTS[:1])
    assert not found.written
    assert found.refused[0].why == "It has 2 producers; one commodity of a declaration takes 1."
    monkeypatch.setattr(eudr, "MOST_PRODUCERS", 1000)
    monkeypatch.setattr(eudr, "MOST_BYTES", 100)
    assert "declaration takes" in found_of(plots, receipts, LOTS[:1]).refused[0].why


def test_a_year_that_is_not_there():
    with pytest.raises(NothingToRead, match="1999/00"):
        declared(warehouse_of(lots=LOTS, receipts=[receipt("M1", None)]), "1999/00")


def test_file_names_fit_every_system():
    names = file_names(["CON", "a/b", "a\\b", "A:B", "..", "ቡና 1", "x" * 300, "lot.", "a?b "])
    assert names["CON"] == "lot-CON"
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert not [
        name for name in names.values() if set(name) & set('<>:"/\\|?* ') or name.endswith(".") or len(name) > 80
    ]
    assert names["ቡና 1"] == "lot-ቡና-1"


def test_a_lot_of_long_letters_leaves_room_for_what_follows_it_in_the_name():
    """60 letters of four bytes are 240, and "-incomplete.geojson" takes 19 of the 255 a disk keeps."""
    assert all(len(f"{name}-incomplete.geojson".encode()) <= 255 for name in file_names(["𐌰" * 60, "ቡ" * 90]).values())


def test_an_incomplete_lot_never_takes_the_name_of_another():
    names = file_names(["A", "A-incomplete"])
    assert len({f"{name}{tail}" for name in names.values() for tail in ("", "-incomplete")}) == 4


def test_the_lists_hold_no_formula():
    hostile = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1"]
    found = found_of([plot("P1")], [receipt("M1", written) for written in hostile] + [receipt("M1", "P1")], LOTS[:1])
    lines = list(csv.reader(io.StringIO(files(found)["not-written.csv"].decode("utf-8-sig"), newline="")))
    assert {line[1] for line in lines[1:]} == {f"'{written}" for written in hostile}


def test_nothing_is_written_over(tmp_path):
    found = found_of([plot("P1")], [receipt("M1", "P1")])
    eudr_files.write(tmp_path / "new" / "folder", found)
    with pytest.raises(CannotGoOn, match="already there"):
        eudr_files.write(tmp_path / "new" / "folder", found)


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 12), st.floats(0.0005, 0.01), st.floats(-88.9, -88.1), st.floats(14.2, 14.9), st.integers(6, 12))
def test_a_round_trip_moves_no_corner_by_more_than_a_finger(corners, size, longitude, latitude, decimals):
    # A star-shaped outline with any number of decimals, read back by shapely: same area on the ellipsoid, corners
    # within 0.2 m.
    from math import cos, pi, sin

    ring = [
        (longitude + size * cos(2 * pi * i / corners), latitude + size * sin(2 * pi * i / corners))
        for i in range(corners)
    ]
    text = ", ".join(f"{x:.{decimals}f} {y:.{decimals}f}" for x, y in [*ring, ring[0]])
    shape = shape_of((1, "P1", None, None, f"POLYGON (({text}))", None, "HN"))
    judge(shape)
    assert shape.faults == []
    written = collection(
        [
            {
                "name": None,
                "farmer_id": "F-1",
                "country": shape.country,
                "village": None,
                "area_drawn_ha": shape.area_ha,
                "geojson": geojson(shape),
            }
        ]
    )
    assert faults_of(written) == []
    feature = json.loads(written)["features"][0]
    back = shapely.geometry.shape(feature["geometry"])
    assert back.is_valid and shapely.is_ccw(back.exterior)
    geod = Geod(ellps="WGS84")
    drawn, perimeter = geod.geometry_area_perimeter(shapely.Polygon(ring))
    assert abs(geod.geometry_area_perimeter(back)[0]) == pytest.approx(abs(drawn), abs=0.2 * perimeter)
    assert feature["properties"]["Area"] == pytest.approx(
        abs(geod.geometry_area_perimeter(back)[0]) / 10_000, abs=0.0001
    )
    moved = [geod.inv(x, y, *near)[2] for (x, y), near in zip(ring, back.exterior.coords, strict=False)]
    assert max(moved) < 0.2


# Golden rules: every error the description lists, in a file as somebody might send it, and what is said of it.
RING = "[-88.700000,14.500000],[-88.698000,14.500000],[-88.698000,14.501000],[-88.700000,14.501000]"


def sent(geometry: str, properties: str = '"ProducerName":"F-1","ProducerCountry":"HN","Area":1.0') -> str:
    feature = f'{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'


def ring(points: str) -> str:
    return f'{{"type":"Polygon","coordinates":[[{points}]]}}'


CLOSED = ring(f"{RING},[-88.700000,14.500000]")
POINT = '{"type":"Point","coordinates":[-88.700000,14.500000]}'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            sent(
                ring(
                    "[-88.700000,14.500000],[-88.698000,14.501000],[-88.698000,14.500000],[-88.700000,14.501000],"
                    "[-88.700000,14.500000]"
                )
            ),
            "plot-lines-cross",
        ),
        (
            sent(
                ring(
                    "[-88.700000,14.500000],[-88.698000,14.500000],[-88.698000,14.501000],[-88.698000,14.503000],"
                    "[-88.698000,14.500500],[-88.700000,14.501000],[-88.700000,14.500000]"
                )
            ),
            "plot-sides-overlap",
        ),
        (
            sent(
                f'{{"type":"Polygon","coordinates":[[{RING},[-88.700000,14.500000]],[[-88.699500,14.500200],'
                "[-88.699000,14.500200],[-88.699000,14.500400],[-88.699500,14.500200]]]}"
            ),
            "plot-hole",
        ),
        (sent(ring(RING)), "plot-ring-open"),
        (sent(f'{{"type":"LineString","coordinates":[{RING}]}}'), "plot-line"),
        (
            sent(ring("[-88.700000,14.500000],[-88.699000,14.500000],[-88.698000,14.500000],[-88.700000,14.500000]")),
            "plot-no-area",
        ),
        (sent(ring(f"{RING},[-88.7000001,14.5010002],[-88.700000,14.500000]")), "plot-duplicate-point"),
        (sent(CLOSED)[:-5], "plot-outline-unreadable"),
        (sent(CLOSED).replace('"geometry"', '"geomerty"'), "plot-word-misspelled"),
        (sent(POINT, '"productionplace":"Upper","ProducerCountry":"HN"'), "productionplace should be ProductionPlace"),
        (sent('{"type":"Point","coordinates":[-188.700000,14.500000]}'), "plot-out-of-range"),
        (sent(POINT, '"ProducerCountry":"HND"'), "bad ProducerCountry"),
        (sent(POINT, '"ProducerCountry":"XX"'), "bad ProducerCountry"),
        (sent(POINT, '"ProducerCountry":"HN","Area":"3"'), "bad Area"),
        (sent(POINT, '"ProducerCountry":"HN","Area":0.00001'), "bad Area"),
        (sent(POINT, '"ProducerCountry":"HN","Area":4.5'), "plot-needs-outline"),
        (sent('{"type":"Point","coordinates":[[-88.700000,14.500000]]}'), "plot-outline-unreadable"),
        (sent('{"type":"Point","coordinates":[14.500000,-88.700000]}'), "plot-coordinates-swapped"),
        (sent('{"type":"Point","coordinates":[-88.7,14.5]}'), "plot-few-decimals"),
        ("%PDF-1.7", "plot-outline-unreadable"),
        ('{"type":"FeatureCollection","features":[]}', "no features"),
    ],
)
def test_each_error_the_description_lists_is_seen(text, fault):
    assert fault in faults_of(text)


@pytest.mark.parametrize(
    "text",
    [
        sent(CLOSED),
        sent(POINT),
        sent(POINT, '"ProducerCountry":"HN"'),
        sent(POINT, '"ProducerCountry":"HN","Area":4,"colour":"green"'),
        sent(CLOSED).replace(
            '{"type":"FeatureCollection",',
            '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},',
        ),
        sent('{"type":"Point","coordinates":[-88.700000,14.500000,0.0]}'),
        sent(f'{{"type":"MultiPolygon","coordinates":[[[{RING},[-88.700000,14.500000]]]]}}'),
        sent('{"type":"MultiPoint","coordinates":[[-88.700000,14.500000],[-88.710000,14.500000]]}'),
    ],
)
def test_what_the_description_allows_is_no_error(text):
    assert faults_of(text) == []
