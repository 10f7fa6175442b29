"""What must be said of the kg green beneath a number: of which lots they are estimates, and whether the streams stand
on the same weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from logbooks.fixed_numbers import fixed
from logbooks.warehouse.shared_tables import made_of
from metrics.engine.contract import Composite, Metric

if TYPE_CHECKING:
    from metrics.engine.question import Question

GREEN = "SELECT crop_year, stream, lot_id, produced_kg, rung, station, variety, process FROM produced"
MILLED, REGISTERED, ESTIMATED = "milled", "registered", "estimated"
SOURCES = {1: MILLED, 2: REGISTERED, 3: ESTIMATED, 4: ESTIMATED}
NAMES_SHOWN = 5


def green_notes(question: Question, metric: Metric, lots_of: Collection[str]) -> tuple[str, ...]:
    """The sentences to stand beside a number made of these lots; none where the indicator reads no kg green. What
    farmers are paid per kg green rests on all lots."""
    read = frozenset[str]().union(*(made_of(sql) for sql in metric.queries))
    if "produced" not in read:
        return ()
    lots = question.rows(GREEN)
    own = [lot for lot in lots if lot["lot_id"] in lots_of or "farmer_pay" in read]
    estimated, of = [lot["lot_id"] for lot in own if SOURCES[lot["rung"]] == ESTIMATED], len(own)
    notes = []
    if estimated:
        notes.append(
            f"Estimated from deliveries, because no weight of the green coffee is written down: the kg green of "
            f"{len(estimated)} of {of} lots ({shown(estimated)})."
        )
    of_both = len({lot["stream"] for lot in own}) == 2 or not isinstance(metric, Composite)
    return (*notes, *_unlike(lots)) if of_both else tuple(notes)


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
        "Micro and bulk do not stand on the same weights. Of the kg green of micro {} % come from milling, {} % from "
        "the register of lots and {} % are estimated from deliveries; of bulk {} %, {} % and {} %.".format(
            *(f"{share * 100:.0f}" for shares in (micro, bulk) for share in shares.values())
        ),
    )
