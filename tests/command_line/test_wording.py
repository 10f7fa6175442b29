"""What is said to a call that is almost right: whole sentences, the command that was meant, what to type instead."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from command_line.main import main

ROOT = Path(__file__).parents[2]
CLEAN = str(ROOT / "sample_data" / "clean.xlsx")
LOTS = "Lot,Stream,Crop year\nM-1,micro,2025/26\n"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, and an empty data folder."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def said(capsys, *arguments: str) -> str:
    """Standard error of a call that was refused: one line; nothing went to standard output."""
    assert main(arguments) == 2
    out, error = capsys.readouterr()
    assert out == "" and error.count("\n") == 1
    return error.strip()


@pytest.mark.parametrize(
    ("call", "sentences"),
    [
        (
            "export out --for donor",
            "Invalid value for '--for': 'donor' is not one of 'board', 'buyer', 'eudr', 'pictures'. python cli.py "
            "export --help shows how it is called.",
        ),
        (
            "export out",
            "Missing option '--for'. Choose from: board, buyer, eudr, pictures. python cli.py export --help shows how "
            "it is called.",
        ),
        (
            "refresh now",
            "Got unexpected extra argument (now). python cli.py refresh --help shows how it is called.",
        ),
        (
            "check --fix-list",
            "Option '--fix-list' requires an argument. python cli.py check --help shows how it is called.",
        ),
        (
            "sources add",
            "Missing argument 'LINK_OR_PATH'. python cli.py sources add --help shows how it is called.",
        ),
        (
            "report --as-of 31/03/2026",
            "Invalid value for '--as-of': '31/03/2026' is not a day written like 2026-03-31. python cli.py report "
            "--help shows how it is called.",
        ),
        (
            "sample out.xlsx --scale a",
            "Invalid value for '--scale': 'a' is not a whole number from 1 to 1000. python cli.py sample --help shows "
            "how it is called.",
        ),
        (
            "sample out.xlsx --scale 1001",
            "Invalid value for '--scale': '1001' is not a whole number from 1 to 1000. python cli.py sample --help "
            "shows how it is called.",
        ),
        (
            "template out.xlsx --language xx",
            "There is no template in “xx”. Choose one of en, es, pt, fr, vi, id, sw, am, rw.",
        ),
        (
            "report --mapping mapping.toml",
            "--answers says how a SOURCE is read, and there is none. Name the SOURCE.",
        ),
        (
            "report lots.csv --at 2026-03-31",
            "--at looks back at what was kept, and a SOURCE is not kept. Give one of the two.",
        ),
    ],
)
def test_a_call_that_is_wrong_is_answered_in_sentences(capsys, call, sentences):
    assert said(capsys, *call.split()) == sentences


def test_every_logbook_that_is_none_is_named(capsys):
    assert said(capsys, "template", "out.xlsx", "--logbooks", "Lots, Cows, Pigs").startswith(
        "There is no logbook “Cows” or “Pigs”. Choose starter, all, or some of checks, costs,"
    )


@pytest.mark.parametrize("arguments", ["changes --out {}", "check --fix-list {}", "template {}", "sample {}"])
@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("list.csv", "list.csv does not end in .xlsx, so Excel would not open it. Write list.xlsx instead."),
        (
            "nowhere/list.xlsx",
            "nowhere/list.xlsx could not be written. Close it if it is open in Excel, or choose a folder that is there "
            "and that you may write in.",
        ),
    ],
)
def test_a_place_to_write_is_looked_at_before_any_work(capsys, monkeypatch, place, arguments, out, sentence):
    """Not a tab is read: the sources would be opened next, and a fault there would be another sentence."""
    assert said(capsys, *arguments.format(out).split()) == sentence
    assert list(place.iterdir()) == []


def test_looking_at_a_place_leaves_what_is_there_and_makes_nothing(capsys, place):
    (place / "mine.xlsx").write_bytes(b"mine")
    said(capsys, "template", "mine.xlsx", "--language", "xx")
    said(capsys, "template", "other.xlsx", "--language", "xx")
    assert [(file.name, file.read_bytes()) for file in place.iterdir()] == [("mine.xlsx", b"mine")]


def test_source_and_folder_of_an_export_the_wrong_way_round(capsys, place):
    (place / "lots.csv").write_text(LOTS, encoding="utf-8")
    assert said(capsys, "export", "lots.csv", "out", "--for", "eudr") == (
        "lots.csv is a file, so nothing could be written into it. Name the folder to write into first, and after it "
        "the SOURCE."
    )


@pytest.mark.parametrize("name", ["es", "ES", "Spanish", "spanish", "español", "ESPANOL"])
def test_a_language_may_be_called_by_its_code_or_its_name(place, name):
    assert main(["template", "out.xlsx", "--language", name, "--logbooks", "lots"]) == 0
    assert "Lotes" in openpyxl.load_workbook(place / "out.xlsx").sheetnames


def test_logbooks_may_be_called_by_their_titles(place):
    assert main(["template", "out.xlsx", "--logbooks", "Lots, receipts, Laboratory tests"]) == 0
    sheets = openpyxl.load_workbook(place / "out.xlsx").sheetnames
    assert {"Lots", "Receipts", "Laboratory tests"} <= set(sheets)
    assert "Costs" not in sheets


def test_sources_list_is_sources_alone(capsys):
    assert main(["sources"]) == 0
    alone = capsys.readouterr().out
    assert main(["sources", "list"]) == 0
    assert capsys.readouterr().out == alone != ""


def test_a_mapping_that_speaks_of_no_tab_that_was_read_is_not_passed_over(capsys, place):
    (place / "lots.csv").write_text(LOTS, encoding="utf-8")
    (place / "m.toml").write_text('[[tab]]\nsource = "offers*"\nlogbook = "offers"\n', encoding="utf-8")
    assert said(capsys, "check", "lots.csv", "--mapping", "m.toml") == (
        "The mapping speaks of no tab that was read: it is for offers*, tab *. Read was lots.csv, tab lots. Correct "
        "source and sheet in the mapping; both may hold * for any letters."
    )


def test_the_real_lots_of_the_readme_give_the_numbers_beside_its_picture(capsys):
    """The line as the README has it; its picture says 1,312 lots, a cup score of 82.1 and 68 % of specialty grade."""
    readme = (ROOT / "README.md").read_text("utf-8")
    line = next(line for line in readme.splitlines() if "--answers sample_data/cqi_mapping.toml" in line)
    arguments = [str(ROOT / word) if "/" in word else word for word in line.removeprefix("python cli.py ").split()]
    assert main([*arguments, "--json"]) == 0
    found = {one["id"]: one.get("all") for one in json.loads(capsys.readouterr().out)["indicators"]}
    assert round(found["cup_score"]["value"], 1) == 82.1
    assert (found["specialty_grade"]["n"], round(100 * found["specialty_grade"]["value"])) == (1312, 68)
