"""The strip of each tested goal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from decisions.verdict.verdict import Standing
from packs.gate_strips import drawn_strip, strip_looks
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen

EVERYTHING = Chosen(None, {})


def strips(found: Standing, given: Mapping[str, Any] | None) -> None:
    """Draws one strip for each tested goal, the money first."""
    for title, rows in strip_looks(found, given).items():
        st.header(title, anchor=False)
        values = [str(sorted(one.items(), key=lambda item: item[0])) for _, _, one in rows]
        show_chart(ready(f"strip {title}", EVERYTHING, partial(drawn_strip, rows, title), *values), "decide")
