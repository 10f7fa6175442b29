"""Refreshes killed at random moments while readers read: the refreshing process, the readers, and what came of it.

`python -m tests.logbooks.killing refresh` and `... read STOP` are the two kinds of child; `benchmarks/kills.py` prints the figures.
"""

from __future__ import annotations

import importlib
import os
import queue
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from connectors.source import Source

ROOT = Path(__file__).resolve().parents[2]
ROWS = 40
READERS = 3


@dataclass(frozen=True)
class Outcome:
    """What became of the refreshes, what the readers saw, and what is left."""

    killed: int
    finished: int                # those that were done before their moment came
    changed: int                 # how often the killed or finished ones had moved the pointer
    readings: int
    faults: tuple[str, ...]      # what a reader met: an error, a partial state, an older one than before
    whole_seconds: float


def write(file: Path, generation: int) -> None:
    """The sheet of one generation: every row says which it is."""
    rows = "".join(f"M-{number},micro,2025/26,{generation}\n" for number in range(ROWS))
    fresh = file.with_suffix(".new")
    fresh.write_text("Lot,Stream,Crop year,Planned (kg)\n" + rows, encoding="utf-8")
    os.replace(fresh, file)


def generation_seen() -> int:
    """The generation everybody sees; raises AssertionError where it is not one and whole."""
    from logbooks import store
    from logbooks.source_states import progress, source_states

    w = store.current()
    found = w.rows("SELECT count(*) AS rows, min(planned_kg)::INT AS first, max(planned_kg)::INT AS last FROM lots")[0]
    ledger = w.rows("SELECT sum(rows_in - used - doubtful - left_out - not_data)::INT AS lost FROM ledger")[0]["lost"]
    assert w.instead_of is None, f"{w.instead_of} is damaged"
    w.close()
    assert (found["rows"], ledger, found["first"]) == (ROWS, 0, found["last"]), f"partial: {found}, {ledger} rows lost"
    progress(), source_states()
    return found["last"]


def kill_refreshes(folder: Path, kills: int, seed: int) -> Outcome:
    """Kills that many refreshes, each at a moment drawn from the seed, while readers read; LOTWISE_HOME says where."""
    from logbooks import configuration
    from logbooks.refresh import refresh

    sheet, stop, moments = folder / "Lots.csv", folder / "stop", random.Random(seed)
    write(sheet, 0)
    configuration.add(Source("Lots", "workbook", str(sheet)))
    refresh()
    readers = [subprocess.Popen([sys.executable, "-m", "tests.logbooks.killing", "read", str(stop)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
               for _ in range(READERS)]
    for one in readers:
        one.stdout.readline()
    killed = finished = changed = 0
    with Refreshing() as refreshing:
        write(sheet, 1)
        whole = refreshing.run(None)[1]
        for generation in range(2, kills + 2):
            before = generation_seen()
            write(sheet, generation)
            done, took = refreshing.run(moments.uniform(0, 1.1) * whole)
            whole = min(whole, took) if done else whole
            killed, finished = killed + (not done), finished + done
            changed += generation_seen() > before
            assert not done or generation_seen() == generation
    stop.touch()
    told = [one.communicate(timeout=60)[0].splitlines() for one in readers]
    return Outcome(killed, finished, changed, sum(int(lines[-1]) for lines in told), tuple(line for lines in told for line in lines[:-1]), whole)


class Refreshing:
    """A process that refreshes on demand and can be killed; where the system can fork, everything is imported once."""

    def __enter__(self) -> Refreshing:
        self.forks = hasattr(os, "fork")
        self.lines: queue.SimpleQueue = queue.SimpleQueue()
        if self.forks:
            self._start("nursery")
        return self

    def __exit__(self, *_: object) -> None:
        if self.forks:
            self.process.stdin.close()
        self.process.wait()

    def _start(self, what: str) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "tests.logbooks.killing", what], cwd=ROOT, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        out = self.process.stdout
        threading.Thread(target=lambda: [self.lines.put(line.strip()) for line in out], daemon=True).start()
        assert self.lines.get(timeout=60) == "ready"

    def run(self, seconds: float | None) -> tuple[bool, float]:
        """One refresh, killed after so many seconds unless it is over; whether it was over, and how long it took."""
        if not self.forks:
            self._start("refresh")
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        pid = int(self.lines.get(timeout=60))
        started = time.monotonic()
        try:
            done = self.lines.get(timeout=120 if seconds is None else seconds) == "done"
        except queue.Empty:
            done = False
            if self.forks:
                os.kill(pid, 9)
                self.lines.get(timeout=60)
            else:
                self.process.kill()
                self.process.wait()
        return done, time.monotonic() - started


def _refreshing(forks: bool) -> None:
    from logbooks.refresh import refresh

    if forks:
        _import_what_a_refresh_imports()
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork() if forks else 0
        if not child:
            print(os.getpid(), flush=True)
            refresh()
            if forks:
                os._exit(0)
        ended = os.waitpid(child, 0)[1] if forks else 0
        print("done" if ended == 0 else "dead", flush=True)


def _import_what_a_refresh_imports() -> None:
    """Imports here what one refresh imports, told by a process of its own, so that later ones are killed at work and not while importing."""
    told = "import sys; from logbooks.refresh import refresh; refresh(force=True); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in done.stdout.split():
        if name.partition(".")[0] not in ("__main__", "sitecustomize"):
            with suppress(ImportError):
                importlib.import_module(name)


def _read(stop: Path) -> None:
    newest, readings, pause, parent = -1, 0, threading.Event(), os.getppid()
    while not stop.exists() and os.getppid() == parent:
        try:
            seen = generation_seen()
            if seen < newest:
                print(f"older: {seen} after {newest}", flush=True)
            newest, readings = max(newest, seen), readings + 1
        except Exception as fault:
            print(f"{type(fault).__name__}: {str(fault)[:200]!r}", flush=True)
        if readings == 1:
            print("reading", flush=True)
        pause.wait(0.5)
    print(readings, flush=True)


if __name__ == "__main__":
    {"nursery": lambda: _refreshing(True), "refresh": lambda: _refreshing(False), "read": lambda: _read(Path(sys.argv[2]))}[sys.argv[1]]()
