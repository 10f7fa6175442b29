"""What everyone's mapping says of tabs that are not there is told at each refresh, in one sentence."""

from __future__ import annotations

import pytest

from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import configuration
from refresh.one_refresh import refresh
from refresh.unmet_parts import about_unmet
from tests.refresh.connected import connect, lots

READ = [("North", "Lots"), ("Uploaded workbooks/march.csv", "march")]


def part(source: str, sheet: str = "*", order: str = "dmy") -> TabMapping:
    return TabMapping(source, sheet, date_order=order)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def test_a_part_that_fits_no_more_is_told_at_every_refresh_until_it_is_taken_out(tmp_path):
    connect("North", lots(tmp_path / "march.csv", "M1"))
    text = '[[tab]]\nsource = "North"\nsheet = "march"\nlogbook = "lots"\n'
    configuration.mapping_path().write_text(text, "utf-8")
    assert refresh().trouble == ""
    configuration.change("North", where=str(lots(tmp_path / "april.csv", "M1")))
    assert "meets no tab that was read: North, tab march." in refresh().trouble
    assert "meets no tab that was read: North, tab march." in refresh().trouble
    configuration.mapping_path().unlink()
    assert refresh().trouble == ""


def test_nothing_is_told_while_a_source_was_never_read(tmp_path):
    """It may be the very source that the part speaks of."""
    connect("North", lots(tmp_path / "march.csv", "M1"))
    connect("South", tmp_path / "gone.csv")
    configuration.mapping_path().write_text('[[tab]]\nsource = "South"\nlogbook = "lots"\n', "utf-8")
    assert "mapping.toml" not in refresh().trouble


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([part("North"), part("*", "march")], ""),
        ([part("Nroth", "Lots")], "Nroth, tab Lots."),
        ([part("Nroth", "Lots", "mdy"), part("North")], "Nroth, tab Lots."),
        ([part("North", "Lotes"), part("North", "Lots")], ""),  # renamed, and followed under the new name
        ([part("Uploaded workbooks/april.csv")], ""),  # somebody used another file in its place
        ([part("Uploaded workbooks/march.csv", "Lots")], "Uploaded workbooks/march.csv, tab Lots."),
        ([part(name) for name in "abcd"], "a, tab *; b, tab *; c, tab *; and 1 more."),
    ],
)
def test_which_parts_are_told_of(parts, told):
    said = about_unmet(Mapping(tuple(parts)), READ)
    assert (
        said.startswith(f"What mapping.toml says of these meets no tab that was read: {told}") if told else said == ""
    )
