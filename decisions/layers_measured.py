"""How many numbers of a layer rest on cases enough, which is what shows that the layer is measured."""

from __future__ import annotations

from collections.abc import Iterator

from logbooks.fixed_numbers import fixed
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.compute import answer
from metrics.engine.metric_catalogue import metrics


def layer_measured(warehouse: Warehouse, layer: str, crop_year: str | None) -> dict:
    """The row of a condition of evidence: of how many indicators of the layer micro-lots of that season have a value
    with the plan's least cases (`found`, their titles in `titles`), and how many are `wanted`. No more are looked for
    than those."""
    wanted = int(fixed("layer_numbers"))
    titles: list[str] = []
    for title in _resting_on_enough(warehouse, layer, crop_year):
        titles.append(title)
        if len(titles) == wanted:
            break
    return {"found": len(titles), "wanted": wanted, "titles": ", ".join(titles) or None}


def _resting_on_enough(warehouse: Warehouse, layer: str, crop_year: str | None) -> Iterator[str]:
    least = {
        row["indicator"]: row["min_n"]
        for row in warehouse.rows("SELECT indicator, max(min_n) AS min_n FROM plan GROUP BY indicator")
    }
    for metric in metrics().values():
        if metric.layer == layer:
            found = answer(warehouse, metric.id, crop_year).groups.get("micro")
            needed = least.get(metric.id) or fixed("layer_least_cases")
            if found is not None and found.value is not None and found.n >= needed:
                yield metric.title
