"""The same snapshot gives the same report to the last digit, whichever process is asked."""

import os
import subprocess
import sys
from pathlib import Path

from command_line.main import main
from history.snapshots import store

ROOT = Path(__file__).parents[2]


def test_three_reports_of_one_snapshot_in_two_processes_are_the_same_bytes(tmp_path, monkeypatch, capfd):
    workbook, home = tmp_path / "logs.xlsx", tmp_path / "home"
    monkeypatch.setenv("LOTWISE_HOME", str(home))
    monkeypatch.setenv("LOTWISE_KEEP_REPORTS", "no")
    assert main(["sample", str(workbook), "--messy"]) == 0
    store.refresh([workbook])
    capfd.readouterr()
    said = []
    for _ in range(2):
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
    assert said[0] == said[1] == said[2]
