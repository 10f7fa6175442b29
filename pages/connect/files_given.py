"""The files this visitor brought, each to be taken away again, and those that may be one of them once more."""

from __future__ import annotations

import streamlit as st

from ui.parts.inputs import input_key
from ui.state import own_upload
from ui.state.own_upload import GivenFile, Upload
from words.speech import as_text, say


def files_given() -> None:
    """Draws the files that are read, and a question for each that waits."""
    own = own_upload.current()
    if own is None:
        return
    for file in own.asked:
        with st.container(border=True, key=input_key("again", file.path)):
            _question(file)
    if own.files:
        _list(own)


def _question(file: GivenFile) -> None:
    st.markdown(f":material/front_hand: {say('connect.again', file=as_text(file.given_as))}")
    with st.container(horizontal=True):
        for answer, in_place in (("again_same", True), ("again_other", False)):
            if st.button(say(f"connect.{answer}"), key=input_key(answer, file.path)):
                own_upload.settle(file, in_place)
                st.rerun()


def _list(own: Upload) -> None:
    st.caption(say("connect.held_files"))
    for file in own.files:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(file.path.name, width="stretch")
            label = say("connect.drop", file=as_text(file.path.name))
            if st.button(":material/close:", key=input_key("drop", file.path), help=label, type="tertiary"):
                own_upload.drop(file)
                st.rerun()
