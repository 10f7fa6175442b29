"""The chart of one indicator as a page shows it."""

from __future__ import annotations

from metrics.engine.metric_catalogue import metrics
from packs.metric_charts import Beside, drawn_view
from ui.parts.chart_block import Ready, ready
from ui.parts.filters import Chosen
from ui.state import results


def metric_chart(metric_id: str, chosen: Chosen, beside_last: bool = False, view: str = "cases") -> Ready | None:
    """A chart of one indicator of the page's season, with last season's stroke if asked; None where there is no number.

    `view` is one of `views`; where the answer has not got it, the first it has.
    """

    def draw():
        answer = results.answers(chosen.crop_year, chosen.splits)[metric_id]
        year = results.season_before(chosen.crop_year) if beside_last else None
        before = results.answers(year, chosen.splits).get(metric_id) if year else None
        beside = Beside(before, results.band(metric_id), results.thresholds().get(metric_id, ()))
        return drawn_view(metrics()[metric_id], answer, view, beside)

    return ready(metric_id, chosen, draw, beside_last, view)
