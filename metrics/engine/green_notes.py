"""What must be said of the kg green beneath a number: of which lots they are estimates, and whether the streams stand
on the same weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from logbooks.fixed_numbers import fixed
from logbooks.warehouse.shared_tables import made_of
from metrics.engine.contract import Metric

if TYPE_CHECKING:
    from metrics.engine.question import Question

GREEN = "SELECT crop_year, stream, lot_id, produced_kg, rung, station, variety, process FROM produced"
MILLED, REGISTERED, ESTIMATED = "milled", "registered", "estimated"
SOURCES = {1: MILLED, 2: REGISTERED, 3: ESTIMATED, 4: ESTIMATED}
NAMES_SHOWN = 5


def green_notes(question: Question, metric: Metric, groups: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences to stand beside a number of these groups of an indicator; none where it reads no kg green."""
    if not any("produced" in made_of(sql) for sql in metric.queries):
        return ()
    lots = question.rows(GREEN)
    estimated = [lot["lot_id"] for lot in lots if lot["stream"] in groups and SOURCES[lot["rung"]] == ESTIMATED]
    of = sum(lot["stream"] in groups for lot in lots)
    notes = []
    if estimated:
        notes.append(
            f"Estimated from deliveries, because no weight of the green coffee is written down: the kg green of "
            f"{len(estimated)} of {of} lots ({shown(estimated)})."
        )
    return (*notes, *_unlike(lots))


def shown(lots: list[str]) -> str:
    """The first few of those lots by name, and how many more there are."""
    names = sorted(lots)
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _unlike(lots: list[dict]) -> tuple[str, ...]:
    """The sentence saying on which weights each stream stands, where they differ by more than a tenth of their kg."""
    kg: dict[str, Counter] = defaultdict(Counter)
    for lot in lots:
        kg[lot["stream"]][SOURCES[lot["rung"]]] += lot["produced_kg"]
    if any(not sum(kg[stream].values()) > 0 for stream in ("micro", "bulk")):
        return ()
    micro, bulk = (
        {source: kg[stream][source] / sum(kg[stream].values()) for source in (MILLED, REGISTERED, ESTIMATED)}
        for stream in ("micro", "bulk")
    )
    if sum(abs(micro[source] - bulk[source]) for source in micro) / 2 <= fixed("unlike_weights_share"):
        return ()
    return (
        f"Micro and bulk do not stand on the same weights. Of the kg green of micro {micro[MILLED]:.0%} come from "
        f"milling, {micro[REGISTERED]:.0%} from the register of lots and {micro[ESTIMATED]:.0%} are estimated from "
        f"deliveries; of bulk {bulk[MILLED]:.0%}, {bulk[REGISTERED]:.0%} and {bulk[ESTIMATED]:.0%}.",
    )
