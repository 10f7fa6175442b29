"""The fix list to take away: as a workbook, and the greatest of it as a text for a phone."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from decisions.fix_causes import FixList
from exports.fix_workbook import write_fix_list
from ui.parts.downloads import download_made
from ui.state import visitor
from ui.state.pinning import pin_snapshots
from words import fix_words
from words.speech import say


def take_away(found: FixList) -> None:
    """Draws the buttons that give the list as a workbook and as a text."""
    download_made(say("health.download"), lambda path: _write(path, found), "fix-list.xlsx", "fix_list")
    with st.popover(say("fix.message.show"), icon=":material/sms:"):
        st.markdown(say("fix.message.copy"))
        st.code(fix_words.message(found), language=None, wrap_lines=True)


def _write(path: Path, found: FixList) -> None:
    """Writes the fix list as a workbook, safe to open; what it stands on is kept."""
    write_fix_list(path, found)
    pin_snapshots(say("health.exported"), visitor.warehouse().id)
