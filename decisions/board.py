"""The indicators a board looks at: at most seven, from the setting `board_indicators`, else those of the method."""

from __future__ import annotations

from logbooks.settings import default_of
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.metric_catalogue import metrics

MOST = 7


def board(w: Warehouse) -> tuple[str, ...]:
    """The ids of the board's indicators in their order; a name that is no indicator is passed over."""
    written = w.setting("board_indicators")
    return _known(written or "") or _known(str(default_of("board_indicators")))


def _known(names: str) -> tuple[str, ...]:
    """The indicators among these names, with commas between, as many as a board looks at."""
    wanted = dict.fromkeys(name.strip() for name in names.replace(";", ",").split(","))
    return tuple(name for name in wanted if name in metrics())[:MOST]
