"""The same snapshot, and the same workbook, give the same report to the last digit, whichever process is asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line.main import main
from history.snapshots import store

pytestmark = pytest.mark.own_processes  # so that what is read twice is read twice
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("times", [1, pytest.param(2, marks=pytest.mark.long)])
def test_reports_of_one_snapshot_in_two_processes_are_the_same_bytes(times, tmp_path, monkeypatch, capfd):
    workbook, home = tmp_path / "logs.xlsx", tmp_path / "home"
    monkeypatch.setenv("LOTWISE_HOME", str(home))
    monkeypatch.setenv("LOTWISE_KEEP_REPORTS", "no")
    assert main(["sample", str(workbook), "--messy"]) == 0
    store.refresh([workbook])
    capfd.readouterr()
    said = []
    for _ in range(times):
        assert main(["report", "--json", "--crop-year", "all"]) == 0
        said.append(capfd.readouterr().out.encode())
    beside = subprocess.run(
        [sys.executable, "cli.py", "report", "--json", "--crop-year", "all"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    said.append(beside.stdout)
    assert len(said[0]) > 10_000
    assert len(said) == times + 1 and len(set(said)) == 1


def test_a_workbook_read_twice_gives_the_same_numbers_to_the_last_digit(tmp_path, monkeypatch, capfd):
    """Only the name of the reading and its hour are others; every reading puts the rows in the order of the sheet."""
    workbook = tmp_path / "logs.xlsx"
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    assert main(["sample", str(workbook), "--messy"]) == 0
    capfd.readouterr()
    said = []
    for _ in range(2):
        assert main(["report", str(workbook), "--json", "--crop-year", "all"]) == 0
        told = json.loads(capfd.readouterr().out)
        del told["snapshot"]
        for one in told["sources"]:
            del one["read_at"]
        said.append(json.dumps(told))
    assert len(said[0]) > 10_000 and said[0] == said[1]
