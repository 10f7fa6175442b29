"""The file behind the hundred dots of *Decide*: of pilots that pay nothing, how many each rule tells to scale."""

from __future__ import annotations

import csv
import io

from benchmarks.decided.rival_rules import SCALE
from benchmarks.decided.verdict_tallies import VerdictTally
from benchmarks.measure import ROOT

FILE = ROOT / "decisions" / "verdict" / "simulated_cells.csv"
HEAD = ("pilots", "lots", "buyers", "drawn", "told_to_scale_share", "spreadsheet_scale_share")
PAYS_NOTHING = 0.01  # a true gain nearer to 0 than this, in USD per kg


def dots_file(cells: list[VerdictTally]) -> str:
    """The cells whose pilots truly neither gain nor lose and break nothing, a line each."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEAD)
    for one in cells:
        if abs(one.truth.goal) < PAYS_NOTHING and not one.cell.guarded:
            scale, sheet = one.share(one.said, SCALE), one.share(one.spreadsheet, SCALE)
            lines.writerow((one.cell.name, one.cell.lots, one.cell.buyers, one.pilots, f"{scale:.4f}", f"{sheet:.4f}"))
    return out.getvalue()
