"""The refresh under way, source by source, looked at every two seconds while it runs."""

from __future__ import annotations

from html import escape

import streamlit as st

from refresh.configuration import Configuration
from refresh.source_states import Progress
from ui.state import background
from words.speech import as_text, say

EVERY_SECONDS = 2


def refresh_progress(configured: Configuration) -> None:
    """Draws how far the refresh is; when it has ended the page runs once more and shows what was read."""
    running = background.is_waiting()
    st.fragment(_draw, run_every=EVERY_SECONDS if running else None)(
        running, tuple(str(one) for one in configured.wrong)
    )


def _draw(was_running: bool, told_already: tuple[str, ...]) -> None:
    if not background.is_waiting():
        if was_running:
            st.rerun()
        ended = background.last_trouble()
        for words in told_already:  # what is wrong with the configuration stands above
            ended = ended.replace(words, "")
        if ended.strip():
            st.warning(as_text(ended), icon=":material/history:")
        return
    now = background.under_way()
    with st.container(key="progress"):
        st.html(progress_html(now) if now else f"<div class='lw-progress'><p>{escape(say('sources.asked'))}</p></div>")


def progress_html(now: Progress) -> str:
    """One line a source, the one being read with what it says of itself."""
    lines = "".join(
        f"<li class='{escape(one.standing)}'><b>{escape(one.name)}</b> {escape(_word(one.standing))}"
        f"{'<span>' + escape(one.said) + '</span>' if one.said else ''}</li>"
        for one in now.sources
    )
    return f"<div class='lw-progress' role='status'><p>{escape(say('progress.title'))}</p><ul>{lines}</ul></div>"


def _word(standing: str) -> str:
    return say(f"progress.{standing}")
