"""All pictures of a season at once, for the cooperative or only those fit for buyers."""

from __future__ import annotations

import streamlit as st

from connectors.trouble import CannotGoOn
from exports.browser import found_browser
from exports.picture_size import SIZES
from exports.season_pictures import Wanted, page_of, season_frames, zipped
from packs.audience import Audience
from ui.parts.filters import Chosen
from ui.state import visitor
from ui.state.pinning import pin_snapshots
from words.speech import as_text, say

MADE = "pictures_made"  # (what was wanted, file name, bytes) of the last ones, of this visitor alone
WHOSE = {"own": Audience.INTERNAL, "buyers": Audience.BUYER}


def all_pictures(chosen: Chosen) -> None:
    """Draws, folded, for whom and how large the pictures are wanted, the button that makes them, and then the file."""
    opened = st.expander(say("pictures.title"), key="all_pictures", on_change="rerun", icon=":material/photo_library:")
    if not opened.open:
        return
    with opened:
        st.text(say("pictures.what"))
        whose = st.segmented_control(
            say("pictures.whose"), list(WHOSE), default="own", required=True, format_func=_whose_words, key="whose"
        )
        size = st.selectbox(say("pictures.size"), list(SIZES), format_func=_size_words, key="all_sizes", width=320)
        key = (visitor.warehouse().id, chosen.crop_year, repr(chosen.splits), whose, size)
        if st.button(say("pictures.make"), icon=":material/brush:"):
            st.session_state[MADE] = (key, *_made(chosen, Wanted(size=SIZES[size], reader=WHOSE[whose or "own"])))
        kept = st.session_state.get(MADE)
        if kept and kept[0] == key and kept[2]:
            _take(kept[1], kept[2])


def _made(chosen: Chosen, wanted: Wanted) -> tuple[str, bytes]:
    """The name and the bytes of the file: a ZIP, or one page of all pictures where no browser paints them."""
    frames = season_frames(visitor.warehouse(), chosen.crop_year, wanted, dict(chosen.splits))
    if not frames:
        st.text(say("pictures.none"))
        return "", b""
    name = "lotwise_pictures_for_buyers" if wanted.reader == Audience.BUYER else "lotwise_pictures_internal"
    if found_browser() is None:
        st.text(say("pictures.as_page"))
        return f"{name}.html", page_of(frames).encode("utf-8")
    shown = st.progress(0.0)

    def told(done: int) -> None:
        shown.progress(done / len(frames), text=say("pictures.progress", done=done, all=len(frames)))

    try:
        return f"{name}.zip", zipped(frames, wanted, told)
    except CannotGoOn as trouble:
        st.error(as_text(str(trouble)))
        return "", b""
    finally:
        shown.empty()


def _take(name: str, content: bytes) -> None:
    st.download_button(
        say("pictures.take", name=name),
        content,
        file_name=name,
        icon=":material/download:",
        on_click=lambda: pin_snapshots(say("chart.exported"), visitor.warehouse().id),
        key="take_pictures",
    )


def _whose_words(name: str) -> str:
    return say(f"pictures.whose_{name}")


def _size_words(name: str) -> str:
    size = SIZES[name]
    return say("pictures.pixels", wide=size.pixels[0], high=size.pixels[1])
