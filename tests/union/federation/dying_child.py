"""Stands in for a process of the pool and does what the member's name says: dies once, dies always, never answers, or
answers. What it did before it notes in the member's folder."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from union.federation.member_summary import MadeSummary, MemberAsked


def main() -> None:
    for line in sys.stdin.buffer:
        one = MemberAsked.of_line(line)
        tries = Path(one.folder) / f"{one.name}.tries"
        before = len(tries.read_bytes()) if tries.exists() else 0
        tries.write_bytes(b"x" * (before + 1))
        if one.name == "dies always" or (one.name.startswith("dies once") and not before):
            os._exit(9)
        if one.name == "never answers":
            threading.Event().wait()
        sys.stdout.buffer.write(MadeSummary(one.name, key="k", content=one.name.encode()).line())
        sys.stdout.buffer.flush()


main()
