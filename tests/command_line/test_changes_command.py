"""python cli.py changes: in words, as JSON, as a workbook; and what it says where there is nothing to compare."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from history.snapshots import store
from tests.command_line.calling import called, one_sentence
from words.moment_words import taken_away

OFFERS = (
    "Offer,Lot,Buyer,Offered on,Weight (kg),Status,Closed on,Accepted price "
    "(USD/kg)\nO-1,{},Acme,2025-12-01,100,accepted,2025-12-20,{}\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    (tmp_path / "Lots.csv").write_text("Lot,Stream,Crop year\nM-1,micro,2025/26\n", encoding="utf-8")
    return tmp_path


def read(home: Path, price: str, lot: str = "M-1") -> str:
    (home / "Offers.csv").write_text(OFFERS.format(lot, price), encoding="utf-8")
    return store.refresh([home / "Lots.csv", home / "Offers.csv"])


def changes(home: Path, *arguments: object) -> subprocess.CompletedProcess:
    return called("changes", *arguments, home=home / "home")


def test_one_reading_alone_can_be_compared_with_nothing(home):
    read(home, "7.1")
    done = changes(home)
    assert done.returncode == 2
    assert one_sentence(done).startswith("There is no earlier snapshot to compare with.")


def test_a_first_reading_of_own_sheets_is_not_compared_with_the_sample(home):
    (home / "Settings.csv").write_text("Setting,Value\nsynthetic,yes\n", encoding="utf-8")
    store.refresh([home / "Settings.csv"])
    read(home, "7.1")
    done = changes(home)
    assert done.returncode == 2 and "This is the first reading of your own sheets" in done.stderr.decode()


def test_two_readings_in_words_as_json_and_as_a_workbook(home):
    first, second = read(home, "7.1"), read(home, "7.5")
    told = changes(home, "--from", first, "--to", second)
    assert told.returncode == 0
    assert b"O-1: Accepted price (USD/kg) was 7.1, now 7.5. The offer was accepted on" in told.stdout
    done = changes(home, "--json", "--out", home / "out.xlsx")
    found = json.loads(done.stdout)
    assert (found["from"]["snapshot"], found["to"]["snapshot"]) == (first, second)
    assert [(row["who"], row["kind"], row["edits"][0]["after"]) for row in found["rows"]] == [("O-1", "changed", "7.5")]
    assert "Offers" in openpyxl.load_workbook(home / "out.xlsx").sheetnames
    assert [one.pins for one in store.history()] == [(taken_away("an export of what changed"),)] * 2


def test_a_season_whose_lots_were_all_deleted_has_its_numbers_told_too(home):
    """O-1 is of M-0 of 2024/25: its price was a number of that season, and is one of the season of its day now."""
    (home / "Lots.csv").write_text("Lot,Stream,Crop year\nM-0,micro,2024/25\nM-1,micro,2025/26\n", encoding="utf-8")
    first = read(home, "7.1", "M-0")
    (home / "Lots.csv").write_text("Lot,Stream,Crop year\nM-1,micro,2025/26\n", encoding="utf-8")
    read(home, "7.1", "M-0")
    told = changes(home, "--from", first, "--out", home / "out.xlsx").stdout
    assert b"THE NUMBERS OF 2024/25" in told
    assert b"THE NUMBERS OF 2024/25" not in changes(home, "--from", first, "--crop-year", "2025/26").stdout
    numbers = [
        [cell.value for cell in line]
        for line in openpyxl.load_workbook(home / "out.xlsx")["Numbers"].iter_rows(min_row=2)
    ]
    assert numbers[0][:2] == ["Season", "Number"] and {line[0] for line in numbers[1:]} == {"2024/25", "2025/26"}
