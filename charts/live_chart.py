"""The one chart of pages and decks: a bundle of plotly.js with bars and points alone, and what makes it live."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "live"
BUNDLE = FOLDER / "plotly-basic.min.js"  # plotly.js-basic-dist-min 4.1.1 of npm: bars and points, all that is drawn


@cache
def scripts() -> tuple[str, str]:
    """The two scripts in their order: the first sets `Plotly`, the second `liveChart` in the page they stand in."""
    return BUNDLE.read_text("utf-8"), (FOLDER / "live_chart.js").read_text("utf-8")


@cache
def module() -> str:
    """The same as one module that gives `Plotly` and `liveChart` to whoever imports it."""
    bundle, live = scripts()
    given = "const Plotly = module.exports;"
    return "\n".join(("const module = { exports: {} };", bundle, given, live, "export { Plotly, liveChart };"))


@cache
def module_name() -> str:
    """The file name of the module, another one once its bytes are others, so that a browser may keep it for ever."""
    return f"live-chart-{hashlib.sha256(module().encode()).hexdigest()[:12]}.js"
