"""A .geojson of plots is a table: a row a place, its numbers to the digit."""

import json

import pytest

from connectors.cells import NUMBER, TEXT
from connectors.formats import geojson
from connectors.reading.files import read_workbook
from connectors.trouble import CannotOpen

PLACES = """{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"farmer_name": "A", "farm_size": 0.125, "agents": ["x"]},
   "geometry": {"type": "Point", "coordinates": [29.745670, -2.345]}},
  {"type": "Feature", "properties": {"farmer_name": "B", "member_id": 7}, "geometry": null}]}"""


def cells(reading):
    return {
        (row, column): (text, chr(kind))
        for row, column, kind, text in zip(
            reading.row.tolist(), reading.column.tolist(), reading.kind.tolist(), reading.text.to_pylist(), strict=True
        )
    }


def test_every_property_is_a_column_and_the_shape_the_last():
    found = cells(geojson.read(PLACES.encode(), "plots.geojson"))
    assert [found[1, column][0] for column in range(1, 6)] == [
        "farmer_name",
        "farm_size",
        "agents",
        "member_id",
        "geometry",
    ]
    assert found[2, 2] == ("0.125", NUMBER)  # a number, whose mark leaves nothing open
    assert found[2, 3] == ('["x"]', TEXT)
    assert found[3, 4] == ("7", NUMBER)
    assert (3, 5) not in found


def test_coordinates_stand_to_the_digit():
    shape = cells(geojson.read(PLACES.encode(), "plots.geojson"))[2, 5][0]
    assert "[29.745670, -2.345]" in shape and json.loads(shape)["type"] == "Point"


DAMAGED = {
    "properties without names": '{"features": [{"properties": {"name": "A"}}, {"properties": ["B"]}]}',
    "nested without end": '{"features": [' + "[" * 100_000,
    "nested deeper than it can be written": '{"features": [{"geometry": ' + "[" * 980 + "]" * 980 + "}]}",
    "half a letter": '{"features": [{"properties": {"name": "\\ud800"}}]}',
    "cut short": PLACES[:150],
    "a page to log in": "<!doctype html><html><body>Log in</body></html>",
    "another kind of map": '<?xml version="1.0"?><kml></kml>',
    "a picture of a map": "\x89PNG\r\n\x1a\n\x00\x00",
    "one place alone": '{"type": "Feature", "properties": {}}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_map_that_is_damaged_or_is_none_is_told_to_be_exported_again_never_to_be_opened_in_excel(text, tmp_path):
    file = tmp_path / "plots.geojson"
    file.write_text(text, "latin-1", newline="")
    with pytest.raises(CannotOpen) as told:
        read_workbook(file)
    assert told.value.what.startswith("plots.geojson ") and told.value.fix == geojson.EXPORT_AGAIN


def test_a_map_in_wide_letters_is_read_as_a_map(tmp_path):
    file = tmp_path / "plots.geojson"
    file.write_text(PLACES, "utf-16")
    (tab,) = read_workbook(file).tabs
    assert tab.table.column("c1").to_pylist() == ["farmer_name", "A", "B"]


@pytest.mark.parametrize("text", ['{"type": "Feature"}', "[1, 2]", '{"features": [1]}', '{"features": ['])
def test_what_is_no_list_of_places_is_refused(text):
    with pytest.raises(CannotOpen):
        geojson.read(text.encode(), "plots.geojson")
