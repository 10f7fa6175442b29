"""export --for eudr as people call it: files into a folder, nothing written over, everything refused said."""

from __future__ import annotations

import csv
import json

import pytest

from command_line import export_command
from exports import picture_size
from tests.command_line.calling import ROOT, called, one_sentence

CLEAN = ROOT / "sample_data" / "clean.xlsx"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return home, called("export", home / "out", CLEAN, "--for", "eudr", home=home)


def rows(path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_a_lot_and_two_lists(exported):
    home, done = exported
    said = done.stdout.decode("utf-8")
    assert (done.returncode, done.stderr) == (0, b"")
    lots = rows(home / "out" / "lots.csv")
    names = {path.name for path in (home / "out").iterdir()}
    assert names == {lot["File"] for lot in lots if lot["File"]} | {"lots.csv", "not-written.csv"}
    assert all(("-incomplete" in lot["File"]) == (lot["Complete"] == "no") for lot in lots)
    assert f"{len(lots)} of {len(lots)} lots written" in " ".join(said.split())
    assert not [line for line in said.splitlines() if len(line) > 79]
    assert rows(home / "out" / "not-written.csv")[0]["Plot"] in said


def test_every_file_is_geojson_of_honduras(exported):
    home, _ = exported
    for path in (home / "out").glob("*.geojson"):
        features = json.loads(path.read_text("utf-8"))["features"]
        assert features
        assert {feature["properties"]["ProducerCountry"] for feature in features} == {"HN"}


def test_nothing_is_written_over(exported):
    home, _ = exported
    before = {path: path.stat().st_mtime_ns for path in (home / "out").iterdir()}
    again = called("export", home / "out", CLEAN, "--for", "eudr", home=home)
    assert again.returncode == 2
    assert "is already there, and nothing is written over." in one_sentence(again)
    assert {path: path.stat().st_mtime_ns for path in (home / "out").iterdir()} == before


def test_a_workbook_without_a_valid_plot_writes_the_list_alone(tmp_path):
    (tmp_path / "receipts.csv").write_text(
        "Date,Farmer,Weight (kg),Form,Lot,Receipt\n2026-01-10,F-1,40,cherry,M1,1\n", encoding="utf-8"
    )
    done = called("export", tmp_path / "out", tmp_path / "receipts.csv", "--for", "eudr", home=tmp_path)
    assert done.returncode == 2
    assert "No lot of crop year 2025/26 has a plot with a valid place" in one_sentence(done)
    assert [(row["Lot"], row["Why not written"]) for row in rows(tmp_path / "out" / "not-written.csv")] == [
        ("M1", "No plot on the slip.")
    ]


def test_a_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = called("export", tmp_path / "out", CLEAN, "--for", "eudr", home=tmp_path)
    assert done.returncode == 2
    assert "out is a file, so nothing could be written into it. Name the folder" in one_sentence(done)
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_a_pack_and_a_passport_of_every_lot_on_offer(tmp_path):
    rows = "Lot,Stream,Crop year,Variety,Process,Green kg\nM1,micro,2025/26,Bourbon,washed,120\n"
    rows += "M2,micro,2025/26,Typica,natural,80\nB1,bulk,2025/26,Bourbon,washed,900\n"
    (tmp_path / "lots.csv").write_text(rows, encoding="utf-8")
    done = called("export", tmp_path / "out", tmp_path / "lots.csv", "--for", "buyer", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    names = ["coffee-on-offer.html", "lot-M1-passport.html", "lot-M2-passport.html"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    said = done.stdout.decode("utf-8")
    passport = (tmp_path / "out" / "lot-M1-passport.html").read_text("utf-8")
    seal = said.split("M1:")[1].split("SHA-256 ")[1].split()[0]
    assert f"sha256 {seal}" in passport
    assert "No contact is written in Settings" in said and not [line for line in said.splitlines() if len(line) > 79]


def test_a_format_no_buyer_gets_is_refused(tmp_path):
    refused = called("export", tmp_path / "out", CLEAN, "--for", "buyer", "--format", "pptx", home=tmp_path)
    assert "There is no pptx for buyer. Choose one of these with --format: html, pdf, png." in one_sentence(refused)


def test_the_sizes_to_choose_from_are_those_that_are_painted():
    """The command line lists them itself, so that it need not wait for what paints."""
    assert tuple(picture_size.SIZES) == export_command.SIZES
