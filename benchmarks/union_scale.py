"""What an engine costs beside one process, over many invented cooperatives: python -m benchmarks.union_scale

Each member is a data folder of its own, with a snapshot of a cooperative of one of `--truths` truths, drawn with a seed
of its own; further members hold the same snapshots under other names. Every engine works in a cold process with nothing
kept; its summaries must be those of `here`, byte for byte. Printed: processor seconds in all, of a start without work
and a member, the overhead over `here` apart from the start, and the memory of the largest worker early and late.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import click
import duckdb

from benchmarks.measure import OUT, ROOT, family, resident_mb
from connectors.cells import Tab

MEMBERS = OUT / "union"
LOOK_SECONDS = 0.2
HEADS = (
    "engine",
    "processor s",
    "of the start",
    "a member",
    "overhead",
    "wall s",
    "worker MB early, late",
    "asker MB",
    "same",
)
MANY_RECEIPTS, SCALE_OF_MANY = 100_000, 10  # split finer, the sample's deliveries would weigh too little to be believed
START_ALONE = "nobody"  # members whose folder is empty, one a worker: an engine starts and ends for them alone


@dataclass(frozen=True)
class EngineRun:
    """One cold run: processor and wall seconds of all its processes, the summaries by member as hashes, the resident
    MB of its largest worker in the first and in the last third, and of the process that asked."""

    processor_seconds: float
    wall_seconds: float
    summaries: dict[str, str]
    early_mb: float
    late_mb: float
    asker_mb: float


def member_folders(members: int, truths: int, receipts: int) -> list[Path]:
    """The data folders of so many members, made where they are missing."""
    made = [_snapshot_folder(seed, receipts) for seed in range(1, min(truths, members) + 1)]
    return [made[number % len(made)] for number in range(members)]


def _snapshot_folder(seed: int, receipts: int) -> Path:
    folder = MEMBERS / f"seed_{seed}_receipts_{receipts}"
    if not (folder / "current.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        code = f"from benchmarks.union_scale import draw; draw({seed}, {receipts})"
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"LOTWISE_HOME": str(folder)}, check=True
        )
    return folder


def draw(seed: int, receipts: int) -> None:
    """Keeps the snapshot of a cooperative with a truth of its own in this process's data folder."""
    from history.snapshots import store
    from sample_data.make import workbook
    from sample_data.truth_file import of_seed

    scale = 1 if receipts < MANY_RECEIPTS else SCALE_OF_MANY
    book = workbook(seed, scale, of_seed(seed, scale).figures)
    tabs = tuple(_split(tab, receipts) if tab.sheet == "Receipts" else tab for tab in book.tabs)
    store.keep([replace(book, tabs=tabs)])


def _split(tab: Tab, receipts: int) -> Tab:
    """The tab with every delivery written as so many equal ones that there are about so many rows."""
    cells = tab.table
    pieces = max(1, receipts // (cells.num_rows - 1))
    heads = {said: name for name, said in cells.slice(0, 1).to_pylist()[0].items()}
    weight, number = heads["Weight (kg)"], heads["Receipt number"]
    split = duckdb.sql(f"""
        SELECT (row_number() OVER (ORDER BY row, piece))::INTEGER AS row, * EXCLUDE (row, piece) REPLACE (
            CASE WHEN row = 1 THEN {weight} ELSE (round({weight}::DOUBLE / {pieces}, 6))::VARCHAR END AS {weight},
            CASE WHEN row = 1 THEN {number} ELSE {number} || '-' || piece END AS {number})
        FROM cells, range({pieces}) AS times(piece) WHERE row > 1 OR piece = 0 ORDER BY row""")
    return replace(tab, cells=split.to_arrow_table() if split else tab.cells)


def work(engine: str, workers: int, names: list[str], folders: list[str]) -> None:
    """Has the summaries of all worked out and kept in this process's data folder; what fails is said."""
    from command_line.light_start import make_light
    from union.federation.engine_limits import engine_limits
    from union.federation.gathered import gathered
    from union.federation.members import Federation, Member

    make_light()
    told = Federation(tuple(Member(name, Path(folder)) for name, folder in zip(names, folders, strict=True)))
    for one in gathered(told, engine, replace(engine_limits(), workers=workers)):
        if one.reason and not one.name.startswith(START_ALONE):
            print(f"{one.name}: {one.reason}", file=sys.stderr)


def engine_run(engine: str, workers: int, folders: dict[str, Path]) -> EngineRun:
    """One cold run of an engine over these members."""
    home = OUT / "union_home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    arguments = (engine, workers, list(folders), [str(folder) for folder in folders.values()])
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from benchmarks.union_scale import work; work(*{arguments!r})"],
        cwd=ROOT,
        env=os.environ | {"LOTWISE_HOME": str(home), "OPENBLAS_NUM_THREADS": "1"},
    )
    seen: list[dict[int, float]] = []
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, seen, done))
    watcher.start()
    _, _, used = os.wait4(process.pid, 0)
    done.set()
    watcher.join()
    third = max(1, len(seen) // 3)
    return EngineRun(
        used.ru_utime + used.ru_stime,
        time.perf_counter() - began,
        {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in home.glob("union_summaries/*")},
        _largest(seen[:third], process.pid),
        _largest(seen[-third:], process.pid),
        max((look.get(process.pid, 0.0) for look in seen), default=0.0),
    )


def _watch(pid: int, seen: list[dict[int, float]], done: threading.Event) -> None:
    while not done.wait(LOOK_SECONDS):
        seen.append({one: resident_mb(one) for one in family(pid)})


def _largest(seen: list[dict[int, float]], asker: int) -> float:
    return max((mb for look in seen for pid, mb in look.items() if pid != asker), default=0.0)


@click.command()
@click.option("--members", default=20, show_default=True)
@click.option("--engine", "engines", multiple=True, default=("pool", "dask"), show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--truths", default=12, show_default=True, help="Cooperatives drawn; more members share their snapshots.")
@click.option("--receipts", default=0, help="So many receipts a cooperative, the sample's divided; else the sample's.")
def main(members: int, engines: tuple[str, ...], workers: int, truths: int, receipts: int) -> None:
    """Prints a table; ends with 1 where the summaries of an engine are not those of one process."""
    places = member_folders(members, truths, receipts)
    folders = {f"Cooperative {number + 1}": place for number, place in enumerate(places)}
    empty = MEMBERS / START_ALONE
    (empty / "snapshots").mkdir(parents=True, exist_ok=True)
    nobody = {f"{START_ALONE} {number}": empty for number in range(workers)}
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    alone, differs = None, False
    for engine in dict.fromkeys(("here", *engines)):
        start = engine_run(engine, workers, nobody)
        run = engine_run(engine, workers, folders)
        alone = alone or (run, start)
        spent = run.processor_seconds - start.processor_seconds
        over = spent / (alone[0].processor_seconds - alone[1].processor_seconds) - 1
        same = sum(run.summaries.get(name) == told for name, told in alone[0].summaries.items())
        differs |= same < members
        print(
            f"| {engine} | {run.processor_seconds:.1f} | {start.processor_seconds:.1f} | {spent / members:.2f} | "
            f"{over:+.0%} | {run.wall_seconds:.1f} | {run.early_mb:.0f}, {run.late_mb:.0f} | {run.asker_mb:.0f} | "
            f"{same} of {members} |",
            flush=True,
        )
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
