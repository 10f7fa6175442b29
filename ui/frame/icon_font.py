"""The icons that anything here names, as a font seven times smaller than Streamlit's of all 4,300; made by
tests/ui/frame/small_icon_font.py."""

from __future__ import annotations

from pathlib import Path

import streamlit

STREAMLITS = Path(streamlit.__file__).parent / "static"
ICONS = Path(__file__).parent / "fonts" / "material-symbols-used.woff2"


def streamlits_font() -> Path:
    """The file of all icons."""
    [file] = STREAMLITS.rglob("MaterialSymbols-Rounded*.woff2")
    return file


def icons_address() -> str:
    """Where browsers ask Streamlit for it."""
    return f"/{streamlits_font().relative_to(STREAMLITS).as_posix()}"
