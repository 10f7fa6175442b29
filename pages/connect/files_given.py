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
            _question(file, file.of_its_name(own.files))
    if own.files:
        _list(own)


def _question(file: GivenFile, held: list[GivenFile]) -> None:
    """Which of the held files of its name it is; what each is known by is told where there are several."""
    asked = say("connect.again", count=len(held), file=as_text(file.given_as))
    st.markdown(f":material/front_hand: {asked}")
    with st.container(horizontal=True):
        for before in held:
            same = say("connect.again_same", count=len(held), file=as_text(before.path.name))
            if st.button(same, key=input_key("again_same", file.path, before.path)):
                own_upload.settle(file, before)
                st.rerun()
        if st.button(say("connect.again_other"), key=input_key("again_other", file.path)):
            own_upload.settle(file, None)
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
