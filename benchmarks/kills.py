"""Refreshes killed at random moments while three readers read: `python -m benchmarks.kills [300 [SEED]]` prints what
comes of it, every ten.

Ended by Ctrl+C or SIGTERM it tells of those before.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from history.snapshots import store
from tests.history.snapshots.killing import READERS, Outcome, kill_refreshes

EVERY = 10


def main() -> int:
    """Kills them, prints the figures; 1 where a reader met anything."""
    kills, seed = (*map(int, sys.argv[1:3]), *(300, 1)[len(sys.argv) - 1 :])[:2]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["LOTWISE_HOME"] = str(Path(folder) / "home")
        started = time.monotonic()
        outcome = kill_refreshes(Path(folder), kills, seed=seed, say=_progress)
        took, orphans = time.monotonic() - started, len(store.remove_orphans())
    print(
        f"{outcome.killed + outcome.finished} of {kills} refreshes in {took:.0f} s; a whole one takes "
        f"{outcome.whole_seconds:.2f} s"
    )
    print(
        f"killed {outcome.killed}, done before their moment {outcome.finished}; the new data were there after "
        f"{outcome.changed}"
    )
    for where, times in outcome.fell.most_common():
        print(f"{times:6} killed {where}")
    print(f"{outcome.thinned} old snapshots thinned meanwhile; {orphans} files left behind, removed at the next start")
    print(f"{READERS} readers, {outcome.readings} readings: {len(outcome.faults)} errors, partial or older states")
    for fault in outcome.faults[:20]:
        print(f"  {fault}")
    return 1 if outcome.faults else 0


def _progress(number: int, outcome: Outcome) -> None:
    if number % EVERY == 0:
        print(f"{number}: {outcome.killed} killed, {outcome.finished} done, {len(outcome.faults)} faults", flush=True)


if __name__ == "__main__":
    sys.exit(main())
