"""Workbooks made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from connectors.temporary_copies import temporary_folder
from ui.state import visitor


def download_made(label: str, write: Callable[[Path], None], file_name: str, key: str) -> None:
    """Draws the button that gives the workbook which `write` writes once it is pressed, of what this page shows."""
    st.download_button(
        label,
        visitor.as_shown(lambda: bytes_of(write)),
        file_name=file_name,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def bytes_of(write: Callable[[Path], None]) -> bytes:
    """What `write` writes to the path it is given."""
    with temporary_folder() as folder:
        path = Path(folder) / "made.xlsx"
        write(path)
        return path.read_bytes()
