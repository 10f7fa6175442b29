"""Refreshes killed at random moments while three readers read: `python benchmarks/kills.py [300]` prints what came of it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from logbooks import store
from tests.logbooks.killing import READERS, kill_refreshes


def main() -> int:
    """Kills them, prints the figures; 1 where a reader met anything."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOTWISE_HOME"] = str(Path(folder) / "home")
        started = time.monotonic()
        outcome = kill_refreshes(Path(folder), kills, seed=1)
        took, orphans = time.monotonic() - started, len(store.remove_orphans())
    print(f"{kills} refreshes in {took:.0f} s; a whole one takes {outcome.whole_seconds:.2f} s")
    print(f"killed {outcome.killed}, done before their moment {outcome.finished}; the new data were there after {outcome.changed}")
    print(f"{READERS} readers, {outcome.readings} readings: {len(outcome.faults)} errors, partial or older states")
    print(f"{orphans} files left behind, removed at the next start")
    for fault in outcome.faults[:20]:
        print(f"  {fault}")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
