"""Runs a command as a cold process and says how long it took and how much memory it and its children held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out" / "benchmarks"


@dataclass(frozen=True)
class Run:
    """One cold process: wall seconds, the highest sum of resident memory of it and its children in MB, what it said."""

    seconds: float
    peak_mb: float
    code: int
    out: str
    err: str


def run(command: Sequence[str], home: Path | None = None, limit_seconds: float = 300) -> Run:
    """The command's run from the project's root, with an empty data folder unless one is given; a report is kept and
    answered from a kept one only there."""
    keeps = "yes" if home else "no"
    environment = os.environ | {
        "LOTWISE_HOME": str(home or OUT / "home"),
        "LOTWISE_KEEP_REPORTS": keeps,
        "PYTHONUTF8": "1",
    }
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done), daemon=True)
    watcher.start()
    try:
        out, err = process.communicate(timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        err += f"stopped after {limit_seconds:g} seconds"
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    return Run(seconds, peak[0], process.returncode, out, err)


def rounds(commands: dict[str, Sequence[str]], times: int = 5) -> dict[str, list[Run]]:
    """Every command run `times` times, taking turns, so that a busy moment of the machine meets them all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(run(command))
    return runs


def median_seconds(runs: Sequence[Run]) -> float:
    """The middle of the wall seconds."""
    return statistics.median(one.seconds for one in runs)


def peak_mb(runs: Sequence[Run]) -> float:
    """The highest memory of any run."""
    return max(one.peak_mb for one in runs)


def python(*arguments: str) -> list[str]:
    """A command for this interpreter."""
    return [sys.executable, *arguments]


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.01):
        peak[0] = max(peak[0], sum(map(resident_mb, family(pid))))


def family(pid: int) -> list[int]:
    """The process and all its descendants; empty where there is no /proc."""
    try:
        children = " ".join(task.read_text("ascii") for task in Path(f"/proc/{pid}/task").glob("*/children")).split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in family(int(child)))]


def resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0
