"""Refreshes killed at random moments while readers read: the refreshing process, the readers, and what came of it.

`python -m tests.history.snapshots.killing refresh` and `... read STOP TOLD` are the two kinds of child;
`benchmarks/kills.py` prints the figures.
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
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from connectors.source import Source
from tests.history.snapshots.kill_moments import MOMENTS, grow_old, on_disk, where_fell

ROOT = Path(__file__).resolve().parents[3]
ROWS = 40
READERS = 3
PATIENCE_SECONDS = 300.0  # of whoever waits for a child on a busy machine


@dataclass
class Outcome:
    """What became of the refreshes so far, what the readers met, and what is left."""

    killed: int = 0
    finished: int = 0  # those that were done before their moment came
    changed: int = 0  # how often the killed or finished ones had moved the pointer
    thinned: int = 0  # old snapshots the refreshes let go of
    readings: int = 0
    # what a reader met: an error, a partial state, an older one than before
    faults: list[str] = field(default_factory=list)
    fell: Counter = field(default_factory=Counter)  # where the kills fell, by what was on the disk then
    whole_seconds: float = 0.0


def write(file: Path, generation: int) -> None:
    """The sheet of one generation: every row says which it is."""
    rows = "".join(f"M-{number},micro,2025/26,{generation}\n" for number in range(ROWS))
    fresh = file.with_suffix(".new")
    fresh.write_text("Lot,Stream,Crop year,Planned (kg)\n" + rows, encoding="utf-8")
    os.replace(fresh, file)


def generation_seen(moment: str | None = None) -> int:
    """The generation everybody sees, or that of a moment; raises AssertionError where it is not one and whole."""
    from history.snapshots import store
    from refresh.source_states import progress, source_states

    w = store.at(moment) if moment else store.current()
    found = w.rows("SELECT count(*) AS rows, min(planned_kg)::INT AS first, max(planned_kg)::INT AS last FROM lots")[0]
    ledger = w.rows("SELECT sum(rows_in - used - doubtful - left_out - not_data - not_read)::INT AS lost FROM ledger")[
        0
    ]["lost"]
    assert w.instead_of is None, f"{w.instead_of} is damaged"
    w.close()
    assert (found["rows"], ledger, found["first"]) == (ROWS, 0, found["last"]), f"partial: {found}, {ledger} rows lost"
    progress(), source_states()
    return found["last"]


def kill_refreshes(
    folder: Path, kills: int, seed: int, say: Callable[[int, Outcome], object] = lambda *_: None
) -> Outcome:
    """Kills that many refreshes, each at a moment drawn from the seed, while readers read; LOTWISE_HOME says where.

    `say` is told after each. Stopped by hand, it returns what came of those before.
    """
    from refresh import configuration
    from refresh.one_refresh import refresh

    sheet, draw, outcome = folder / "Lots.csv", random.Random(seed), Outcome()
    write(sheet, 0)
    configuration.add(Source("Lots", "workbook", str(sheet)))
    refresh()
    grow_old()
    with _readers(folder, outcome), Refreshing() as refreshing, suppress(KeyboardInterrupt):
        write(sheet, 1)
        outcome.whole_seconds = refreshing.run(lambda stay: stay(PATIENCE_SECONDS))[1]
        before = generation_seen()
        for generation in range(2, kills + 2):
            write(sheet, generation)
            grow_old()
            before = _one(refreshing, draw, outcome, generation, before)
            say(generation - 1, outcome)
    return outcome


def _one(refreshing: Refreshing, draw: random.Random, outcome: Outcome, generation: int, before: int) -> int:
    """Runs one refresh to its moment and adds to the outcome; returns the generation seen then."""
    where, share, there = draw.choice(MOMENTS), draw.random(), on_disk()
    ended, took = refreshing.run(lambda stay: where(stay, share, outcome.whole_seconds))
    if ended == "killed":
        outcome.killed += 1
        outcome.fell[where_fell(there, on_disk())] += 1
    elif ended == "done":
        outcome.finished += 1
        outcome.whole_seconds = 0.7 * outcome.whole_seconds + 0.3 * took
    else:
        outcome.faults.append(f"refresh {generation} failed by itself: {ended}")
    outcome.thinned += len(there.kept - on_disk().kept)
    try:
        seen = generation_seen()
    except Exception as fault:
        outcome.faults.append(f"after refresh {generation}: {type(fault).__name__}: {str(fault)[:200]!r}")
        return before
    if seen < before or (ended == "done" and seen != generation):
        outcome.faults.append(f"{seen} is seen after refresh {generation}, {ended}; before it {before}")
    outcome.changed += seen > before
    return seen


@contextmanager
def _readers(folder: Path, outcome: Outcome) -> Iterator[None]:
    """Three that read until the end; what they met is added to the outcome, also where one had to be ended."""
    stop, told = folder / "stop", [folder / f"reader-{number}.txt" for number in range(READERS)]
    readers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.history.snapshots.killing", "read", str(stop), str(file)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for file in told
    ]
    try:
        for one in readers:
            assert _told_by(one).readline() == "reading\n"
        yield
    finally:
        stop.touch()
        for one, file in zip(readers, told, strict=True):
            try:
                if one.wait(PATIENCE_SECONDS):
                    outcome.faults.append(f"a reader ended by itself: {one.returncode}")
            except subprocess.TimeoutExpired:
                outcome.faults.append("a reader did not end")
                one.kill()
            _told_by(one).close()
            lines = file.read_text("utf-8").splitlines()
            outcome.readings += lines.count("read")
            outcome.faults += [line for line in lines if line != "read"]


def _told_by(child: subprocess.Popen[str]) -> IO[str]:
    """What a child writes."""
    assert child.stdout is not None, "every child here writes into a pipe"
    return child.stdout


def _told_to(child: subprocess.Popen[str]) -> IO[str]:
    """What a child that refreshes reads."""
    assert child.stdin is not None, "every child that refreshes reads from a pipe"
    return child.stdin


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
            _told_to(self.process).close()
        self.process.wait()

    def _start(self, what: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.history.snapshots.killing", what],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        threading.Thread(target=self._hear, args=(_told_by(self.process),), daemon=True).start()
        assert self.lines.get(timeout=PATIENCE_SECONDS) == "ready"

    def _hear(self, out: IO[str]) -> None:
        for line in out:
            self.lines.put(line.strip())
        self.lines.put("killed")

    def run(self, moment: Callable[[Callable[[float], bool]], object]) -> tuple[str, float]:
        """One refresh, killed when `moment` returns unless it is over: "done", "killed" or how it failed, and how long
        it took.

        The moment is given a way to stay for some seconds, which tells whether the refresh is over.
        """
        if not self.forks:
            self._start("refresh")
        orders = _told_to(self.process)
        orders.write("go\n")
        orders.flush()
        ended: list[str] = []
        pid, started = int(self.lines.get(timeout=PATIENCE_SECONDS)), time.monotonic()

        def stay(seconds: float) -> bool:
            with suppress(queue.Empty):
                if not ended:
                    ended.append(self.lines.get(timeout=seconds))
            return bool(ended)

        moment(stay)
        took = time.monotonic() - started
        if not ended:
            with suppress(ProcessLookupError):  # it was over in this very moment
                os.kill(pid, 9) if self.forks else self.process.kill()
            ended.append(self.lines.get(timeout=PATIENCE_SECONDS))
        return ended[0], took


def _refreshing(forks: bool) -> None:
    from refresh.one_refresh import refresh

    if forks:
        _import_what_a_refresh_imports()
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork() if forks else 0
        if not child:
            print(os.getpid(), flush=True)
            trouble = refresh().trouble
            if forks:
                os._exit(1 if trouble else 0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if forks else 1 if trouble else 0
        print({0: "done", -9: "killed"}.get(ended, f"exit code {ended}"), flush=True)


def _import_what_a_refresh_imports() -> None:
    """Imports here what one refresh imports, told by a process of its own, so that later ones are killed at work and
    not while importing."""
    told = "import sys; from refresh.one_refresh import refresh; refresh(force=True); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in done.stdout.split():
        if name.partition(".")[0] not in ("__main__", "sitecustomize"):
            with suppress(ImportError):
                importlib.import_module(name)


def _read(stop: Path, told: Path) -> None:
    from history.snapshots import store

    newest, readings, pause, parent, long_ago = -1, 0, threading.Event(), os.getppid(), store.history()[-1].read_at
    with told.open("w", encoding="utf-8", buffering=1) as out:
        while not stop.exists() and os.getppid() == parent:
            try:
                seen, then = generation_seen(), 0 if readings % 4 else generation_seen(long_ago)
                if seen < newest or then:
                    print(
                        f"older: {seen} after {newest}" if seen < newest else f"{then} is seen for the time of 0",
                        file=out,
                    )
                newest, readings = max(newest, seen), readings + 1
                print("read", file=out)
            except Exception as fault:
                print(f"{type(fault).__name__}: {str(fault)[:200]!r}", file=out)
            if readings == 1:
                print("reading", flush=True)
            pause.wait(0.5)


if __name__ == "__main__":
    {
        "nursery": lambda: _refreshing(True),
        "refresh": lambda: _refreshing(False),
        "read": lambda: _read(Path(sys.argv[2]), Path(sys.argv[3])),
    }[sys.argv[1]]()
