"""The indicators a board looks at: at most seven, from the setting `board_indicators`, else those of the method."""

from __future__ import annotations

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.metric_catalogue import metrics

MOST = 7
USUAL = (
    "realised_premium",
    "break_even",
    "sold_share",
    "deal_closure",
    "specialty_grade",
    "farmer_premium_share",
    "sop_compliance",
)


def board(w: Warehouse) -> tuple[str, ...]:
    """The ids of the board's indicators in their order; a name that is no indicator is passed over."""
    written = w.rows("SELECT setting_text('board_indicators') AS written")[0]["written"]
    wanted = [name.strip() for name in written.replace(";", ",").split(",")] if written else list(USUAL)
    known = [name for name in dict.fromkeys(wanted) if name in metrics()]
    return tuple(known[:MOST]) or USUAL
