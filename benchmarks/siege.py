"""python -m benchmarks.siege: kills, flips, mutants and attacks from one seed; prints for each kind how many were tried
and how many held.

--seed N another draw; --share 0.2 a fifth of the drawn ones; --only WORDS kinds by their name; --page writes
docs/siege.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.besieged import costly_files, damaged_folder, hostile_input, killed
from benchmarks.besieged.attack import Kind, Tried, empty_folder

KINDS = (*killed.KINDS, *damaged_folder.KINDS, *hostile_input.KINDS, *costly_files.KINDS)
PAGE = Path(__file__).parents[1] / "docs" / "siege.md"
MOST_TOLD = 10  # attacks of one kind that did not hold


@dataclass(frozen=True)
class Besieged:
    """A kind with all that was tried of it, and the seconds that took."""

    kind: Kind
    tried: tuple[Tried, ...]
    seconds: float

    @property
    def broke(self) -> list[Tried]:
        """What did not hold."""
        return [one for one in self.tried if one.broke]

    @property
    def held(self) -> int:
        """How many held."""
        return len(self.tried) - len(self.broke)


def besieged(kind: Kind, seed: int, share: float) -> Besieged:
    """The kind tried, whatever the others drew; `share` of as often as it is tried in full."""
    began = time.monotonic()
    with empty_folder() as place:
        tried = tuple(kind.tried(random.Random(f"{kind.name} {seed}"), place, round(kind.times * share)))
    return Besieged(kind, tried, time.monotonic() - began)


def page(found: list[Besieged], seed: int, share: float) -> str:
    """The result as it is kept."""
    tried, held = sum(len(one.tried) for one in found), sum(one.held for one in found)
    lines = [
        "# Under siege",
        "",
        f"`python -m benchmarks.siege --page --share {share:g}`, seed {seed}, {date.today():%-d %B %Y}: {held:,} of "
        f"{tried:,} held, in {sum(one.seconds for one in found) / 60:.0f} minutes on a computer of two processors that "
        "others used too. Each kind draws",
        "its attacks from the seed; another seed draws others.",
        "",
        "| what was tried | held means | tried | held |",
        "|---|---|---|---|",
        *(f"| {one.kind.name} | {one.kind.held} | {len(one.tried):,} | {one.held:,} |" for one in found),
        "",
    ]
    broke = [f"- {one.kind.name}: {each.what}: {each.broke}" for one in found for each in one.broke[:MOST_TOLD]]
    return "\n".join(lines + (["What did not hold:", "", *broke, ""] if broke else []))


def main() -> int:
    """Tries all kinds and prints; 1 where anything did not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="kinds whose name holds these words")
    options.add_argument("--share", type=float, default=1.0, help="of the attacks that are drawn, such as 0.2")
    options.add_argument("--page", action="store_true", help="write docs/siege.md")
    asked = options.parse_args()
    found = []
    print(f"{'':30} {'tried':>6} {'held':>6} {'seconds':>8}")
    for kind in (one for one in KINDS if asked.only in one.name):
        one = besieged(kind, asked.seed, asked.share)
        print(f"{kind.name:30} {len(one.tried):6} {one.held:6} {one.seconds:8.0f}", flush=True)
        for each in one.broke[:MOST_TOLD]:
            print(f"    {each.what}: {each.broke}", flush=True)
        found.append(one)
    if asked.page:
        PAGE.write_text(page(found, asked.seed, asked.share), "utf-8")
    return 1 if any(one.broke for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
