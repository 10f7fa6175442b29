"""The indicators a board looks at: at most seven, from the setting `board_indicators`, else those of the next gate."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from decisions.gates import GATES, PilotDay, standing
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.metric_catalogue import metrics

MOST = 7


def board(w: Warehouse) -> tuple[str, ...]:
    """The ids of the board's indicators in their order; a name that is no indicator is passed over."""
    return board_of(w.setting("board_indicators"), standing(w))[0]


def board_of(written: str | None, on: PilotDay) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The board's indicators by what the setting says, else by the gate ahead (the last one where no day is known or
    all are past), and the names in the setting that are no indicators."""
    named = tuple(dict.fromkeys(word.strip() for word in (written or "").replace(";", ",").split(",") if word.strip()))
    known = tuple(name for name in named if name in metrics())[:MOST]
    return known or of_gate(on.next_gate or GATES[-1]), tuple(name for name in named if name not in metrics())


def of_gate(gate: int) -> tuple[str, ...]:
    """What a board looks at on the way to a gate."""
    return tuple(_by_gate()[str(gate)]["indicators"])


def why_board(gate: int) -> str:
    """Why a board looks at these."""
    return _by_gate()[str(gate)]["because"]


@cache
def _by_gate() -> dict[str, dict]:
    return tomllib.loads((Path(__file__).parent / "board.toml").read_text("utf-8"))
